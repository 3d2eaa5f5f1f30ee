"""Opening a file as the one format that its content announces, and naming what is wrong when it cannot be."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeGuard

import av
import av.error

from rushes.core.messages import msg, verbatim
from rushes.media.errors import DamagedMedia, EmptyFile, MissingFile, NotMedia, UnreadableFile
from rushes.media.sniff import HEAD_BYTES, Signature, Stranger, identify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from av.video.stream import VideoStream

_FIRST_OWN_ERROR: Final = 1_000  # FFmpeg's own errors are four letters read as a number
_MP4_FAMILY: Final = frozenset({"mp4", "mov", "m4a", "heic", "avif"})


def sign(path: Path) -> tuple[Signature, int]:
    """Say what `path` is by its content, and its size in bytes.

    Raises MissingFile, EmptyFile, UnreadableFile, NotMedia, or DamagedMedia for a file that is cut short.
    """
    with explained(path):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = msg("a folder") if stat.S_ISDIR(status.st_mode) else msg("not a file")
            raise NotMedia(msg("{name} is {what}.", name=path.name, what=what), name=path.name)
        if status.st_size == 0:
            raise EmptyFile(msg("{name} has no content.", name=path.name), name=path.name)
        with path.open("rb") as file:
            signature = identify(file.read(HEAD_BYTES))
    if isinstance(signature, Signature):
        if signature.container in _MP4_FAMILY:
            _check_boxes(path, status.st_size)
        return signature, status.st_size
    if isinstance(signature, Stranger):
        text = msg("{name} is {what}.", name=path.name, what=signature.words)
    else:
        text = msg("{name} is of a kind that Rushes does not know.", name=path.name)
    raise NotMedia(text, name=path.name)


def _check_boxes(path: Path, size: int) -> None:
    """Walk the outermost boxes of an MP4: one that reaches beyond the end of the file was cut short."""
    with explained(path), path.open("rb") as file:
        at = 0
        while at + 8 <= size:
            file.seek(at)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4], "big"), header[4:8]
            if length == 1:
                length = int.from_bytes(header[8:16], "big")
            if length == 0:
                return
            if length < 8 or not kind.isascii():
                return  # junk after the last box: players do not mind either
            at += length
        if at > size:
            raise cut_short(path)


def cut_short(path: Path) -> DamagedMedia:
    """The error for a file whose end is missing."""
    return DamagedMedia(
        msg("{name} is cut short: its end is missing, as after an interrupted copy.", name=path.name), name=path.name
    )


def undecodable(path: Path) -> DamagedMedia:
    """The error for a file whose content cannot be decoded."""
    return DamagedMedia(msg("{name} cannot be decoded.", name=path.name), name=path.name)


def no_picture(path: Path) -> DamagedMedia:
    """The error for a file that has no video where one is needed."""
    return DamagedMedia(msg("{name} has no picture.", name=path.name), name=path.name)


def no_sound(path: Path) -> DamagedMedia:
    """The error for a file that has no sound where one is needed."""
    return DamagedMedia(msg("{name} has no sound.", name=path.name), name=path.name)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of the system and of FFmpeg into ours."""
    name = path.name
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFile(msg("{name} is no longer where it was.", name=name), name=name) from error
    except PermissionError as error:
        raise UnreadableFile(msg("You do not have the right to open {name}.", name=name), name=name) from error
    except (av.error.FFmpegError, EOFError) as error:
        # EOFError is how FFmpeg's end of file arrives where a frame was due. Any number that FFmpeg has no name for
        # means that the content made no sense to it.
        if _is_of_the_system(error):
            raise _unreadable(path, error.strerror or type(error).__name__) from error
        raise undecodable(path) from error
    except OSError as error:
        raise _unreadable(path, error.strerror or type(error).__name__) from error


def _is_of_the_system(error: Exception) -> TypeGuard[OSError]:
    """Whether FFmpeg passes on an error number of the system (EIO and the like), not one of its own."""
    return isinstance(error, OSError) and error.errno is not None and 0 < error.errno < _FIRST_OWN_ERROR


def _unreadable(path: Path, reason: str) -> UnreadableFile:
    text = msg("{name} cannot be read: {reason}.", name=path.name, reason=verbatim(reason))
    return UnreadableFile(text, name=path.name)


def open_container(path: Path, signature: Signature) -> InputContainer:
    """Open `path` with the one demuxer of `signature`, from the disk alone. Raises FFmpeg's errors: see `explained`."""
    options = {"format_whitelist": signature.demuxer, "protocol_whitelist": "file"}
    return av.open(f"file:{path.absolute()}", "r", options=options, metadata_errors="replace")


def video_stream(container: InputContainer) -> VideoStream | None:
    """The moving picture of a container; the cover picture of a sound file is none."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            return stream
    return None


def audio_stream(container: InputContainer) -> AudioStream | None:
    """The sound that a player would choose."""
    best = container.streams.best("audio")
    return best if isinstance(best, av.AudioStream) else None
