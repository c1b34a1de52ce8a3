"""Token Status List: the status of an SD-JWT VC as some bits at its place in a signed list (IETF)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wallet.errors import InputError
from wallet.model.credential import Container, Credential, Issuer, Kind, Proof, Source, StatusEntry
from wallet.model.inspection import CapsuleDocument
from wallet.model.report import Outcome, Reason
from wallet.multibase import from_base64url
from wallet.reading.compact import Compact, take_apart
from wallet.reading.sd_jwt import method_of
from wallet.reading.texts import mapping, moment, text
from wallet.verification.context import Answer, Context
from wallet.verification.proving import CLOCKS_DIFFER, prove_all

MAX_LIST_BYTES = 16_000_000
"""Inflated, as for other status lists."""
_WIDTHS = (1, 2, 4, 8)
_STOPS = {1: Reason.REVOKED, 2: Reason.SUSPENDED}


def look_up(entry: StatusEntry, credential: Credential, context: Context, held: CapsuleDocument) -> Answer:
    """What the list says, if it holds and is by one who may say so."""
    try:
        token = take_apart(held.content.decode("ascii").strip())
    except (InputError, UnicodeDecodeError):
        return _of(held, Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)
    trouble = _trouble(entry, token, credential, context)
    value = _value(mapping(token.payload.get("status_list")), entry.index)
    if trouble is not None or value is None:
        reason, needs = trouble or (Reason.STATUS_LIST_BROKEN, ())
        anew = (held.url,) if reason is Reason.STATUS_LIST_EXPIRED and not held.fetched else ()
        return replace(_of(held, Outcome.INDETERMINATE, reason), needs=needs or anew)
    if value in _STOPS:
        return _of(held, Outcome.FAILED, _STOPS[value])
    return _of(held, Outcome.PASSED, Reason.NOT_REVOKED, ("status_says_more",) if value else ())


def _of(held: CapsuleDocument, outcome: Outcome, reason: Reason, notes: tuple[str, ...] = ()) -> Answer:
    return Answer(outcome, reason, held.source, held.as_of, notes=notes)


def _trouble(
    entry: StatusEntry, token: Compact, credential: Credential, context: Context
) -> tuple[Reason, tuple[str, ...]] | None:
    """Why the list says nothing (no list, out of date, broken, by nobody known), and what would settle it."""
    said, now = token.payload, context.policy.now
    if token.header.get("typ") != "statuslist+jwt" or said.get("sub") != entry.list_url:
        return Reason.STATUS_LIST_BROKEN, ()
    issued, ends = moment(said.get("iat")), moment(said.get("exp"))
    if issued is None or issued > now + CLOCKS_DIFFER or (ends is None and "exp" in said):
        return Reason.STATUS_LIST_BROKEN, ()
    if ends is not None and ends < now:
        return Reason.STATUS_LIST_EXPIRED, ()
    (result,) = prove_all(_as_credential(token, credential), context.policy)
    if result.integrity.outcome is Outcome.FAILED:
        return Reason.STATUS_LIST_BROKEN, ()
    if result.integrity.outcome is not Outcome.PASSED:
        return Reason.STATUS_LIST_UNCONFIRMED, result.verdict.needs
    own = context.deciding
    if own is not None and own.key is not None and own.key == result.key:
        return None  # the key that signed the credential says so itself
    if result.binding.outcome is Outcome.PASSED:
        return None
    return Reason.STATUS_LIST_UNCONFIRMED, result.binding.needs


def _as_credential(token: Compact, credential: Credential) -> Credential:
    """The list as something that is proved: it is signed as its credentials are, with nothing to disclose."""
    issuer = text(token.payload.get("iss")) or credential.issuer.id
    method = method_of(token.header, {"iss": issuer})
    return Credential(
        kind=Kind.STATUS_LIST,
        container=Container.JWT,
        source=Source(token.text.encode("ascii"), "application/statuslist+jwt"),
        document=token.payload,
        issuer=Issuer(issuer),
        proofs=(Proof("sd-jwt", method, token.header, token.text + "~"),),
    )


def _value(status_list: Mapping[str, Any], index: int | None) -> int | None:
    """The bits at this place, counted from the right of each byte; None where there is no such place."""
    width, packed = status_list.get("bits"), text(status_list.get("lst"))
    if not isinstance(width, int) or isinstance(width, bool) or width not in _WIDTHS or index is None:
        return None
    try:
        inflater = zlib.decompressobj()
        content = inflater.decompress(from_base64url(packed), MAX_LIST_BYTES)
    except (ValueError, zlib.error):
        return None
    place, shift = divmod(index * width, 8)
    if not inflater.eof or place >= len(content):
        return None
    return content[place] >> shift & (1 << width) - 1
