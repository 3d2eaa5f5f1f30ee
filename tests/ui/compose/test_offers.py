from __future__ import annotations

import base64
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from rushes.core.generation import GenerationId
from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Workflow
from rushes.services.intake import Place
from rushes.ui import take_mime
from rushes.ui.compose.offers import UNREADABLE, has_media, offered
from rushes.ui.compose.verdict import guessed, judge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def mime_of(
    *, urls: tuple[str, ...] = (), text: str = "", formats: Mapping[str, bytes] = MappingProxyType({})
) -> QMimeData:
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl(url) for url in urls])
    if text:
        mime.setText(text)
    for name, data in formats.items():
        mime.setData(name, data)
    return mime


def test_files_are_offered_in_their_order(tmp_path: Path) -> None:
    paths = (tmp_path / "ä b.png", tmp_path / "c.mp4")
    mime = mime_of(urls=tuple(QUrl.fromLocalFile(str(path)).toString() for path in paths))
    assert offered(mime).offer.paths == paths


def test_an_address_is_offered_as_a_list_or_as_text() -> None:
    url = "https://example.com/a.png"
    assert offered(mime_of(urls=(url,))).offer.urls == (url,)
    assert offered(mime_of(text=f" {url}\n")).offer.urls == (url,)


def test_mere_words_are_no_media() -> None:
    assert not has_media(mime_of(text="a harbour at night"))


def test_picture_data_goes_before_the_address_it_came_from() -> None:
    found = offered(mime_of(urls=("https://example.com/page",), formats={"image/png": b"\x89PNG data"}))
    assert found.offer.pictures == ((b"\x89PNG data", ".png"),)
    assert found.offer.urls == ()


def test_a_picture_on_the_clipboard_becomes_a_png(qapp: QApplication) -> None:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    offer, left_out = offered(mime).whole()
    ((data, suffix),) = offer.pictures
    assert (data[:8], suffix, left_out) == (b"\x89PNG\r\n\x1a\n", ".png", ())


def test_a_data_address_becomes_its_picture() -> None:
    url = "data:image/png;base64," + base64.b64encode(b"\x89PNG data").decode()
    offer, left_out = offered(mime_of(text=url)).whole()
    assert (offer.pictures, left_out) == (((b"\x89PNG data", ".png"),), ())


def test_a_data_address_that_holds_no_picture_is_named() -> None:
    offer, left_out = offered(mime_of(urls=("data:text/html,hello",))).whole()
    assert offer.pictures == ()
    assert "cannot be read" in left_out[0].why.source()


def test_takes_go_before_their_files(tmp_path: Path) -> None:
    mime = take_mime.mime_of([GenerationId("t1")], [tmp_path / "t1.mp4"])
    assert offered(mime).offer.takes == ("t1",)
    assert offered(mime).offer.paths == ()


def test_a_list_that_arrives_empty_is_said_and_not_ignored() -> None:
    found = offered(mime_of(formats={"text/uri-list": b""}))
    assert found.trouble is UNREADABLE
    assert has_media(mime_of(formats={"text/uri-list": b""}))


START = Place(Role.START_IMAGE, MediaKind.IMAGE)


@pytest.mark.parametrize(
    ("name", "takes", "title"),
    [
        ("a.png", True, "Drop to use as the start image"),
        ("a.mp4", False, "Only a picture can go here."),
    ],
)
def test_a_place_says_by_the_name_what_it_would_make_of_a_file(
    tmp_path: Path, name: str, takes: bool, title: str
) -> None:
    preview = guessed(offered(mime_of(urls=(QUrl.fromLocalFile(str(tmp_path / name)).toString(),))))
    verdict = judge(Recipe(), preview, START)
    assert verdict is not None
    assert (verdict.takes, verdict.title.source()) == (takes, title)


def test_nothing_is_said_of_a_folder_before_it_is_read(tmp_path: Path) -> None:
    preview = guessed(offered(mime_of(urls=(QUrl.fromLocalFile(str(tmp_path)).toString(),))))
    assert judge(Recipe(), preview, START) is None


def test_a_take_becomes_its_last_frame_for_a_picture_and_a_video_for_the_references(tmp_path: Path) -> None:
    preview = guessed(offered(take_mime.mime_of([GenerationId("t")], [tmp_path / "t.mp4"])))
    frame = judge(Recipe(), preview, START)
    video = judge(Recipe(Workflow.REFERENCES), preview, Place(Role.REFERENCE, MediaKind.VIDEO))
    assert frame is not None
    assert video is not None
    assert (frame.takes, frame.added[0].name) == (True, "Last frame of the take")
    assert video.title.source() == "Drop to add @Video1"
