"""Dates as people, programs and exporters write them."""

from __future__ import annotations

from datetime import UTC

from tests.fuzz.oracle import refused
from wallet.journeys.experience_file import read_file
from wallet.reading.texts import moment


def seeds() -> list[bytes]:
    texts = (
        "2026-05-02T10:00:00Z 2026-05-02 2026-05 2026 2026-05-02T24:00:00+02:00 20260502 1777716000 "
        "2026-05-02T10:00:00.123456789-14:00 0001-01-01T00:00:00+23:59 9999-12-31T23:59:59-23:59 "
        "-2026-05-02 2026-02-29 2026-05-02t10:00z"
    )
    return [text.encode() for text in texts.split()]


def check(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    for value in (text, text.strip(), *_numbers(text)):
        start, end = moment(value), moment(value, end=True)
        assert (start is None) == (end is None)
        assert start is None or end is None or (start.tzinfo is UTC and start <= end)
    box = b'{"kind":"vrijwilligerswerk","title":"x","period":{"from":%s,"to":%s}}'
    refused(lambda: read_file(box % ((b'"' + content + b'"',) * 2)))


def _numbers(text: str) -> list[int | float]:
    try:
        number = float(text)
        return [number, int(number)]
    except (ValueError, OverflowError):
        return []
