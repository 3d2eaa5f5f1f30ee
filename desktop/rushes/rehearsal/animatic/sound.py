"""The sound of an animatic: the given sounds mixed down to mono, or a quiet bed where nothing was given.

All work on samples is done by FFmpeg's filters; Python only wires them up.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.audio.resampler import AudioResampler
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.error import FFmpegError

from rushes.rehearsal.animatic.errors import Unreadable
from rushes.rehearsal.animatic.script import FPS
from rushes.rehearsal.shot import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame
    from av.filter import FilterContext

    from rushes.rehearsal.animatic.plan import Cue, Plan
    from rushes.rehearsal.shot import Input

RATE = 48_000
_PIECE = 1024  # samples in a frame of AAC
_FADE = 0.012  # seconds, so that a sound cut short does not click
_ROOTS = (98.0, 110.0, 116.5, 130.8, 146.8)  # of the bed's chord, in hertz


def mix(plan: Plan, seed: int) -> Iterator[AudioFrame]:
    """The whole sound in mono frames of 1024 samples (the last may be shorter), as long as the video exactly.

    Raises `Unreadable`.
    """
    graph = av.filter.Graph()
    total = plan.frames * RATE // FPS
    media = _Media()
    heard = [(cue, pieces) for cue in plan.cues if (pieces := media.of(cue))]
    feeds: list[tuple[FilterContext, list[AudioFrame]]] = []
    voices: list[FilterContext] = []
    for cue, pieces in heard:
        source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="mono", time_base=Fraction(1, RATE))
        feeds.append((source, pieces))
        voices.append(_placed(graph, source, cue))
    if not voices:
        voices = _bed(graph, plan, seed)
    _joined(graph, voices, total)
    graph.configure()
    graph.set_audio_frame_size(_PIECE)
    for source, pieces in feeds:
        for piece in pieces:
            source.push(piece)
        source.push(None)
    return _pulled(graph)


def _pulled(graph: av.filter.Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (NothingYet, NothingMore):
            return
        yield frame  # type: ignore[misc]  # a graph of sound gives sound


def _joined(graph: av.filter.Graph, voices: list[FilterContext], total: int) -> None:
    """Mix, keep below full scale, and cut or fill to exactly `total` samples."""
    mixer = graph.add("amix", f"inputs={len(voices)}:duration=longest:dropout_transition=0:normalize=0")
    for index, voice in enumerate(voices):
        voice.link_to(mixer, 0, index)
    end = total / RATE
    graph.link_nodes(
        mixer,
        graph.add("alimiter", "limit=0.94:level=disabled:latency=1"),
        graph.add("apad", f"whole_len={total}"),
        graph.add("atrim", f"end_sample={total}"),
        graph.add("afade", f"t=out:st={max(0.0, end - 0.08):.4f}:d=0.08"),
        graph.add("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=mono"),
        graph.add("abuffersink"),
    )


def _placed(graph: av.filter.Graph, source: FilterContext, cue: Cue) -> FilterContext:
    """The part of a medium that a cue wants, faded at its edges, at its place in the take."""
    begin, end = round(cue.offset * RATE), round((cue.offset + cue.length) * RATE)
    chain = [
        source,
        graph.add("atrim", f"start_sample={begin}:end_sample={end}"),
        graph.add("asetpts", "PTS-STARTPTS"),
        graph.add("afade", f"t=in:d={_FADE}"),
        graph.add("afade", f"t=out:st={max(0.0, cue.length - _FADE):.4f}:d={_FADE}"),
        graph.add("volume", f"{cue.gain}"),
        graph.add("adelay", f"{round(cue.start * RATE)}S"),
    ]
    graph.link_nodes(*chain)
    return chain[-1]


def _bed(graph: av.filter.Graph, plan: Plan, seed: int) -> list[FilterContext]:
    """Room tone, a low open chord that breathes, and a soft tick at each cut."""
    rng = random.Random(seed)
    root = rng.choice(_ROOTS)
    third = rng.choice((1.5, 1.6667, 1.3333))
    seconds = plan.frames / FPS
    swell = f"(0.75+0.25*sin(2*PI*{rng.uniform(0.08, 0.16):.3f}*t))"
    chord = "+".join(
        f"{level}*sin(2*PI*{root * ratio:.3f}*t)"
        for ratio, level in ((1, 0.030), (third, 0.016), (2, 0.010), (3.003, 0.004))
    )
    tone = graph.add("aevalsrc", f"exprs='({chord})*{swell}':s={RATE}:d={seconds:.4f}:c=mono")
    air = graph.add("anoisesrc", f"c=pink:a=0.05:r={RATE}:d={seconds:.4f}:seed={seed % 2**31}")
    low = graph.add("lowpass", "f=500")
    air.link_to(low)
    voices = []
    for voice in (tone, low):
        fade = graph.add("afade", "t=in:d=0.4")
        voice.link_to(fade)
        voices.append(fade)
    for cut in plan.cuts:
        tick = graph.add(
            "aevalsrc",
            f"exprs='0.16*exp(-70*t)*sin(2*PI*1250*t)+0.1*exp(-110*t)*sin(2*PI*310*t)':s={RATE}:d=0.15:c=mono",
        )
        delay = graph.add("adelay", f"{round(cut * RATE)}S")
        tick.link_to(delay)
        voices.append(delay)
    return voices


class _Media:
    """Decoded sound of the media, each decoded once, in mono pieces that follow one another from zero."""

    def __init__(self) -> None:
        self._decoded: dict[Input, list[AudioFrame]] = {}
        self._wanted: dict[Input, int] = {}

    def of(self, cue: Cue) -> list[AudioFrame]:
        """Pieces that reach to the end of the cue, beginning over where the medium is shorter. Empty: no sound."""
        wanted = round((cue.offset + cue.length) * RATE)
        pieces = self._pieces(cue.given, wanted)
        length = sum(piece.samples for piece in pieces)
        repeats = cue.given.kind is Kind.VIDEO and length > RATE // 10
        result: list[AudioFrame] = []
        at = 0
        while pieces and at < wanted:
            for piece in pieces:
                result.append(_copied(piece, at))
                at += piece.samples
                if at >= wanted:
                    break
            if not repeats:
                break
        return result

    def _pieces(self, given: Input, wanted: int) -> list[AudioFrame]:
        if self._wanted.get(given, -1) < wanted:
            self._decoded[given] = list(_decoded(given, wanted))
            self._wanted[given] = wanted
        return self._decoded[given]


def _decoded(given: Input, wanted: int) -> Iterator[AudioFrame]:
    """Sound of a medium until `wanted` samples are there. Damage counts as the end once something was heard."""
    resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
    done = 0
    try:
        with av.open(str(given.path)) as container:
            if not container.streams.audio:
                if given.kind is Kind.AUDIO:
                    raise Unreadable(given, "there is no sound in this file")
                return
            for frame in container.decode(container.streams.audio[0]):
                for piece in resampler.resample(frame):
                    yield piece
                    done += piece.samples
                if done >= wanted:
                    return
            yield from resampler.resample(None)
    except (FFmpegError, OSError, ValueError) as error:
        if not done and given.kind is Kind.AUDIO:
            raise Unreadable(given, "this sound cannot be decoded") from error


def _copied(piece: AudioFrame, at: int) -> AudioFrame:
    result = av.AudioFrame(format="fltp", layout="mono", samples=piece.samples)
    result.planes[0].update(bytes(piece.planes[0])[: result.planes[0].buffer_size])
    result.sample_rate = RATE
    result.pts, result.time_base = at, Fraction(1, RATE)
    return result
