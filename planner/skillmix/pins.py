"""Pins of a place as the solver's pins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.place.place import Place
from planner.skillmix.names import Names
from solvers.skillmix.conflict import Conflict
from solvers.skillmix.problem import (
    Adoption,
    Arrangements,
    FragileServices,
    Hubs,
    Levers,
    Pin,
    Recruitment,
    Training,
    Transfers,
    Workforce,
)

#: The first row of figures, as the reader counts: the headings are row 1.
FIRST_ROW = 2

#: decision in the pins table → (decision of the solver, trainees count too)
_DECISION = {
    "in_post": ("in_post", True),
    "profile_in_post": ("in_post", False),
    "establishment": ("establishment", False),
    "hires": ("hires", False),
    "released": ("released", False),
    "agency": ("agency", False),
    "starts": ("starts", False),
    "transfers": ("transfers", False),
    "adopted": ("adopted", False),
    "taken": ("taken", False),
    "arranged": ("arranged", False),
    "opened": ("hub_open", False),
    "own_team": ("own_team", False),
}


def make_pins(
    place: Place,
    names: Names,
    workforce: Workforce,
    adoption: Adoption,
    recruitment: Recruitment,
    training: Training,
    transfers: Transfers,
    levers: Levers,
    arrangements: Arrangements,
    hubs: Hubs,
    fragile: FragileServices,
) -> tuple[Pin, ...]:
    """One pin per row and period."""
    w = workforce
    of_cell = w.post_organisation[w.cell_post]
    pins = []
    labels = [p.label for p in place.periods]
    for number, row in enumerate(place["pins"].itertuples(), start=FIRST_ROW):
        o = names.organisations[row.organisation]
        role, profile = names.roles.get(row.item), names.profiles.get(row.item)
        cell_of_role = (of_cell == o) & (w.post_role[w.cell_post] == role)
        post_of_role = (w.post_organisation == o) & (w.post_role == role)
        course = training.courses.index(row.item) if row.item in training.courses else -1
        lever = levers.levers.index(row.item) if row.item in levers.levers else -1
        move = transfers.moves.index(row.item) if row.item in transfers.moves else -1
        where = {
            "in_post": cell_of_role,
            "released": cell_of_role,
            "profile_in_post": (of_cell == o) & (w.cell_profile == profile),
            "establishment": post_of_role,
            "agency": post_of_role,
            "hires": cell_of_role[recruitment.option_cell],
            "starts": (training.arc_course == course) & (of_cell[training.arc_from] == o),
            "transfers": (transfers.arc_move == move) & (of_cell[transfers.arc_from] == o),
            "taken": (np.arange(len(levers.levers)) == lever) & (levers.organisation == o),
            "arranged": np.array([name == row.item for name in arrangements.names], dtype=bool)
            & (arrangements.organisation == o),
            "opened": (np.array(hubs.hubs, dtype=object) == row.item) & (hubs.organisation == o),
            "own_team": (np.array(fragile.services, dtype=object) == row.item)
            & (fragile.organisation == o),
            "adopted": (adoption.organisation == o) & (adoption.profile == profile),
        }[row.decision]
        decision, with_trainees = _DECISION[row.decision]
        for t, label in enumerate(labels):
            if row.period in ("", label):
                pins.append(
                    Pin(
                        words_of(row, label),
                        decision,
                        np.flatnonzero(where),
                        t,
                        row.comparison,
                        float(row.value),
                        with_trainees,
                        number,
                    )
                )
    return tuple(pins)


def words_of(pin: Any, period: str = "") -> str:
    """``hires of nurse at trust in 2027Q2 exactly 3``: a row of the table (a named tuple), in a
    period where one is given."""
    when = f" in {period}" if period else ""
    compared = pin.comparison.replace("_", " ")
    return f"{pin.decision} of {pin.item} at {pin.organisation}{when} {compared} {pin.value:g}"


def pins_told(pins: Sequence[Pin], in_the_way: Sequence[Conflict]) -> str:
    """The pins that would have to give way if every other rule is kept, each with its row; blank
    where there are none."""
    if not in_the_way:
        return ""
    lines = [
        f"row {pins[one.entry].row} of the table pins, {one.place}: by {one.amount:,.2f} {one.unit}"
        for one in in_the_way
    ]
    return "\n".join(["With every other rule kept, these pins would have to give way:", *lines])
