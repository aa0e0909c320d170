"""The command line: parse, call the planner, print. Nothing is decided here."""
