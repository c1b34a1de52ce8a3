"""`studieregister trust …`: lists of issuers, and the issuers that the person says to know."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, plain, readable
from wallet.cli.helping import option
from wallet.cli.unlocking import unlocked

if TYPE_CHECKING:
    from wallet.journeys.runner import Runner
    from wallet.model import trust as model


class TrustAdd:
    """Keeps a list, so that the issuers on it are recognised from now on."""

    name = "trust add"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file; its forms stand in docs/spec/trust-list.md."""
        parser.add_argument("file", metavar="FILE", type=Path, help=option(parser, "trust_file"))
        parser.epilog = "studieregister trust add scholen.json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Look at it first; what is no list is not kept."""
        from wallet.journeys import trust

        clock = clock_of(arguments)
        with unlocked(console, clock) as wallet:
            found = trust.look_at_list(arguments.file, wallet)
            trust.keep_list(found, wallet)
        if not console.as_json:
            console.say("cli.trust.kept")
        _tell_list(found, clock.now().date(), console)
        return Exit.DONE


class TrustList:
    """Shows the lists and the address book."""

    name = "trust list"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Nothing of its own."""
        parser.epilog = "studieregister trust list --json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Lists first, then the issuers that the person knows."""
        from wallet.journeys import trust

        clock = clock_of(arguments)
        with unlocked(console, clock) as wallet:
            kept, known = trust.lists(wallet), trust.address_book(wallet)
        for one in kept:
            _tell_list(one, clock.now().date(), console)
        for entry in known:
            _tell_issuer(entry, console)
        if not kept and not known and not console.as_json:
            console.say("cli.trust.nobody")
        return Exit.DONE


class TrustRemove:
    """Takes a list away."""

    name = "trust remove"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The id of the list."""
        parser.add_argument("list_id", metavar="ID", type=readable, help=option(parser, "trust_id"))
        parser.epilog = "studieregister trust remove urn:uuid:1f0c1a3e-7c52-4b52-9a66-000000000001"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """From now on its issuers are recognised no longer, unless something else names them."""
        from wallet.journeys import trust

        with unlocked(console, clock_of(arguments)) as wallet:
            trust.remove_list(arguments.list_id, wallet)
        if not console.as_json:
            console.say("cli.trust.removed")
        return Exit.DONE


class TrustKnow:
    """Writes an issuer in the address book."""

    name = "trust know"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The issuer, and what the person calls it."""
        parser.add_argument("issuer", metavar="ISSUER", type=readable, help=option(parser, "issuer"))
        parser.add_argument(
            "--name", type=readable, default="", metavar="TEXT", help=option(parser, "issuer_name")
        )
        parser.epilog = 'studieregister trust know did:web:school.example --name "Voorbeeldschool"'

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Known from now on; a second time changes the name."""
        from wallet.journeys import trust

        with unlocked(console, clock_of(arguments)) as wallet:
            trust.know_issuer(arguments.issuer, arguments.name, wallet)
            (entry,) = (one for one in trust.address_book(wallet) if one.issuer == arguments.issuer)
        if not console.as_json:
            console.say("cli.trust.known")
        _tell_issuer(entry, console)
        return Exit.DONE


class TrustForget:
    """Takes an issuer out of the address book."""

    name = "trust forget"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The issuer."""
        parser.add_argument("issuer", metavar="ISSUER", type=readable, help=option(parser, "issuer"))
        parser.epilog = "studieregister trust forget did:web:school.example"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Not known any more; the badges stay."""
        from wallet.journeys import trust

        with unlocked(console, clock_of(arguments)) as wallet:
            trust.forget_issuer(arguments.issuer, wallet)
        if not console.as_json:
            console.say("cli.trust.forgotten")
        return Exit.DONE


def trusted_by(
    paths: Sequence[Path], sandbox: Runner, today: date, console: Console
) -> tuple[tuple[str, str, str], ...]:
    """The entries of these files (``--trust``). A list that is past does not count, and that is told."""
    if not paths:
        return ()
    from wallet.journeys import trust

    found = [trust.look_at_file(path, sandbox) for path in paths]
    for one in found:
        if one.is_past(today.isoformat()):
            console.warn("cli.trust.past_list", name=plain(one.name), date=one.valid_until)
    return trust.counting(found, today)


def _tell_list(found: model.TrustList, today: date, console: Console) -> None:
    past = found.is_past(today.isoformat())
    if console.as_json:
        console.emit(_list_object(found, past))
        return
    console.line(plain(found.name))
    console.say("cli.trust.issuers", n=len(found.entries))
    if found.signed_by:
        console.say("cli.trust.signed_by", signer=plain(found.signed_by))
    else:
        console.say("cli.trust.not_signed")
    if found.publisher:
        console.say("cli.trust.publisher", publisher=plain(found.publisher))
    if found.date:
        console.say("cli.trust.date", date=found.date)
    if found.valid_until:
        console.say("cli.trust.past" if past else "cli.trust.until", date=found.valid_until)
    console.line(plain(found.id))
    console.line()


def _list_object(found: model.TrustList, past: bool) -> dict[str, Any]:
    return {
        "kind": "list",
        "id": found.id,
        "name": found.name,
        "publisher": found.publisher or None,
        "date": found.date or None,
        "valid_until": found.valid_until or None,
        "past": past,
        "signed_by": found.signed_by or None,
        "issuers": len(found.entries),
    }


def _tell_issuer(entry: model.TrustEntry, console: Console) -> None:
    if console.as_json:
        console.emit({"kind": "issuer", "id": entry.issuer, "name": entry.name or None, "level": entry.level})
        return
    if entry.name:
        console.line(plain(entry.name))
    console.line(plain(entry.issuer))
    console.line()
