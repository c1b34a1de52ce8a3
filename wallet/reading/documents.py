"""From the bytes of one credential to its reading, with everything that is embedded in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote_to_bytes

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.model.credential import Container, Credential, Kind, Proof, Source
from wallet.multibase import from_base64url
from wallet.reading import badge2, claims, elm, sd_claims
from wallet.reading.compact import Compact, looks_compact, take_apart
from wallet.reading.jws_json import as_proof, signatures_in
from wallet.reading.limits import CREDENTIAL_BYTES, LEVELS, MEMBERS
from wallet.reading.sd_jwt import (
    DisclosuresDiffer,
    SdJwt,
    UnknownHash,
    claims_of,
    compact_of,
    looks_sd_jwt,
    method_of,
    take_sd_apart,
)
from wallet.reading.slices import pieces
from wallet.reading.texts import id_of, listed, mapping, moment, text, types_of

_ENVELOPES = ("EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation")
# Programs hand over a credential under one of these names; the credential itself is what counts.
_WRAPPERS = ("vp", "vc", "credential")
_ENDORSED = ((), ("issuer",), ("credentialSubject",), ("credentialSubject", "achievement"))
_COLLECTIONS = (Kind.PRESENTATION, Kind.CLR_2)
_MEDIA_TYPES = {
    Container.JSON: "application/json",
    Container.JWT: "application/jwt",
    Container.SD_JWT: "application/dc+sd-jwt",
}
_WEB_ADDRESS = re.compile(rb"https?://[^\s<>\"]{1,2000}")
# What ends the reading of the whole file, also when it happens inside a member: it would cost too much.
_COSTLY = (Problem.TOO_DEEP, Problem.TOO_LARGE, Problem.TOO_MANY_PARTS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a credential was found."""

    container: Container
    source: Source
    carried: bytes = field(default=b"", repr=False)
    level: int = 0
    remarks: tuple[str, ...] = ()
    sealed: bool = False
    """A seal around it can be judged even when nothing is inside."""


def media_type_of(container: Container) -> str:
    """The media type of a credential's own bytes."""
    return _MEDIA_TYPES.get(container, "application/octet-stream")


def alone(content: bytes, container: Container) -> Place:
    """A credential whose bytes are the file."""
    return Place(container, Source(content, media_type_of(container)))


def from_bytes(content: bytes, place: Place) -> Credential:
    """Read JSON, a compact signature, or the address of a hosted badge, by what the bytes are."""
    stripped = content.removeprefix(BOM_UTF8).strip()
    if looks_compact(stripped):
        return from_compact(stripped.decode("ascii"), place)
    if looks_sd_jwt(stripped):
        return from_sd_jwt(stripped.decode("ascii"), place)
    if _WEB_ADDRESS.fullmatch(stripped):
        return _from_address(stripped.decode("utf-8", "replace"), place)
    return from_json(content, place)


def from_json(content: bytes, place: Place) -> Credential:
    """Read a JSON document. Raises InputError(NOT_RECOGNISED) when it is JSON and no credential."""
    if not content.strip():
        raise InputError(Problem.EMPTY_FILE)
    # Some editors put a mark before UTF-8; nothing that is signed depends on it.
    content = content.removeprefix(BOM_UTF8)
    document = strict_json.load(content)
    if not isinstance(document, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    written = content.decode("utf-8")
    if "payload" in document and ("signatures" in document or "protected" in document):
        selective = compact_of(document)
        if selective:
            return from_sd_jwt(selective, replace(place, container=Container.SD_JWT))
        return _from_signed_payload(document, place)
    for name in _WRAPPERS:
        inner = document.get(name)
        if isinstance(inner, dict) and not types_of(document) and "credentialSubject" not in document:
            (own,) = pieces(written, (name,))
            return _from_object(inner, own, replace(place, carried=own.encode("utf-8")))
    return _from_object(document, written, place)


def from_compact(content: str, place: Place) -> Credential:
    """Read a compact JWS: VC-JWT, VP-JWT or a signed badge 2.0."""
    token = take_apart(content)
    for name in ("vc", "vp"):
        inner = token.payload.get(name)
        if isinstance(inner, dict):
            return _signed(inner, token, place, (name,))
    if badge2.is_badge(token.payload):
        proof = _jws_proof("ob2-signed", token)
        return Credential(
            kind=badge2.kind_of(token.payload),
            document=token.payload,
            proofs=(proof,),
            **_where(place),
            **badge2.fields(token.payload),
        )
    if claims.is_presentation(token.payload) or claims.is_credential(token.payload):
        return _signed(token.payload, token, place, ())
    raise InputError(Problem.NOT_RECOGNISED)


def from_sd_jwt(content: str, place: Place) -> Credential:
    """Read an SD-JWT with its disclosures, and with the holder's own key binding where there is one."""
    parts = take_sd_apart(content)
    try:
        document = claims_of(parts.token.payload, parts.disclosures)
    except (DisclosuresDiffer, UnknownHash):
        # The signature suite refuses it by name; what is shown is what stands in the token itself.
        document = {name: value for name, value in parts.token.payload.items() if name != "_sd"}
    if _is_of_another_form(parts, document):
        # A token of another form with a tilde behind it: its own rules would be left out.
        raise InputError(Problem.NOT_RECOGNISED)
    # Put together from several places: there is no text that it was cut from.
    written = json.dumps(document, ensure_ascii=False)
    return Credential(
        kind=sd_claims.kind_of(document),
        document=document,
        proofs=tuple(_selective_proofs(parts)),
        contains=tuple(_embedded(document, written, (), place)),
        **_where(place),
        **sd_claims.fields(document),
    )


def _is_of_another_form(parts: SdJwt, document: Mapping[str, Any]) -> bool:
    """Whether the signed token says that it is no SD-JWT, or is of a form with rules of its own."""
    named = text(parts.token.header.get("typ")).lower()
    if named and not named.endswith("sd-jwt"):
        return True
    wrapped = any(isinstance(document.get(name), dict) for name in ("vc", "vp"))
    plain = not parts.disclosures and "_sd_alg" not in parts.token.payload
    signed_whole = plain and (claims.is_credential(document) or claims.is_presentation(document))
    return wrapped or signed_whole or badge2.is_badge(document)


def _selective_proofs(parts: SdJwt) -> Iterator[Proof]:
    header, payload = parts.token.header, parts.token.payload
    yield Proof(
        suite="sd-jwt",
        verification_method=method_of(header, payload),
        raw=header,
        compact=parts.presented,
        created=moment(payload.get("iat")),
    )
    if parts.binding:
        try:
            token = take_apart(parts.binding)
            raw, created = token.header, moment(token.payload.get("iat"))
        except InputError:
            raw, created = {}, None
        holder = text(mapping(payload.get("cnf")).get("kid")) or None
        yield Proof("kb-jwt", holder, raw, parts.binding, created=created, covers=parts.presented)


def _from_signed_payload(document: Mapping[str, Any], place: Place) -> Credential:
    """A payload with signatures beside it (JWS JSON; JAdES where the payload is not encoded)."""
    payload, signatures = signatures_in(document)
    claimed = strict_json.load(payload.encode("utf-8"))
    if not isinstance(claimed, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    found = _from_object(claimed, payload, replace(place, sealed=True))
    if found.kind in _COLLECTIONS and not found.contains:
        found = replace(found, remarks=(*found.remarks, "nothing_inside"))
    proofs = tuple(as_proof(one, text(document["payload"])) for one in signatures)
    return replace(found, proofs=(*proofs, *found.proofs))


def _signed(document: Mapping[str, Any], token: Compact, place: Place, path: tuple[str, ...]) -> Credential:
    embedded = claims.data_integrity(document)
    return Credential(
        kind=claims.kind_of(document),
        document=document,
        proofs=(_jws_proof("vc-jwt", token), *embedded),
        contains=tuple(_embedded(document, token.payload_text, path, place)),
        **_where(place),
        **claims.fields(document, token.payload),
    )


def _jws_proof(suite: str, token: Compact) -> Proof:
    method = text(token.header.get("kid"))
    if suite == "ob2-signed":
        here = mapping(token.payload.get("verification", token.payload.get("verify")))
        method = id_of(here.get("creator")) or text(here.get("url")) or method
    return Proof(suite=suite, verification_method=method or None, raw=token.header, compact=token.text)


def _from_object(document: Mapping[str, Any], written: str, place: Place) -> Credential:
    if any(name in types_of(document) for name in _ENVELOPES):
        return _from_envelope(document, place)
    if claims.is_presentation(document) or claims.is_credential(document):
        return _from_claims(document, written, place)
    if badge2.is_badge(document):
        return Credential(
            kind=badge2.kind_of(document),
            document=document,
            proofs=badge2.hosted(document),
            contains=tuple(_embedded(document, written, (), place)),
            **_where(place),
            **badge2.fields(document),
        )
    if elm.is_graph(document):
        return Credential(
            kind=Kind.ELM_3,
            document=document,
            proofs=elm.proofs_in_graph(document),
            **_where(place),
            **elm.from_graph(document),
        )
    raise InputError(Problem.NOT_RECOGNISED)


def _from_claims(document: Mapping[str, Any], written: str, place: Place) -> Credential:
    kind = claims.kind_of(document)
    # A presentation may be a whole file of credentials; each of them is measured on its own.
    if kind is not Kind.PRESENTATION and len(written) > CREDENTIAL_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=CREDENTIAL_BYTES)
    return Credential(
        kind=kind,
        document=document,
        proofs=claims.data_integrity(document),
        contains=tuple(_embedded(document, written, (), place)),
        **_where(place),
        **(elm.fields(document) if kind is Kind.ELM_3 else claims.fields(document, {})),
    )


def _from_envelope(document: Mapping[str, Any], place: Place) -> Credential:
    """A credential of another format inside a ``data:`` address (data model 2.0, enveloped credentials)."""
    head, comma, body = id_of(document).partition(",")
    if not head.startswith("data:") or not comma:
        raise InputError(Problem.DAMAGED_FILE)
    content = _data(head, body)
    container = Container.JWT if looks_compact(content) else Container.JSON
    if looks_sd_jwt(content):
        container = Container.SD_JWT
    if place.level == 0:
        inner = Place(place.container, place.source, content, place.level + 1, place.remarks)
    else:
        inner = Place(container, Source(content, media_type_of(container)), b"", place.level + 1)
    return from_bytes(content, inner)


def _data(head: str, body: str) -> bytes:
    try:
        if head.endswith(";base64"):
            return base64.b64decode(body, validate=True)
        # Seen in test suites: a JWS is base64url already, and some writers say so in the address.
        if head.endswith(";base64url") and "." not in body:
            return from_base64url(body)
    except (ValueError, binascii.Error):
        raise InputError(Problem.DAMAGED_FILE) from None
    return unquote_to_bytes(body)


def _from_address(address: str, place: Place) -> Credential:
    document = badge2.at_address(address)
    return Credential(
        kind=Kind.OPEN_BADGE_1,
        document=document,
        proofs=badge2.hosted(document),
        **_where(place),
        **badge2.fields(document),
    )


def _where(place: Place) -> dict[str, Any]:
    return {
        "container": place.container,
        "source": place.source,
        "carried": place.carried,
        "remarks": place.remarks,
    }


def _embedded(
    document: Mapping[str, Any], written: str, path: tuple[str, ...], place: Place
) -> Iterator[Credential]:
    """Endorsements and members. Raises InputError(NO_MEMBERS) for a collection with nothing in it."""
    found = 0
    for where, values in _embedded_values(document):
        cut = pieces(written, path + where)
        for value, own in zip(values, cut, strict=True):
            if isinstance(value, str) and where[-1] == "endorsement":
                continue  # Badges 2.0: an address of an endorsement, not the endorsement
            found += 1
            if found > MEMBERS:
                raise InputError(Problem.TOO_MANY_PARTS, limit=MEMBERS)
            yield _member(value, own, place.level + 1)
    if claims.kind_of(document) in _COLLECTIONS and not found and not place.sealed:
        raise InputError(Problem.NO_MEMBERS)


def _embedded_values(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], list[Any]]]:
    if document.get("verifiableCredential") is not None:
        yield ("verifiableCredential",), listed(document["verifiableCredential"])
    if "badge" in document:
        yield from _named(document, ("badge",), ("endorsement",))
    for where in _ENDORSED:
        yield from _named(document, where, ("endorsement", "endorsementJwt"))
    yield from _named(document, ("credentialSubject",), ("verifiableCredential",))


def _named(
    document: Mapping[str, Any], where: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[tuple[tuple[str | int, ...], list[Any]]]:
    """The values of these members of the object (or of each object of the list) at ``where``."""
    places: list[tuple[tuple[str | int, ...], Any]] = [((), document)]
    for step in where:
        places = [
            (here, value)
            for path, holder in places
            if isinstance(holder, dict) and step in holder
            for here, value in _each((*path, step), holder[step])
        ]
    for path, holder in places:
        if isinstance(holder, dict):
            for name in names:
                if holder.get(name) is not None:
                    yield (*path, name), listed(holder[name])


def _each(path: tuple[str | int, ...], value: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, list):
        return [((*path, index), one) for index, one in enumerate(value)]
    return [(path, value)]


def _member(value: Any, written: str, level: int) -> Credential:
    """One embedded credential. One that cannot be read is there as such: it is never left out."""
    if level > LEVELS:
        raise InputError(Problem.TOO_DEEP, limit=LEVELS)
    try:
        if isinstance(value, str):
            own = value.encode("utf-8")
            container = Container.SD_JWT if looks_sd_jwt(own) else Container.JWT
            if container is Container.JWT and not looks_compact(own):
                raise InputError(Problem.NOT_RECOGNISED)
            return from_bytes(own, Place(container, Source(own, media_type_of(container)), b"", level))
        own = written.encode("utf-8")
        place = Place(Container.JSON, Source(own, "application/json"), b"", level)
        if not isinstance(value, dict):
            raise InputError(Problem.NOT_RECOGNISED)
        return _from_object(value, written, place)
    except InputError as error:
        if error.problem in _COSTLY:
            raise
        source = Source(written.encode("utf-8"), "application/octet-stream")
        return _unknown(Place(Container.JSON, source, b"", level, ("member_unreadable",)), Kind.UNKNOWN, "")


def _unknown(place: Place, kind: Kind, suite: str) -> Credential:
    """There, and not readable by us: its proof is of a suite that we do not know."""
    return Credential(kind=kind, document={}, proofs=(Proof(suite, None),), **_where(place))
