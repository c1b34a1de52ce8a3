"""Lists of issuers as files."""
