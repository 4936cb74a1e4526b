"""One module for each step in the history of the tables; a step that was released is never edited."""
