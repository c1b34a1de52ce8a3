"""The same journeys without a window (docs/spec/cli.md)."""
