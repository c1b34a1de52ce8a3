"""`--online` and `--ask` on the command line: told first, asked once, and nothing without them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import world
from tests.world import school
from tests.world.site import Site, open_site
from wallet.cli import online
from wallet.cli.console import Exit
from wallet.cli.main import main
from wallet.clock import FixedClock

AT = ("--at", "2026-11-23T00:00:00Z")
Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    """Standard input of a person."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Iterator[Site]:
    with open_site() as made:
        monkeypatch.setattr(online, "HttpsReach", lambda _: made.reach(clock))
        made.puts(school.KEYS, school.keys())
        made.puts(school.LIST, school.status_list())
        yield made


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(world.PASSPHRASE + "\n")

    def one(*words: object) -> tuple[int, str, str]:
        code = main(["--passphrase-file", str(passphrase), "--language", "en", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return one


@pytest.fixture
def diploma(tmp_path: Path) -> Path:
    path = tmp_path / "diploma.json"
    path.write_bytes(school.diploma())
    return path


def only(out: str) -> dict[str, Any]:
    (line,) = out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_verify_asks_only_with_online(run: Run, diploma: Path, site: Site) -> None:
    code, out, err = run("verify", *AT, "--json", diploma)
    assert (code, err, site.asked) == (Exit.INDETERMINATE, "", [])
    assert only(out)["needs"] == [school.KEYS, school.LIST]

    code, out, err = run("verify", *AT, "--json", "--online", diploma)
    found = only(out)
    assert (code, found["verdict"], found["needs"]) == (Exit.DONE, "verified", [])
    assert site.asked == [school.KEYS, school.LIST]
    assert [
        line for line in err.splitlines() if school.KEYS in line or school.LIST in line
    ] == err.splitlines()
    sources = {check["question"]: check["source"] for check in found["checks"]}
    assert (sources["authentic"], sources["status"]) == ("online", "online")


def test_each_address_is_asked_once_for_all_files(run: Run, diploma: Path, site: Site) -> None:
    other = diploma.with_name("other.json")
    other.write_bytes(school.diploma(6, id="urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b12"))
    code, _, err = run("verify", *AT, "--json", "--online", "--jobs", 2, diploma, other, diploma)
    assert code == Exit.DONE
    assert site.asked == [school.KEYS, school.LIST]
    assert len(err.splitlines()) == 2


def test_no_network_is_never_a_failed_check(run: Run, diploma: Path, site: Site) -> None:
    site.hosts = ()
    code, out, err = run("verify", *AT, "--json", "--online", diploma)
    assert (code, only(out)["verdict"]) == (Exit.INDETERMINATE, "indeterminate")
    assert err.count("We get no connection") == 2


def test_ask_needs_a_terminal_and_online(
    run: Run, diploma: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\ny\n"))
    assert run("verify", "--online", "--ask", diploma)[0] == Exit.UNREADABLE
    assert run("verify", "--ask", diploma)[0] == Exit.USAGE
    assert site.asked == []


@pytest.mark.parametrize(
    ("typed", "asked", "exit_code"),
    [
        ("y\nja\n", [school.KEYS, school.LIST], Exit.DONE),
        ("y\nn\n", [school.KEYS], Exit.INDETERMINATE),
        ("\n\n", [], Exit.INDETERMINATE),
        ("", [], Exit.INDETERMINATE),
    ],
)
def test_ask_asks_one_by_one(
    run: Run,
    diploma: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    asked: list[str],
    exit_code: Exit,
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    code, _, err = run("verify", *AT, "--online", "--ask", diploma)
    assert (code, site.asked) == (exit_code, asked)
    assert f"May we ask this address? {school.KEYS}" in err


def test_a_link_is_refused_offline_and_fetched_online(run: Run, site: Site) -> None:
    for address, content in school.hosted_pages().items():
        site.puts(address, content)
    code, out, _ = run("verify", *AT, "--json", school.ASSERTION)
    assert (code, only(out)["problem"], site.asked) == (Exit.UNREADABLE, "offline", [])

    code, out, err = run("verify", *AT, "--json", "--online", school.ASSERTION)
    assert (code, only(out)["verdict"], only(out)["file"]) == (Exit.DONE, "verified", school.ASSERTION)
    assert site.asked == [school.ASSERTION, school.BADGE, school.ISSUER]
    assert len(err.splitlines()) == 3

    code, out, _ = run("verify", *AT, "--json", "--online", "https://badges.example/nothing")
    assert (code, only(out)["problem"]) == (Exit.SURROUNDINGS, "address_gone")
    code, out, _ = run("verify", *AT, "--json", "--online", "https://192.168.1.1/admin")
    assert (code, only(out)["problem"]) == (Exit.UNREADABLE, "not_a_link")


def test_import_keeps_what_was_asked_and_recheck_repeats_it(
    run: Run, diploma: Path, site: Site, clock: FixedClock
) -> None:
    assert run("init", "--recovery-file", diploma.with_name("code.txt"))[0] == Exit.DONE
    code, out, _ = run("import", *AT, "--json", "--online", diploma)
    assert (code, only(out)["result"], only(out)["verdict"]) == (Exit.DONE, "kept", "verified")
    (item,) = only(out)["ids"]

    # Offline from here on, the kept answers count.
    site.asked.clear()
    code, out, err = run("recheck", "--at", "2027-11-23T00:00:00Z", "--json", item)
    found = only(out)
    assert (code, err, site.asked) == (Exit.DONE, "", [])
    assert (found["id"], found["before"], found["verdict"]) == (item, "verified", "verified")
    assert {one["source"] for one in found["checks"] if one["question"] == "status"} == {"capsule"}
    assert (found["asked"], found["needs"], found["problem"]) == ([], [], None)

    clock.moment += timedelta(days=366)
    site.puts(school.LIST, school.status_list(5))
    code, out, err = run("recheck", "--at", clock.moment.isoformat(), "--json", "--online")
    found = only(out)
    assert (code, found["verdict"], found["before"]) == (Exit.FAILED, "failed", "verified")
    assert [one["outcome"] for one in found["asked"]] == ["fetched", "fetched"]
    assert len(err.splitlines()) == 2

    code, out, _ = run("recheck", "--at", clock.moment.isoformat())
    assert code == Exit.FAILED
    assert "Taalmaatje" in out


def test_recheck_knows_its_items(run: Run, tmp_path: Path, site: Site) -> None:
    assert run("init", "--recovery-file", tmp_path / "code.txt")[0] == Exit.DONE
    assert run("recheck", "--json")[:2] == (Exit.DONE, "")
    assert run("recheck", "no-such-item")[0] == Exit.UNREADABLE
    assert run("recheck", "--online", "--ask")[0] == Exit.UNREADABLE


def test_links_are_imported_in_their_place_among_files(run: Run, diploma: Path, site: Site) -> None:
    for address, content in school.hosted_pages().items():
        site.puts(address, content)
    assert run("init", "--recovery-file", diploma.with_name("code.txt"))[0] == Exit.DONE
    code, out, _ = run("import", *AT, "--json", diploma, school.ASSERTION)
    first, second = map(json.loads, out.splitlines())
    assert (code, first["result"]) == (Exit.UNREADABLE, "kept")
    assert (second["file"], second["result"], second["problem"]) == (school.ASSERTION, "refused", "offline")
    assert site.asked == []

    code, out, _ = run("import", *AT, "--json", "--online", school.ASSERTION, diploma)
    first, second = map(json.loads, out.splitlines())
    assert code == Exit.DONE
    assert (first["file"], first["result"], first["verdict"]) == (school.ASSERTION, "kept", "verified")
    assert second["result"] == "twin"
    code, out, _ = run("import", "--json", "--online", "https://badges.example/nothing")
    assert (code, only(out)["problem"]) == (Exit.SURROUNDINGS, "address_gone")
