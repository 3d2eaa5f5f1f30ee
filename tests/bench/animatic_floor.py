"""The floor the animatic is measured beside: the same media decoded, one smooth-scaled image drawn per frame, the same
encoder with the same settings, and mono AAC. No beats, no camera, no slate, no mix.

Usage: animatic_floor.py OUT WIDTH HEIGHT SECONDS IMAGE IMAGE VIDEO SOUND
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from pathlib import Path

import av
from av.audio.resampler import AudioResampler
from av.video.reformatter import VideoReformatter
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

RATE, FPS = 48_000, 24


def main(out: Path, width: int, height: int, seconds: int, images: list[Path], video: Path, sound: Path) -> float:
    """Write the bare take and return the seconds it took."""
    begun = time.perf_counter()
    frames = FPS * seconds + 1
    stills = [QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) for path in images]
    with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS, options={"preset": "veryfast", "crf": "22"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        audio = container.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 128_000
        canvas = QImage(width, height, QImage.Format.Format_RGB32)
        convert, convert_video = VideoReformatter(), VideoReformatter()
        with av.open(str(video)) as source:
            source.streams.video[0].thread_type = "AUTO"
            moving = source.decode(source.streams.video[0])
            for number in range(frames):
                image = stills[number * 2 // frames]
                if number > frames // 2:  # half of the take shows the video
                    frame = next(moving, None)
                    if frame is not None:
                        scaled = convert_video.reformat(frame, width=width, height=height, format="bgra")
                        data = bytes(scaled.planes[0])
                        shown = QImage(data, width, height, scaled.planes[0].line_size, QImage.Format.Format_RGB32)
                        image = shown.copy()
                painter = QPainter(canvas)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(0, 0, width, height), image)
                painter.end()
                picture = av.VideoFrame(width, height, "bgra")
                _fill(picture, canvas)
                encoded = convert.reformat(picture, format="yuv420p")
                encoded.pts, encoded.time_base = number, Fraction(1, FPS)
                container.mux(stream.encode(encoded))
        container.mux(stream.encode(None))
        _sound(container, audio, [sound, video], frames * RATE // FPS)
    return time.perf_counter() - begun


def _fill(frame: av.VideoFrame, image: QImage) -> None:
    plane = frame.planes[0]
    if plane.line_size == image.bytesPerLine():
        plane.update(image.constBits())  # type: ignore[arg-type]  # any buffer will do
        return
    source, target = memoryview(image.constBits()).cast("B"), memoryview(plane).cast("B")
    for y in range(image.height()):
        begin = y * image.bytesPerLine()
        target[y * plane.line_size :][: image.bytesPerLine()] = source[begin : begin + image.bytesPerLine()]


def _sound(container: av.container.OutputContainer, stream: av.AudioStream, paths: list[Path], samples: int) -> None:
    """Decode every sound, encode the first as far as it goes."""
    done = 0
    for path in paths:
        resampler = AudioResampler(format="fltp", layout="mono", rate=RATE, frame_size=1024)
        with av.open(str(path)) as source:
            for frame in source.decode(source.streams.audio[0]):
                for piece in resampler.resample(frame):
                    if path == paths[0] and done < samples:
                        piece.pts, piece.time_base = done, Fraction(1, RATE)
                        container.mux(stream.encode(piece))
                        done += piece.samples
    container.mux(stream.encode(None))


if __name__ == "__main__":
    target, wide, high, long, *media = sys.argv[1:]
    one, two, clip, tune = (Path(path) for path in media)
    took = main(Path(target), int(wide), int(high), int(long), [one, two], clip, tune)
    sys.stdout.write(f"{took:.3f}\n")
