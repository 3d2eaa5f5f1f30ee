"""What a file is and how large, long and fast, at the least cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import av

from rushes.core.media import MediaFacts, MediaKind
from rushes.media.imagefile import BadHeader, read_header
from rushes.media.opening import (
    audio_stream,
    cut_short,
    explained,
    open_container,
    sign,
    undecodable,
    video_stream,
)
from rushes.media.sniff import guess_kind

if TYPE_CHECKING:
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from rushes.core.cancel import CancelToken
    from rushes.media.sniff import Signature

__all__ = ["guess_kind", "probe"]

_IMAGE_CODECS: Final = {"jpeg": "mjpeg", "heic": "hevc", "avif": "av1"}


def probe(path: Path, *, cancel: CancelToken | None = None) -> MediaFacts:
    """Say what `path` is. The kind goes by the content, never by the name; sizes are as shown, after rotation.

    Pictures are measured by their header alone. Of videos and sounds one frame is decoded, so that what passes is
    more than a header. Raises MissingFile, EmptyFile, UnreadableFile, NotMedia, DamagedMedia, or Cancelled.
    """
    signature, size = sign(path)
    if cancel is not None:
        cancel.raise_if_cancelled()
    if signature.kind is MediaKind.IMAGE:
        return _probe_image(path, signature, size)
    with explained(path), open_container(path, signature) as container:
        if cancel is not None:
            cancel.raise_if_cancelled()
        single_thread(video_stream(container))
        return container_facts(path, container, signature, size)


def _probe_image(path: Path, signature: Signature, size: int) -> MediaFacts:
    try:
        with explained(path), path.open("rb") as file:
            header = read_header(file, signature.container)
    except BadHeader as error:
        raise cut_short(path) from error
    width, height = header.shown_size
    codec = _IMAGE_CODECS.get(signature.container, signature.container)
    return MediaFacts(MediaKind.IMAGE, size, signature.container, width=width, height=height, video_codec=codec)


def container_facts(path: Path, container: InputContainer, signature: Signature, size: int) -> MediaFacts:
    """The facts of an opened video or sound; decodes one frame, so the container has to be sought afterwards."""
    video, audio = video_stream(container), audio_stream(container)
    sound_codec = audio.codec_context.name if audio is not None else None
    sample_rate = audio.sample_rate if audio is not None else None
    channels = audio.channels if audio is not None else None
    if video is None:
        if audio is None:
            raise undecodable(path)
        _first_sound(path, container, audio)
        return MediaFacts(
            MediaKind.AUDIO,
            size,
            signature.container,
            duration=_seconds(audio, container),
            audio_codec=sound_codec,
            sample_rate=sample_rate,
            channels=channels,
        )
    width, height = shown_size(video, _first_picture(path, container, video))
    return MediaFacts(
        MediaKind.VIDEO,
        size,
        signature.container,
        width=width,
        height=height,
        duration=_seconds(video, container),
        frame_rate=float(video.average_rate) if video.average_rate else None,
        frames=video.frames or None,
        video_codec=video.codec_context.name,
        audio_codec=sound_codec,
        sample_rate=sample_rate,
        channels=channels,
    )


def single_thread(video: VideoStream | None) -> None:
    """Decode in this thread: for one frame, starting others takes longer, and they would ask for the next frames."""
    if video is not None:
        video.thread_count = 1


def shown_size(video: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    """Width and height of a video in square pixels, upright."""
    width, height = frame.width, frame.height
    aspect = video.sample_aspect_ratio
    if aspect and aspect != 1:
        width = max(1, round(width * aspect))
    return (height, width) if frame.rotation % 180 else (width, height)


def _first_picture(path: Path, container: InputContainer, video: VideoStream) -> VideoFrame:
    for frame in container.decode(video):
        return frame
    raise undecodable(path)


def _first_sound(path: Path, container: InputContainer, audio: AudioStream) -> None:
    for _frame in container.decode(audio):
        return
    raise undecodable(path)


def _seconds(stream: VideoStream | AudioStream, container: InputContainer) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration is not None else None
