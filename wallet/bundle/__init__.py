"""Our own portfolio file: one signed presentation in three wrappings (docs/spec/portfolio.md)."""
