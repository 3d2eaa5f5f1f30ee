"""Taking keys out of text that leaves the program: the log, the diagnostics, a crash report."""

from __future__ import annotations

import re
import threading
from typing import Final

from rushes.core.secret import Secret

_SHOWN: Final = Secret.SHOWN

# What looks like a key even if nobody told us that it is one. The name stays, the value goes.
_PATTERNS: Final = (
    re.compile(r"(?i)(\bbearer\s+)[^\s\"',;]+"),
    re.compile(r"(?i)(\b(?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?)(?!bearer\b)[^\s\"',;]+(?: [^\s\"',;]+)?"),
    re.compile(
        r"(?i)(\b(?:x-)?(?:[a-z0-9]+[_-])*(?:api[_-]?key|secret|password|token)['\"]?\s*[:=]\s*['\"]?)[^\s\"'&,;]+"
    ),
    re.compile(r"(?i)([?&](?:x-[a-z]+-(?:signature|credential|security-token)|signature|sig|key)=)[^&\s\"']+"),
    re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/\s@\"']+(?=@)"),
    re.compile(r"(\bsk-)[A-Za-z0-9_-]{8,}"),
)


class Redactor:
    """Replaces every secret it was told about, and whatever looks like one. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[str, ...] = ()

    def learn(self, secret: Secret) -> None:
        """Take out this secret from now on, wherever it appears."""
        text = secret.reveal()
        with self._lock:
            if text and text not in self._known:
                # The longest first, or a key that begins with another would keep its tail.
                self._known = tuple(sorted((*self._known, text), key=len, reverse=True))

    def redact(self, text: str) -> str:
        """Return `text` without secrets."""
        for secret in self._known:
            text = text.replace(secret, _SHOWN)
        for pattern in _PATTERNS:
            text = pattern.sub(rf"\g<1>{_SHOWN}", text)
        return text
