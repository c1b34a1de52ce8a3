"""The header file: which ways open the register, and which database belongs to it (docs/spec/register.md)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import constant_time

from wallet import jcs, strict_json
from wallet.errors import InputError, Problem, RefusedError
from wallet.paths import HEADER_NAMES
from wallet.store import atomic, recovery_code, slots
from wallet.store.doors import door
from wallet.store.keyring import HEADER_MAC, Keyring
from wallet.store.slots import Cost, Passphrase, RecoveryCode, Slot, Unlock

__all__ = ["Cost", "Header", "Passphrase", "RecoveryCode", "Unlock", "read", "unlock", "write"]

MAGIC = b"STUDREG\0"
FORMAT = 1
NEWER = 2
"""Stands for every format that this version cannot read."""
_FIXED = struct.Struct(">8sHHI")
_MAC = 32
MAX_SIZE = 65_536
"""A header is a few hundred bytes; more is not one of ours."""
NAME, SPARE = HEADER_NAMES


class _Damaged(Exception):  # noqa: N818  (reads as what it is)
    """These bytes are not a whole header."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read. Members that a later version added stay in ``members`` and are written back."""

    members: dict[str, Any] = field(repr=False)
    format: int = FORMAT
    min_reader: int = FORMAT
    raw: bytes = field(default=b"", repr=False)
    """The bytes it was read from; empty for one that was not written yet."""

    @property
    def vault_id(self) -> str:
        """The register's random name."""
        return str(self.members["vault_id"])

    @property
    def database(self) -> str:
        """File name of the database."""
        return str(self.members["db"])

    @property
    def database_salt(self) -> bytes:
        """The first 16 bytes of the database file."""
        return bytes.fromhex(self.members["db_salt"])

    @property
    def slots(self) -> list[Slot]:
        """The ways to open it."""
        return list(self.members["slots"])

    def with_slot(self, slot: Slot) -> Header:
        """The same header with this slot in place of the others of its type."""
        others = [other for other in self.slots if other.get("type") != slot["type"]]
        return replace(self, members=self.members | {"slots": [*others, slot]}, raw=b"")

    def encoded(self, keyring: Keyring) -> bytes:
        """The bytes of the file, with their HMAC."""
        content = jcs.canonical(self.members)
        body = _FIXED.pack(MAGIC, self.format, self.min_reader, len(content)) + content
        return body + keyring.mac(HEADER_MAC, body)

    def genuine(self, keyring: Keyring) -> bool:
        """Whether the HMAC over everything in it holds."""
        return constant_time.bytes_eq(keyring.mac(HEADER_MAC, self.raw[:-_MAC]), self.raw[-_MAC:])


def parse(content: bytes) -> tuple[Header, int]:
    """Read a header from the start of these bytes; also how many bytes it takes.

    Raises RefusedError(NEWER_FORMAT), or RefusedError(REGISTER_DAMAGED) when it is not a whole header.
    """
    try:
        return _parse(content)
    except (_Damaged, InputError, ValueError, KeyError, TypeError):
        raise RefusedError(Problem.REGISTER_DAMAGED) from None


def _parse(content: bytes) -> tuple[Header, int]:
    if len(content) < _FIXED.size:
        raise _Damaged
    magic, number, min_reader, length = _FIXED.unpack_from(content)
    end = _FIXED.size + length + _MAC
    if magic != MAGIC or end > MAX_SIZE or end > len(content):
        raise _Damaged
    if min_reader > FORMAT:
        raise RefusedError(Problem.NEWER_FORMAT)
    members = strict_json.load(content[_FIXED.size : _FIXED.size + length])
    if not isinstance(members, dict):
        raise _Damaged
    header = Header(members, number, min_reader, content[:end])
    if members.get("critical"):  # no member that a reader must know was added to format 1
        raise RefusedError(Problem.NEWER_FORMAT)
    name = header.database
    whole = (
        len(header.database_salt) == 16
        and len(bytes.fromhex(header.vault_id)) == 16
        and name.startswith("vault-")
        and name.endswith(".db")
        and name[6:-3].isdecimal()
        and all(isinstance(slot, dict) for slot in header.slots)
    )
    if not whole:
        raise _Damaged
    return header, end


def read(folder: Path) -> list[Header]:
    """The two copies of a header, as far as they can be read, the first one first.

    Raises RefusedError: NO_REGISTER, NEWER_FORMAT, or REGISTER_DAMAGED when neither copy is a header.
    """
    found: list[Header] = []
    there = False
    for name in (NAME, SPARE):
        with door(folder):
            try:
                with (folder / name).open("rb") as file:
                    content = file.read(MAX_SIZE + 1)
            except FileNotFoundError:
                continue
        there = True
        try:
            header, end = _parse(content)
        except RefusedError:
            # By a later version, or one flipped bit: its HMAC will tell once the other copy opens.
            found.append(Header({}, NEWER, NEWER, content))
            continue
        except (_Damaged, InputError, ValueError, KeyError, TypeError):
            continue
        if end == len(content) and all(header.raw != other.raw for other in found):
            found.append(header)
    if not there:
        raise RefusedError(Problem.NO_REGISTER)
    if not found:
        raise RefusedError(Problem.REGISTER_DAMAGED)
    if all(header.min_reader == NEWER for header in found):
        raise RefusedError(Problem.NEWER_FORMAT)
    return found


def unlock(headers: list[Header], key: Unlock) -> tuple[Header, Keyring]:
    """The genuine header and its master key.

    The spare copy counts only when the first one is damaged: a passphrase that was changed stays changed.
    Raises RefusedError: WRONG_PASSPHRASE, WRONG_RECOVERY_CODE, REGISTER_DAMAGED or NEWER_FORMAT.
    """
    opened_a_damaged_one = False
    for index, header in enumerate(headers):
        keyring = open_slot(header, key) if header.min_reader != NEWER else None
        if keyring is None:
            continue
        better = next((other for other in headers[:index] if other.genuine(keyring)), None)
        if header.genuine(keyring) and better is None:
            return header, keyring
        opened_a_damaged_one = opened_a_damaged_one or not header.genuine(keyring)
        keyring.wipe()
        if better is not None and better.min_reader == NEWER:
            raise RefusedError(Problem.NEWER_FORMAT)
    if opened_a_damaged_one:
        raise RefusedError(Problem.REGISTER_DAMAGED)
    if isinstance(key, RecoveryCode) or recovery_code.looks_like_one(key.text):
        raise RefusedError(Problem.WRONG_RECOVERY_CODE)
    raise RefusedError(Problem.WRONG_PASSPHRASE)


def open_slot(header: Header, key: Unlock) -> Keyring | None:
    """The master key from the first slot that opens with ``key``."""
    for slot in header.slots:
        try:
            master = slots.unwrap(slot, key)
        except (InputError, ValueError, KeyError, TypeError):
            continue
        if master is not None:
            return Keyring(master)
    return None


def write(folder: Path, header: Header, keyring: Keyring) -> Header:
    """Write both copies. The first rename is the moment from which the new header counts."""
    content = header.encoded(keyring)
    atomic.write(folder / NAME, content)
    atomic.write(folder / SPARE, content)
    return replace(header, raw=content)


def mend(folder: Path, header: Header) -> None:
    """Make both copies equal to the genuine header that was just opened."""
    for name in (NAME, SPARE):
        path = folder / name
        with door(folder):
            same = path.exists() and path.read_bytes() == header.raw
        if not same:
            atomic.write(path, header.raw)
