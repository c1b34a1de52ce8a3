"""The header of a register and the beginning of a backup file."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.fuzz.oracle import Forged, refused
from tests.world import CHEAP
from wallet import jcs
from wallet.store import backup_file, header, slots
from wallet.store.header import Header, Passphrase
from wallet.store.keyring import Keyring

RIGHT = Passphrase("appel fiets lamp water boom")
GOOD: set[bytes] = set()


@cache
def _keyring() -> Keyring:
    return Keyring(bytearray(range(32)))


def _header() -> bytes:
    keyring = _keyring()
    members = {
        "vault_id": "00" * 16,
        "db": "vault-1.db",
        "db_salt": "11" * 16,
        "created": "2026-11-23T00:00:00Z",
        "slots": [slots.wrap(keyring.master, RIGHT, CHEAP)],
    }
    return Header(members).encoded(keyring)


def _backup(folder: Path) -> bytes:
    made, _ = header.parse(_header())
    (folder / "head").write_bytes(b"h" * 300)
    (folder / "vault-1.db").write_bytes(bytes(5_000))
    with (folder / "backup").open("wb") as out:
        backup_file.write(out, made, _keyring(), folder, ["head", "vault-1.db"])
    return (folder / "backup").read_bytes()


@cache
def _folder() -> Path:
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="studieregister-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def seeds() -> list[bytes]:
    members = jcs.canonical(header.parse(_header())[0].members)
    return [_header(), _backup(_folder()), members]


def learn(content: bytes) -> None:
    """A good file."""
    GOOD.add(content)
    check(content)


def check(content: bytes) -> None:
    if content.startswith(b"{"):
        # Inside its envelope, so that the members are reached.
        content = header._FIXED.pack(header.MAGIC, 1, 1, len(content)) + content + bytes(32)
    refused(lambda: _as_header(content))
    path = _folder() / "changed"
    path.write_bytes(content)
    refused(lambda: _as_backup(path, content))


def _as_header(content: bytes) -> None:
    found, size = header.parse(content)
    for slot in found.slots:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            slots.cost_of(slot)
    # A backup has a header of its own inside: what is left of one may be that.
    if found.genuine(_keyring()) and not any(content[:size] in good for good in GOOD):
        raise Forged("header")


def _as_backup(path: Path, content: bytes) -> None:
    with backup_file.opened(path) as opened:
        for part in opened.parts(_keyring()):
            part.content.read()
    if content not in GOOD:
        raise Forged("backup")
