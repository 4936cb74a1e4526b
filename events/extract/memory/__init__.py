"""What an article has spoken of so far: its places, its sides, its war."""
