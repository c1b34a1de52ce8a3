"""What becomes of a file, and of each thing in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from tests.unit.packages import files
from tests.world import MOMENT
from wallet.errors import Cancelled, InputError, Problem
from wallet.journeys import check_file, packages
from wallet.journeys.import_credential import look_at_package
from wallet.model.credential import Container, Incoming, Kind
from wallet.model.inspection import Inspection, Policy
from wallet.model.records import Arrival
from wallet.model.report import Verdict

POLICY = Policy(now=MOMENT)


class Here:
    """Runs in this process what a sandbox would run in a child."""

    def __init__(self) -> None:
        self.calls = 0

    def run(self, function: Callable[..., Any], *args: object, seconds: float = 5.0) -> Any:
        self.calls += 1
        return function(*args)


def looked(content: bytes, name: str = "bestand") -> tuple[Arrival, ...]:
    return look_at_package(Incoming(content, name), POLICY, Here(), None)


def told(content: bytes, name: str = "bestand") -> list[tuple[str, str, Problem | None]]:
    return [(one.incoming.name, one.result, one.problem) for one in looked(content, name)]


def verified(content: bytes) -> Inspection:
    return check_file.check_file(Incoming(content, "bestand"), POLICY, Here())


def test_a_mail_with_a_badge_and_a_pdf() -> None:
    content = files.mail(
        ("badge.png", "image/png", files.baked_png()), ("diploma.pdf", "application/pdf", files.pdf())
    )
    assert told(content, "mail.eml") == [
        ("mail.eml › badge.png", "kept", None),
        ("mail.eml › diploma.pdf", "evidence", Problem.NOT_RECOGNISED),
    ]
    assert [one.notes for one in looked(content)] == [("wrapping_not_kept",), ()]


def test_a_mail_without_a_credential_is_kept_beside_its_attachments() -> None:
    content = files.mail(("diploma.pdf", "application/pdf", files.pdf()))
    assert told(content, "mail.eml") == [
        ("mail.eml › diploma.pdf", "evidence", Problem.NOT_RECOGNISED),
        ("mail.eml", "evidence", Problem.NOT_RECOGNISED),
    ]
    assert told(files.mail(), "mail.eml") == [("mail.eml", "evidence", Problem.NOT_RECOGNISED)]


def test_an_archive_without_a_credential_stays_one_file() -> None:
    content = files.archive(("a.txt", b"x"), ("foto.png", files.picture()))
    assert told(content, "x.zip") == [("x.zip", "evidence", Problem.NOT_RECOGNISED)]


def test_a_pdf_with_a_credential_is_kept_beside_it() -> None:
    content = files.pdf(("c.json", files.credential()))
    assert told(content, "x.pdf") == [("x.pdf › c.json", "kept", None), ("x.pdf", "evidence", None)]
    assert looked(content)[1].incoming.original == content


def test_files_in_files_in_files() -> None:
    archive = files.archive(("backup.json", files.universal_wallet(files.credential(1))))
    content = files.forwarded(files.mail(("alles.zip", "application/zip", archive)))
    assert told(content, "mail.eml") == [("mail.eml › alles.zip › backup.json › 1.json", "kept", None)]


def test_deeper_than_that_is_not_opened() -> None:
    content = files.credential()
    for _ in range(packages.LEVELS + 1):
        content = files.mail(("in.eml", "application/octet-stream", content))
    arrivals = looked(content, "mail.eml")
    assert Problem.TOO_DEEP in [one.problem for one in arrivals]
    assert all(one.result == "evidence" for one in arrivals)
    # The whole mail is among them: nothing is lost.
    assert content in [one.incoming.original for one in arrivals]


def test_an_archive_in_an_archive_is_not_opened_whatever_it_is_called() -> None:
    inner = files.archive(("badge.json", files.credential(1)))
    assert told(files.archive(("in.bin", inner), ("b.json", files.credential(2))), "x.zip") == [
        ("x.zip › in.bin", "evidence", Problem.ZIP_REFUSED),
        ("x.zip › b.json", "kept", None),
    ]
    mailed = files.mail(("in.zip", "application/zip", inner))
    assert told(files.archive(("m.eml", mailed), ("b.json", files.credential(2))), "x.zip")[0] == (
        "x.zip › m.eml › in.zip",
        "evidence",
        Problem.ZIP_REFUSED,
    )


def test_keys_are_never_kept_nor_what_they_came_in() -> None:
    only_keys = files.universal_wallet()
    assert told(only_keys, "b.json") == [("b.json", "refused", Problem.KEYS_NOT_KEPT)]
    # Around it neither: the archive and the mail would bring the keys along.
    archive = files.archive(("b.json", only_keys), ("foto.txt", b"hallo"))
    assert told(archive, "x.zip") == [
        ("x.zip › b.json", "refused", Problem.KEYS_NOT_KEPT),
        ("x.zip › foto.txt", "evidence", Problem.NOT_RECOGNISED),
    ]
    mailed = files.mail(("b.json", "application/json", only_keys))
    assert told(mailed, "m.eml") == [("m.eml › b.json", "refused", Problem.KEYS_NOT_KEPT)]
    pdf = files.pdf(("b.json", files.universal_wallet(files.credential())))
    for content in (archive, mailed, pdf, files.universal_wallet(files.credential()), only_keys):
        kept = [one.incoming.original for one in looked(content) if one.result != "refused"]
        assert b"VERYSECRET" not in b"".join(kept)


def test_one_bad_element_does_not_take_the_others_along() -> None:
    twice = files.credential(1)[:-1] + b', "name": "x"}'
    content = b"[%s, %s]" % (twice, files.credential(2))
    assert told(content, "l.json") == [
        ("l.json › 1.json", "evidence", Problem.DUPLICATE_KEY),
        ("l.json › 2.json", "kept", None),
    ]


def test_a_list_with_more_values_than_one_credential_may_have() -> None:
    content = b"[" + b",".join(files.credential(n, more=list(range(1_000))) for n in range(60)) + b"]"
    assert [one.result for one in looked(content)] == ["kept"] * 60


def test_a_part_that_cannot_be_taken_out_keeps_the_file_around_it() -> None:
    archive = files.archive(("b.json", files.credential(1)), ("c.txt", b"Naaicursus"), stored=True)
    broken = archive.replace(b"c.txtNaai", b"c.txtNaaj", 1)
    assert told(broken, "x.zip") == [
        ("x.zip › b.json", "kept", None),
        ("x.zip", "evidence", Problem.DAMAGED_FILE),
    ]


def test_more_than_can_be_held_keeps_the_file_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "HELD_BYTES", 10)
    one = files.archive(("b.json", files.credential(1)), ("c.txt", b"0123456789"))
    assert [arrival.problem for arrival in looked(one)] == [None, Problem.NOT_RECOGNISED]
    two = files.archive(("b.json", files.credential(1)), ("c.txt", b"0123456789"), ("d.txt", b"x"))
    assert told(two, "x.zip") == [
        ("x.zip › b.json", "kept", None),
        ("x.zip › c.txt", "evidence", Problem.NOT_RECOGNISED),
        ("x.zip", "evidence", Problem.TOO_LARGE),
    ]


@pytest.mark.parametrize(
    ("name", "problem"), [("PARTS", Problem.TOO_MANY_PARTS), ("BYTES", Problem.TOO_LARGE)]
)
def test_limits_over_all_levels(monkeypatch: pytest.MonkeyPatch, name: str, problem: Problem) -> None:
    inner = files.mail(("b.json", "application/json", files.credential(1)))
    content = files.mail(("in.eml", "application/octet-stream", inner))
    size = {"PARTS": 2, "BYTES": len(files.credential(1)) + len(inner.rstrip()) + 200}[name]
    monkeypatch.setattr(packages, name, size)
    assert [one.result for one in looked(content)] == ["kept"]
    monkeypatch.setattr(packages, name, 1)
    assert told(content, "m.eml") == [("m.eml", "evidence", problem)]


def test_a_europass_document_is_evidence_with_what_it_says() -> None:
    (one,) = looked((files.VECTORS / "europass" / "candidate.xml").read_bytes())
    assert (one.result, one.problem) == ("evidence", Problem.NOT_RECOGNISED)
    assert one.facts is not None
    assert one.facts.voluntary[0].title == "Taalmaatje"


def test_a_europass_pdf_is_evidence_with_what_its_attachment_says() -> None:
    xml = (files.VECTORS / "europass" / "candidate.xml").read_bytes()
    (one,) = looked(files.pdf(("attachment.xml", xml)), "cv.pdf")
    assert (one.incoming.name, one.result) == ("cv.pdf", "evidence")
    assert one.facts is not None
    assert len(one.facts.work) == 1


def test_a_europass_document_with_entities_says_so() -> None:
    xml = b'<!DOCTYPE x [<!ENTITY a "b">]><Candidate xmlns="http://www.europass.eu/1.0">&a;</Candidate>'
    assert told(xml, "cv.xml") == [("cv.xml", "evidence", Problem.XML_ENTITIES)]


def test_an_address_in_a_qr_code_goes_with_its_picture() -> None:
    (one,) = looked(files.qr("https://badges.example.org/1"), "poster.png")
    assert (one.result, one.problem) == ("evidence", Problem.LINK_NOT_LOOKED_UP)
    assert one.links == ("https://badges.example.org/1",)


def test_a_code_with_a_credential_is_kept_beside_its_picture() -> None:
    assert told(files.qr(files.credential().decode()), "poster.png") == [
        ("poster.png › QR 1", "kept", None),
        ("poster.png", "evidence", None),
    ]


def test_looking_can_be_stopped() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        look_at_package(Incoming(files.credential(), "x"), POLICY, Here(), None, stop)


def test_a_credential_by_itself_costs_one_call() -> None:
    here = Here()
    look_at_package(Incoming(files.credential(), "x"), POLICY, here, None)
    check_file.check_file(Incoming(files.credential(), "x"), POLICY, here)
    assert here.calls == 2


# -- what `verify` says


@pytest.mark.parametrize(
    ("content", "container"),
    [
        (files.mail(("b.png", "image/png", files.baked_png())), Container.EML),
        (files.archive(("b.png", files.baked_png())), Container.ZIP),
        (files.pdf(("b.json", files.credential())), Container.PDF),
        (files.qr(files.credential().decode()), Container.PNG),
        (
            files.forwarded(
                files.mail(("z.zip", "application/zip", files.archive(("b.json", files.credential()))))
            ),
            Container.EML,
        ),
        (b"[" + files.credential() + b"]", Container.JSON),
    ],
    ids=["mail", "zip", "pdf", "qr", "nested", "list"],
)
def test_exactly_one_credential_is_the_answer_itself(content: bytes, container: Container) -> None:
    found = verified(content)
    assert (found.credential.kind, found.credential.container) == (Kind.CREDENTIAL, container)
    assert (found.report.verdict, found.contains) == (Verdict.UNSIGNED, ())
    assert found.credential.name.best("nl") == "Naaicursus"


def test_several_stand_side_by_side_and_the_worst_counts() -> None:
    forged = {
        **files.CREDENTIAL,
        "issuer": "did:key:z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S",
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2026-05-02T10:00:00Z",
            "proofPurpose": "assertionMethod",
            "verificationMethod": "did:key:z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S"
            "#z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S",
            "proofValue": "z" + "1" * 64,
        },
    }
    unsigned, false = files.credential(), json.dumps(forged).encode()
    found = verified(files.archive(("a.json", unsigned), ("b.json", false), ("c.txt", b"x")))

    assert (found.credential.kind, found.credential.container) == (Kind.UNKNOWN, Container.ZIP)
    assert found.report.verdict is Verdict.FAILED
    assert [one.report.verdict for one in found.contains] == [Verdict.UNSIGNED, Verdict.FAILED]
    assert (found.report.proofs, found.report.findings) == ((), ())
    assert found.report.notes == ("other_files_inside",)
    assert verified(files.archive(("a.json", unsigned), ("b.json", files.credential(2)))).report.verdict is (
        Verdict.UNSIGNED
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (files.mail(), Problem.NOT_RECOGNISED),
        (files.archive(("a.txt", b"x")), Problem.NOT_RECOGNISED),
        (files.pdf(("a.txt", b"x")), Problem.NOT_RECOGNISED),
        (files.picture(), Problem.NO_CREDENTIAL_INSIDE),
        (files.qr("https://example.org/1"), Problem.LINK_NOT_LOOKED_UP),
        (files.qr("openid4vp://x"), Problem.OFFER_NOT_TAKEN),
        (files.universal_wallet(), Problem.KEYS_NOT_KEPT),
        (files.learncard(files.credential(), locked=True), Problem.LOCKED_FILE),
        (files.pdf(("c.json", b"{}"), password="x"), Problem.LOCKED_FILE),
        (b"[1, 2]", Problem.NOT_RECOGNISED),
        (b"", Problem.EMPTY_FILE),
    ],
)
def test_nothing_to_judge(content: bytes, problem: Problem) -> None:
    with pytest.raises(InputError) as raised:
        verified(content)
    assert raised.value.problem is problem


def test_what_is_no_credential_is_let_go_when_it_is_only_judged() -> None:
    content = files.archive(("b.json", files.credential()), ("c.txt", b"hallo"))

    def check(incoming: Incoming) -> Inspection:
        return check_file.check_alone(incoming, POLICY, Here())

    for hold, kept in ((True, b"hallo"), (False, b"")):
        (_, other), _ = packages.look_into(Incoming(content, "x.zip"), check, Here(), hold=hold)
        assert (other.incoming.name, other.incoming.original, other.lost) == ("x.zip › c.txt", kept, False)
        # A traceback would hold on to the bytes of every call on the way.
        assert other.error is not None
        assert other.error.__traceback__ is None
