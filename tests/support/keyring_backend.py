"""A keyring by hand, for tests of what stands before it; the real ones have tests of their own."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """A hand-written keyring that can be locked or broken."""

    priority: float = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.entries[service, username]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error
