"""Our own portfolio file: one signed presentation in three wrappings, written and read (docs/spec/portfolio.md)."""
