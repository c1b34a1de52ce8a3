"""The reading layer: what a mail preview, a browser without script or a printer shows of a portfolio.

Plain HTML with all text and with no mark but "not checked yet": nothing has been checked there. In a browser
the page's script replaces it by the checked layer, built from the signed data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wallet.bundle.foreign import Told, told
from wallet.bundle.markup import Markup, element, joined, plain
from wallet.words import knows, say

_BOXES = ("situation", "task", "action", "result", "reflection", "transfer")

Json = Mapping[str, Any]


def reading_layer(presentation: Json, language: str) -> str:
    """The HTML of the reading layer. ``presentation`` is one that this program built."""
    return _Layer(presentation, language).page().html


def title(presentation: Json, language: str) -> str:
    """The page's title."""
    name = presentation["portfolio"].get("portfolioLearner")
    return say("page.title", language, name=plain(name)) if name else say("page.title_unnamed", language)


def day(text: str, language: str) -> str:
    """A whole or partial ISO date in words; anything else as it is."""
    try:
        parts = [int(part) for part in text[:10].split("-")]
        month = say(f"page.month.{parts[1]}", language) if len(parts) > 1 else ""
    except (ValueError, KeyError):
        return text
    if len(parts) == 3:
        return say("page.date", language, day=parts[2], month=month, year=parts[0])
    return say("page.month_year", language, month=month, year=parts[0]) if month else text


class _Layer:
    def __init__(self, presentation: Json, language: str) -> None:
        self.presentation = presentation
        self.manifest: Json = presentation["portfolio"]
        self.items: Sequence[Json] = self.manifest["portfolioItem"]
        self.files = {file["id"]: file for file in self.manifest.get("portfolioFile", ())}
        self.language = language

    def say(self, code: str, **numbers: object) -> str:
        return say(code, self.language, **numbers)

    def page(self) -> Markup:
        articles = [self.article(number, item) for number, item in enumerate(self.items, 1)]
        return joined(self.intro(), self.table(), *articles)

    def row(self, kind: str, *children: Markup | None, **attributes: str) -> Markup:
        return element(kind, {"class": "row", **attributes}, element("div", {"class": "text"}, *children))

    def quoted(self, kind: str, text: str, **attributes: str) -> Markup:
        """The learner's own words, in their own direction."""
        return element(kind, {"dir": "auto", **attributes}, text)

    def paragraphs(self, text: str) -> Markup:
        lines = [line for line in plain(text).split("\n") if line.strip()]
        return joined(*[self.quoted("p", line) for line in lines])

    def not_checked(self) -> Markup:
        return _marked(self.say("page.mark.niet_gecontroleerd"), "span")

    def preview(self) -> Markup:
        other = "en" if self.language == "nl" else "nl"
        both = say("page.preview", other) + " " + say("page.preview_more", other)
        return element(
            "div",
            {"class": "preview"},
            _marked(
                self.say("page.preview"),
                "b",
                element("p", None, self.say("page.preview_more")),
                element("p", {"class": "small other", "lang": other}, both),
            ),
        )

    def intro(self) -> Markup:
        evidence = [file for file in self.files.values() if file["fileRole"] == "evidence"]
        facts = [
            self.say("page.snapshot", date=day(self.manifest["portfolioMade"], self.language)),
            self.say("page.amount_items", n=len(self.items)),
            self.say("page.amount_evidence", n=len(evidence)) if evidence else "",
        ]
        letter: str = self.manifest.get("portfolioLetter", "")
        asks = element(
            "div",
            {"class": "asks"},
            element("p", {"class": "small"}, self.say("page.question")),
            self.paragraphs(letter),
        )
        terms = [
            element("div", None, element("dt", None, self.say(f"page.{code}")), self.quoted("dd", text))
            for code, text in self.terms()
        ]
        return self.row(
            "section",
            self.preview(),
            element("h1", None, title(self.presentation, self.language)),
            _facts(*facts),
            asks if letter else None,
            element("dl", {"class": "terms"}, *terms) if terms else None,
        )

    def terms(self) -> list[tuple[str, str]]:
        retention = self.manifest.get("portfolioRetention", "")
        worded = day(retention, self.language)
        if worded != retention:
            retention = self.say("page.retention_until", date=worded)
        named = {
            "purpose": self.manifest.get("portfolioPurpose", ""),
            "audience": self.manifest.get("portfolioAudience", ""),
            "retention": retention,
        }
        return [(code, text) for code, text in named.items() if text]

    def table(self) -> Markup:
        heads = [
            element("th", {"role": "columnheader", "scope": "col"}, self.say(f"page.{code}"))
            for code in ("item", "recognised", "holds", "assessed")
        ]
        first = element("td", {"role": "cell"})
        lines = [self.line(number, item) for number, item in enumerate(self.items, 1)]
        return self.row(
            "section",
            element("h2", {"id": "onderdelen"}, self.say("page.items")),
            element(
                "table",
                {"role": "table", "class": "items"},
                element("thead", {"role": "rowgroup"}, element("tr", {"role": "row"}, first, *heads)),
                element("tbody", {"role": "rowgroup"}, *lines),
            ),
        )

    def line(self, number: int, item: Json) -> Markup:
        def cell(label: str, content: Markup | str) -> Markup:
            return element("td", {"role": "cell"}, element("span", {"class": "label"}, label + " "), content)

        link = element("a", {"href": f"#onderdeel-{number}"}, self.quoted("span", item["name"]))
        sort = element("span", {"class": "more"}, self.sort(item))
        return element(
            "tr",
            {"role": "row"},
            element("td", {"role": "cell", "class": "n"}, str(number)),
            element("th", {"role": "rowheader", "scope": "row"}, link, sort),
            cell(self.say("page.recognised"), self.recognition(item)),
            cell(self.say("page.holds"), self.not_checked()),
            cell(self.say("page.assessed_short") + ":", self.assessment(item)),
        )

    def recognition(self, item: Json) -> Markup:
        level = item["itemRecognition"]
        words = " " + self.say(f"erkenning.{level}")
        return element("span", None, element("span", {"class": "w"}, level), words)

    def assessment(self, item: Json) -> str:
        return self.say(f"page.assessment.{item['itemAssessment']}")

    def sort(self, item: Json) -> str:
        kind, sort = item["itemKind"], item["itemSort"]
        if kind == "credential":
            return self.say("page.kind.presentation" if sort == "presentation" else "page.kind.badge")
        code = f"{'ervaring_soort' if kind == 'experience' else 'bewijs_soort'}.{sort}"
        return self.say(code) if knows(code, self.language) else self.say("page.kind.evidence")

    def article(self, number: int, item: Json) -> Markup:
        three: dict[str, Markup | str] = {
            "recognised": self.recognition(item),
            "holds": self.not_checked(),
            "assessed": self.assessment(item),
        }
        cells = [
            element("div", None, element("dt", None, self.say(f"page.{code}")), element("dd", None, content))
            for code, content in three.items()
        ]
        heading = element(
            "h2",
            {"id": f"titel-{number}"},
            element("span", {"class": "number"}, str(number)),
            " ",
            self.quoted("span", item["name"]),
        )
        label = {"id": f"onderdeel-{number}", "aria-labelledby": f"titel-{number}"}
        return self.row(
            "article",
            heading,
            _facts(self.sort(item), *self.facts(item)),
            element("dl", {"class": "three"}, *cells),
            self.story(self.subject(item)) if item["itemKind"] == "experience" else self.badge(item),
            self.evidence(number, item),
            **label,
        )

    def subject(self, item: Json) -> Json:
        subject: Json = self.presentation["verifiableCredential"][item["itemMember"]]["credentialSubject"]
        return subject

    def facts(self, item: Json) -> list[str]:
        if item["itemKind"] != "experience":
            return self.dates(item)
        subject = self.subject(item)
        start, end = (day(subject.get(name, ""), self.language) for name in ("periodFrom", "periodTo"))
        end = self.say("page.now") if subject.get("periodOngoing") else end
        code = f"page.period{'' if start and end else '_from' if start else '_to'}"
        period = self.say(code, **{"from": start, "to": end}) if start or end else ""
        where = ", ".join(subject[name] for name in ("role", "organisation") if name in subject)
        hours = ""
        if "hoursPerWeek" in subject:
            hours = self.say("page.hours_week", hours=subject["hoursPerWeek"])
        elif "hoursTotal" in subject:
            hours = self.say("page.hours_total", hours=subject["hoursTotal"])
        care = ", ".join(subject[name] for name in ("careRelation", "careAgeBand") if name in subject)
        return [period, hours, where, self.say("page.care_for", relation=care) if care else ""]

    def told(self, item: Json) -> Told:
        """What an embedded credential says; nothing when it is not embedded."""
        member = item.get("itemMember")
        return (
            Told()
            if member is None
            else told(self.presentation["verifiableCredential"][member], self.language)
        )

    def dates(self, item: Json) -> list[str]:
        found = self.told(item)
        return [
            self.say("page.issued_by", name=found.issuer) if found.issuer else "",
            self.say("page.issued_on", date=day(found.issued, self.language)) if found.issued else "",
            self.say("page.valid_until", date=day(found.until, self.language)) if found.until else "",
        ]

    def badge(self, item: Json) -> Markup:
        found = self.told(item)
        parts = [("page.description", found.description), ("page.criteria", found.criteria)]
        return joined(
            *[
                joined(element("h3", None, self.say(code)), self.paragraphs(text))
                for code, text in parts
                if text
            ]
        )

    def story(self, subject: Json) -> Markup:
        parts = [self.paragraphs(subject.get("summary", ""))]
        if tasks := subject.get("tasksDone"):
            parts.append(element("h3", None, self.say("page.tasks")))
            parts.append(element("ul", {"class": "plain"}, *[self.quoted("li", task) for task in tasks]))
        told = {box: subject.get(f"starr{box.capitalize()}") for box in _BOXES}
        if any(told.values()):
            parts.append(element("h3", None, self.say("page.story")))
        for box, text in told.items():
            if text:
                parts += [element("h4", None, self.say(f"starr.{box}")), self.paragraphs(text)]
        if skills := subject.get("skillClaim"):
            parts.append(element("h3", None, self.say("page.skills")))
            parts.append(element("ul", {"class": "skills"}, *[self.skill(skill) for skill in skills]))
        return joined(*parts)

    def skill(self, skill: Json) -> Markup:
        level = skill.get("skillLevel")
        words = f" {level}, {self.say(f'niveau.{level}')}" if level else None
        return element("li", None, self.quoted("b", skill["skillLabel"]), words)

    def evidence(self, number: int, item: Json) -> Markup | None:
        files = [self.files[identity] for identity in item.get("itemEvidence", ())]
        if not files:
            return None
        tiles = []
        for place, file in enumerate(files, 1):
            name = self.quoted("span", file.get("name", ""))
            withheld = file["filePresence"] == "withheld"
            about = element("span", {"class": "more"}, self.say("page.withheld")) if withheld else None
            tiles.append(element("li", None, element("b", None, f"{number}.{place} ", name), about))
        return joined(
            element("h3", None, self.say("page.evidence")), element("ul", {"class": "told"}, *tiles)
        )


def _facts(*texts: str) -> Markup:
    return element(
        "p", {"class": "facts"}, *[element("span", {"dir": "auto"}, text) for text in texts if text]
    )


def _marked(word: str, kind: str, *more: Markup) -> Markup:
    mark = element("span", {"class": "mark drawn", "aria-hidden": "true"}, "?")
    inside = element("span", None, element(kind, None, word), *more)
    # A div, since the preview box holds paragraphs.
    return element("div", {"class": "marked unknown"}, mark, inside)
