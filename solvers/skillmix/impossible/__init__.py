"""Why nothing keeps every rule, and what would have to give way."""
