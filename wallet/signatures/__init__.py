"""What suites share: the arithmetic, the gate before JWS, and the bytes that Data Integrity signs."""
