"""Working behind the window: encoding beside it at normal priority makes it stutter."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import Final

_NICE: Final = 10
_BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000
_THREAD_PRIORITY_BELOW_NORMAL: Final = -1


def lower_priority() -> None:
    """Let this process go behind others. Where that is not possible nothing happens. Windows: written, not run."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
        return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, max(_NICE, os.getpriority(os.PRIO_PROCESS, 0)))


def lower_thread_priority() -> None:
    """Let the calling thread go behind the others, for the pool that decodes media; it cannot be undone.

    Only Linux has a niceness per thread. Windows: written, not run; macOS: nothing happens.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_PRIORITY_BELOW_NORMAL)
    elif sys.platform == "linux":
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(_NICE, os.getpriority(os.PRIO_PROCESS, thread)))
