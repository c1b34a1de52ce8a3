"""How a JSON number stands in RDF: one spelling for each, or none.

JSON-LD writes whole numbers as xsd:integer and others as xsd:double with fifteen decimals. Implementations
disagree at the edges: small numbers that JavaScript prints without a point become "0" in the reference, so
that a changed value keeps its signature, and integers beyond 2^53 lose digits there. Those are refused.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from wallet.jsonld.errors import UnsafeDocument
from wallet.model.report import Reason

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_BIGGEST_INTEGER: Final = 10**21
# Sixteen significant digits; a half goes away from zero, as JavaScript's toExponential does it.
_SIXTEEN: Final = Context(prec=16, rounding=ROUND_HALF_UP)
_SMALLEST_WITH_POINT: Final = 1e-6  # JavaScript prints what is smaller as e.g. 1e-7 or 1.5e-7


def lexical(value: float, datatype: str | None) -> tuple[str, str]:
    """The text and the datatype of a number. Raises UnsafeDocument(NUMBER_AMBIGUOUS)."""
    if isinstance(value, int) and int(float(value) if abs(value) < 2**1000 else 0) != value:
        raise UnsafeDocument(Reason.NUMBER_AMBIGUOUS)
    if not math.isfinite(value):
        raise UnsafeDocument(Reason.NUMBER_AMBIGUOUS)
    whole = value == int(value) and abs(value) < _BIGGEST_INTEGER
    if whole and datatype != XSD + "double":
        return str(int(value)), datatype or XSD + "integer"
    text = _double(float(value))
    if not whole and abs(value) < _SMALLEST_WITH_POINT and "." not in _digits(float(value)):
        raise UnsafeDocument(Reason.NUMBER_AMBIGUOUS)
    return text, datatype or XSD + "double"


def same_double(text: str) -> bool:
    """Whether a text that is typed xsd:double is already the canonical one; the reference rewrites others."""
    if not re.fullmatch(r"-?[0-9]\.[0-9]+E-?[0-9]+", text):
        return False
    return math.isfinite(float(text)) and _double(float(text)) == text


def _double(value: float) -> str:
    if value == 0:
        return "0.0E0"
    sign, digits, exponent = _SIXTEEN.create_decimal(Decimal(value)).as_tuple()
    assert isinstance(exponent, int)  # it is finite
    power = exponent + len(digits) - 1
    text = "".join(map(str, digits)).rstrip("0")
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{power}"


def _digits(value: float) -> str:
    # repr and JavaScript both print the shortest digits that read back as the same number.
    return repr(value).partition("e")[0]
