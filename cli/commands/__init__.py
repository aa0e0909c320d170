"""One command a file. Heavy imports stand inside the command that needs them."""
