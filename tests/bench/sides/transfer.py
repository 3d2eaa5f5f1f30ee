"""One upload or download with the program's client.

Usage: transfer.py up|down|none URL FILE. It tells seconds and the highest memory (MiB); `none` only imports.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from rushes.api.client import Client
from rushes.api.multipart import Body, FilePart, end, file_head, new_boundary, text_part
from rushes.api.transport import Transport
from rushes.core.cancel import CancelToken


def main(what: str, url: str, file: Path) -> dict[str, float]:
    client = Client(Transport(url, lambda: "bench-key", proxy=None))
    begun = time.perf_counter()
    if what == "up":
        _upload(client, file)
    elif what == "down":
        client.download(f"{url}/down/take.mp4", file, cancel=CancelToken())
    took = time.perf_counter() - begun
    client.close()
    return {"seconds": took, "memory": _highest()}


def _highest() -> float:
    # not getrusage: that counts what the parent held before it became this program
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _upload(client: Client, file: Path) -> None:
    boundary = new_boundary()
    parts: list[bytes | FilePart] = [
        text_part(boundary, "prompt", "a paper boat"),
        file_head(boundary, "video_urls", file.name, "video/mp4"),
        FilePart.of(file, file.name),
        b"\r\n",
        end(boundary),
    ]
    body = Body(parts, cancel=CancelToken(), progress=lambda done, total: None)
    kind = f"multipart/form-data; boundary={boundary}"
    transport = client._transport
    reply = transport.post("/up", body, content_type=kind, accept="*/*", wait=60.0, cancel=CancelToken())
    with reply:
        reply.rest()
    body.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))) + "\n")
