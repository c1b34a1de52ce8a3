"""A reader written from docs/spec/portfolio.md alone: none of our own code below the imports of the files."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import io
import json
import zipfile
from typing import Any

import base58
import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = dict[str, Any]
MARK = b"studieregister-seal:1:"


class Blocks(html.parser.HTMLParser):
    """The blocks of a page by their id, and whether anything follows ``</html>`` but the seal."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._id: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._id = dict(attrs).get("id") if tag == "script" else None

    def handle_endtag(self, tag: str) -> None:
        self._id = None

    def handle_data(self, data: str) -> None:
        if self._id:
            self.found[self._id] = self.found.get(self._id, "") + data


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key_of(did: str) -> Ed25519PublicKey:
    content = base58.b58decode(did.removeprefix("did:key:z"))
    assert content[:2] == b"\xed\x01"
    return Ed25519PublicKey.from_public_bytes(content[2:])


def jcs_proof_holds(document: Json, purpose: str, holder: str) -> Json:
    """§8: the JCS proof of a set; the proof itself."""
    (proof,) = (one for one in document["proof"] if one["cryptosuite"] == "eddsa-jcs-2022")
    assert proof["proofPurpose"] == purpose
    assert proof["verificationMethod"] == f"{holder}#{holder.removeprefix('did:key:')}"
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    message = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (options, bare))
    key_of(holder).verify(base58.b58decode(proof["proofValue"][1:]), message)
    return dict(proof)


def seal_holds(content: bytes, at: int, holder: str) -> bool:
    """§6: the whole file with the digits as ``0``."""
    assert content[at : at + len(MARK)] == MARK
    start = at + len(MARK)
    blank = content[:start] + b"0" * 128 + content[start + 128 :]
    try:
        signature = bytes.fromhex(content[start : start + 128].decode())
        key_of(holder).verify(signature, MARK + hashlib.sha256(blank).digest())
    except InvalidSignature:
        return False
    return True


def multihash(digest: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(b"\x12\x20" + digest).rstrip(b"=").decode()


def check(presentation: Json, companions: Json, files: dict[str, bytes]) -> str:
    """§8, 1, 3 and 4 as far as the JCS proofs go; the holder."""
    manifest, holder = presentation["portfolio"], presentation["holder"]
    proof = jcs_proof_holds(presentation, "authentication", holder)
    assert proof["domain"] == manifest["portfolioAudience"]
    assert len(proof["challenge"]) >= 22
    assert [one["cryptosuite"] for one in presentation["proof"]] == ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
    assert manifest["portfolioVersion"] == 1
    listed = {file["id"]: file for file in manifest["portfolioFile"]}
    for file in listed.values():
        name = file["fileName"]
        if file["filePresence"] == "withheld":
            assert name not in files
            assert name not in companions["salts"]
            continue
        if name in companions["beside"]:
            continue
        digest = hashlib.sha256(files[name]).digest()
        assert len(files[name]) == file["fileSize"]
        if file["fileRole"] == "original":
            assert file["digestMultibase"] == multihash(digest)
        else:
            salt = unpadded(companions["salts"][name])
            assert file["saltedDigest"] == multihash(hashlib.sha256(salt + digest).digest())
    for item in manifest["portfolioItem"]:
        if item["itemKind"] == "experience":
            member = presentation["verifiableCredential"][item["itemMember"]]
            jcs_proof_holds(member, "assertionMethod", holder)
            assert member["issuer"]["id"] == member["credentialSubject"]["id"] == holder
            named = [one["saltedDigest"] for one in member.get("evidence", [])]
            assert named == [listed[id]["saltedDigest"] for id in item.get("itemEvidence", [])]
    return str(holder)


def test_the_page(files: dict[str, bytes]) -> None:
    content = files["html"]
    assert content.endswith(b"-->")
    assert content[-157:-153] == b"<!--"
    blocks = Blocks()
    blocks.feed(content.decode("utf-8"))
    inside = {
        name.removeprefix("file:"): base64.b64decode(text, validate=True)
        for name, text in blocks.found.items()
        if name.startswith("file:")
    }
    found = blocks.found
    holder = check(json.loads(found["presentation"]), json.loads(found["companions"]), inside)
    assert seal_holds(content, len(content) - 153, holder)
    assert not seal_holds(content.replace(b"</body>", b"</bodY>"), len(content) - 153, holder)


def test_the_archive(files: dict[str, bytes]) -> None:
    content = files["zip"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.comment == content[-150:]
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 23, 12, 0, 0)}
        inside = {
            name.partition("/")[2]: archive.read(name)
            for name in archive.namelist()
            if name.startswith(("originals/", "evidence/"))
        }
        presentation = json.loads(archive.read("presentation.json"))
        companions = json.loads(archive.read("companions.json"))
    holder = check(presentation, companions, inside)
    assert seal_holds(content, len(content) - 150, holder)


def test_the_print(files: dict[str, bytes]) -> None:
    import pikepdf

    content = files["pdf"]
    with pikepdf.open(io.BytesIO(content)) as document:
        inside = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    presentation = json.loads(inside.pop("presentation.json"))
    companions = json.loads(inside.pop("companions.json"))
    holder = check(presentation, companions, inside)
    end = content.rindex(b"startxref")
    assert content[end - 152 : end - 151] == b"%"
    assert seal_holds(content, end - 151, holder)


def test_the_three_hold_the_same(files: dict[str, bytes]) -> None:
    blocks = Blocks()
    blocks.feed(files["html"].decode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        data = archive.read("presentation.json")
    assert rfc8785.dumps(json.loads(blocks.found["presentation"])) == data


@pytest.mark.parametrize("member", ["portfolioLearner", "portfolioMade", "portfolioItem"])
def test_the_reader_notices(files: dict[str, bytes], member: str) -> None:
    """The check above checks: a changed manifest does not hold."""
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        presentation = json.loads(archive.read("presentation.json"))
    presentation["portfolio"][member] = "iets anders"
    with pytest.raises(InvalidSignature):
        jcs_proof_holds(presentation, "authentication", presentation["holder"])
