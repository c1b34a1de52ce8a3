"""`studieregister bake`: a kept badge into a picture that shows it."""

from __future__ import annotations

import argparse
from pathlib import Path

from wallet.cli.console import Console, Exit, clock_of
from wallet.cli.helping import option
from wallet.cli.unlocking import unlocked


class Bake:
    """Writes a PNG or SVG with the badge in it."""

    name = "bake"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The badge, the picture, and where the new picture goes."""
        parser.add_argument("credential", metavar="CREDENTIAL_ID", help=option(parser, "credential"))
        parser.add_argument("--image", required=True, type=Path, metavar="FILE", help=option(parser, "image"))
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=option(parser, "out"))
        parser.epilog = "studieregister bake 0197… --image star.png --out badge.png"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Bake it; the picture given is not changed."""
        from wallet.journeys.bake_badge import bake_into

        with unlocked(console, clock_of(arguments)) as wallet:
            digest = bake_into(arguments.credential, arguments.image, arguments.out, wallet)
        if console.as_json:
            console.emit({"id": arguments.credential, "out": str(arguments.out), "digest": digest})
        else:
            console.say("verify.baked", file=arguments.out)
        return Exit.DONE
