"""`python -m wallet …`: the command line alone."""

from wallet.cli.main import main

raise SystemExit(main())
