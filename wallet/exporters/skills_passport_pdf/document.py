"""The skills passport: a printed selection of the register, one to two pages A4.

Made with typst as tagged PDF/UA-1 and PDF/A-3a in one file; the portfolio's presentation travels along as an
associated file. It is a picture of one moment and no credential, and says so on every page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from wallet.bundle.control_words import control_words
from wallet.errors import InputError, Problem
from wallet.exporters.skills_passport_pdf.rows import evidence_rows, item_rows, skill_rows
from wallet.model.marks import Mark, shape_of
from wallet.model.portfolio import Portfolio
from wallet.model.standing import RecognitionLevel
from wallet.paths import resource
from wallet.words import say

# Two pages hold about this much. When it still runs over, the passport names fewer and says how many more
# stand in the portfolio file; nothing is shrunk below what people can read.
MOST_SKILLS = 10
MOST_ITEMS = 14
MOST_EVIDENCE = 12
MOST_PAGES = 2

# typst holds attached bytes as a list of numbers, about 40 bytes of memory for each. A larger portfolio goes
# out as a ZIP.
MOST_ATTACHED = 12_000_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    relationship: str = "supplement"
    """``source`` for what the pages were made from, ``supplement`` for the rest (PDF/A-3, AFRelationship)."""


def passport(
    portfolio: Portfolio,
    language: str,
    made: datetime,
    digest: str | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    """The passport as PDF bytes. ``digest`` is the portfolio's; None: not signed, no QR code.

    The same input gives the same bytes. Raises InputError(TOO_LARGE) when the attachments do not fit.
    """
    if sum(len(attachment.content) for attachment in attachments) > MOST_ATTACHED:
        raise InputError(Problem.TOO_LARGE, megabytes=MOST_ATTACHED // 1_000_000)
    data = _fitting(portfolio, language, made, digest)
    data["files"] = [_attached(attachment, language) for attachment in attachments]
    made_pdf = _compile(data, made, pdf=True)
    return made_pdf[0]


def preview(
    portfolio: Portfolio, language: str, made: datetime, digest: str | None = None, ppi: int = 96
) -> tuple[bytes, ...]:
    """The pages of the passport as PNG pictures, for the screen."""
    return tuple(_compile(_fitting(portfolio, language, made, digest), made, pdf=False, ppi=ppi))


def _fitting(portfolio: Portfolio, language: str, made: datetime, digest: str | None) -> dict[str, Any]:
    """The data with as many rows as two pages hold."""
    skills, items, evidence = MOST_SKILLS, MOST_ITEMS, MOST_EVIDENCE
    while True:
        data = _data(portfolio, language, made, digest, (skills, items, evidence))
        # What explains the first page starts on the second, unless the rows need that room themselves.
        for apart in (True, False):
            data["apart"] = apart
            if len(_compile(data, made, pdf=False, ppi=8)) <= MOST_PAGES:
                return data
        if (skills, items, evidence) == (2, 2, 0):
            return data
        skills, items, evidence = max(2, skills - 2), max(2, items - 2), max(0, evidence - 3)


def _data(
    portfolio: Portfolio, language: str, made: datetime, digest: str | None, most: tuple[int, int, int]
) -> dict[str, Any]:
    """Everything the template shows, in words."""

    def word(code: str, **numbers: object) -> str:
        return say(f"print.{code}", language, **numbers)

    signed = digest is not None
    skills = skill_rows(portfolio, language, signed=signed)
    items = item_rows(portfolio, language, signed=signed)
    evidence = evidence_rows(portfolio)
    most_skills, most_items, most_evidence = most
    day = word("date", day=made.day, month=say(f"month.{made.month}", language), year=made.year)
    hexadecimal = (digest or "").removeprefix("sha256:")
    heads = [word("ask_recognition"), word("ask_file"), word("ask_assessment")]
    return {
        "language": language,
        "year": made.year,
        "month": made.month,
        "day": made.day,
        "brand": "Studieregister",
        "title": word("passport"),
        "learner": portfolio.learner,
        "intro": word("intro"),
        "moment": word("moment", date=day),
        "moment-after": word("moment_after"),
        "own": word("own_signature") if signed else word("no_signature"),
        "purpose": portfolio.purpose,
        "purpose-label": word("purpose"),
        "foot": word("foot", date=day),
        "page": word("page", x="{x}", y="{y}"),
        "qr": _qr(f"SR1:{hexadecimal[:32]}:{made:%Y-%m-%d}") if signed else "",
        "qr-alt": word("qr_alt"),
        "print-label": word("fingerprint"),
        "print": _fingerprint(hexadecimal),
        "skills-title": word("skills"),
        "skills-heads": [word("skill"), word("where_learned"), word("level"), *heads],
        "skills": skills[:most_skills],
        "skills-more": _more(len(skills) - most_skills, language),
        "items-title": word("items"),
        "items-heads": [word("number"), word("item"), word("by"), *heads],
        "items": items[:most_items],
        "items-more": _more(len(items) - most_items, language),
        "evidence-title": word("evidence"),
        "evidence-note": word("evidence_note"),
        "evidence-heads": [
            word("number"),
            word("evidence_file"),
            word("belongs_to"),
            word("fingerprint_start"),
        ],
        "evidence": evidence[:most_evidence],
        "evidence-more": _more(len(evidence) - most_evidence, language),
        "legend-title": word("legend"),
        "asks": heads,
        "legend-levels": [
            {"code": level.value, "words": word(f"legend.{level.value}")} for level in RecognitionLevel
        ],
        "legend-marks": [
            {
                "shape": shape_of(mark).value,
                "word": say(f"mark.{mark}", language) + ".",
                "words": word(f"legend.{mark}"),
            }
            for mark in (Mark.HOLDS, Mark.UNCHANGED, Mark.NOT_SURE, Mark.NOT_SIGNED)
        ],
        "legend-assessment": word("legend.assessment"),
        "legend-apart": word("legend.apart"),
        "check-title": word("check_title"),
        "check": word("check") if signed else word("check_unsigned"),
        "words": ", ".join(control_words(digest)) if digest else "",
        "words-label": word("control_words"),
        "sign": [[word("sign_own"), word("sign_own_label")], [word("sign_seen"), word("sign_seen_label")]],
        "files": [],
    }


def _more(amount: int, language: str) -> str:
    return say("print.more", language, n=amount) if amount > 0 else ""


def _fingerprint(hexadecimal: str) -> list[str]:
    """The first sixteen characters in fours, as they are read out."""
    fours = [hexadecimal[start : start + 4].upper() for start in range(0, 16, 4)]
    return [" ".join(fours[:2]), " ".join(fours[2:])]


def _qr(text: str) -> str:
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, light="#FFFFFF", dark="#25222B")
    return out.getvalue().decode("utf-8")


def _attached(attachment: Attachment, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": attachment.name,
        "media-type": attachment.media_type,
        "relationship": attachment.relationship,
        "description": say("print.attachment", language),
    }
    try:
        entry["text"] = attachment.content.decode("utf-8")
    except UnicodeDecodeError:
        entry["octets"] = list(attachment.content)
    return entry


def _compile(data: dict[str, Any], made: datetime, *, pdf: bool, ppi: int = 96) -> list[bytes]:
    """The document as one PDF, or as one picture a page."""
    import typst

    compiler = typst.Compiler(
        str(resource("print", "passport.typ")),
        root=str(resource("print")),
        font_paths=[str(resource("fonts"))],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if pdf:
        made_file = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=made)
    else:
        made_file = compiler.compile(format="png", ppi=ppi)
    if made_file is None:
        return []
    return made_file if isinstance(made_file, list) else [made_file]
