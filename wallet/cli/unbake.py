"""`studieregister unbake`: the badge out of a picture, byte for byte."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wallet.cli.console import Console, Exit
from wallet.cli.helping import option


class Unbake:
    """Writes the badge's bytes to a file or to standard output. Needs no register."""

    name = "unbake"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The picture, and where the badge goes."""
        parser.add_argument("file", type=Path, metavar="FILE", help=option(parser, "baked"))
        parser.add_argument("--out", type=Path, metavar="FILE", help=option(parser, "unbaked"))
        parser.epilog = "studieregister unbake badge.png --out badge.json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Take it out; what it says is not checked (see verify)."""
        from wallet.journeys.bake_badge import save, take_out
        from wallet.model.credential import digest_of
        from wallet.sandbox import Sandbox

        with Sandbox() as sandbox:
            content, media_type = take_out(arguments.file, sandbox)
        if arguments.out:
            save(content, arguments.out)
        if console.as_json:
            console.emit(
                {
                    "file": str(arguments.file),
                    "media_type": media_type,
                    "size": len(content),
                    "digest": digest_of(content),
                    "out": str(arguments.out) if arguments.out else None,
                }
            )
        elif arguments.out:
            console.say("verify.unbaked", file=arguments.out)
        else:
            sys.stdout.buffer.write(content)
        return Exit.DONE
