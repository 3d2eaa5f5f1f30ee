"""What can be wrong with a file, in words for the person who chose it."""

from __future__ import annotations

from rushes.core.errors import MediaError
from rushes.core.messages import msg


class MissingFile(MediaError):
    """The file is not there, or not there any more."""

    title = msg("The file is not there")
    next_step = msg("Put the file back, or choose another one.")
    retryable = True


class EmptyFile(MediaError):
    """The file has no bytes."""

    title = msg("The file is empty")
    next_step = msg("Choose another file, or copy this one again.")


class UnreadableFile(MediaError):
    """The system refuses to let us read it: rights, or a disk that fails."""

    title = msg("The file cannot be read")
    next_step = msg("Check that you may open the file, then try again.")
    retryable = True


class NotMedia(MediaError):
    """By its content it is no picture, video or sound that can be read."""

    title = msg("This is not a picture, video or sound")
    next_step = msg("Choose a picture (JPEG, PNG, WebP), a video (MP4, MOV) or a sound (MP3, WAV).")


class DamagedMedia(MediaError):
    """It begins like a medium, but it is cut short or cannot be decoded."""

    title = msg("The file is damaged")
    next_step = msg("Copy or export the file again, or choose another one.")


class TooLarge(MediaError):
    """It would take more memory to draw than we are ready to use."""

    title = msg("The picture is too large")
    next_step = msg("Make the picture smaller and choose it again.")
