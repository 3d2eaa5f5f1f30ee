"""The words of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rushes import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENVIRONMENT = """environment:
  RUSHES_HOME           folder for preferences, logs and the default library
  RUSHES_API_URL        address of the API (default https://open.skills.video/api/v1)
  SKILLS_VIDEO_API_KEY  the key, where there is no keyring

exit status:
  0 ready   2 invalid, or no key: nothing was sent   3 refused by the service   4 failed or canceled
  5 unreachable, or sent without an answer   6 local trouble (keyring, disk, library)   130 interrupted before sending
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments. `command` is None for the window. Exits with status 2 on a mistake, as argparse does."""
    parser = argparse.ArgumentParser(
        prog="rushes",
        description="Make video with Seedance 2.0: rehearse for free, generate, keep every take. "
        "Without a command, the window opens.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Rushes {__version__}")
    parser.add_argument("--home", type=Path, metavar="DIR", help="folder for preferences, logs and the default library")
    parser.add_argument("--library", type=Path, metavar="DIR", help="folder of the library")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_making(
        commands.add_parser("generate", help="make a take at skills.video (spends credits)", allow_abbrev=False)
    )
    _add_making(commands.add_parser("rehearse", help="draw an animatic here, for free", allow_abbrev=False))
    _add_reading(commands)
    _add_key(commands)
    serve = commands.add_parser("serve", help="run the rehearsal engine alone")
    serve.add_argument("--port", type=int, default=0, help="port on this computer; 0 takes a free one")
    return parser.parse_args(arguments)


def _add_making(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("prompt", metavar="PROMPT", help="what happens in the shot; - reads it from standard input")
    media = parser.add_argument_group("references (a file or a URL)")
    for name, words in (("image", "image"), ("video", "video"), ("audio", "sound")):
        media.add_argument(f"--{name}", action="append", default=[], metavar="P|URL", help=f"{words}; may be repeated")
    media.add_argument("--first-frame", metavar="P|URL", help="the picture the clip begins with")
    media.add_argument("--last-frame", metavar="P|URL", help="the picture the clip ends with")
    parser.add_argument("--workflow", choices=["text", "frames", "references"], help="inferred when not given")
    parser.add_argument(
        "--aspect-ratio", default="16:9", choices=["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"], help="default 16:9"
    )
    parser.add_argument("--resolution", default="720p", choices=["480p", "720p", "1080p"], help="default 720p")
    parser.add_argument("--duration", type=int, default=5, metavar="S", help="seconds, 4 to 15 (default 5)")
    parser.add_argument("--no-audio", action="store_true", help="make no sound")
    parser.add_argument("--seed", type=int, metavar="N", help="a number; equal seeds give similar takes")
    parser.add_argument("--end-user-id", metavar="S", help="an id of whoever the take is for, passed on to the service")
    parser.add_argument(
        "--param", action="append", default=[], metavar="KEY=JSON", help="an extra key of the request; may be repeated"
    )
    parser.add_argument("--output", type=Path, metavar="PATH", help="copy the finished video there as well")
    parser.add_argument("--force", action="store_true", help="overwrite the file that --output names")
    _add_json(parser)


def _add_reading(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    history = commands.add_parser("history", help="list or search the takes")
    history.add_argument("words", nargs="*", metavar="WORDS", help="all of them must occur")
    history.add_argument("--limit", type=int, default=20, metavar="N", help="how many, newest first (default 20)")
    _add_json(history)
    show = commands.add_parser("show", help="show one take")
    show.add_argument("id", metavar="ID", help="an id of the history, or the service's")
    _add_json(show)
    _add_json(commands.add_parser("resume", help="follow and fetch what is in work; sends nothing"))
    forget = commands.add_parser("forget", help="give up a take that was sent without an answer; sends nothing")
    forget.add_argument("id", metavar="ID", help="an id of the history; one that waits unsent is dropped")
    _add_json(forget)
    _add_json(commands.add_parser("credits", help="ask for the balance"))
    commands.add_parser("doctor", help="print what a bug report needs, without secrets")


def _add_key(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    key = commands.add_parser("key", help="keep the key for skills.video in the system keyring")
    actions = key.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("set", help="read the key from standard input and keep it")
    actions.add_parser("status", help="say where the key is")
    actions.add_parser("forget", help="remove the key")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one line of JSON on standard output")
