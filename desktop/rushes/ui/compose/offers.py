"""What is in a drag or on the clipboard, as an offer that the services can read."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from rushes.core.messages import Message, msg
from rushes.core.rules import is_public_url
from rushes.services.intake import LeftOut, Offer
from rushes.ui import take_mime

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

PICTURE_FORMATS: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "image/tiff": ".tiff",
    "image/gif": ".gif",
}
"""Formats of picture data that are taken as they are, and what their files end in."""

UNREADABLE: Final = msg("What is dragged arrived without a readable list of files. Drag them one at a time, or browse.")


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer, with pictures that still have to be encoded and addresses that hold their data."""

    offer: Offer = field(default_factory=Offer)
    image: QImage | None = None
    data_urls: tuple[str, ...] = ()
    picture_waiting: bool = False
    """Whether there is picture data that was not asked for yet, as while something is only dragged over."""
    trouble: Message | None = None
    """Why nothing of it can be read, if so."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that could become a reference."""
        return self.offer.empty and self.image is None and not self.data_urls and not self.picture_waiting

    def whole(self) -> tuple[Offer, tuple[LeftOut, ...]]:
        """Return the offer with its pictures as bytes, and what could not be decoded. Slow: not on the GUI thread."""
        pictures = list(self.offer.pictures)
        left_out: list[LeftOut] = []
        if self.image is not None:
            pictures.append((_as_png(self.image), ".png"))
        for url in self.data_urls:
            decoded = _decoded(url)
            if decoded is None:
                left_out.append(
                    LeftOut(
                        url[:32] + "…",
                        msg("The picture in this address cannot be read."),
                        msg("Save the picture and drop its file."),
                    )
                )
            else:
                pictures.append(decoded)
        return replace(self.offer, pictures=tuple(pictures)), tuple(left_out)


def has_media(mime: QMimeData) -> bool:
    """Whether there is something in it that can become a reference, or that tried to; mere words are none."""
    found = offered(mime, with_data=False)
    return not found.empty or found.trouble is not None


def offered(mime: QMimeData, *, with_data: bool = True) -> Offered:
    """Say what is in a drag or on the clipboard. Without `with_data`, picture data is noticed but not asked for."""
    takes = take_mime.ids_in(mime)
    if takes:
        return Offered(Offer(takes=takes))
    paths, web, data = _urls(mime)
    if paths:
        return Offered(Offer(paths=paths, urls=web), data_urls=data)
    if mime.hasImage() or any(mime.hasFormat(name) for name in PICTURE_FORMATS):
        return _picture(mime) if with_data else Offered(picture_waiting=True)
    if web or data:
        return Offered(Offer(urls=web), data_urls=data)
    lines = [line.strip() for line in mime.text().split("\n") if line.strip()] if mime.hasText() else []
    if lines and len(lines) <= 20 and all(_is_address(line) for line in lines):
        return Offered(
            Offer(urls=tuple(line for line in lines if not line.startswith("data:"))),
            data_urls=tuple(line for line in lines if line.startswith("data:")),
        )
    # One address in the list that was not escaped empties the whole list: say so instead of ignoring the drop.
    if mime.hasFormat("text/uri-list") and not mime.urls():
        return Offered(trouble=UNREADABLE)
    return Offered()


def _is_address(line: str) -> bool:
    return is_public_url(line) or line.startswith("data:image/")


def _urls(mime: QMimeData) -> tuple[tuple[Path, ...], tuple[str, ...], tuple[str, ...]]:
    paths: list[Path] = []
    web: list[str] = []
    data: list[str] = []
    for url in mime.urls():
        if url.isLocalFile():
            paths.append(Path(url.toLocalFile()))
        elif url.scheme() == "data":
            data.append(url.toString())
        else:
            web.append(url.toString())
    return tuple(paths), tuple(web), tuple(data)


def _picture(mime: QMimeData) -> Offered:
    for name, suffix in PICTURE_FORMATS.items():
        if mime.hasFormat(name):
            data = mime.data(name).data()
            if data:
                return Offered(Offer(pictures=((bytes(data), suffix),)))
    image = mime.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return Offered(image=image)
    return Offered(trouble=msg("The picture that is dragged cannot be read. Save it and drop its file."))


def _as_png(image: QImage) -> bytes:
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(array.data())


def _decoded(url: str) -> tuple[bytes, str] | None:
    """Return the bytes in a `data:` address and the ending of their format; None for what is no picture."""
    head, comma, body = url.removeprefix("data:").partition(",")
    parts = head.split(";")
    suffix = PICTURE_FORMATS.get(parts[0].lower())
    if not comma or suffix is None:
        return None
    raw = unquote_to_bytes(body)
    if "base64" not in parts[1:]:
        return raw, suffix
    try:
        return base64.b64decode(raw, validate=False), suffix
    except binascii.Error:
        return None
