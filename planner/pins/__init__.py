"""Decisions of a plan as rows of the table of pins, to be fixed by hand in the next one."""

from planner.pins.add import add_to_file
from planner.pins.decided import Decided, Wanted, decided, table_of
from planner.pins.lines import head_of, line_of

__all__ = ["Decided", "Wanted", "add_to_file", "decided", "head_of", "line_of", "table_of"]
