"""Pictures, video and sound: probing, thumbnails, frames and playback, by PyAV."""
