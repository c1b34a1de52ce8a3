"""Backups of Learner Credential Wallet: a Universal Wallet 2020, or a list of them, one for each profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wallet.errors import InputError, Problem
from wallet.reading.json_parts import contents_of, elements, listed_in, text_of
from wallet.reading.jsonish import looks_like_json
from wallet.reading.packages import PARTS, Contents
from wallet.reading.texts import texts, types_of

_TYPE = "UniversalWallet2020"
_LOCKED = b"LOCKED:"
"""Before the backups that were locked with a password until 2023; newer ones are JSON and say so."""
_OWN_AFFAIRS = frozenset({"ProfileMetadata", "Ed25519VerificationKey2020", "X25519KeyAgreementKey2020"})
"""What the wallet keeps for itself beside the credentials."""


class UniversalWallet:
    """Its credentials are taken; keys, and the documents about them, are not."""

    name = "universal_wallet"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON that speaks of a wallet, or the mark of one that was locked."""
        return head.startswith(_LOCKED) or (looks_like_json(head) and _TYPE.encode() in head)

    def contents(self, original: bytes) -> Contents:
        """The credentials of all profiles. Raises InputError; NOT_RECOGNISED for what is no wallet."""
        if original.startswith(_LOCKED):
            raise InputError(Problem.LOCKED_FILE)
        text = text_of(original)
        wallets = elements(text) if text.lstrip().startswith("[") else [(None, text)]
        found: list[tuple[Any, str]] = []
        for _, written in wallets:
            if _TYPE not in written:
                raise InputError(Problem.NOT_RECOGNISED)
            found += list(_credentials(listed_in(written, ("contents",))))
        if len(found) > PARTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
        # A wallet always has keys, whether or not we know the form of this one.
        return contents_of(found, secret=True)


def _credentials(found: list[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    for value, written in found:
        own = isinstance(value, dict) and (
            not _OWN_AFFAIRS.isdisjoint(types_of(value)) or _is_did_document(value)
        )
        if not own:
            yield value, written


def _is_did_document(value: dict[str, Any]) -> bool:
    contexts = texts(value.get("@context"))
    return any(one.startswith("https://www.w3.org/ns/did/") for one in contexts)
