"""The person of this register: name, identifiers, signing keys, settings."""

from __future__ import annotations

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wallet.clock import Clock
from wallet.errors import Problem, RefusedError
from wallet.keys import SigningKey, new_signing_key
from wallet.model.holder import Holder, HolderKey
from wallet.store.database import Database
from wallet.store.keyring import HOLDER_WRAP, Keyring, wipe


class Owner:
    """The tables holder, signing_keys and settings."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self._database, self._keyring, self._clock = database, keyring, clock

    def holder(self) -> Holder:
        """Name and identifiers."""
        found = self._database.row("SELECT name, identifiers FROM holder")
        return Holder(name=found[0], identifiers=tuple(json.loads(found[1]))) if found else Holder()

    def set_holder(self, holder: Holder) -> None:
        """Change name and identifiers."""
        identifiers = json.dumps(holder.identifiers, ensure_ascii=False)
        with self._database.act():
            self._database.execute("UPDATE holder SET name = ?, identifiers = ?", (holder.name, identifiers))

    def setting(self, name: str, default: str) -> str:
        """A setting that lives in the register."""
        found = self._database.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(found[0]) if found else default

    def set_setting(self, name: str, value: str) -> None:
        """Change a setting."""
        with self._database.act():
            self._database.execute(
                "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def signing_key(self) -> SigningKey:
        """The signing key of this register, made at first use. Its seed is unsealed only while signing."""
        found = self._database.row(
            "SELECT did, public, created FROM signing_keys WHERE retired IS NULL ORDER BY rowid LIMIT 1"
        )
        if found is None:
            holder = self._new_key()
        else:
            holder = HolderKey(did=found[0], public=bytes(found[1]), created=found[2])
        return SigningKey(holder=holder, sign=lambda message: self._sign(holder, message))

    def signing_dids(self) -> tuple[str, ...]:
        """The DIDs of all keys, retired ones too: what was issued to them stays this person's."""
        return tuple(did for (did,) in self._database.rows("SELECT did FROM signing_keys ORDER BY rowid"))

    def _new_key(self) -> HolderKey:
        made, seed = new_signing_key(self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
        nonce = secrets.token_bytes(12)
        key = self._keyring.key(HOLDER_WRAP)
        try:
            sealed = AESGCM(key).encrypt(nonce, seed, made.holder.did.encode())
        finally:
            wipe(key)
        with self._database.act():
            self._database.execute(
                "INSERT INTO signing_keys VALUES (?, ?, ?, NULL, ?, ?)",
                (made.holder.did, made.holder.public, made.holder.created, nonce, sealed),
            )
        return made.holder

    def _sign(self, holder: HolderKey, message: bytes) -> bytes:
        found = self._database.row("SELECT nonce, sealed FROM signing_keys WHERE did = ?", (holder.did,))
        if found is None:
            raise RefusedError(Problem.NOT_FOUND)
        key, seed = self._keyring.key(HOLDER_WRAP), bytearray(32)
        try:
            AESGCM(key).decrypt_into(bytes(found[0]), bytes(found[1]), holder.did.encode(), seed)
            opened, _ = new_signing_key(holder.created, seed)  # type: ignore[arg-type]  # a wipeable buffer
            return opened.sign(message)
        except InvalidTag:
            raise RefusedError(Problem.REGISTER_DAMAGED) from None
        finally:
            wipe(key)
            wipe(seed)
