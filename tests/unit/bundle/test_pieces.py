"""The small parts: names, salted digests, blocks, seal, what a reader is told."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.bundle.content import HOLDER, STRANGER
from wallet.bundle import blocks, naming, salted, seal, told
from wallet.bundle.open import take_out, wrapping_of
from wallet.bundle.running import Running
from wallet.errors import Cancelled


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Weekschema (2).PDF", "evidence-07-weekschema-2.pdf"),
        ("café élève.jpeg", "evidence-07-cafe-eleve.jpeg"),
        ("../../etc/passwd", "evidence-07-passwd.bin"),
        ("C:\\map\\x.txt", "evidence-07-x.txt"),
        ("<script>.html", "evidence-07-script.html"),
        ("文書.docx", "evidence-07.docx"),
        (".htaccess", "evidence-07-htaccess.bin"),
        ("a" * 300 + ".png", "evidence-07-" + "a" * 40 + ".png"),
        ("x.tar.gz", "evidence-07-x-tar.gz"),
        ("", "evidence-07.bin"),
    ],
)
def test_names_are_plain(name: str, expected: str) -> None:
    assert naming.evidence_name(7, name) == expected
    assert naming.is_file_name(expected)


@given(st.text(max_size=80), st.integers(1, 2_000))
def test_every_name_becomes_a_good_one(name: str, number: int) -> None:
    assert naming.is_file_name(naming.evidence_name(number, name))


@pytest.mark.parametrize(
    "name", ["", "presentation.json", "evidence-01", "evidence-01/x.txt", "evidence-é.txt", "original-.json"]
)
def test_other_names_are_refused(name: str) -> None:
    assert not naming.is_file_name(name)


def test_a_salted_digest_says_nothing_without_its_salt() -> None:
    content, salt = b"alleen ja of nee", salted.new_salt()
    assert salted.digest(content, salt) != salted.digest(content)
    assert salted.is_digest(salted.digest(content, salt))
    assert salted.measure(io.BytesIO(content), salt).digest == salted.digest(content, salt)
    assert salted.salted(hashlib.sha256(content).digest(), salt) == salted.digest(content, salt)
    assert len({salted.new_salt() for _ in range(100)}) == 100


@pytest.mark.parametrize("text", ["", "u", "uAAAA", "zQm", "uEi" + "A" * 43, "sha256:00"])
def test_other_digests_are_refused(text: str) -> None:
    assert not salted.is_digest(text)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 786_431, 786_432, 786_433, 2_000_000])
def test_base64_in_pieces_is_base64(size: int) -> None:
    content = random.Random(size).randbytes(size)

    class Sparse(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 100_001) if size and size > 0 else size)

    assert b"".join(blocks.base64_pieces(Sparse(content))) == base64.b64encode(content)


def test_no_text_ends_a_block() -> None:
    block = blocks.json_block(blocks.PRESENTATION, b'"</script><!--\xe2\x80\xa8"')
    inside = block[len(blocks.PRESENTATION) : -len(blocks.END)]
    assert b"<" not in inside
    assert b"\xe2\x80\xa8" not in inside


@given(st.binary(max_size=300), st.binary(max_size=40), st.binary(max_size=40))
def test_a_seal_holds_where_it_stands_and_for_its_key(body: bytes, before: bytes, after: bytes) -> None:
    out = io.BytesIO()
    file = seal.Sealing(out)
    file.write(body)
    digest = file.seal(before, after, HOLDER.sign)
    at = len(body) + len(before)
    assert out.getvalue()[at : at + len(seal.MARK)] == seal.MARK
    assert seal.examine(out, at, HOLDER.holder.public) == (True, digest)
    assert seal.examine(out, at, STRANGER.holder.public) == (False, digest)
    assert seal.examine(out, at, None) == (False, digest)
    assert seal.examine(out, None, HOLDER.holder.public) == (False, digest)
    assert seal.examine(out, at + 1, HOLDER.holder.public)[0] is False


def test_wrappings_are_told_by_their_first_bytes() -> None:
    assert wrapping_of(b"%PDF-1.7") == "pdf"
    assert wrapping_of(b"PK\x03\x04") == "zip"
    assert wrapping_of(b"\xef\xbb\xbf <!doctype HTML>") == "html"
    assert wrapping_of(b'{"@context"') is None


def test_a_file_is_taken_out_from_any_place(files: dict[str, bytes]) -> None:
    for kind in ("html", "zip", "pdf"):
        whole = take_out(files[kind], "evidence-01-weekschema-thuis.txt", 0)
        assert len(whole) == 840
        assert take_out(files[kind], "evidence-01-weekschema-thuis.txt", 800) == whole[800:]
        assert take_out(files[kind], "evidence-01-weekschema-thuis.txt", 840) == b""
        assert take_out(files[kind], "evidence-99.txt", 0) == b""


def test_running_tells_and_stops() -> None:
    from threading import Event

    seen: list[tuple[int, int]] = []
    stop = Event()
    running = Running(10, lambda done, total: seen.append((done, total)), stop)
    running.over(io.BytesIO(b"12345")).read(3)
    running.step(9)
    assert seen == [(3, 10), (10, 10)]
    stop.set()
    with pytest.raises(Cancelled):
        running.step(1)


def test_texts_about_people_are_found_and_others_not() -> None:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "issuer": {"email": "school@example.org"},
        "validFrom": "2010-01-01",
        "credentialSubject": {"identifier": [{"identityHash": "robin@example.org"}], "image": "data:x"},
        "proof": {"proofValue": "z123"},
    }
    assert dict(told.texts_of(document)) == {
        "credentialSubject.identifier.0.identityHash": "robin@example.org"
    }


def test_what_came_in_may_hold_anything() -> None:
    for subject in (None, [], "x", {"tasksDone": 3, "skillClaim": ["x", {}], "periodOngoing": "ja"}):
        assert told.own({"credentialSubject": subject}, "nl") in ((), (("box.skills", "\n"),))


def test_ids_of_the_register_are_told_as_urns() -> None:
    assert uuid.UUID("018f0000-0000-7000-8000-000000000001").urn.startswith("urn:uuid:018f")
