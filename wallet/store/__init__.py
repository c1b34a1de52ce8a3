"""The register on disk: encrypted database, encrypted evidence, one writer (docs/spec/register.md)."""
