"""From decoded frames to upright BGRA of a wanted size, in the right colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import av
from av.filter import Graph
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

if TYPE_CHECKING:
    from av.filter.context import FilterContext
    from av.video.frame import VideoFrame

# FFmpeg's filters for the Exif orientations: what has to be done to the stored picture to show it upright.
_TURNS: Final[dict[int, tuple[tuple[str, str], ...]]] = {
    2: (("hflip", ""),),
    3: (("hflip", ""), ("vflip", "")),
    4: (("vflip", ""),),
    5: (("transpose", "cclock_flip"),),
    6: (("transpose", "clock"),),
    7: (("transpose", "clock_flip"),),
    8: (("transpose", "cclock"),),
}
_UNSPECIFIED: Final = 2  # AVCOL_SPC_UNSPECIFIED
_HD_WIDTH, _HD_HEIGHT = 1280, 576
NEUTRAL: Final = 0x80


def orientation_of(rotation: int) -> int:
    """The Exif orientation that equals a display rotation in degrees, counter-clockwise (quarter turns only)."""
    return {90: 8, 180: 3, 270: 6}.get(round(rotation / 90) * 90 % 360, 1)


class Converter:
    """Scales, converts and turns frames. It keeps its tables between frames, so each decoder has one of its own."""

    def __init__(self, interpolation: Interpolation = Interpolation.BILINEAR, *, still: bool = False) -> None:
        self._reformatter = VideoReformatter()
        self._interpolation = interpolation
        self._still = still
        self._turner: tuple[tuple[int, int, str, int], Graph] | None = None

    def convert(
        self, frame: VideoFrame, width: int, height: int, *, orientation: int = 1, pix_fmt: str = "bgra"
    ) -> VideoFrame:
        """Give back `frame` upright, `width` × `height` pixels as shown."""
        turned = orientation >= 5
        scaled = self._reformatter.reformat(
            frame,
            height if turned else width,
            width if turned else height,
            pix_fmt,
            src_colorspace=self._matrix(frame),
            interpolation=self._interpolation,
            threads=1,  # starting threads takes longer than scaling a frame
        )
        return self._turn(scaled, orientation) if orientation in _TURNS else scaled

    def _matrix(self, frame: VideoFrame) -> Colorspace | None:
        """The matrix to assume where the file names none: what every player assumes, HD is BT.709, the rest BT.601."""
        if frame.colorspace != _UNSPECIFIED or frame.format.is_rgb:
            return None
        large = frame.width >= _HD_WIDTH or frame.height > _HD_HEIGHT
        return Colorspace.ITU709 if large and not self._still else Colorspace.ITU601

    def _turn(self, frame: VideoFrame, orientation: int) -> VideoFrame:
        key = (frame.width, frame.height, frame.format.name, orientation)
        if self._turner is None or self._turner[0] != key:
            self._turner = (key, _turning_graph(frame, orientation))
        graph = self._turner[1]
        graph.vpush(frame)
        return graph.vpull()


def _turning_graph(frame: VideoFrame, orientation: int) -> Graph:
    graph = Graph()
    nodes: list[FilterContext] = [_source(graph, frame)]
    nodes += [graph.add(name, args) if args else graph.add(name) for name, args in _TURNS[orientation]]
    nodes.append(graph.add("buffersink"))
    graph.link_nodes(*nodes)
    graph.configure()
    return graph


def _source(graph: Graph, frame: VideoFrame) -> FilterContext:
    args = f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/1000:pixel_aspect=1/1"
    return graph.add("buffer", args)


def has_alpha(frame: VideoFrame) -> bool:
    """Whether a frame can be transparent somewhere (a palette can)."""
    return frame.format.has_palette or any(component.is_alpha for component in frame.format.components)


def over_neutral(frame: VideoFrame) -> VideoFrame:
    """Lay a small BGRA frame over neutral grey."""
    ground = av.VideoFrame(frame.width, frame.height, "bgra")
    ground.planes[0].update(bytes((NEUTRAL, NEUTRAL, NEUTRAL, 255)) * (ground.planes[0].buffer_size // 4))
    graph = Graph()
    below, above = _source(graph, ground), _source(graph, frame)
    overlay, sink = graph.add("overlay", "format=rgb"), graph.add("buffersink")
    form = graph.add("format", "pix_fmts=bgra")
    below.link_to(overlay, 0, 0)
    above.link_to(overlay, 0, 1)
    overlay.link_to(form)
    form.link_to(sink)
    graph.configure()
    for context, layer in ((below, ground), (above, frame)):
        layer.pts = 0
        context.push(layer)
        context.push(None)
    laid = sink.pull()
    if not isinstance(laid, av.VideoFrame):  # a graph of pictures gives pictures
        raise TypeError(type(laid))
    return laid
