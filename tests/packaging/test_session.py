"""The private session of the tests: real parts, and nothing of it left behind, however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import session

SCRIPT = """
import json, subprocess, sys
sys.path.insert(0, sys.argv[1])
from session import Session, descendants
with Session() as private:
    stubborn = "setsid sleep 1000 & setsid sh -c 'trap : TERM; while :; do sleep 1; done' &"
    subprocess.run(stubborn, shell=True, stdout=subprocess.DEVNULL)
    print(json.dumps([private.environment, descendants()]), flush=True)
    sys.stdin.readline()
"""


def start() -> tuple[subprocess.Popen[str], dict[str, str], list[int]]:
    """Start a session in a process of its own; return its environment and the processes that it holds."""
    command = [sys.executable, "-c", SCRIPT, str(Path(session.__file__).parent)]
    environment = {**os.environ, "SKILLS_VIDEO_API_KEY": "secret", "https_proxy": "http://proxy"}
    program = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    private, processes = json.loads(program.stdout.readline())
    return program, private, processes


def wait_until_gone(processes: list[int]) -> None:
    """Return when none of ``processes`` lives any more; the time limit of the test is the limit."""
    while any(Path(f"/proc/{process}").exists() and not is_dead(process) for process in processes):
        time.sleep(0.02)


def is_dead(process: int) -> bool:
    """Return whether ``process`` has ended and only waits to be read by its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_it_has_a_bus_a_keyring_and_a_display_and_leaves_nothing() -> None:
    program, private, processes = start()
    assert "SKILLS_VIDEO_API_KEY" not in private
    assert "https_proxy" not in private
    store = ["secret-tool", "store", "--label", "a test", "rushes", "session"]
    subprocess.run(store, env=private, input="ü", text=True, check=True)
    look_up = ["secret-tool", "lookup", "rushes", "session"]
    assert subprocess.run(look_up, env=private, capture_output=True, text=True, check=True).stdout == "ü"
    subprocess.run(["xwininfo", "-root"], env=private, capture_output=True, check=True)
    assert len(processes) >= 5
    program.communicate("\n")
    assert program.returncode == 0
    wait_until_gone(processes)
    assert not Path(private["HOME"]).exists()


def test_its_parts_end_with_it_when_it_is_killed() -> None:
    program, private, processes = start()
    parts = [process for process in processes if (Path(f"/proc/{process}/comm").read_text().strip()) in PARTS]
    assert len(parts) == len(PARTS)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    wait_until_gone(parts)
    # What no one could adopt in time is ours to end here.
    for process in set(processes) - set(parts):
        if not is_dead(process):
            os.kill(process, signal.SIGKILL)
    wait_until_gone(processes)
    remove(Path(private["HOME"]).parent)


PARTS = ("dbus-daemon", "gnome-keyring-d", "Xvfb")


def remove(folder: Path) -> None:
    """Remove what the killed session could not."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    folder.rmdir()
