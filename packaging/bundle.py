"""What ``make package`` runs: the frozen program in ``dist/rushes``, its notices, a first start, and the ``.deb``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import deb
import notices

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "rushes"
WORK = ROOT / "build"
_OPEN = 10.0  # seconds that the window has to stay open for, and to close in


def main() -> int:
    """Build everything into ``dist``; raises where a step fails."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    _say("freezing the program")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    folders = ["--distpath", str(BUNDLE.parent), "--workpath", str(WORK)]
    subprocess.run([*command, *folders, str(ROOT / "packaging" / "rushes.spec")], check=True, cwd=ROOT)
    _say("gathering the notices")
    notices.write(BUNDLE, ROOT, WORK / "rushes" / "COLLECT-00.toc", project["dependencies"])
    _say("starting it once")
    start_once(BUNDLE / "rushes", WORK / "start")
    if not sys.platform.startswith("linux") or shutil.which("dpkg-deb") is None:
        _say(f"no .deb here, dpkg-deb is missing; the program is {BUNDLE}")
        return 0
    _say("packing the .deb")
    work = WORK / "deb"
    shutil.rmtree(work, ignore_errors=True)
    file = deb.build(BUNDLE, ROOT / "resources" / "icons" / "rushes.svg", project["version"], work, ROOT / "dist")
    deb.check(work / "tree")
    shutil.rmtree(work)
    _say(f"done, {file.stat().st_size / 1e6:.0f} MB")
    sys.stdout.write(f"{file}\n")
    return 0


def start_once(program: Path, home: Path) -> None:
    """Make a rehearsal with the frozen program and open its window unseen; raises when either fails.

    Its environment is empty, so that nothing of this machine's Python helps it.
    """
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    environment = {"PATH": os.defpath, "HOME": str(home), "RUSHES_HOME": str(home), "LANG": "C.UTF-8"}
    options = ["--duration", "4", "--resolution", "480p", "--json"]
    done = subprocess.run(
        [program, "rehearse", "A slow push in on a quiet harbour.", *options],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    if not Path(json.loads(done.stdout)["file"]).is_file():
        raise FileNotFoundError("the frozen program made no file")
    window = subprocess.Popen([program], env={**environment, "QT_QPA_PLATFORM": "offscreen"}, stdin=subprocess.DEVNULL)
    try:
        raise ChildProcessError(f"the window ended by itself, with status {window.wait(timeout=_OPEN)}")
    except subprocess.TimeoutExpired:
        window.terminate()
        window.wait(timeout=_OPEN)
    finally:
        window.kill()
    shutil.rmtree(home)


def _say(text: str) -> None:
    sys.stderr.write(f"── {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
