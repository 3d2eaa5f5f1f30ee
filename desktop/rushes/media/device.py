"""The sound device, by miniaudio."""

from __future__ import annotations

import logging
import os
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import miniaudio

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    Fill = Callable[[int], bytes]
    OpenDevice = Callable[[int, int, Fill], "SoundDevice"]

_log = logging.getLogger(__name__)

# The device holds four blocks of 10 ms, or what the system makes of it: short enough for the picture to follow, long
# enough to live through somebody else holding the interpreter.
_BLOCK_MS: Final = 10
_BLOCKS: Final = 4


class SoundDevice(Protocol):
    """What plays samples. It calls `fill(count)` on a thread of its own for up to `count` samples, bytes as ordered.

    What `fill` leaves out is silence.
    """

    name: str

    def start(self) -> None:
        """Begin to ask for samples. Raises OSError when the device fails."""
        ...

    def stop(self) -> None:
        """Stop asking; returns when the last call of `fill` is over."""
        ...

    def close(self) -> None:
        """Stop, and give the device back."""
        ...


class MiniaudioDevice:
    """A device of the system, or miniaudio's null device, which takes samples in time and plays none.

    Raises OSError when it cannot be opened.
    """

    def __init__(self, rate: int, channels: int, fill: Fill, *, null: bool = False) -> None:
        self._fill = fill
        backends = [miniaudio.Backend.NULL] if null else None
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=channels,
                sample_rate=rate,
                buffersize_msec=_BLOCK_MS,
                callback_periods=_BLOCKS,
                backends=backends,
                app_name="Rushes",
            )
        except miniaudio.MiniaudioError as error:
            raise OSError(str(error)) from error
        self._device = device
        self.name = "" if device.backend.lower() == "null" else str(device.backend)
        # Its thread calls into the interpreter: it has to be gone before the interpreter is, even if nobody closes it.
        self._finalizer = weakref.finalize(self, _close, device)

    def start(self) -> None:
        """Begin to ask for samples. Raises OSError when the device fails."""
        calls = _calls(self._fill)
        next(calls)
        try:
            self._device.start(calls)
        except miniaudio.MiniaudioError as error:
            self._device.callback_generator = None
            raise OSError(str(error)) from error

    def stop(self) -> None:
        """Stop asking."""
        try:
            self._device.stop()
        except miniaudio.MiniaudioError as error:
            _log.info("the sound device did not stop: %s", error)

    def close(self) -> None:
        """Stop, and give the device back."""
        self._finalizer()


def _close(device: miniaudio.PlaybackDevice) -> None:
    context = device._context  # noqa: SLF001 - miniaudio itself never gives the context back
    device.close()
    miniaudio.lib.ma_context_uninit(context)


def _calls(fill: Fill) -> Generator[bytes, int, None]:
    """The generator that miniaudio wants: it is sent a number of samples and gives them back."""
    count = yield b""
    while True:
        count = yield fill(count)


def open_null_device(rate: int, channels: int, fill: Fill) -> SoundDevice:
    """The device of tests and of machines without sound: it takes samples in time."""
    return MiniaudioDevice(rate, channels, fill, null=True)


def open_default_device(rate: int, channels: int, fill: Fill) -> SoundDevice:
    """The device that the system plays on, else the null device. Raises OSError when not even that opens."""
    if sound_is_likely():
        try:
            return MiniaudioDevice(rate, channels, fill)
        except OSError as error:
            _log.info("no sound device: %s", error)
    return open_null_device(rate, channels, fill)


def sound_is_likely() -> bool:
    """Whether it is worth asking for a device: ALSA complains at length on stderr where there is none."""
    if not sys.platform.startswith("linux"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    return (
        bool(os.environ.get("PULSE_SERVER"))
        or (runtime / "pulse" / "native").exists()
        or any(Path("/dev/snd").glob("pcm*p"))
    )


def audio_device() -> str | None:
    """Describe the system's sound for a page of diagnostics; None where there is none. Not for the GUI thread."""
    if not sound_is_likely():
        return None
    try:
        devices = miniaudio.Devices()
        names = [str(device["name"]) for device in devices.get_playbacks()]
    except miniaudio.MiniaudioError as error:
        _log.info("no sound device: %s", error)
        return None
    if devices.backend.lower() == "null" or not names:
        return None
    return f"{devices.backend}: {', '.join(names)}"
