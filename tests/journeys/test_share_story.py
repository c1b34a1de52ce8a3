"""From two experiences and a badge to one file at a school's desk: what leaves, what stays, what holds."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from tests.unit.bundle import content
from tests.unit.bundle.test_wrappings import unpacked
from wallet.bundle import limits
from wallet.clock import FixedClock
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError
from wallet.journeys import (
    collect_evidence,
    import_credential,
    record_experience,
    review_portfolio,
    share_portfolio,
)
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind
from wallet.model.credential import Incoming
from wallet.model.experience import CareContext, Experience, Period, Starr
from wallet.model.holder import Holder
from wallet.model.inspection import Policy
from wallet.model.portfolio import Portfolio, Presence, Presentation, Sensitive
from wallet.model.reception import FileState
from wallet.model.report import Verdict
from wallet.privacy.scanner import is_bsn
from wallet.sandbox import Sandbox

WRAPPINGS = ("html", "zip", "pdf")
NAME = "Fatima de Vries"
SECRETS = ("alleen voor mij", "blijft thuis", "niet gekozen", "Klantgeheim")


@pytest.fixture(scope="module")
def desk() -> Iterator[Sandbox]:
    """A school's sandbox: no register."""
    with Sandbox() as sandbox:
        yield sandbox


class Lent(Sandbox):
    """The desk's sandbox, lent to a wallet: starting one takes a second."""

    def __init__(self, desk: Sandbox) -> None:
        super().__init__()
        self.run = desk.run  # type: ignore[method-assign]


@pytest.fixture
def story(wallet: Wallet, desk: Sandbox, tmp_path: Path) -> dict[str, str]:
    """A register with a few things in it; ids by what they are."""
    wallet.sandbox = Lent(desk)
    wallet.register.set_holder(Holder(name="Robin", identifiers=("robin@example.org",)))
    care = Experience(
        kind="mantelzorg",
        title=f"Zorgen voor {NAME}",
        period=Period(start="2021-03", ongoing=True),
        cared_for=CareContext(relation="een familielid"),
        summary=f"Ik hielp {NAME} elke dag.",
        starr=Starr(action=f"Met {NAME} maakte ik een weekschema."),
        private_notes="alleen voor mij",
        shield=(NAME,),
    )
    other = Experience(kind="hobby", title="niet gekozen", summary="Klantgeheim")
    ids = {
        "care": record_experience.keep(care, wallet).ids[0],
        "other": record_experience.keep(other, wallet).ids[0],
    }
    badge = Incoming(json.dumps(content.badge(wallet.clock.now())).encode(), "badge.json")
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(badge, policy, wallet.sandbox, wallet.register)
    ids["badge"] = import_credential.keep(arrival, wallet).ids[0]
    for name, text in ((f"Schema {NAME}.txt", "maandag helpen"), ("dagboek.txt", "blijft thuis")):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        kept = collect_evidence.attach(collect_evidence.look_at(file), ids["care"], wallet)
        ids[name.split()[0].split(".")[0].lower()] = kept.ids[0]
    return ids


def composed(story: dict[str, str], wallet: Wallet, **more: str) -> Portfolio:
    return share_portfolio.compose(
        [story["care"], story["badge"]],
        wallet,
        purpose=more.get("purpose", "Instroom"),
        audience="Intake",
        letter=more.get("letter", f"Ik zorg voor {NAME}. Kan het korter?"),
        withhold=[story["dagboek"]],
    )


def sealed(portfolio: Portfolio, wallet: Wallet) -> Presentation:
    hits = share_portfolio.disclose(portfolio, wallet).hits
    return share_portfolio.seal(portfolio, wallet, passed=frozenset(hit.key for hit in hits))


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_one_file_for_one_conversation(
    kind: str, story: dict[str, str], wallet: Wallet, desk: Sandbox, tmp_path: Path
) -> None:
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    out = tmp_path / f"portfolio.{kind}"
    receipt = share_portfolio.write(presentation, portfolio, out, wallet)
    share_portfolio.noted(receipt, wallet)

    data = out.read_bytes()
    assert (receipt.size, receipt.wrapping) == (len(data), kind)
    for spread in unpacked(kind, data):
        for secret in (*SECRETS, NAME, "Fatima", "robin@example.org"):
            assert secret.encode() not in spread

    reception = review_portfolio.open_bundle(out, Policy(now=wallet.clock.now()), desk)
    bundle = reception.bundle
    assert bundle.inspection.report.verdict is Verdict.VERIFIED
    assert (bundle.digest, bundle.file_digest) == (receipt.digest, receipt.file_digest)
    assert (bundle.learner, bundle.audience, bundle.purpose) == ("Robin", "Intake", "Instroom")
    assert bundle.letter == "Ik zorg voor iemand. Kan het korter?"
    assert [item.title for item in bundle.items] == ["Zorgen voor iemand", "Badge"]
    disclosed = share_portfolio.disclose(portfolio, wallet).leaving
    assert [item.fields for item in bundle.items] == [item.fields for item in disclosed]

    states = {file.name: file.state for file in bundle.files if file.role == "evidence"}
    assert states == {"Schema iemand.txt": FileState.MATCHES, "dagboek.txt": FileState.WITHHELD}
    schema = next(file for file in bundle.files if file.name == "Schema iemand.txt")
    saved = tmp_path / "saved.txt"
    review_portfolio.save_file(reception, schema.id, saved, desk)
    assert saved.read_text("utf-8") == "maandag helpen"
    assert review_portfolio.content_of(reception, schema.id, desk) == b"maandag helpen"

    notes = wallet.register.portfolios.all()
    assert [note for _, note in notes] == [receipt]
    assert [row.kind for row in wallet.register.rows("portfolios")] == [ItemKind.PORTFOLIO]


def test_the_receiver_sees_what_was_disclosed(story: dict[str, str], wallet: Wallet) -> None:
    disclosure = share_portfolio.disclose(composed(story, wallet), wallet)
    care, badge = disclosure.leaving
    assert dict(care.fields)["box.summary"] == "Ik hielp iemand elke dag."
    assert care.files == (
        ("Schema iemand.txt", 14, Presence.INCLUDED),
        ("dagboek.txt", 12, Presence.WITHHELD),
    )
    assert dict(badge.fields)["portfolio.field.issuer"] == "Voorbeeldschool"
    assert set(disclosure.staying) == {"niet gekozen", "dagboek.txt"}


def test_the_privacy_check_holds_the_share(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    assert is_bsn("111222333")
    portfolio = composed(story, wallet, letter="Mijn BSN is 111222333.", purpose="Bel 06-12345678")
    disclosure = share_portfolio.disclose(portfolio, wallet)
    found = {(hit.kind, hit.where) for hit in disclosure.hits}
    assert {(Sensitive.BSN, "letter"), (Sensitive.PHONE, "purpose")} <= found
    with pytest.raises(RefusedError) as raised:
        share_portfolio.seal(portfolio, wallet)
    assert raised.value.problem is Problem.PRIVACY_NOT_SETTLED
    some = frozenset(hit.key for hit in disclosure.hits if hit.kind is Sensitive.BSN)
    with pytest.raises(RefusedError):
        share_portfolio.seal(portfolio, wallet, passed=some)
    share_portfolio.seal(portfolio, wallet, passed=frozenset(hit.key for hit in disclosure.hits))
    assert wallet.register.portfolios.all() == ()


def test_what_was_passed_for_one_text_does_not_pass_another(story: dict[str, str], wallet: Wallet) -> None:
    first = composed(story, wallet, letter="Mijn BSN is 111222333.")
    passed = frozenset(hit.key for hit in share_portfolio.disclose(first, wallet).hits)
    with pytest.raises(RefusedError):
        share_portfolio.seal(composed(story, wallet, letter="Het BSN is 111222333."), wallet, passed=passed)


def test_files_and_names_are_looked_at_too(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    for name, text in (("06-12345678.txt", "x"), ("rekening.txt", "NL91ABNA0417164300")):
        (tmp_path / name).write_text(text)
        collect_evidence.attach(collect_evidence.look_at(tmp_path / name), story["care"], wallet)
    (tmp_path / "verslag.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    collect_evidence.attach(collect_evidence.look_at(tmp_path / "verslag.pdf"), story["care"], wallet)
    hits = share_portfolio.disclose(composed(story, wallet), wallet).hits
    kinds = {hit.kind for hit in hits}
    assert {Sensitive.PHONE, Sensitive.IBAN, Sensitive.HIDDEN_PLACE} <= kinds


def test_a_marked_name_in_a_file_is_told(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(f"Beste {NAME}", "utf-8")
    collect_evidence.attach(collect_evidence.look_at(tmp_path / "brief.txt"), story["care"], wallet)
    hits = share_portfolio.disclose(composed(story, wallet), wallet).hits
    assert [hit.kind for hit in hits] == [Sensitive.SHIELDED_NAME]


def test_a_badge_that_does_not_hold_is_told_before(
    story: dict[str, str], wallet: Wallet, desk: Sandbox, tmp_path: Path
) -> None:
    forged = {
        **content.badge(wallet.clock.now()),
        "name": "Iets anders",
        "id": "urn:uuid:" + content.identity(9),
    }
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(
        Incoming(json.dumps(forged).encode(), "b.json"), policy, wallet.sandbox, wallet.register
    )
    (given,) = import_credential.keep(arrival, wallet).ids
    portfolio = share_portfolio.compose([given, story["badge"]], wallet)
    assert share_portfolio.disclose(portfolio, wallet).failing == (given,)
    share_portfolio.write(sealed(portfolio, wallet), portfolio, tmp_path / "p.html", wallet)
    opened = review_portfolio.open_bundle(tmp_path / "p.html", Policy(now=wallet.clock.now()), desk)
    assert opened.bundle.inspection.report.verdict is Verdict.FAILED


def test_evidence_of_an_item_stays_as_a_whole(story: dict[str, str], wallet: Wallet) -> None:
    portfolio = share_portfolio.compose([story["care"], story["schema"]], wallet, withhold=[story["care"]])
    presences = {one.presence for item in portfolio.items for one in item.evidence}
    assert presences == {Presence.WITHHELD}


def test_evidence_can_be_shared_by_itself(
    story: dict[str, str], wallet: Wallet, desk: Sandbox, tmp_path: Path
) -> None:
    portfolio = share_portfolio.compose([story["schema"]], wallet)
    shielded = replace(portfolio, shield=(NAME,))
    presentation = sealed(shielded, wallet)
    for kind in WRAPPINGS:
        out = tmp_path / f"p.{kind}"
        share_portfolio.write(presentation, shielded, out, wallet)
        bundle = review_portfolio.open_bundle(out, Policy(now=wallet.clock.now()), desk).bundle
        assert bundle.inspection.report.verdict is Verdict.VERIFIED
        assert [item.kind for item in bundle.items] == ["evidence"]


@pytest.mark.parametrize(
    ("ids", "problem"),
    [([], Problem.NOTHING_CHOSEN), (["018f0000-0000-7000-8000-00000000ffff"], Problem.NOT_FOUND)],
)
def test_what_cannot_be_composed(ids: list[str], problem: Problem, wallet: Wallet) -> None:
    with pytest.raises(RefusedError) as raised:
        share_portfolio.compose(ids, wallet)
    assert raised.value.problem is problem


def test_withholding_what_is_not_chosen(story: dict[str, str], wallet: Wallet) -> None:
    with pytest.raises(RefusedError) as raised:
        share_portfolio.compose([story["badge"]], wallet, withhold=[story["schema"]])
    assert raised.value.problem is Problem.NOT_FOUND


def test_the_receivers_challenge_is_signed_over(story: dict[str, str], wallet: Wallet) -> None:
    presentation = share_portfolio.seal(composed(story, wallet), wallet, "van-de-school-gekregen")
    assert {proof["challenge"] for proof in presentation.document["proof"]} == {"van-de-school-gekregen"}
    assert {proof["domain"] for proof in presentation.document["proof"]} == {"Intake"}


def test_a_moment_of_its_own(story: dict[str, str], wallet: Wallet) -> None:
    assert isinstance(wallet.clock, FixedClock)
    presentation = share_portfolio.seal(composed(story, wallet), wallet)
    assert presentation.created == wallet.clock.now()
    assert presentation.document["portfolio"]["portfolioMade"] == "2026-11-23T00:00:00Z"


def test_another_suffix_is_refused(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    portfolio = composed(story, wallet)
    with pytest.raises(RefusedError) as raised:
        share_portfolio.write(sealed(portfolio, wallet), portfolio, tmp_path / "p.docx", wallet)
    assert raised.value.problem is Problem.WRONG_USAGE


def test_a_change_of_mind_leaves_nothing(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    stop = Event()
    stop.set()
    out = tmp_path / "out"
    out.mkdir()
    for kind in WRAPPINGS:
        with pytest.raises(Cancelled):
            share_portfolio.write(presentation, portfolio, out / f"p.{kind}", wallet, stop=stop)
        with pytest.raises(Cancelled):
            share_portfolio.seal(portfolio, wallet, stop=stop)
    assert list(out.iterdir()) == []


def test_what_was_there_stays_when_writing_fails(
    story: dict[str, str], wallet: Wallet, tmp_path: Path
) -> None:
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    lost = replace(presentation.evidence[0], size=presentation.evidence[0].size + 1)
    out = tmp_path / "p.zip"
    out.write_bytes(b"van gisteren")
    with pytest.raises(RefusedError) as raised:
        share_portfolio.write(replace(presentation, evidence=(lost,)), portfolio, out, wallet)
    assert raised.value.problem is Problem.EVIDENCE_MISSING
    assert out.read_bytes() == b"van gisteren"


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("html", "PAGE_BYTES"), ("pdf", "PDF_ATTACHED_BYTES"), ("zip", "FILE_BYTES")],
)
def test_more_evidence_than_it_can_hold(
    kind: str,
    limit: str,
    story: dict[str, str],
    wallet: Wallet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    monkeypatch.setattr(limits, limit, 100)
    with pytest.raises(RefusedError) as raised:
        share_portfolio.write(presentation, portfolio, tmp_path / f"p.{kind}", wallet)
    assert raised.value.problem is Problem.TOO_MUCH_EVIDENCE
    assert not list(tmp_path.glob("p.*"))


def test_an_archive_without_a_print(
    story: dict[str, str],
    wallet: Wallet,
    desk: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Originals too large to be attached to it: the archive is made all the same."""
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    monkeypatch.setattr(limits, "PDF_ATTACHED_BYTES", 100)
    share_portfolio.write(presentation, portfolio, tmp_path / "p.zip", wallet)
    policy = Policy(now=wallet.clock.now())
    bundle = review_portfolio.open_bundle(tmp_path / "p.zip", policy, desk).bundle
    assert bundle.inspection.report.verdict is Verdict.VERIFIED
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert "passport.pdf" not in archive.namelist()


def test_no_such_folder(story: dict[str, str], wallet: Wallet, tmp_path: Path) -> None:
    portfolio = composed(story, wallet)
    with pytest.raises(SurroundingsError):
        share_portfolio.write(sealed(portfolio, wallet), portfolio, tmp_path / "no" / "p.html", wallet)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(
    story: dict[str, str], wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio = composed(story, wallet)
    presentation = sealed(portfolio, wallet)
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(SurroundingsError) as raised:
        share_portfolio.write(presentation, portfolio, tmp_path / "p.html", wallet)
    assert raised.value.problem is Problem.DISK_FULL
    assert not (tmp_path / "p.html").exists()


def _full(_: int) -> None:
    import errno

    raise OSError(errno.ENOSPC, "full")


def test_a_file_that_changed_since_it_was_opened_is_not_saved(
    story: dict[str, str], wallet: Wallet, desk: Sandbox, tmp_path: Path
) -> None:
    portfolio = composed(story, wallet)
    out = tmp_path / "p.zip"
    share_portfolio.write(sealed(portfolio, wallet), portfolio, out, wallet)
    reception = review_portfolio.open_bundle(out, Policy(now=wallet.clock.now()), desk)
    out.write_bytes(out.read_bytes().replace(b"maandag helpen", b"dinsdag helpen"))
    schema = next(file for file in reception.bundle.files if file.state is FileState.MATCHES)
    evidence = next(file for file in reception.bundle.files if file.name == "Schema iemand.txt")
    with pytest.raises(InputError):
        review_portfolio.save_file(reception, evidence.id, tmp_path / "saved", desk)
    assert not (tmp_path / "saved").exists()
    withheld = next(file for file in reception.bundle.files if file.state is FileState.WITHHELD)
    with pytest.raises(RefusedError):
        review_portfolio.save_file(reception, withheld.id, tmp_path / "saved", desk)
    assert schema.role == "original"
