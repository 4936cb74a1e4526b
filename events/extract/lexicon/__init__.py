"""What is built in about places and armed actors: tables, their sources in ``NOTES.md``."""
