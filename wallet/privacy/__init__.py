"""What may not leave by accident: numbers and names in texts, hidden data in files."""
