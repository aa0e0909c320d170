"""What holds a plan, and how it could give way.

A hold is one figure that somebody could change: the supply of a labour market, the places
of a course, a pin. It makes some of the model's rows, and gives way in one way or another:

* all its rows at once, by one amount (``together``): one more place a course has more at
  every intake;
* row by row, each by an amount of its own up to its ``most``;
* as a share of something (``base``): a vacancy limit gives way in a row by some share of the
  establishment there. The share is the largest that any row takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from solvers.engine.model import Floats, Ids


@dataclass(frozen=True)
class Way:
    """One way of giving way, in one direction.

    Attributes
    ----------
    rows : (k,) the rows that move.
    per : (k,) by how much one unit moves each row's bounds: upwards above zero.
    price : of one unit.
    most : (k,) units there are at most; where ``together`` the least of them counts.
    together : one amount for all rows.
    base : (k,) tuples of columns whose sum one unit is a share of; None: units are the
        rows' own.
    """

    rows: Ids
    per: Floats
    price: float
    most: Floats
    together: bool = True
    base: tuple[Ids, ...] | None = None


@dataclass(frozen=True)
class Hold:
    """One figure that holds a plan; it gives way in any of its ways."""

    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Given:
    """By how much one way of a hold gives way.

    Attributes
    ----------
    hold, way : positions.
    amount : units: the one amount, or the largest of the rows'.
    by_row : (k,) units by row; nothing where no more than a speck.
    """

    hold: int
    way: int
    amount: float
    by_row: Floats


@dataclass(frozen=True)
class Change:
    """Holds that give way together, and what that costs."""

    given: tuple[Given, ...]
    cost: float


@dataclass
class Conflict:
    """Holds that cannot stand together.

    Attributes
    ----------
    holds : positions; empty where nothing that may give way would help.
    smallest : no set of fewer holds is in conflict; that is proven.
    irreducible : without any one of them the others can stand together; that is proven.
    whole : yes/no decisions were whole in the proof; else only shares of them were decided.
    """

    holds: tuple[int, ...]
    smallest: bool
    irreducible: bool
    whole: bool
    notes: list[str] = field(default_factory=list)
