"""Assignment: which of the people there are takes which post and goes on which course."""
