"""What every test has: a clean environment, Qt without a screen, and a guard against what a test leaves behind."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("SKILLS_VIDEO_API_KEY", "RUSHES_API_URL", "RUSHES_HOME", "NETRC"):
    os.environ.pop(_name, None)
for _name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.upper(), None)

# A shell that runs the tests in the background has Ctrl-C ignored, and every program started here would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples each time, however slow the machine is.
settings.register_profile(
    "rushes", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rushes")

pytest_plugins = ["support.leftovers", "pytester"]


def pytest_configure(config: pytest.Config) -> None:
    """Let Qt's platform without a screen say what it lacks; every other warning of Qt fails its test."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")
