"""`studieregister passport`: the printed skills passport, which is a portfolio wrapped as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from wallet.cli.console import Console, Exit, readable
from wallet.cli.helping import told
from wallet.cli.portfolio import PortfolioExport

LAYOUTS = ("skills",)


class Passport:
    """The words a passport needs; all else as `portfolio export` does it."""

    name = "passport"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which items, and where to; no letter on paper."""

        def helped(name: str) -> str:
            return told(parser, f"portfolio.help.{name}")

        parser.add_argument("--items", required=True, metavar="ID,…", help=helped("items"))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf", help=helped("out_pdf"))
        parser.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help=helped("layout"))
        parser.add_argument("--purpose", type=readable, default="", metavar="TEXT", help=helped("purpose"))
        parser.add_argument("--audience", type=readable, default="", metavar="TEXT", help=helped("audience"))
        parser.add_argument("--withhold", action="append", default=[], metavar="ID", help=helped("withhold"))
        parser.add_argument("--privacy-checked", action="store_true", help=helped("privacy_checked"))
        parser.set_defaults(letter="", retention="", challenge=None, lock=None, lock_file=None)
        parser.epilog = "studieregister passport --items ID,ID --out paspoort.pdf"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """As a portfolio, and only as a PDF."""
        if arguments.out.suffix.lower() != ".pdf":
            console.warn("portfolio.suffix_pdf")
            return Exit.USAGE
        return PortfolioExport().run(arguments, console)
