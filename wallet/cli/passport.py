"""`studieregister passport`: the printed skills passport, which is a portfolio wrapped as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from wallet.cli.console import Console, Exit
from wallet.cli.portfolio import PortfolioExport
from wallet.words import say, system_language

LAYOUTS = ("skills",)


class Passport:
    """The words a passport needs; all else as `portfolio export` does it."""

    name = "passport"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which items, and where to; no letter and no withheld files on paper."""

        def told(name: str) -> str:
            return say(f"portfolio.help.{name}", system_language())

        parser.add_argument("--items", required=True, metavar="ID,…", help=told("items"))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf", help=told("out_pdf"))
        parser.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help=told("layout"))
        parser.add_argument("--purpose", default="", metavar="TEXT", help=told("purpose"))
        parser.add_argument("--audience", default="", metavar="TEXT", help=told("audience"))
        parser.add_argument("--privacy-checked", action="store_true", help=told("privacy_checked"))
        parser.set_defaults(letter="", retention="", withhold=[], challenge=None, lock=None, lock_file=None)
        parser.epilog = "studieregister passport --items ID,ID --out paspoort.pdf"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """As a portfolio, and only as a PDF."""
        if arguments.out.suffix.lower() != ".pdf":
            console.warn("portfolio.suffix_pdf")
            return Exit.USAGE
        return PortfolioExport().run(arguments, console)
