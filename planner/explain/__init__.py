"""Answers to "why?": of a place that is impossible, and of a finished plan."""
