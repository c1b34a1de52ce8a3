"""The scanner: no BSN is missed, offsets are exact, ordinary numbers are left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.portfolio import Sensitive
from wallet.privacy.scanner import is_bsn, is_iban, scan

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


@st.composite
def bsns(draw: st.DrawFn, lowest: int = 1_000_000) -> str:
    """A number that passes the 11-proof: the check digit is the weighted sum modulo 11, and never 10."""
    head = draw(
        st.integers(lowest, 99_999_999).filter(
            lambda n: sum(w * int(d) for w, d in zip(WEIGHTS, f"{n:08}", strict=True)) % 11 != 10
        )
    )
    check = sum(w * int(d) for w, d in zip(WEIGHTS, f"{head:08}", strict=True)) % 11
    return f"{head:08}{check}"


GROUPINGS = ((9,), (3, 3, 3), (4, 2, 3), (2, 3, 4), (3, 2, 4), (2, 2, 2, 3), (1,) * 9)


def cut(digits: str, sizes: tuple[int, ...], separator: str) -> str:
    parts, place = [], 0
    for size in sizes:
        parts.append(digits[place : place + size])
        place += size
    return separator.join(parts)


def kinds(text: str, *names: str) -> list[Sensitive]:
    return [hit[0] for hit in scan(text, names)]


@given(
    bsns(),
    st.sampled_from(GROUPINGS),
    st.sampled_from([" ", ".", "-", "\u00a0"]),
    st.sampled_from(["", "Mijn BSN is ", "BSN:", "(", "nummer\n", "x"]),
    st.sampled_from(["", ".", ", en verder", ")", "\n", " dank"]),
)
def test_every_bsn_is_found_where_it_stands(
    bsn: str, sizes: tuple[int, ...], separator: str, before: str, after: str
) -> None:
    written = cut(bsn, sizes, separator)
    text = before + written + after

    assert (Sensitive.BSN, len(before), len(before) + len(written), written) in scan(text)


@given(
    bsns(),
    st.sampled_from(["In 2024 ", "7 ", "12-05-2024 ", "uur 10.30 "]),
    st.sampled_from(GROUPINGS[:-1]),
    st.sampled_from([".", "-"]),
    st.sampled_from(["", " 2024", " 12 uur"]),
)
def test_a_bsn_is_found_among_other_numbers(
    bsn: str, before: str, sizes: tuple[int, ...], separator: str, after: str
) -> None:
    written = cut(bsn, sizes, separator)
    assert (Sensitive.BSN, len(before), len(before) + len(written), written) in scan(before + written + after)


@given(bsns(lowest=1_000_000).filter(lambda bsn: bsn[0] == "0"))
def test_a_bsn_whose_leading_zero_was_dropped_is_found(bsn: str) -> None:
    assert Sensitive.BSN in kinds(f"nr {bsn[1:]} ")
    assert Sensitive.BSN in kinds(f"nr {cut(bsn[1:], (2, 3, 3), '.')} ")


@given(bsns(), st.integers(0, 9))
def test_a_bsn_with_one_digit_changed_is_none(bsn: str, digit: int) -> None:
    changed = f"{digit}{bsn[1:]}"
    assert is_bsn(changed) == (changed == bsn)


@given(bsns(), st.integers(1, 9))
def test_digits_that_belong_to_a_longer_number_are_none(bsn: str, digit: int) -> None:
    assert Sensitive.BSN not in kinds(f"{bsn}{digit}")
    assert Sensitive.BSN not in kinds(f"{digit}{bsn}")


def test_zero_is_no_bsn() -> None:
    assert not is_bsn("000000000")


@pytest.mark.parametrize(
    "iban",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91 abna 0417 1643 00",
        "BE68 5390 0754 7034",
        "DE89370400440532013000",
        "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "SA03 8000 0000 6080 1016 7519",
    ],
)
def test_ibans_of_any_country_are_found_with_words_around_them(iban: str) -> None:
    text = f"Reken EU27 af op {iban} en bedankt"
    assert [hit for hit in scan(text) if hit[0] is Sensitive.IBAN] == [
        (Sensitive.IBAN, 17, 17 + len(iban), iban)
    ]
    assert kinds(text) == [Sensitive.IBAN]


def test_an_iban_with_a_changed_digit_or_another_length_is_none() -> None:
    assert not is_iban("NL91ABNA0417164301")
    assert not is_iban("NL91ABNA041716430")
    assert Sensitive.IBAN not in kinds("NL91 ABNA 0417 1643 01")


@pytest.mark.parametrize(
    "phone",
    [
        "0612345678",
        "06-12345678",
        "06 - 12 34 56 78",
        "06 12 34 56 78",
        "030-1234567",
        "(030) 123 45 67",
        "0345 123 456",
        "+31 6 12345678",
        "+31 (0)6 12345678",
        "+31(0)30-1234567",
        "0031612345678",
        "+32 470 12 34 56",
        "+44 20 7946 0958",
        "+1 (212) 555-0100",
    ],
)
def test_phone_numbers_are_found_whole(phone: str) -> None:
    text = f"Bel {phone}, na vijf uur"
    assert scan(text) == ((Sensitive.PHONE, 4, 4 + len(phone), phone),)


@pytest.mark.parametrize("address", ["a.b@school.example", "jan+werk@mail.co.uk", "x_y@uni-1.nl"])
def test_mail_addresses_are_found_without_the_full_stop(address: str) -> None:
    assert scan(f"Mail {address}.") == ((Sensitive.EMAIL, 5, 5 + len(address), address),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("geboren op 12-03-1990 in Gent", "12-03-1990"),
        ("Geboortedatum: 1 mei 1988", "1 mei 1988"),
        ("geb. 3/4/85", "3/4/85"),
        ("(geb. 1990-03-12)", "1990-03-12"),
        ("born May 12, 1990", "May 12, 1990"),
        ("date of birth 12 May 1990", "12 May 1990"),
        ("D.O.B. 12.05.1990", "12.05.1990"),
        ("12 maart 2019 geboren", "12 maart 2019"),
        ("mijn zoon (12-03-2009) en ik", "12-03-2009"),
        ("Naam X, 05-11-1979", "05-11-1979"),
    ],
)
def test_birth_dates_are_found(text: str, found: str) -> None:
    start = text.index(found)
    assert scan(text) == ((Sensitive.BIRTH_DATE, start, start + len(found), found),)


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 deed ik dit 250 uur, 12,5 uur per week.",
        "Schooljaar 2023-2024 en 2019/2020, van 2018 2019",
        "Ik woon op 1234 AB 56, tweede etage.",
        "Van 09.30-17.00 uur, 20 weken",
        "van 01-09-2005 tot 01-06-2008",
        "sinds 15-01-2010",
        "Op 12-05-2024 om 12:30 begon de cursus.",
        "01-02-2024 12:30",
        "Begroting 1.250.000 euro, of 12 500 000",
        "Versie 3.11.4, ISBN 978-90-79108-01-5",
        "31-02-1990",
        "crebo 25655, ESCO 5329.1.2",
        "80 mensen, 12 keer, 300 km in 2023",
        "KvK 12345679",
        "blz. 5680-5810, dossier 2024-33663",
        "sha256$ecf5409f3f4b91ab60cc5ef4c02aef7032354375e70cf4d8e43f6a1d29891942",
        "urn:uuid:0b9f5046-4331-4956-8c2a-aa056947288b",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert scan(text) == ()


def test_marked_names_are_found_as_whole_words_whatever_case_accents_and_spaces() -> None:
    text = "JÁNSEN en Jan de\nVries; Jansens niet. Rene\u0301 wel."
    assert [hit[3] for hit in scan(text, ["jansen", "jan de vries", "René"])] == [
        "JÁNSEN",
        "Jan de\nVries",
        "Rene\u0301",
    ]


@pytest.mark.parametrize("text", ["IMG_Ada_1999.jpg", "Ada2024.pdf", "met_Ada", "foto (Ada).png"])
def test_marked_names_are_found_in_names_of_files(text: str) -> None:
    assert [hit[3] for hit in scan(text, ["ada"])] == ["Ada"]
    assert [hit[3] for hit in scan("Jan_de-Vries.jpg Groep 80", ["Jan de Vries", "Groep 8"])] == [
        "Jan_de-Vries"
    ]


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_offsets_are_exact_and_nothing_raises(text: str, names: list[str]) -> None:
    for _, start, end, found in scan(text, names):
        assert text[start:end] == found


@given(st.text(alphabet="0123456789 .-/+()@aNL", max_size=400))
def test_rows_of_digits_do_not_raise(text: str) -> None:
    for _, start, end, found in scan(text):
        assert text[start:end] == found


@pytest.mark.parametrize(
    "piece", ["1 ", "0612345 ", "a@", "a.", "NL91 ", "12-05-", "+3 1 ", "123 456 782 ", "Ada ", "ab1"]
)
def test_a_text_twice_as_long_costs_twice_as_much(piece: str) -> None:
    # Rows that make backtracking expensive. Processor time, the best of three; four times would be squared.
    def cost(amount: int) -> float:
        text, spent = piece * amount, []
        for _ in range(3):
            start = time.process_time()
            scan(text, ["Ada"])
            spent.append(time.process_time() - start)
        return min(spent)

    assert cost(4_000) < 6 * cost(1_000) + 0.05
