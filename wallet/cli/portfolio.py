"""`studieregister portfolio export`: shows what will leave, signs, writes one file, notes it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, readable
from wallet.cli.helping import told
from wallet.cli.progress import Progress
from wallet.cli.unlocking import unlocked
from wallet.errors import Problem
from wallet.words import knows, say

if TYPE_CHECKING:
    from wallet.model.portfolio import BundleReceipt, Disclosure

_SUFFIXES = (".html", ".zip", ".pdf")


class PortfolioExport:
    """Makes a portfolio of chosen items; held while the privacy check finds what was not passed."""

    name = "portfolio export"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What goes in, for whom, and where to."""

        def helped(name: str) -> str:
            return told(parser, f"portfolio.help.{name}")

        parser.add_argument("--items", required=True, metavar="ID,…", help=helped("items"))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=helped("out"))
        for name in ("purpose", "audience", "letter", "retention"):
            parser.add_argument(f"--{name}", type=readable, default="", metavar="TEXT", help=helped(name))
        parser.add_argument("--withhold", action="append", default=[], metavar="ID", help=helped("withhold"))
        parser.add_argument("--challenge", type=readable, metavar="TEXT", help=helped("challenge"))
        parser.add_argument("--privacy-checked", action="store_true", help=helped("privacy_checked"))
        parser.add_argument("--lock", metavar="passphrase|age:RECIPIENT", help=helped("lock"))
        parser.add_argument("--lock-file", metavar="FILE", help=helped("lock"))
        parser.epilog = "studieregister portfolio export --items ID,ID --purpose intake --out portfolio.html"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Show on standard error what leaves; the digest on standard output."""
        from wallet.journeys import share_portfolio

        if arguments.out.suffix.lower() not in _SUFFIXES:
            console.warn("portfolio.suffix")
            return Exit.USAGE
        if arguments.lock or arguments.lock_file:
            console.warn("portfolio.no_lock")
            return Exit.UNREADABLE
        ids = _ids([arguments.items])
        progress = Progress(console.err)
        with unlocked(console, clock_of(arguments)) as wallet:
            portfolio = share_portfolio.compose(
                ids,
                wallet,
                purpose=arguments.purpose,
                audience=arguments.audience,
                letter=arguments.letter,
                retention=arguments.retention,
                withhold=_ids(arguments.withhold),
                language=console.language,
            )
            disclosure = share_portfolio.disclose(portfolio, wallet)
            _show(disclosure, console)
            if (held := _to_settle(disclosure)) and not arguments.privacy_checked:
                if console.as_json:
                    console.emit(_held(arguments.out, disclosure))
                console.warn("portfolio.held", n=held)
                console.warn("portfolio.held_next")
                return Exit.UNREADABLE
            passed = frozenset(hit.key for hit in disclosure.hits)
            presentation = share_portfolio.seal(
                portfolio, wallet, arguments.challenge, passed=passed, progress=progress
            )
            receipt = share_portfolio.write(presentation, portfolio, arguments.out, wallet, progress)
            progress.end()
            noted = share_portfolio.noted(receipt, wallet).ids[0]
        if console.as_json:
            console.emit(_made(arguments.out, noted, receipt, disclosure))
            return Exit.DONE
        if passed:
            console.warn("portfolio.passed", n=len(passed))
        console.warn("portfolio.written")
        console.warn("portfolio.cannot_take_back")
        console.say("portfolio.digest", digest=receipt.digest)
        return Exit.DONE


def _to_settle(disclosure: Disclosure) -> int:
    """How many texts hold the share. A file that we cannot clean is told, here and when it was added."""
    from wallet.model.portfolio import Sensitive

    return sum(1 for hit in disclosure.hits if hit.kind is not Sensitive.HIDDEN_PLACE)


def _ids(given: list[str]) -> list[str]:
    return [one for text in given for one in (part.strip() for part in text.split(",")) if one]


def _show(disclosure: Disclosure, console: Console) -> None:
    """What leaves, as the receiver will read it; then what stays, then what to look at once more."""

    def line(text: str) -> None:
        print(text, file=console.err)

    language = console.language
    line(say("portfolio.leaves", language))
    for name, text in disclosure.texts:
        line(f"  {say(f'portfolio.field.{name}', language)}: {text}")
    for number, item in enumerate(disclosure.leaving, 1):
        line(f"  {number}. {item.title}")
        for code, text in item.fields:
            line(f"     {say(code, language)}: " + text.replace("\n", "\n       "))
        if item.item_id in disclosure.failing:
            line(f"     ! {say('portfolio.failing', language)}")
        for name, size, presence in item.files:
            file = say("portfolio.file", language, name=name, size=size)
            line(
                f"     {file}"
                + (f", {say('portfolio.withheld', language)}" if presence == "withheld" else "")
            )
    if disclosure.staying:
        line(say("portfolio.stays", language, n=len(disclosure.staying)))
    for hit in disclosure.hits:
        place = f"box.{hit.where}"
        where = say(place, language) if knows(place, language) else hit.where
        line(f"! {say(f'portfolio.sensitive.{hit.kind}', language)} ({where}: {hit.found})")


def _held(out: Path, disclosure: Disclosure) -> dict[str, Any]:
    return {"file": str(out), "problem": Problem.PRIVACY_NOT_SETTLED.value, **_told(disclosure)}


def _made(out: Path, noted: str, receipt: BundleReceipt, disclosure: Disclosure) -> dict[str, Any]:
    return {
        "file": str(out),
        "problem": None,
        "id": noted,
        "digest": receipt.digest,
        "file_digest": receipt.file_digest,
        "size": receipt.size,
        "wrapping": receipt.wrapping,
        "created": receipt.created.isoformat(),
        **_told(disclosure),
    }


def _told(disclosure: Disclosure) -> Mapping[str, Any]:
    return {
        "texts": dict(disclosure.texts),
        "leaves": [
            {
                "id": item.item_id,
                "title": item.title,
                "fields": [{"label": label, "text": text} for label, text in item.fields],
                "files": [
                    {"name": name, "size": size, "presence": presence.value}
                    for name, size, presence in item.files
                ],
            }
            for item in disclosure.leaving
        ],
        "failing": list(disclosure.failing),
        "warnings": [
            {"kind": hit.kind.value, "id": hit.item_id, "where": hit.where} for hit in disclosure.hits
        ],
    }
