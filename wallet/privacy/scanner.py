"""Finds what a text may say too much: BSN, bank and phone numbers, e-mail, birth dates, marked names.

A national number (BSN) is never missed; the rest is found in the ways people write it. A hit is a warning
that the learner may pass, so years, hours, amounts and postcodes are left alone where that can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from wallet.model.portfolio import Sensitive
from wallet.privacy.names import find_names

Hit = tuple[Sensitive, int, int, str]
Span = tuple[int, int]

# One separator between groups of digits: space, no-break space, narrow no-break space, dot, hyphen.
_SEPARATOR = "[ \u00a0\u202f.\\-]"
_DIGIT_RUN = re.compile(rf"(?<!\d)\d+(?:{_SEPARATOR}\d+)*(?!\d)")
_DIGITS = re.compile(r"\d+")

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# How people cut a BSN into groups; looked for inside longer rows of numbers too.
_BSN_GROUPS = {(9,), (8,), (3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 3, 4), (4, 3, 2), (2, 2, 2, 3), (2, 3, 3)}
_BSN_LENGTHS = (8, 9)

_IBAN_START = re.compile(r"(?<![^\W_])[A-Za-z]{2}[0-9]{2}")
_IBAN_REST = re.compile(rf"(?:{_SEPARATOR}?[A-Za-z0-9]){{11,30}}")
# Country and length as in the IBAN registry (ISO 13616). Without the exact length one text in a hundred
# that looks a little like an IBAN would pass the check digits.
_IBAN_REGISTRY = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28
DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23
IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MK19 MN20 MR27 MT31
MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27
SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
"""
_IBAN_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _IBAN_REGISTRY.split()}

# Up to three signs between two digits: "06 - 12 34 56 78", "(030) 123 45 67", "+31 (0)6 …".
_BETWEEN = "[ \u00a0\u202f.\\-/()]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d+])(?<!\d[-.])(?:\+{_BETWEEN}[1-9](?:{_BETWEEN}\d){{6,14}}"  # +31 6 12345678, any country
    rf"|00{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8,13}}"  # 0031 6 12345678
    rf"|\(?0[1-9](?:{_BETWEEN}\d){{8}})(?!\d)"  # 06-12345678, (030) 123 45 67
)
_STARTS_AS_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D?){2}")

# What programs make: a UUID, or a digest in hexadecimal. Digits in it are no number of anybody.
_MADE = re.compile(
    r"(?<![^\W_])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{32,})(?![^\W_])",
    re.IGNORECASE,
)

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+'\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(r"(?<![\d.\-/])(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d\d)(?![\d]|[.\-/]\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.\-/])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d]|[.\-/]\d)")
_DAY_MONTH_WORD = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:e|de|ste|st|nd|rd|th)?[ \-.]+({_MONTH_WORD})\.?,?[ \-]+(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_WORD_DAY = re.compile(
    rf"(?<!\w)({_MONTH_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE
)
_BIRTH_WORD = re.compile(
    r"(?<!\w)(?:geboren|geboortedatum|geboortedag|geboorte|geb\.?(?:datum)?|gebdat|verjaardag|born|birth\w*"
    r"|date of birth|d\.?o\.?b\.?)(?!\w)",
    re.IGNORECASE,
)
_PERIOD_WORD = re.compile(
    r"(?:\b(?:van|vanaf|sinds|tot|t/m|tot en met|tussen|start|begin|eind|periode"
    r"|from|since|until|till|to|between)[:\s]*|[-–]\s)$",
    re.IGNORECASE,
)
_PERIOD_NEXT = re.compile(r"\s*(?:tot|t/m|until|till|to|[-–])\s", re.IGNORECASE)
# How far a word about birth may stand from the date, in characters.
_NEAR_BEFORE, _NEAR_AFTER = 40, 25
# A whole numeric date without any such word counts when the year can be a learner's year of birth.
_BIRTH_YEARS = range(1900, 2013)


def scan(text: str, shield: Iterable[str] = ()) -> tuple[Hit, ...]:
    """Everything found, in the order of the text, with exact offsets: ``text[start:end] == found``."""
    made = [hit.span() for hit in _MADE.finditer(text)]
    in_made = _Places(len(text), made)
    ibans = list(_ibans(text))
    in_ibans = _Places(len(text), ibans)
    phones = [span for span in _phones(text) if not (in_ibans.touch(span) or in_made.touch(span))]
    found: list[tuple[Sensitive, Span]] = [(Sensitive.IBAN, span) for span in ibans]
    found += [(Sensitive.PHONE, span) for span in phones]
    found += [(Sensitive.BSN, span) for span in _bsns(text, [*ibans, *phones, *made])]
    found += [(Sensitive.EMAIL, hit.span()) for hit in _EMAIL.finditer(text)]
    found += [(Sensitive.BIRTH_DATE, span) for span in _birth_dates(text)]
    found += [(Sensitive.SHIELDED_NAME, span) for span in find_names(text, shield)]
    found.sort(key=lambda hit: hit[1])
    return tuple((kind, start, end, text[start:end]) for kind, (start, end) in found)


def is_bsn(digits: str) -> bool:
    """The 11-proof: weights 9 to 2 and -1, the sum a multiple of 11. Eight digits get a leading 0."""
    if len(digits) not in _BSN_LENGTHS:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, digits.rjust(9, "0"), strict=True))
    return total % 11 == 0 and any(int(digit) for digit in digits)


def is_iban(text: str) -> bool:
    """ISO 13616: a country and its length from the registry, and the remainder modulo 97 is 1."""
    if _IBAN_LENGTHS.get(text[:2].upper()) != len(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


class _Places:
    """Which characters of a text are taken. Asking costs no more when many are."""

    def __init__(self, length: int, spans: Iterable[Span]) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self._taken[start:end] = b"\x01" * (end - start)

    def hold(self, span: Span) -> bool:
        """Whether all of it is taken."""
        return 0 not in self._taken[slice(*span)]

    def touch(self, span: Span) -> bool:
        """Whether any of it is taken."""
        return 1 in self._taken[slice(*span)]


def _bsns(text: str, taken: list[Span]) -> Iterator[Span]:
    others = _Places(len(text), taken)
    runs = _DIGIT_RUN.finditer(text)
    found = [span for run in runs for span in _windows(text, run) if not others.hold(span)]
    # Nine digits say more than eight of the same. Where two numbers may be meant, both are told.
    nine = [span for span in found if len(_digits(text[slice(*span)])) == max(_BSN_LENGTHS)]
    longer = _Places(len(text), nine)
    yield from nine
    yield from (span for span in found if not longer.touch(span))


def _windows(text: str, run: re.Match[str]) -> Iterator[Span]:
    """Neighbouring groups of digits that together are a BSN and are cut the way people cut it."""
    groups = [(part.start(), part.end()) for part in _DIGITS.finditer(text, run.start(), run.end())]
    for first, (start, _) in enumerate(groups):
        size, last = 0, first
        while last < len(groups) and size < max(_BSN_LENGTHS):
            end = groups[last][1]
            size += end - groups[last][0]
            last += 1
            if size in _BSN_LENGTHS and _cut_as_one(text, groups[first:last], len(groups)):
                piece = text[start:end]
                if is_bsn(_digits(piece)) and not _is_date_or_years(piece):
                    yield start, end


def _cut_as_one(text: str, groups: list[Span], in_row: int) -> bool:
    """Whether these groups read as one number: cut in a known way, or all there is in a row of numbers."""
    signs = {text[end] for _, end in groups[:-1]}
    # "5680-5810" is a range; several groups, or other signs, make the whole row one number.
    if len(groups) == in_row and (in_row > 2 or "-" not in signs):
        return True
    return len(signs) <= 1 and tuple(end - start for start, end in groups) in _BSN_GROUPS


def _digits(piece: str) -> str:
    return re.sub(r"\D", "", piece)


def _is_date_or_years(piece: str) -> bool:
    """``12-05-1990`` and ``2023-2024`` have eight digits too. With spaces it may be a number after all."""
    if _YEARS.fullmatch(piece) and not piece.isdecimal():
        return True
    hit = _DAY_FIRST.fullmatch(piece) or _YEAR_FIRST.fullmatch(piece)
    if hit is None or hit[2] == " " or len(re.sub(r"\D", "", piece)) != len("ddmmyyyy"):
        return False
    year, month, day = (hit[4], hit[3], hit[1]) if hit.re is _DAY_FIRST else (hit[1], hit[3], hit[4])
    return _date(year, month, day) is not None


def _ibans(text: str) -> Iterator[Span]:
    for hit in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(hit[0][:2].upper())
        rest = _IBAN_REST.match(text, hit.end())
        if length is None or rest is None:
            continue
        places = [place for place in range(hit.start(), rest.end()) if text[place].isalnum()][:length]
        end = places[-1] + 1
        at_word_end = end == len(text) or not text[end].isalnum()
        if at_word_end and is_iban("".join(text[place] for place in places)):
            yield hit.start(), end


def _phones(text: str) -> Iterator[Span]:
    for hit in _PHONE.finditer(text):
        if not _STARTS_AS_DATE.match(hit[0].lstrip("(")):
            yield hit.span()


def _birth_dates(text: str) -> Iterator[Span]:
    for span, year, numeric in _dates(text):
        start, end = span
        before, after = text[max(0, start - _NEAR_BEFORE) : start], text[end : end + _NEAR_AFTER]
        named = bool(_BIRTH_WORD.search(before) or _BIRTH_WORD.search(after))
        in_a_period = bool(_PERIOD_WORD.search(before) or _PERIOD_NEXT.match(after))
        if named or (numeric and not in_a_period and year in _BIRTH_YEARS):
            yield span


def _dates(text: str) -> Iterator[tuple[Span, int, bool]]:
    """Every real date in the text: its place, its year (0 when in two digits), and if it is numeric."""
    for pattern, order in (
        (_DAY_FIRST, (4, 3, 1)),
        (_YEAR_FIRST, (1, 3, 4)),
        (_DAY_MONTH_WORD, (3, 2, 1)),
        (_MONTH_WORD_DAY, (3, 1, 2)),
    ):
        for hit in pattern.finditer(text):
            year, month, day = (hit[number] for number in order)
            real = _date(year, month, day)
            if real is not None:
                yield hit.span(), real.year if len(year) == len("yyyy") else 0, month.isdecimal()


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
    try:
        return date(int(year) if len(year) == len("yyyy") else 2000 + int(year), number, int(day))
    except ValueError:
        return None
