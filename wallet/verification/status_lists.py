"""Whether a status list says that a credential was revoked or suspended, and whether the list holds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any

from wallet.controllers import load
from wallet.errors import InputError
from wallet.importers import read
from wallet.model.credential import Credential, Incoming, Kind, StatusEntry
from wallet.model.inspection import CapsuleDocument
from wallet.model.report import Outcome, Reason
from wallet.multibase import from_base64url
from wallet.reading.texts import id_of, listed, mapping, text, texts, types_of
from wallet.verification import token_status_list
from wallet.verification.context import Answer, Context
from wallet.verification.proving import CLOCKS_DIFFER, prove_all

MAX_LIST_BYTES = 16_000_000
"""Inflated: 128 million credentials, a thousand times the least that the standard asks for."""
MIN_LIST_BITS = 131_072
"""W3C Bitstring Status List 1.0: a shorter list tells too much about who is in it."""
_BITSTRING = {
    "BitstringStatusListEntry": ("BitstringStatusListCredential", "BitstringStatusList"),
    "StatusList2021Entry": ("StatusList2021Credential", "StatusList2021"),
}
_STOPS = {"revocation": Reason.REVOKED, "suspension": Reason.SUSPENDED}


def look_up(entry: StatusEntry, credential: Credential, context: Context) -> Answer:
    """What the list behind this entry says."""
    if entry.type in _BITSTRING:
        return _held(entry, credential, context, _from_bits)
    if entry.type == "1EdTechRevocationList":
        return _held(entry, credential, context, _from_names)
    if entry.type == "status_list":
        return _held(entry, credential, context, token_status_list.look_up)
    return Answer(Outcome.INDETERMINATE, Reason.STATUS_TYPE_UNKNOWN)


_Reader = Callable[[StatusEntry, Credential, Context, CapsuleDocument], Answer]


def _held(entry: StatusEntry, credential: Credential, context: Context, reader: _Reader) -> Answer:
    held = context.policy.document(entry.list_url) if entry.list_url else None
    if held is None:
        needs = (entry.list_url,) if entry.list_url else ()
        return Answer(Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE, needs=needs)
    if held.origin == "from_sender":
        return _of(held, Outcome.INDETERMINATE, Reason.ACCORDING_TO_SENDER, needs=(held.url,))
    return reader(entry, credential, context, held)


def _of(
    held: CapsuleDocument,
    outcome: Outcome,
    reason: Reason,
    *,
    notes: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
) -> Answer:
    return Answer(outcome, reason, held.source, held.as_of, needs, notes)


def _from_names(
    entry: StatusEntry, credential: Credential, context: Context, held: CapsuleDocument
) -> Answer:
    """A list of ids (1EdTech Revocation List): it has no proof, its address speaks for it."""
    document = load(held)
    revoked = document.get("revokedCredential", document.get("revokedCredentials")) if document else None
    if document is None or not isinstance(revoked, list):
        return _of(held, Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)
    issuer = id_of(document.get("issuer"))
    if issuer and issuer != credential.issuer.id:
        return _of(held, Outcome.INDETERMINATE, Reason.STATUS_LIST_UNCONFIRMED)
    for one in listed(revoked):
        if id_of(one) == credential.id and mapping(one).get("revoked", True) is not False:
            return _of(held, Outcome.FAILED, Reason.REVOKED)
    return _of(held, Outcome.PASSED, Reason.NOT_REVOKED)


def _from_bits(entry: StatusEntry, credential: Credential, context: Context, held: CapsuleDocument) -> Answer:
    try:
        status_list = read(Incoming(held.content, "list"))
    except InputError:
        return _of(held, Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)
    trouble = _trouble(entry, status_list, context)
    if trouble is not None:
        reason, needs = trouble
        return _of(held, Outcome.INDETERMINATE, reason, needs=needs or _again(held, reason))
    subject = mapping(status_list.document.get("credentialSubject"))
    bits = _bits(text(subject.get("encodedList")))
    if bits is None or entry.index is None or entry.index >= 8 * len(bits):
        return _of(held, Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)
    notes = ("status_list_short",) if 8 * len(bits) < MIN_LIST_BITS else ()
    if status_list.id != entry.list_url:
        notes = (*notes, "status_list_other_address")
    # The first index is the leftmost bit.
    is_set = bits[entry.index // 8] >> (7 - entry.index % 8) & 1
    if is_set and entry.purpose in _STOPS:
        return _of(held, Outcome.FAILED, _STOPS[entry.purpose], notes=notes)
    if is_set:
        notes = (*notes, "status_says_more")
    return _of(held, Outcome.PASSED, Reason.NOT_REVOKED, notes=notes)


Trouble = tuple[Reason, tuple[str, ...]]
"""Why a list says nothing, and the addresses that would settle that."""


def _again(held: CapsuleDocument, reason: Reason) -> tuple[str, ...]:
    """A list that ran out is asked for anew, unless it was asked for just now."""
    return (held.url,) if reason is Reason.STATUS_LIST_EXPIRED and not held.fetched else ()


def _trouble(entry: StatusEntry, status_list: Credential, context: Context) -> Trouble | None:
    """Why the list says nothing: not such a list, out of date, broken, or by nobody that is known."""
    kind, content = _BITSTRING[entry.type]
    subject: Mapping[str, Any] = mapping(status_list.document.get("credentialSubject"))
    if status_list.kind is not Kind.STATUS_LIST or kind not in status_list.types:
        return Reason.STATUS_LIST_BROKEN, ()
    if content not in types_of(subject) or entry.purpose not in texts(subject.get("statusPurpose")):
        return Reason.STATUS_LIST_BROKEN, ()
    now = context.policy.now
    if status_list.dates_unreadable or (
        status_list.valid_from and status_list.valid_from > now + CLOCKS_DIFFER
    ):
        return Reason.STATUS_LIST_BROKEN, ()
    if status_list.valid_until and status_list.valid_until < now:
        return Reason.STATUS_LIST_EXPIRED, ()
    results = prove_all(status_list, context.policy)
    deciding = Context(context.policy, context.issuer, results).deciding
    if deciding is None:
        return Reason.STATUS_LIST_UNCONFIRMED, ()
    if deciding.integrity.outcome is Outcome.FAILED:
        return Reason.STATUS_LIST_BROKEN, ()
    if deciding.integrity.outcome is not Outcome.PASSED:
        return Reason.STATUS_LIST_UNCONFIRMED, deciding.verdict.needs
    own = context.deciding
    if own is not None and own.key is not None and own.key == deciding.key:
        return None  # the key that signed the credential says so itself
    if deciding.binding.outcome is Outcome.FAILED:
        return Reason.STATUS_LIST_BROKEN, ()
    if deciding.binding.outcome is Outcome.PASSED:
        return None
    return Reason.STATUS_LIST_UNCONFIRMED, deciding.binding.needs


def _bits(encoded: str) -> bytes | None:
    """The list itself: multibase base64url (older lists: without its ``u``), GZIP."""
    try:
        packed = from_base64url(encoded.removeprefix("u") if encoded.startswith("uH4s") else encoded)
        inflater = zlib.decompressobj(wbits=31)
        bits = inflater.decompress(packed, MAX_LIST_BYTES)
    except (ValueError, zlib.error):
        return None
    return bits if inflater.eof else None
