"""The key store against a real Secret Service, in each state it can be in."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.keyring_service import Service, keyring_service, members

ORIGIN = "https://open.skills.video"
KEYS = f"""
import os
from rushes.core.errors import KeyringLocked
from rushes.settings.secrets import KeyStore
O = {ORIGIN!r}
def store():
    return KeyStore(os.environ, environment_origin=O)
keys = store()
"""


def test_a_key_is_kept_for_the_next_process_and_gone_after_forget(tmp_path: Path) -> None:
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(KEYS + "print(keys.state(O).value, keys.get(O))") == "none None"
        assert bus.run(KEYS + "print(keys.set(O, ' key-1 \\n').value, keys.state(O).value)") == "keyring stored"
        assert bus.run(KEYS + "print(keys.get(O).reveal(), keys.state(O).value)") == "key-1 stored"
        assert bus.run(KEYS + "keys.set(O, 'key-2'); print(store().get(O).reveal())") == "key-2"
        assert bus.run(KEYS + "keys.forget(O); print(keys.state(O).value, store().get(O))") == "none None"
        assert bus.run(KEYS + "keys.forget(O); print('no error')") == "no error"


def test_other_programs_of_the_desktop_find_the_key_under_our_name(tmp_path: Path) -> None:
    lookup = ["secret-tool", "lookup", "service", "Rushes", "username", ORIGIN]
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        bus.run(KEYS + "keys.set(O, 'key-1')")
        assert bus.program(lookup) == "key-1"
        bus.run(KEYS + "keys.forget(O)")
        assert bus.program(lookup, status=1) == ""


def test_a_key_of_any_script_comes_back_as_it_was(tmp_path: Path) -> None:
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(KEYS + "keys.set(O, 'ключ-密钥-🎬'); print(store().get(O).reveal())") == "ключ-密钥-🎬"


def test_a_key_is_used_for_its_origin_alone(tmp_path: Path) -> None:
    code = KEYS + "keys.set(O, 'key-1'); print([store().get(u) for u in (O + ':444', O.replace('https', 'http'))])"
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(code) == "[None, None]"


def test_a_copy_that_another_program_wrote_is_forgotten_too(tmp_path: Path) -> None:
    copy = f"printf other | secret-tool store --label=x service Rushes username {ORIGIN} extra 1"
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        bus.run(KEYS + "keys.set(O, 'key-1')")
        bus.program(["sh", "-c", copy])
        assert bus.run(KEYS + "keys.forget(O); print(store().get(O))") == "None"


def test_the_keyring_is_asked_once_and_again_after_forget_cache(tmp_path: Path) -> None:
    code = """
import keyring
keys.set(O, 'key-1')
keyring.set_password('Rushes', O, 'key-2')
print(keys.get(O).reveal(), end=' ')
keys.forget_cache()
print(keys.get(O).reveal(), keys.backend_name())
"""
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(KEYS + code) == "key-1 key-2 keyring.backends.SecretService.Keyring"


def test_a_locked_keyring_is_its_own_error_and_keeps_nothing(tmp_path: Path) -> None:
    code = """
for name, call in {
    'get': lambda: keys.get(O), 'set': lambda: keys.set(O, 'key-1'), 'forget': lambda: keys.forget(O),
}.items():
    try:
        call()
    except KeyringLocked as error:
        print(name, error.title.source())
print(keys.state(O).value)
print(keys.keep_for_session(O, 'key-1').value, keys.get(O).reveal(), keys.state(O).value)
"""
    with keyring_service(tmp_path, Service.LOCKED) as bus:
        assert bus.run(KEYS + code).splitlines() == [
            "get The keyring is locked",
            "set The keyring is locked",
            "forget The keyring is locked",
            "locked",
            "memory key-1 memory",
        ]


@pytest.mark.parametrize("service", [Service.NO_BUS, Service.DEAD_BUS, Service.NO_LOGIN])
def test_without_a_keyring_that_works_the_key_stays_in_memory_and_says_so(tmp_path: Path, service: Service) -> None:
    code = """
print(keys.state(O).value, keys.get(O))
print(keys.set(O, 'key-1').value, keys.get(O).reveal(), keys.state(O).value)
keys.forget_cache()
print(keys.get(O).reveal(), store().get(O))
keys.forget(O)
print(keys.state(O).value)
"""
    with keyring_service(tmp_path, service) as bus:
        assert bus.run(KEYS + code).splitlines() == [
            "unavailable None",
            "memory key-1 memory",
            "key-1 None",
            "unavailable",
        ]
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"key-1" in path.read_bytes()]


def test_a_keyring_that_comes_later_is_found_after_forget_cache(tmp_path: Path) -> None:
    code = """
address = os.environ.pop('DBUS_SESSION_BUS_ADDRESS')
print(keys.state(O).value)
os.environ['DBUS_SESSION_BUS_ADDRESS'] = address
keys.forget_cache()
print(keys.state(O).value)
"""
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(KEYS + code).split() == ["unavailable", "none"]


@pytest.mark.parametrize(
    "refused", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.such.Backend"]
)
def test_a_backend_that_keeps_no_secret_is_refused_even_when_configured(tmp_path: Path, refused: str) -> None:
    code = KEYS + "print(keys.set(O, 'key-1').value, repr(keys.backend_name()))"
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(code, also={"PYTHON_KEYRING_BACKEND": refused}) == "memory ''"


def test_a_plain_text_file_backend_is_refused_even_when_configured(tmp_path: Path) -> None:
    module = tmp_path / "modules" / "keyrings_of_mine.py"
    module.parent.mkdir()
    module.write_text(
        "from keyring.backend import KeyringBackend\n"
        "class PlaintextKeyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, username): return None\n"
        f"    def set_password(self, service, username, password):\n"
        f"        open({str(tmp_path / 'leak')!r}, 'w').write(password)\n"
    )
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        also = {
            "PYTHON_KEYRING_BACKEND": "keyrings_of_mine.PlaintextKeyring",
            "PYTHONPATH": f"{module.parent}:{bus.environment['PYTHONPATH']}",
        }
        assert bus.run(KEYS + "print(keys.set(O, 'key-1').value)", also=also) == "memory"
    assert not (tmp_path / "leak").exists()


def test_the_chained_backend_of_keyring_is_accepted(tmp_path: Path) -> None:
    also = {"PYTHON_KEYRING_BACKEND": "keyring.backends.chainer.ChainerBackend"}
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(KEYS + "print(keys.set(O, 'key-1').value)", also=also) == "keyring"
        assert bus.run(KEYS + "print(keys.get(O).reveal())") == "key-1"


def test_the_environment_goes_before_the_keyring_and_to_the_configured_origin_alone(tmp_path: Path) -> None:
    code = KEYS + "keys.set(O, 'stored'); print(keys.get(O).reveal(), keys.state(O).value, keys.get(O + ':1'))"
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        assert bus.run(code, also={"SKILLS_VIDEO_API_KEY": " from-environment "}) == "from-environment environment None"
        assert bus.run(KEYS + "print(keys.get(O).reveal())") == "stored"


def test_a_service_that_dies_between_two_calls_is_no_crash(tmp_path: Path) -> None:
    code = """
import signal, subprocess
keys.get(O)
pid = int(open(os.environ['HOME'] + '/bus.pid').read())
os.kill(pid, signal.SIGKILL)
print(keys.set(O, 'key-1').value, keys.get(O).reveal())
"""
    with keyring_service(tmp_path, Service.UNLOCKED) as bus:
        bus_process = [p for p in members(tmp_path) if b"dbus-daemon" in _command(p)]
        (tmp_path / "home" / "bus.pid").write_text(str(bus_process[0]))
        assert bus.run(KEYS + code) == "memory key-1"


def test_nothing_of_the_session_is_left_running(tmp_path: Path) -> None:
    with keyring_service(tmp_path, Service.NO_LOGIN) as bus:
        bus.run(KEYS + "keys.get(O)")
        assert members(tmp_path)
    assert members(tmp_path) == []


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()
