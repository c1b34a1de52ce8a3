"""What would leave with a portfolio, exactly: names covered, texts as the receiver reads them, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wallet.bundle import told
from wallet.journeys import collect_evidence
from wallet.journeys.self_declared import as_credential
from wallet.journeys.wallet import Wallet
from wallet.model.experience import Evidence
from wallet.model.holder import HolderKey
from wallet.model.portfolio import (
    LeavingItem,
    Portfolio,
    PortfolioEvidence,
    PortfolioItem,
    Presence,
    PrivacyHit,
    Sensitive,
)
from wallet.privacy.pseudonyms import shield, shielded
from wallet.privacy.scanner import scan

_TEXT_TYPES = frozenset({"text/plain", "text/csv", "text/markdown", "application/json"})
_MOST_TEXT = 1_000_000
"""Bytes of a text file that are searched; longer texts are data, not a story."""
_NOBODY = HolderKey(did="did:key:", public=b"", created="")
"""Looking makes no key, and what is read does not depend on it."""
WHOLE_TEXTS = ("learner", "purpose", "audience", "retention", "letter")
WHOLE = ""
"""The item id of what belongs to the portfolio and to no item."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text that would leave, and where it stands."""

    item_id: str
    where: str
    text: str = field(repr=False)


def covered(portfolio: Portfolio) -> Portfolio:
    """The portfolio as it may leave: marked names replaced everywhere in the learner's own words."""
    names, language = portfolio.shield, portfolio.language

    def cover(text: str) -> str:
        return shield(text, names, language)

    def cover_file(chosen: PortfolioEvidence) -> PortfolioEvidence:
        file = chosen.evidence
        update = {"name": cover(file.name), "title": cover(file.title), "source_label": ""}
        return replace(chosen, evidence=file.model_copy(update=update))

    def cover_item(item: PortfolioItem) -> PortfolioItem:
        files = tuple(map(cover_file, item.evidence))
        if item.experience is not None:
            experience = shielded(item.experience, names)
            return replace(item, title=experience.title, experience=experience, evidence=files)
        if item.inspection is None:
            return replace(item, title=cover(item.title), evidence=files)
        return replace(item, evidence=files)

    return replace(
        portfolio,
        items=tuple(map(cover_item, portfolio.items)),
        purpose=cover(portfolio.purpose),
        audience=cover(portfolio.audience),
        letter=cover(portfolio.letter),
        retention=cover(portfolio.retention),
        shield=(),
    )


def file_name_of(file: Evidence) -> str:
    """The name that a file has for the receiver."""
    return file.title or file.name


def texts_of(portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    """The texts of a covered portfolio as a whole, those that say something."""
    texts = ((name, str(getattr(portfolio, name))) for name in WHOLE_TEXTS)
    return tuple((name, text) for name, text in texts if text)


def items_of(portfolio: Portfolio, wallet: Wallet) -> tuple[LeavingItem, ...]:
    """What the receiver will read of each item of a covered portfolio."""
    return tuple(
        LeavingItem(
            item_id=item.id,
            title=item.title,
            fields=_fields(item, portfolio.language, wallet),
            files=tuple(
                (file_name_of(one.evidence), _size(one, wallet), one.presence) for one in item.evidence
            ),
        )
        for item in portfolio.items
    )


def hits_of(portfolio: Portfolio, names: tuple[str, ...], wallet: Wallet) -> tuple[PrivacyHit, ...]:
    """Everything in a covered portfolio that may say too much. ``names``: those that should be gone."""
    found = [
        PrivacyHit(kind, one.item_id, one.where, what, start, end)
        for one in _texts(portfolio, wallet)
        for kind, start, end, what in scan(one.text, names)
    ]
    for item in portfolio.items:
        for chosen in item.evidence:
            file = chosen.evidence
            if chosen.presence is Presence.INCLUDED and not _clean(file, wallet):
                found.append(PrivacyHit(Sensitive.HIDDEN_PLACE, item.id, file.id, file_name_of(file)))
    return tuple(found)


def _texts(portfolio: Portfolio, wallet: Wallet) -> Iterator[Text]:
    for where in WHOLE_TEXTS:
        yield Text(WHOLE, where, getattr(portfolio, where))
    for item in portfolio.items:
        yield Text(item.id, "title", item.title)
        if item.inspection is not None:
            for where, text in told.texts_of(item.inspection.credential.document):
                yield Text(item.id, where, text)
        else:
            for label, text in _fields(item, portfolio.language, wallet):
                yield Text(item.id, label.removeprefix("box."), text)
            for skill in item.experience.skills if item.experience is not None else ():
                # Not shown, but signed.
                yield Text(item.id, "skills.uri", skill.uri or "")
                yield Text(item.id, "skills.scheme", skill.scheme)
        for chosen in item.evidence:
            yield Text(item.id, chosen.evidence.id, file_name_of(chosen.evidence))
            if chosen.presence is Presence.INCLUDED and chosen.evidence.media_type in _TEXT_TYPES:
                yield Text(item.id, f"{chosen.evidence.id}/content", _content(chosen.evidence, wallet))


def _fields(item: PortfolioItem, language: str, wallet: Wallet) -> told.Fields:
    if item.experience is not None:
        return told.own(as_credential(item.experience, _NOBODY, created=wallet.clock.now()), language)
    return told.foreign(item.inspection.credential, language) if item.inspection is not None else ()


def _content(file: Evidence, wallet: Wallet) -> str:
    with wallet.register.evidence.open(file.id) as stream:
        return stream.read(_MOST_TEXT).decode("utf-8", "replace")


def _size(chosen: PortfolioEvidence, wallet: Wallet) -> int:
    return collect_evidence.cleaned_copy(chosen.evidence.id, wallet).size


def _clean(file: Evidence, wallet: Wallet) -> bool:
    return collect_evidence.cleaned_copy(file.id, wallet).cleaned
