"""What the way out does on a wire: a server with an authority of its own, and everything it may do wrong."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from tests.world import MOMENT, clock
from tests.world.site import LOOPBACK, Handler, Site, open_site
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError, WalletError
from wallet.reach import Elsewhere, HttpsReach, is_public

PAGE = "https://school.example/did.json"


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with open_site() as made:
        yield made


@pytest.fixture
def site(server: Site) -> Site:
    server.pages.clear()
    server.asked.clear()
    server.headers.clear()
    return server


def problem_of(reach: HttpsReach, address: str = PAGE) -> Problem:
    with pytest.raises(WalletError) as caught:
        reach.fetch(address)
    return caught.value.problem


def test_an_answer_comes_with_where_it_came_from_and_when(site: Site) -> None:
    site.puts(PAGE, b'{"id": 1}', "Application/DID+json; charset=utf-8")
    found = site.reach(clock()).fetch(PAGE + "#key-1")
    assert (found.content, found.media_type, found.at) == (b'{"id": 1}', "application/did+json", MOMENT)
    assert (found.address, found.final) == (PAGE + "#key-1", PAGE)


def test_nothing_but_the_address_and_what_is_wanted_is_sent(site: Site) -> None:
    site.puts(PAGE, b"{}")
    site.reach(clock()).fetch(PAGE + "#secret")
    assert site.asked == [PAGE]
    (sent,) = site.headers
    assert sorted(sent) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert sent["User-Agent"] == "Studieregister"
    assert sent["Accept-Encoding"] == "identity"
    assert "application/json" in sent["Accept"]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told_with_its_number(site: Site, status: int) -> None:
    site.pages[PAGE] = (status, {}, b"gone")
    with pytest.raises(SurroundingsError) as caught:
        site.reach(clock()).fetch(PAGE)
    assert caught.value.problem is Problem.ADDRESS_GONE
    assert caught.value.numbers == {"code": status}


@pytest.mark.parametrize("status", [204, 206, 401, 403, 429, 500, 503])
def test_another_answer_is_a_fault_of_the_address(site: Site, status: int) -> None:
    site.pages[PAGE] = (status, {}, b"")
    assert problem_of(site.reach(clock())) is Problem.ADDRESS_ERROR


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_same_site_is_followed(site: Site, status: int) -> None:
    site.sends_on(PAGE, "/new/did.json", status)
    site.puts("https://school.example/new/did.json", b"{}")
    assert site.reach(clock()).fetch(PAGE).final == "https://school.example/new/did.json"


def test_a_redirect_to_another_site_needs_a_yes(site: Site) -> None:
    there = "https://other.example/did.json"
    site.sends_on(PAGE, there)
    site.puts(there, b'{"from": "other"}')
    with pytest.raises(Elsewhere) as caught:
        site.reach(clock()).fetch(PAGE)
    assert caught.value.to == there
    assert site.asked == [PAGE]
    with pytest.raises(Elsewhere):
        site.reach(clock()).fetch(PAGE, allow=lambda address: False)
    offered: list[str] = []
    found = site.reach(clock()).fetch(PAGE, allow=lambda address: not offered.append(address))
    assert (found.final, offered) == (there, [there])


def test_three_redirects_are_followed_and_a_loop_ends(site: Site) -> None:
    for number in range(3):
        site.sends_on(f"https://school.example/{number}", f"https://school.example/{number + 1}")
    site.puts("https://school.example/3", b"{}")
    assert site.reach(clock()).fetch("https://school.example/0").content == b"{}"
    site.sends_on("https://school.example/a", "https://school.example/b")
    site.sends_on("https://school.example/b", "https://school.example/a")
    site.asked.clear()
    assert problem_of(site.reach(clock()), "https://school.example/a") is Problem.REDIRECT_REFUSED
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "to",
    [
        "http://school.example/did.json",
        "https://127.0.0.1/did.json",
        "https://school.example:8443/did.json",
        "https://me:secret@school.example/did.json",
        "ftp://school.example/did.json",
        "//localhost/did.json",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_is_looked_at_as_strictly_as_an_address(site: Site, to: str) -> None:
    site.sends_on(PAGE, to)
    reach = site.reach(clock())
    with pytest.raises(RefusedError) as caught:
        reach.fetch(PAGE, allow=lambda address: True)
    assert caught.value.problem is Problem.ADDRESS_REFUSED
    assert site.asked == [PAGE]


def test_a_redirect_into_the_house_is_refused(site: Site) -> None:
    places = {"school.example": (LOOPBACK, site.port), "other.example": ("10.0.0.7", 443)}
    site.sends_on(PAGE, "https://other.example/")
    reach = site.reach(
        clock(), resolver=lambda host, port: (places[host],), public=lambda figures: figures == LOOPBACK
    )
    with pytest.raises(RefusedError) as caught:
        reach.fetch(PAGE, allow=lambda address: True)
    assert caught.value.problem is Problem.ADDRESS_REFUSED


def test_one_private_address_among_several_refuses_the_name(site: Site) -> None:
    site.puts(PAGE, b"{}")
    both = ((LOOPBACK, site.port), ("192.168.1.1", 443))
    reach = site.reach(clock(), resolver=lambda *_: both, public=lambda figures: figures == LOOPBACK)
    assert problem_of(reach) is Problem.ADDRESS_REFUSED
    assert site.asked == []


def test_the_name_is_resolved_once_and_that_address_is_used(site: Site) -> None:
    site.puts(PAGE, b"{}")
    asked: list[str] = []

    def turning(host: str, port: int) -> tuple[tuple[str, int], ...]:
        asked.append(host)
        return ((LOOPBACK if len(asked) == 1 else "10.0.0.1", site.port),)

    assert site.reach(clock(), resolver=turning).fetch(PAGE).content == b"{}"
    assert asked == ["school.example"]


def test_the_next_address_of_a_name_is_tried(site: Site) -> None:
    site.puts(PAGE, b"{}")
    places = (("127.0.0.1", 1), (LOOPBACK, site.port))
    assert site.reach(clock(), resolver=lambda *_: places).fetch(PAGE).content == b"{}"


def test_the_real_rule_refuses_this_very_computer(site: Site) -> None:
    site.puts(PAGE, b"{}")
    assert problem_of(site.reach(clock(), public=is_public)) is Problem.ADDRESS_REFUSED
    assert site.asked == []


def test_a_certificate_of_nobody_known_is_not_safe(site: Site) -> None:
    site.puts(PAGE, b"{}")
    assert problem_of(site.reach(clock(), context=ssl.create_default_context())) is Problem.NOT_SECURE
    assert site.asked == []


def test_a_certificate_for_another_name_is_not_safe(site: Site) -> None:
    reach = site.reach(clock(), resolver=lambda *_: ((LOOPBACK, site.port),))
    assert problem_of(reach, "https://elsewhere.example/did.json") is Problem.NOT_SECURE
    assert site.asked == []


def test_a_name_that_nobody_knows_is_no_network(site: Site) -> None:
    assert problem_of(site.reach(clock()), "https://unknown.example/") is Problem.NO_NETWORK
    assert problem_of(site.reach(clock(), resolver=lambda *_: ())) is Problem.NO_NETWORK
    assert problem_of(site.reach(clock(), resolver=lambda *_: ((LOOPBACK, 1),))) is Problem.NO_NETWORK


def test_an_answer_over_the_limit_is_not_read(site: Site) -> None:
    site.puts(PAGE, b"x" * 1001)
    assert problem_of(site.reach(clock(), most=1000)) is Problem.ANSWER_TOO_LARGE
    site.puts(PAGE, b"x" * 1000)
    assert len(site.reach(clock(), most=1000).fetch(PAGE).content) == 1000


def test_an_answer_without_an_end_is_cut_off(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"400\r\n" + b"x" * 0x400 + b"\r\n")

    site.pages[PAGE] = endless
    assert problem_of(site.reach(clock(), most=100_000)) is Problem.ANSWER_TOO_LARGE


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_dripping_answer_is_given_up(site: Site, where: str) -> None:
    over = threading.Event()

    def dripping(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if where == "body":
            handler.wfile.write(b"Content-Length: 1000\r\n\r\n")
        while not over.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.pages[PAGE] = dripping
    began = time.monotonic()
    try:
        assert problem_of(site.reach(clock(), seconds=0.5)) is Problem.TOO_SLOW
    finally:
        over.set()
    assert time.monotonic() - began < 5


def test_a_name_server_that_says_nothing_holds_nobody_up(site: Site) -> None:
    over = threading.Event()

    def silent(*_: object) -> tuple[tuple[str, int], ...]:
        over.wait(10)
        return ()

    began = time.monotonic()
    try:
        assert problem_of(site.reach(clock(), resolver=silent, seconds=0.3)) is Problem.TOO_SLOW
    finally:
        over.set()
    assert time.monotonic() - began < 5


def test_a_change_of_mind_ends_the_question(site: Site) -> None:
    stop, over = threading.Event(), threading.Event()

    def waiting(handler: Handler) -> None:
        stop.set()
        over.wait(10)

    site.pages[PAGE] = waiting
    try:
        with pytest.raises(Cancelled):
            site.reach(clock()).fetch(PAGE, stop)
    finally:
        over.set()


def test_nothing_is_asked_after_it_was_given_up(site: Site) -> None:
    given_up, answered = threading.Event(), threading.Event()

    def slow(*_: object) -> tuple[tuple[str, int], ...]:
        given_up.wait(10)
        return ((LOOPBACK, site.port),)

    site.pages[PAGE] = lambda _: answered.set()
    with pytest.raises(SurroundingsError):
        site.reach(clock(), resolver=slow, seconds=0.2).fetch(PAGE)
    given_up.set()
    assert not answered.wait(0.3)
    assert site.asked == []


def test_an_answer_that_breaks_off_is_no_answer(site: Site) -> None:
    def half(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"id":')
        handler.close_connection = True

    site.pages[PAGE] = half
    assert problem_of(site.reach(clock())) is Problem.NO_NETWORK


def test_packed_and_senseless_answers_are_not_read(site: Site) -> None:
    site.pages[PAGE] = (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b")
    assert problem_of(site.reach(clock())) is Problem.ANSWER_UNREADABLE
    site.pages[PAGE] = (302, {}, b"")
    assert problem_of(site.reach(clock())) is Problem.ANSWER_UNREADABLE

    def noise(handler: Handler) -> None:
        handler.wfile.write(b"\x00\x01\x02 no http at all\r\n\r\n")
        handler.close_connection = True

    site.pages[PAGE] = noise
    with pytest.raises(InputError) as caught:
        site.reach(clock()).fetch(PAGE)
    assert caught.value.problem is Problem.ANSWER_UNREADABLE


def test_only_what_is_allowed_as_a_port_is_asked(site: Site) -> None:
    address = f"https://school.example:{site.port}/did.json"
    assert problem_of(site.reach(clock()), address) is Problem.ADDRESS_REFUSED
    site.puts(address, b"{}")
    assert site.reach(clock(), ports=frozenset({443, site.port})).fetch(address).final == address
