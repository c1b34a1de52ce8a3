"""Which addresses may be asked at all: no wire is needed to say no."""

from __future__ import annotations

import pickle

import pytest

from wallet.errors import Problem, RefusedError
from wallet.reach import AGENT, Elsewhere, is_public, target_of


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://school.example", "https://school.example/"),
        ("HTTPS://School.Example/a#b", "https://school.example/a"),
        ("https://school.example:443/a?x=1&y=2#b", "https://school.example/a?x=1&y=2"),
        ("https://bücher.example/täg", "https://xn--bcher-kva.example/t%C3%A4g"),
        ("https://xn--bcher-kva.example/%20", "https://xn--bcher-kva.example/%20"),
        ("https://4school.4example2/", "https://4school.4example2/"),
    ],
)
def test_an_ordinary_address_is_asked_without_its_fragment(address: str, asked: str) -> None:
    assert target_of(address).address == asked


@pytest.mark.parametrize(
    "address",
    [
        "http://school.example/",
        "ftp://school.example/",
        "file:///etc/passwd",
        "data:application/json,{}",
        "school.example/a",
        "",
        "https://",
        "https:///a",
        "https://user@school.example/",
        "https://user:secret@school.example/",
        "https://@school.example/",
        "https://school.example:8443/",
        "https://school.example:80/",
        "https://school.example:99999/",
        "https://school.example:x/",
        "https://127.0.0.1/",
        "https://8.8.8.8/",
        "https://[::1]/",
        "https://[2606:4700::1111]/",
        "https://[v1.x]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://１２７.０.０.１/",
        "https://localhost/",
        "https://intranet/a",
        "https://school.example./",
        "https://-school.example/",
        "https://school..example/",
        "https://school_1.example/",
        "https://school.example\\@evil.example/",
        "https://school.example/a b",
        "https://school.example/\r\nHost: evil.example",
        "https://school.example/\x00",
        "https://school.example/" + "a" * 2000,
        "https://" + "a" * 64 + ".example/",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    with pytest.raises(RefusedError) as caught:
        target_of(address)
    assert caught.value.problem is Problem.ADDRESS_REFUSED


@pytest.mark.parametrize(
    "figures",
    [
        "8.8.8.8",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_public_addresses(figures: str) -> None:
    assert is_public(figures)


@pytest.mark.parametrize(
    "figures",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "school.example",
        "",
    ],
)
def test_addresses_of_a_house_a_machine_or_nobody(figures: str) -> None:
    assert not is_public(figures)


def test_the_program_says_no_version_of_itself() -> None:
    assert not any(letter.isdigit() for letter in AGENT)


def test_where_it_would_go_survives_the_way_between_processes() -> None:
    moved = pickle.loads(pickle.dumps(Elsewhere("https://other.example/")))
    assert (moved.to, moved.problem) == ("https://other.example/", Problem.REDIRECT_REFUSED)
