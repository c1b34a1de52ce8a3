"""The command line by itself: its words, help and streams."""
