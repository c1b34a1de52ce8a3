"""What each kind of package is taken apart into."""

from __future__ import annotations

import base64
import builtins
import contextlib
import io
import json
import random
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.packages import files
from wallet import importers
from wallet.errors import InputError, Problem
from wallet.importers import mail, qr_code
from wallet.model.credential import Container, Incoming
from wallet.model.package import Opened
from wallet.reading import limits, packages, zip_rules

JWT = b".".join(
    base64.urlsafe_b64encode(part).rstrip(b"=")
    for part in (b'{"alg":"EdDSA"}', files.credential(7), b"x" * 64)
)


def opened(content: bytes, name: str = "bestand") -> Opened:
    found = importers.take_apart(Incoming(content, name))
    assert found is not None
    return found


def inside(content: bytes) -> dict[str, bytes]:
    return {part.own_name: part.original for part in opened(content).parts}


def problem_of(content: bytes) -> Problem | None:
    try:
        importers.take_apart(Incoming(content, "bestand"))
    except InputError as error:
        return error.problem
    return None


# -- mail


def test_a_mail_gives_its_attachments_under_their_names() -> None:
    png, pdf = files.baked_png(), files.pdf()
    content = files.mail(("bàdge.png", "image/png", png), ("diploma.pdf", "application/pdf", pdf))

    found = opened(content, "mail.eml")

    assert found.container is Container.EML
    assert [(part.name, part.original) for part in found.parts] == [
        ("mail.eml › bàdge.png", png),
        ("mail.eml › diploma.pdf", pdf),
    ]


def test_a_forwarded_mail_is_opened_too() -> None:
    inner = files.mail(("badge.json", "application/json", files.credential()))
    assert inside(files.forwarded(inner)) == {"badge.json": files.credential()}


def test_what_was_pasted_in_the_text_is_found() -> None:
    pretty = json.dumps(files.CREDENTIAL, indent=2)
    content = files.mail(text=f"Dag,\n\n{pretty}\n\nen ook\n\n{JWT.decode()}\n\nGroet {{van ons}}\n")

    assert inside(content) == {"text.json": pretty.encode(), "text.jwt": JWT}


def test_a_token_inside_a_pasted_object_is_not_a_second_credential() -> None:
    whole = json.dumps({**files.CREDENTIAL, "endorsementJwt": [JWT.decode()]})
    assert inside(files.mail(text=f"Dag,\n{whole}\n")) == {"text.json": whole.encode()}


def test_what_was_pasted_in_a_page_is_found() -> None:
    escaped = files.credential().decode().replace("&", "&amp;").replace('"', "&quot;")
    content = files.mail(text="Zie de opmaak.\n", markup=f"<html><p>Dag</p>\n<pre>\n{escaped}\n</pre></html>")
    assert inside(content) == {"text.json": files.credential()}


def test_two_attachments_of_one_name_get_a_number() -> None:
    one, two = files.credential(1), files.credential(2)
    content = files.mail(("b.json", "application/json", one), ("B.json", "application/json", two))
    assert inside(content) == {"b.json": one, "B (2).json": two}


def test_a_name_that_means_a_place_is_only_a_name() -> None:
    content = files.mail(("../../etc/pa\u202esswd", "application/json", files.credential()))
    (name,) = inside(content)
    assert name == "passwd"


@pytest.mark.parametrize(
    "content",
    [b"Subject: only one header\n\nhello", b"Not a mail\nFrom: a\nTo: b\n", b"From \n", b"a: b\nc: d\n\nx"],
)
def test_a_text_is_no_mail(content: bytes) -> None:
    assert importers.take_apart(Incoming(content, "x")) is None


def nested(depth: int) -> bytes:
    """Parts in parts: the mail itself is the first, the text the last."""
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth - 1)
    )
    return b"From: a@example.org\nTo: b@example.org\n" + body + b"Content-Type: text/plain\n\nhello\n"


def test_depth_of_a_mail() -> None:
    assert problem_of(nested(mail._DEPTH)) is None
    assert problem_of(nested(mail._DEPTH + 1)) is Problem.TOO_DEEP
    assert problem_of(nested(3_000)) is Problem.TOO_DEEP


def test_number_of_attachments_of_a_mail() -> None:
    attached = b"--x\nContent-Type: image/png\n\nx\n"
    start = b'From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary="x"\n\n'
    assert problem_of(start + attached * packages.PARTS + b"--x--\n") is None
    assert problem_of(start + attached * (packages.PARTS + 1) + b"--x--\n") is Problem.TOO_MANY_PARTS


# -- archives


def test_an_archive_gives_its_files() -> None:
    content = files.archive(
        ("map/", b""),
        ("map/badge.json", files.credential()),
        ("foto.png", files.picture()),
        ("__MACOSX/._foto.png", b"x"),
        ("map/.DS_Store", b"x"),
        ("Thumbs.db", b"x"),
    )
    assert opened(content).container is Container.ZIP
    assert inside(content) == {"badge.json": files.credential(), "foto.png": files.picture()}


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_a_document_is_not_taken_apart(name: str) -> None:
    content = files.archive((name, b"x"), ("word/document.xml", b"<x/>"))
    assert importers.take_apart(Incoming(content, "x.docx")) is None


def test_a_portfolio_of_ours_is_for_another_room() -> None:
    assert importers.take_apart(Incoming(files.archive(("presentation.json", b"{}")), "x.zip")) is None


def test_a_large_archive_comes_in_portions() -> None:
    size = packages.BATCH_BYTES // 2
    content = files.archive(*((f"{n}.bin", roomy(size)) for n in range(3)))
    first = opened(content)
    assert ([part.own_name for part in first.parts], first.more) == (["0.bin", "1.bin"], 2)
    second = importers.take_apart(Incoming(content, "bestand"), 2)
    assert second is not None
    assert ([part.own_name for part in second.parts], second.more) == (["2.bin"], None)
    whole = importers.unpack(Incoming(content, "bestand"))
    assert whole is not None
    assert [part.original == roomy(size) for part in whole] == [True] * 3


def roomy(size: int) -> bytes:
    """Packs well, and not better than an archive may be packed."""
    return random.Random(1).randbytes(size // 20).ljust(size, b".")


def test_size_of_a_part() -> None:
    at = roomy(limits.FILE_BYTES)
    (part,) = opened(files.archive(("at.bin", at))).parts
    assert (len(part.original), part.problem) == (limits.FILE_BYTES, None)
    (part,) = opened(files.archive(("over.bin", at + b"."))).parts
    assert (part.original, part.problem) == (b"", Problem.TOO_LARGE)


def test_an_entry_whose_checksum_is_wrong_is_told() -> None:
    content = files.archive(("badge.json", files.credential()), stored=True).replace(
        b"Naaicursus", b"Naaikursus"
    )
    (part,) = opened(content).parts
    assert (part.original, part.problem) == (b"", Problem.DAMAGED_FILE)


def test_an_entry_that_is_larger_than_it_says_is_told() -> None:
    content = bytearray(files.archive(("badge.json", b" " * 1_000 + files.credential())))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(magic) + at
        content[place : place + 4] = (10).to_bytes(4, "little")
    (part,) = opened(bytes(content)).parts
    assert (part.original, part.problem) == (b"", Problem.DAMAGED_FILE)


def test_number_of_files_of_an_archive() -> None:
    at = files.archive(*((f"{n}.txt", b"x") for n in range(zip_rules.ENTRIES)))
    assert len(opened(at).parts) == zip_rules.ENTRIES
    over = files.archive(*((f"{n}.txt", b"x") for n in range(zip_rules.ENTRIES + 1)))
    assert problem_of(over) is Problem.TOO_MANY_PARTS


# -- backups of other wallets


@pytest.mark.parametrize("listed", [True, False], ids=["wallet", "profile"])
def test_a_universal_wallet_gives_its_credentials_and_no_keys(listed: bool) -> None:
    content = files.universal_wallet(files.credential(1), files.credential(2), listed=listed)
    found = opened(content)

    assert [json.loads(part.original)["id"] for part in found.parts] == ["urn:example:1", "urn:example:2"]
    assert (found.notes, found.secret) == (("keys_left_out",), True)
    assert b"VERYSECRET" not in b"".join(part.original for part in found.parts)
    # As written, not written again.
    assert all(part.original in content for part in found.parts)


def test_an_unknown_thing_in_a_wallet_is_a_part_unless_it_holds_a_key() -> None:
    whole = json.loads(files.universal_wallet(listed=False))
    whole["contents"] += [{"note": 1}, {"deep": [{"kty": "OKP", "d": "VERYSECRET"}]}, {"seed": "VERYSECRET"}]
    assert [part.original for part in opened(json.dumps(whole).encode()).parts] == [b'{"note": 1}']


@pytest.mark.parametrize("content", [b"LOCKED:U2FsdGVkX1", files.learncard(files.credential(), locked=True)])
def test_a_locked_backup_is_named_as_such(content: bytes) -> None:
    assert problem_of(content) is Problem.LOCKED_FILE


def test_a_locked_wallet_is_not_taken_for_an_unsigned_badge() -> None:
    locked = {**files.CREDENTIAL, "type": ["VerifiableCredential", "EncryptedWallet"]}
    with pytest.raises(InputError) as raised:
        importers.read(Incoming(json.dumps(locked).encode(), "x"))
    assert raised.value.problem is Problem.LOCKED_FILE


def test_two_lists_of_contents_are_refused() -> None:
    content = b'{"type": "UniversalWallet2020", "contents": [], "contents": []}'
    assert problem_of(content) is Problem.DUPLICATE_KEY


def test_a_learncard_export_gives_its_credentials_and_no_keys() -> None:
    found = opened(files.learncard(files.credential(1), files.credential(2)))
    assert [part.original for part in found.parts] == [files.credential(1), files.credential(2)]
    assert (found.notes, found.secret) == (("keys_left_out",), True)


@pytest.mark.parametrize("name", ["credentials", "records", "verifiableCredentials"])
def test_lists_under_a_name(name: str) -> None:
    content = b'{"%s": [{"uri": "x", "vc": %s}, "%s"]}' % (name.encode(), files.credential(), JWT)
    assert list(inside(content).values()) == [b'{"uri": "x", "vc": %s}' % files.credential(), JWT]


# -- lists


def test_a_list_is_cut_as_it_was_written() -> None:
    odd = files.credential(1).replace(b'"name": ', b'"name" :\t ')
    content = b'\xef\xbb\xbf [ %s ,\n %s, "%s" ]\n' % (odd, files.credential(2), JWT)
    assert inside(content) == {"1.json": odd, "2.json": files.credential(2), "3.jwt": JWT}


def test_lines_are_cut_as_they_were_written() -> None:
    content = files.credential(1) + b"\r\n\r\n" + files.credential(2) + b"\r\n"
    assert inside(content) == {"1.json": files.credential(1), "2.json": files.credential(2)}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[" + b"{}," * (packages.PARTS - 1) + b"{}]", None),
        (b"[" + b"{}," * packages.PARTS + b"{}]", Problem.TOO_MANY_PARTS),
        (b"{}\n" * packages.PARTS, None),
        (b"{}\n" * (packages.PARTS + 1), Problem.TOO_MANY_PARTS),
        (b"[{}, {}", Problem.NOT_JSON),
        (b"[{}] more", Problem.NOT_JSON),
        (b"[" * 100_000, Problem.TOO_DEEP),
        (b'["\xff"]', Problem.NOT_UTF8),
    ],
)
def test_limits_of_lists(content: bytes, problem: Problem | None) -> None:
    assert problem_of(content) is problem


# -- PDF


def test_a_pdf_gives_its_attachments_and_is_kept_beside_them() -> None:
    content = files.pdf(("c.json", files.credential()), ("brief.txt", b"hallo"))
    found = opened(content)
    assert (found.container, found.worth_keeping) == (Container.PDF, True)
    assert inside(content) == {"c.json": files.credential(), "brief.txt": b"hallo"}


def test_an_associated_file_is_found_once() -> None:
    names = "<</Names[(c.json) 3 0 R]>>"
    content = files.written_pdf(names, 0, "/AF[3 0 R]", files.credential())
    assert inside(content) == {"c.json": files.credential()}
    only_associated = files.written_pdf("<<>>", 0, "/AF[3 0 R]", files.credential())
    assert inside(only_associated) == {"c.json": files.credential()}


def test_a_file_that_is_pinned_to_a_page_is_found() -> None:
    from pikepdf import AttachedFileSpec, Dictionary, Name, Pdf

    made = Pdf.new()
    page = made.add_blank_page()
    spec = AttachedFileSpec(made, files.credential(), filename="c.json")
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=spec.obj, Rect=[0, 0, 9, 9])
    page.Annots = made.make_indirect([note])
    out = io.BytesIO()
    made.save(out)
    assert inside(out.getvalue()) == {"c.json": files.credential()}


def test_a_pdf_without_attachments_is_a_document() -> None:
    assert importers.take_apart(Incoming(files.pdf(), "x.pdf")) is None


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: files.pdf(("c.json", b"{}"), password="x"), Problem.LOCKED_FILE),
        (lambda: files.many_attached(packages.PARTS), None),
        (lambda: files.many_attached(packages.PARTS + 1), Problem.TOO_MANY_PARTS),
        (lambda: b"%PDF-1.7\n" + bytes(500), Problem.DAMAGED_FILE),
    ],
)
def test_limits_of_a_pdf(make: Callable[[], bytes], problem: Problem | None) -> None:
    assert problem_of(make()) is problem


def test_a_tree_of_names_that_leads_back_to_itself_ends() -> None:
    round_and_round = files.written_pdf("<</Kids[5 0 R]>>", 1).replace(
        b"<</Names[(0000) <</Type/Filespec/F(0.txt)/EF<</F 6 0 R>>>>]>>", b"<</Kids[5 0 R 5 0 R]>>".ljust(61)
    )
    assert problem_of(round_and_round) is Problem.TOO_MANY_PARTS


def test_an_attachment_that_swells_is_told() -> None:
    from pikepdf import AttachedFileSpec, Pdf

    made = Pdf.new()
    made.add_blank_page()
    made.attachments["bomb.bin"] = AttachedFileSpec(made, bytes(limits.FILE_BYTES + 1), filename="bomb.bin")
    out = io.BytesIO()
    made.save(out, compress_streams=True)
    (part,) = opened(out.getvalue()).parts
    assert part.original == b""
    assert part.problem in (Problem.TOO_LARGE, Problem.DAMAGED_FILE)


# -- QR codes


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "webp", "bmp"])
def test_a_credential_in_a_qr_code_is_read(form: str) -> None:
    content = files.qr(JWT.decode(), form)
    found = opened(content)
    assert (found.container, found.worth_keeping, found.links) == (Container.PNG, True, ())
    assert inside(content) == {"QR 1": JWT}


def test_json_in_a_qr_code_is_read() -> None:
    assert inside(files.qr(files.credential().decode())) == {"QR 1": files.credential()}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("https://badges.example.org/public/assertions/1", Problem.LINK_NOT_LOOKED_UP),
        (
            "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fexample.org",
            Problem.OFFER_NOT_TAKEN,
        ),
        ("https://wallet.example.org/?credential_offer_uri=https%3A%2F%2Fx.org", Problem.OFFER_NOT_TAKEN),
        ("openid4vp://authorize?request_uri=https%3A%2F%2Fx.org", Problem.OFFER_NOT_TAKEN),
    ],
)
def test_an_address_in_a_qr_code_is_told_and_not_followed(text: str, problem: Problem) -> None:
    found = opened(files.qr(text))
    assert (found.parts, found.links, found.link_problem) == ((), (text,), problem)


@pytest.mark.parametrize(
    "content", [files.picture(300, 300), files.qr("WIFI:T:WPA;S:x;;"), files.qr("hallo")]
)
def test_a_picture_without_anything_for_us_is_a_picture(content: bytes) -> None:
    assert importers.take_apart(Incoming(content, "x.png")) is None


def test_a_picture_with_more_points_than_we_look_at_is_a_picture() -> None:
    header = files.picture(5_001, 5_000)
    assert importers.take_apart(Incoming(header, "x.png")) is None


def test_without_the_extra_it_is_said_that_codes_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "zxingcpp":
            raise ImportError
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "zxingcpp", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert problem_of(files.qr("hallo")) is Problem.SCAN_MISSING


def test_offers_by_their_names() -> None:
    assert qr_code.is_offer("haip://x")
    assert not qr_code.is_offer("mailto:x@example.org")
    assert not qr_code.is_offer("https://example.org/?page=1")


# -- anything at all

HEADS = (
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"From: a@example.org\nTo: b@example.org\n",
    b'From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n',
    b"[",
    b'{"type":"UniversalWallet2020","contents":[',
    b'{"records":[',
    b"{}\n{",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
)
GOOD = (
    files.mail(("b.json", "application/json", files.credential()), text=files.credential(2).decode() + "\n"),
    files.forwarded(files.mail(("b.png", "image/png", files.baked_png()))),
    files.archive(("b.json", files.credential()), ("x.txt", b"x" * 300)),
    files.pdf(("c.json", files.credential())),
    files.universal_wallet(files.credential()),
    files.learncard(files.credential()),
    files.qr("https://example.org/x"),
)


@given(st.sampled_from(HEADS), st.binary(max_size=600))
def test_any_bytes_are_parts_or_nothing_or_refused(head: bytes, more: bytes) -> None:
    with contextlib.suppress(InputError):
        importers.unpack(Incoming(head + more, "x"))


@given(st.sampled_from(GOOD), st.randoms(use_true_random=False), st.binary(min_size=1, max_size=40))
def test_any_change_is_parts_or_nothing_or_refused(content: bytes, chance: Any, more: bytes) -> None:
    at = chance.randrange(len(content))
    changed = content[:at] + more + content[at + chance.randrange(60) :]
    with contextlib.suppress(InputError):
        importers.unpack(Incoming(changed, "x"))
