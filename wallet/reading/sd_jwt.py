"""Selective disclosure (RFC 9901, SD-JWT): taken apart, and each disclosure put where its digest stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.multibase import from_base64url, to_base64url
from wallet.reading.compact import Compact, take_apart
from wallet.reading.limits import CREDENTIAL_BYTES, DISCLOSURES
from wallet.reading.texts import mapping, text

HASHES = {
    "sha-256": "sha256",
    "sha-384": "sha384",
    "sha-512": "sha512",
    "sha3-256": "sha3_256",
    "sha3-384": "sha3_384",
    "sha3-512": "sha3_512",
}
"""Names of the IANA registry, without the shortened and the broken ones."""
_ALMOST = re.compile(rb"\s*e[wy][A-Za-z0-9_-]{6,}\.[A-Za-z0-9_=.+/-]*~[A-Za-z0-9_=.+/~-]*\s*")
_DIGESTS, _ELEMENT = "_sd", "..."
_ALWAYS_SHOWN = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
"""SD-JWT VC: what a holder must not be able to leave out."""


class DisclosuresDiffer(ValueError):  # noqa: N818  (the name reads as the verdict)
    """A disclosure that nothing was signed for, or one that would say a thing twice."""


class UnknownHash(ValueError):  # noqa: N818
    """The digests are of a kind that we do not know."""


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT taken apart."""

    token: Compact
    disclosures: tuple[str, ...] = field(repr=False)
    presented: str = field(repr=False)
    """Token and disclosures as written, with the last tilde: what a key binding is about."""
    binding: str = field(default="", repr=False)
    """The holder's own JWT behind it; "" when there is none."""


def looks_sd_jwt(content: bytes) -> bool:
    """Whether these bytes are a JWS with disclosures, or one that was damaged on its way."""
    return bool(_ALMOST.fullmatch(content))


def take_sd_apart(content: str) -> SdJwt:
    """Token, disclosures and key binding. Raises InputError: too large, damaged, or not JSON inside."""
    if len(content) > CREDENTIAL_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=CREDENTIAL_BYTES)
    content = content.strip()
    first, *disclosures, binding = content.split("~")
    if len(disclosures) > DISCLOSURES:
        raise InputError(Problem.TOO_MANY_PARTS, limit=DISCLOSURES)
    presented = content.removesuffix(binding) if binding else content
    return SdJwt(take_apart(first), tuple(disclosures), presented, binding)


def compact_of(document: Mapping[str, Any]) -> str:
    """The compact spelling of an SD-JWT that is written as JSON (RFC 9901, §8); "" for anything else.

    Raises InputError(DAMAGED_FILE) for disclosures that are no list of texts: passing over them would show a
    changed file as one that only discloses less.
    """
    several = document.get("signatures")
    one = several[0] if isinstance(several, list) and len(several) == 1 else document
    if not isinstance(one, dict) or "disclosures" not in mapping(one.get("header")):
        return ""
    header = mapping(one.get("header"))
    disclosures = header["disclosures"]
    if not isinstance(disclosures, list) or not all(isinstance(part, str) for part in disclosures):
        raise InputError(Problem.DAMAGED_FILE)
    parts = [text(one.get("protected")), text(document.get("payload")), text(one.get("signature"))]
    return "~".join([".".join(parts), *disclosures, text(header.get("kb_jwt"))])


def method_of(header: Mapping[str, Any], payload: Mapping[str, Any]) -> str | None:
    """The address of the issuer's key; for an issuer with a web address, in its own list of keys there."""
    kid, issuer = text(header.get("kid")), text(payload.get("iss"))
    if kid.startswith(("did:", "https://", "http://")):
        return kid
    is_its_key = issuer.startswith(("did:key:", "did:jwk:"))
    where = metadata_address(issuer) or (issuer if kid or is_its_key else "")
    if not where:
        return None
    return f"{where}#{kid.removeprefix('#')}" if kid else where


def metadata_address(issuer: str) -> str:
    """Where an issuer with a web address keeps its keys (SD-JWT VC, §5); "" for any other issuer."""
    scheme, _, rest = issuer.partition("://")
    if scheme != "https" or not rest or "#" in rest or "?" in rest:
        return ""
    host, slash, path = rest.rstrip("/").partition("/")
    return f"https://{host}/.well-known/jwt-vc-issuer{slash}{path}"


def claims_of(payload: Mapping[str, Any], disclosures: tuple[str, ...]) -> dict[str, Any]:
    """What is said with these disclosures (RFC 9901, §7.1). Raises DisclosuresDiffer or UnknownHash."""
    named = payload.get("_sd_alg", "sha-256")
    if not isinstance(named, str) or named not in HASHES:
        raise UnknownHash("unknown kind of digest")
    opened = _Opened(disclosures, HASHES[named])
    claims = opened.in_object({name: value for name, value in payload.items() if name != "_sd_alg"}, 0)
    if opened.left:
        raise DisclosuresDiffer("nothing was signed for a disclosure")
    if "vct" in claims and any(name in claims and name not in payload for name in _ALWAYS_SHOWN):
        raise DisclosuresDiffer("a member that must always be shown could be left out")
    return claims


class _Opened:
    """The disclosures by their digests, taken out one by one as their places are found."""

    def __init__(self, disclosures: tuple[str, ...], hash_name: str) -> None:
        self.left: dict[str, str] = {}
        self._seen: set[str] = set()
        for one in disclosures:
            digest = to_base64url(hashlib.new(hash_name, one.encode("utf-8")).digest())
            if digest in self.left:
                raise DisclosuresDiffer("a disclosure stands there twice")
            self.left[digest] = one

    def in_object(self, value: Mapping[str, Any], depth: int) -> dict[str, Any]:
        if depth > strict_json.MAX_DEPTH:
            raise DisclosuresDiffer("too deep")
        if _ELEMENT in value:
            raise DisclosuresDiffer("a digest of an element outside a list")
        found = {name: self._inside(one, depth) for name, one in value.items() if name != _DIGESTS}
        digests = value.get(_DIGESTS, [])
        if not isinstance(digests, list):
            raise DisclosuresDiffer("digests are a list")
        for digest in digests:
            disclosed = self._take(digest, 3)
            if disclosed is None:
                continue
            _, name, one = disclosed
            if not isinstance(name, str) or name in (_DIGESTS, _ELEMENT) or name in found:
                raise DisclosuresDiffer("a name that is taken")
            found[name] = self._inside(one, depth)
        return found

    def _in_list(self, values: list[Any], depth: int) -> list[Any]:
        if depth > strict_json.MAX_DEPTH:
            raise DisclosuresDiffer("too deep")
        found = []
        for one in values:
            if isinstance(one, dict) and _ELEMENT in one:
                if len(one) != 1:
                    raise DisclosuresDiffer("a digest with something beside it")
                disclosed = self._take(one[_ELEMENT], 2)
                if disclosed is not None:
                    found.append(self._inside(disclosed[1], depth))
            else:
                found.append(self._inside(one, depth))
        return found

    def _inside(self, value: Any, depth: int) -> Any:
        if isinstance(value, dict):
            return self.in_object(value, depth + 1)
        return self._in_list(value, depth + 1) if isinstance(value, list) else value

    def _take(self, digest: Any, size: int) -> list[Any] | None:
        """The disclosure of this digest; None for one that is not shown, or never was one."""
        if not isinstance(digest, str) or digest in self._seen:
            raise DisclosuresDiffer("a digest that is no text or stands there twice")
        self._seen.add(digest)
        written = self.left.pop(digest, None)
        if written is None:
            return None
        try:
            value = strict_json.load(from_base64url(written))
        except (ValueError, InputError):
            raise DisclosuresDiffer("a disclosure that cannot be read") from None
        if not isinstance(value, list) or len(value) != size or not isinstance(value[0], str):
            raise DisclosuresDiffer("a disclosure of another form")
        return value
