"""What is asked and shown around a share, without a window: hits, fields, files of others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from ui import reading
from ui.present import sharing
from ui.present.leaving import grouped
from ui.present.sharing import Draft
from ui.present.told import divided
from ui.voice import tell
from wallet.errors import InputError, Problem
from wallet.model.portfolio import Disclosure, Portfolio, PrivacyHit, Sensitive


def hit(found: str, start: int, where: str = "letter") -> PrivacyHit:
    return PrivacyHit(Sensitive.PHONE, "", where, found, start, start + len(found))


def disclosure(*hits: PrivacyHit) -> Disclosure:
    return Disclosure(Portfolio(()), (), hits, ())


def test_leaving_one_in_says_nothing_about_the_other() -> None:
    twice = disclosure(hit("0612345678", 4), hit("0612345678", 40))
    draft = Draft(passed=frozenset(sharing.named(twice.hits)[:1]))
    assert sharing.open_hits(twice, draft) == 1
    assert sharing.passed_keys(twice, draft) == {twice.hits[0].key}


def test_covering_another_moves_a_hit_without_asking_again() -> None:
    before = disclosure(hit("0687654321", 4), hit("0612345678", 40))
    draft = Draft(passed=frozenset(sharing.named(before.hits)[1:]))
    after = disclosure(hit("0612345678", 47))
    assert sharing.open_hits(before, draft) == 1
    assert sharing.open_hits(after, draft) == 0


def test_a_name_of_the_learner_cannot_be_covered_and_a_letter_can() -> None:
    found = sharing.hits(disclosure(hit("06 1", 0, "learner"), hit("06 1", 0)), Draft())
    assert [one.can_cover for one in found] == [False, True]
    assert tell(found[1].place).startswith("06 1")


def test_fields_are_divided_and_kept() -> None:
    fields = (
        ("box.kind", "Mantelzorg"),
        ("box.role", "hulp"),
        ("box.summary", "Ik plan."),
        ("box.skills", "Plannen: goed\nLuisteren: goed"),
    )
    told = divided(fields, own=True, spoken="en")
    assert tell(told.second) == "Mantelzorg"
    assert [tell(label) for label, _ in told.facts] == ["Role"]
    assert [tell(text) for _, text in told.texts] == ["Ik plan."]
    assert [tell(skill) for skill in told.skills] == ["Plannen: goed", "Luisteren: goed"]


def test_a_fingerprint_can_be_compared_by_eye() -> None:
    assert grouped("sha256:0123456789ab") == "0123 4567 89ab"


def picture(width: int, height: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(width, height, QImage.Format.Format_Mono).save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_pictures_of_others_are_made_small_or_refused(qapp: object) -> None:
    shown = reading.read(lambda: picture(4_000, 1_000), "image/png")
    assert isinstance(shown, QImage)
    assert (shown.width(), shown.height()) == (1_600, 400)
    for content, media_type in ((picture(9_000, 9_000), "image/png"), (picture(9, 9), "image/jpeg")):
        with pytest.raises(InputError) as refused:
            reading.read(lambda content=content: content, media_type)
        assert refused.value.problem is Problem.IMAGE_REFUSED


@pytest.mark.parametrize(
    ("media_type", "size", "can"),
    [
        ("text/plain", 10, True),
        ("text/plain", 2_000_000, False),
        ("image/png", 10, True),
        ("image/svg+xml", 10, False),
        ("text/html", 10, False),
        ("application/pdf", 10, False),
    ],
)
def test_only_plain_things_are_looked_into(media_type: str, size: int, can: bool) -> None:
    assert reading.can_show(media_type, size) is can
