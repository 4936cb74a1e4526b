"""The checks; ``python3 -m tests`` sets up and runs them all."""
