"""What the commands print, and what happens when nobody reads it."""

from __future__ import annotations

import os
import sys

import pytest

from rushes.app import printing


def test_progress_that_nobody_reads_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        printing.progress("sent")
        printing.progress("accepted")
    with pytest.raises(BrokenPipeError):
        stream.close()
