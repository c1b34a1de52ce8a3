"""Make one signed file for one conversation: choose, see exactly what leaves, sign, write, note."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event

from wallet.bundle import html, naming, pdf, salted, zip
from wallet.bundle.control_words import control_words
from wallet.bundle.presentation import Chosen, Travelling, build
from wallet.bundle.running import Progress, Running
from wallet.errors import Problem, RefusedError
from wallet.journeys import collect_evidence, import_credential, leaving
from wallet.journeys.self_declared import EvidenceClaim, as_credential
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.inspection import Inspection
from wallet.model.portfolio import (
    BundleReceipt,
    Disclosure,
    EvidencePart,
    Portfolio,
    PortfolioEvidence,
    PortfolioItem,
    Presence,
    Presentation,
)
from wallet.model.report import Outcome, Question
from wallet.model.standing import SELF_DESCRIBED
from wallet.store.atomic import writing
from wallet.words import say

__all__ = ["WRAPPINGS", "compose", "control_words", "disclose", "noted", "seal", "write"]

WRAPPINGS = ("html", "zip", "pdf")


def compose(
    item_ids: Sequence[str],
    wallet: Wallet,
    *,
    purpose: str = "",
    audience: str = "",
    letter: str = "",
    retention: str = "",
    withhold: Iterable[str] = (),
    language: str = "nl",
) -> Portfolio:
    """The selection. ``withhold``: ids of evidence, or of items whose evidence is only named.

    Raises RefusedError: NOTHING_CHOSEN, NOT_FOUND for an id, NOT_AN_EXPERIENCE for one without a title.
    """
    chosen = list(dict.fromkeys(item_ids))
    if not chosen:
        raise RefusedError(Problem.NOTHING_CHOSEN)
    held = _held(withhold, chosen, wallet)
    items = tuple(_item(item_id, number, held, wallet) for number, item_id in enumerate(chosen, 1))
    if not held <= {one.evidence.id for item in items for one in item.evidence}:
        raise RefusedError(Problem.NOT_FOUND)
    marked = [name for item in items if item.experience is not None for name in item.experience.shield]
    return Portfolio(
        items=items,
        learner=wallet.register.holder().name,
        purpose=purpose.strip(),
        audience=audience.strip(),
        letter=letter.strip(),
        retention=retention.strip(),
        language=language,
        shield=tuple(dict.fromkeys(marked)),
    )


def disclose(portfolio: Portfolio, wallet: Wallet) -> Disclosure:
    """What would leave, as the receiver will read it, and what the privacy check found. Nothing happens."""
    seen = leaving.covered(portfolio)
    files = [one for item in portfolio.items for one in item.evidence]
    going = {item.id for item in portfolio.items}
    going |= {one.evidence.id for one in files if one.presence is Presence.INCLUDED}
    staying = [row for row in wallet.register.rows() if row.id not in going]
    return Disclosure(
        portfolio=portfolio,
        leaving=leaving.items_of(seen, wallet),
        hits=leaving.hits_of(seen, portfolio.shield, wallet),
        staying=tuple(row.title for row in staying if row.kind is not ItemKind.PORTFOLIO),
        texts=leaving.texts_of(seen),
        failing=tuple(
            item.id for item in portfolio.items if item.inspection is not None and _fails(item.inspection)
        ),
    )


def seal(
    portfolio: Portfolio,
    wallet: Wallet,
    challenge: str | None = None,
    *,
    passed: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    stop: Event | None = None,
) -> Presentation:
    """Sign it, over a fresh random challenge unless the receiver gave one. Nothing is written yet.

    ``passed``: keys of the privacy hits that the learner knowingly leaves in. Raises
    RefusedError(PRIVACY_NOT_SETTLED) while there are others.
    """
    open_hits = disclose(portfolio, wallet).open_hits(passed)
    if open_hits:
        raise RefusedError(Problem.PRIVACY_NOT_SETTLED, n=len(open_hits))
    seen = leaving.covered(portfolio)
    files = [one for item in seen.items for one in item.evidence]
    running = Running(sum(one.evidence.size for one in files), progress, stop)
    travelling: dict[str, Travelling] = {}
    for one in files:
        if one.evidence.id not in travelling:
            travelling[one.evidence.id] = _travelling(one, len(travelling) + 1, running, wallet)
    key = wallet.register.signing_key()
    now = wallet.clock.now()
    chosen = []
    for item in seen.items:
        own = None
        if item.experience is not None:
            claims = [_claim(travelling[one.evidence.id]) for one in item.evidence]
            own = as_credential(item.experience, key.holder, claims, created=now, name=seen.learner)
        chosen.append(_chosen(item, own))
    return build(seen, chosen, tuple(travelling.values()), key, now, challenge)


def write(
    presentation: Presentation,
    portfolio: Portfolio,
    out: Path,
    wallet: Wallet,
    progress: Progress | None = None,
    stop: Event | None = None,
) -> BundleReceipt:
    """Write the file; its suffix says which wrapping. It appears only when it is complete.

    Raises RefusedError: WRONG_USAGE for another suffix, TOO_MUCH_EVIDENCE for more than it can hold.
    """
    wrapping = out.suffix.lower().removeprefix(".")
    if wrapping not in WRAPPINGS:
        raise RefusedError(Problem.WRONG_USAGE)
    key = wallet.register.signing_key()
    running = Running(sum(part.size for part in presentation.evidence), progress, stop)
    seen = leaving.covered(portfolio)
    with writing(out) as file:
        if wrapping == "html":
            digest = html.write(presentation, key, file, running)
        elif wrapping == "zip":
            digest = zip.write(presentation, key, file, running, passport=_print(presentation, seen, wallet))
        else:
            pages = _pages(presentation, seen, pdf.attachments(presentation, running))
            digest = pdf.write(pages, key, file)
        size = file.tell()
    return BundleReceipt(
        digest=presentation.digest,
        file_digest=digest,
        size=size,
        wrapping=wrapping,
        created=presentation.created,
        item_ids=tuple(item.id for item in portfolio.items),
        purpose=portfolio.purpose,
        audience=portfolio.audience,
        retention=portfolio.retention,
        withheld=presentation.withheld,
    )


def noted(receipt: BundleReceipt, wallet: Wallet) -> Changes:
    """Remember what left: digest, for whom, what for, when, until when."""
    row = ItemRow(
        id="",
        kind=ItemKind.PORTFOLIO,
        sort=receipt.wrapping,
        title=receipt.purpose or receipt.audience or say("portfolio.untitled", "nl"),
        by=receipt.audience,
        date=receipt.created.date().isoformat(),
        until="",
        verdict=None,
        standing=None,
    )
    with wallet.register.act():
        given = wallet.register.portfolios.note(receipt, row)
    return Changes(frozenset({ItemKind.PORTFOLIO}), (given,))


def _fails(inspection: Inspection) -> bool:
    """Changed, or not signed by whom it says: what makes a reader's check of the whole fail."""
    return any(
        finding.outcome is Outcome.FAILED and finding.question in (Question.INTACT, Question.AUTHENTIC)
        for finding in inspection.report
    )


def _held(withhold: Iterable[str], chosen: list[str], wallet: Wallet) -> frozenset[str]:
    """Ids of the evidence that stays here. A file that stays for one item stays for all."""
    held: set[str] = set()
    for one in withhold:
        row = wallet.register.row(one)
        if one in chosen and row is not None and row.kind is not ItemKind.EVIDENCE:
            held |= {file.id for file in wallet.register.evidence.about(one)}
        else:
            held.add(one)
    return frozenset(held)


def _item(item_id: str, number: int, held: frozenset[str], wallet: Wallet) -> PortfolioItem:
    row = wallet.register.row(item_id)
    if row is None or row.kind is ItemKind.PORTFOLIO:
        raise RefusedError(Problem.NOT_FOUND)
    if row.kind is ItemKind.EVIDENCE:
        files: tuple[PortfolioEvidence, ...] = (_file(item_id, held, wallet),)
        return PortfolioItem(item_id, row.title, evidence=files)
    about = wallet.register.evidence.about(item_id)
    files = tuple(_file(one.id, held, wallet) for one in about)
    if row.kind is ItemKind.EXPERIENCE:
        experience = wallet.register.experiences.get(item_id)
        if not experience.title.strip():
            raise RefusedError(Problem.NOT_AN_EXPERIENCE, number=number)
        return PortfolioItem(item_id, experience.title, experience=experience, evidence=files)
    inspection = import_credential.inspect_again(item_id, wallet)
    return PortfolioItem(item_id, row.title, inspection=inspection, evidence=files)


def _file(evidence_id: str, held: frozenset[str], wallet: Wallet) -> PortfolioEvidence:
    presence = Presence.WITHHELD if evidence_id in held else Presence.INCLUDED
    return PortfolioEvidence(wallet.register.evidence.get(evidence_id), presence)


def _travelling(chosen: PortfolioEvidence, number: int, running: Running, wallet: Wallet) -> Travelling:
    evidence, salt = chosen.evidence, salted.new_salt()
    copy = collect_evidence.cleaned_copy(evidence.id, wallet)
    if copy.cleaned:
        with copy.open() as file:
            measure = salted.measure(running.over(file), salt)
    else:
        # It leaves as it came in, and the register knows that digest: no film is read twice.
        running.step(evidence.size)
        known = bytes.fromhex(evidence.digest.removeprefix("sha256:"))
        measure = salted.Measure(salted.salted(known, salt), evidence.size)
    part = EvidencePart(
        id=copy.id,
        name=leaving.file_name_of(evidence),
        media_type=copy.media_type,
        size=measure.size,
        open=copy.open,
        file_name=naming.evidence_name(number, evidence.name),
    )
    return Travelling(part, chosen.presence, measure.digest, salt)


def _claim(file: Travelling) -> EvidenceClaim:
    return EvidenceClaim(file.part.id, file.part.name, file.part.media_type, file.digest)


def _chosen(item: PortfolioItem, own: dict[str, object] | None) -> Chosen:
    evidence = tuple(one.evidence.id for one in item.evidence)
    if item.experience is not None:
        sort = item.experience.kind.value
        return Chosen(item.id, "experience", sort, item.title, SELF_DESCRIBED, own=own, evidence=evidence)
    if item.inspection is not None:
        inspection = item.inspection
        sort = inspection.credential.kind.value
        return Chosen(
            item.id,
            "credential",
            sort,
            item.title,
            inspection.standing,
            inspection=inspection,
            evidence=evidence,
        )
    sort = item.evidence[0].evidence.kind.value
    return Chosen(item.id, "evidence", sort, item.title, SELF_DESCRIBED, evidence=evidence)


def _pages(presentation: Presentation, seen: Portfolio, attachments: tuple[pdf.Attachment, ...]) -> bytes:
    from wallet.exporters.skills_passport_pdf import Attachment, passport

    # In the words of PDF/A-3: the pages were made from the presentation, all else goes along with it.
    relations = {naming.PRESENTATION: "source"}
    attached = tuple(
        Attachment(name, media_type, content, relations.get(name, "supplement"))
        for name, media_type, content in attachments
    )
    return passport(seen, seen.language, presentation.created, presentation.digest, attached)


def _print(presentation: Presentation, seen: Portfolio, wallet: Wallet) -> bytes | None:
    """The print that lies in the archive; None when the originals are too large to be attached to it."""
    out = io.BytesIO()
    try:
        pages = _pages(presentation, seen, pdf.attachments(presentation, beside=True))
    except RefusedError as error:
        if error.problem is not Problem.TOO_MUCH_EVIDENCE:
            raise
        return None
    pdf.write(pages, wallet.register.signing_key(), out)
    return out.getvalue()
