"""The head: which save of the database was the last that was acknowledged."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives import constant_time

from wallet import jcs, strict_json
from wallet.errors import InputError
from wallet.store import atomic
from wallet.store.doors import door
from wallet.store.keyring import HEAD, Keyring

NAME = "head"
_MAC = 32
_MAX_SIZE = 4_096


def write(folder: Path, keyring: Keyring, vault_id: str, database: str, commit_seq: int) -> None:
    """Note that this save is on the disk."""
    content = jcs.canonical({"vault_id": vault_id, "db": database, "commit_seq": commit_seq})
    atomic.write(folder / NAME, content + keyring.mac(HEAD, content))


def read(folder: Path, keyring: Keyring, vault_id: str, database: str) -> int | None:
    """The number of the last save; None when the file is missing, damaged, or of another register."""
    with door(folder):
        try:
            with (folder / NAME).open("rb") as file:
                content = file.read(_MAX_SIZE)
        except FileNotFoundError:
            return None
    body, mac = content[:-_MAC], content[-_MAC:]
    if not constant_time.bytes_eq(keyring.mac(HEAD, body), mac):
        return None
    try:
        members = strict_json.load(body)
    except InputError:
        return None
    if (members.get("vault_id"), members.get("db")) != (vault_id, database):
        return None
    number = members.get("commit_seq")
    return number if isinstance(number, int) else None
