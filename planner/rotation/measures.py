"""What a rotation is judged by, from its tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner.rotation.scheme import Scheme
from solvers.schemes.measures import MEASURES

Tables = Mapping[str, pd.DataFrame]

#: Measure → its unit, in the order in which they are met. Less is better.
UNITS = {measure.NAME: measure.UNIT for measure in MEASURES}


def measured(scheme: Scheme, tables: Tables) -> dict[str, float]:
    """Measure → what it comes to, from the tables of a plan."""
    people, balance = tables["rotation_people"], tables["employer_balance"]
    taught = sum(kind.gain_blocks > 0 for kind in scheme.kinds)
    return {
        "unfilled": float(tables["post_cover"]["missing"].sum()),
        "net_loss": float(balance["net_loss_wte"].sum() * scheme.blocks.working_days),
        "not_gained": float(len(people) * taught - len(tables["gains"])),
        "worst_off": float(people["burden"].max() if len(people) else 0.0),
        "burden": float(people["burden"].sum()),
        "moves": float(people["moves"].sum()),
    }


def baseline(scheme: Scheme) -> dict[str, float]:
    """The same where nobody rotates: hosts have nobody, and home has everybody."""
    wanted = sum(post.wanted for post in scheme.posts if not post.home)
    missing = sum(
        person.had[kind.name] < kind.gain_blocks
        for kind in scheme.kinds
        for person in scheme.people
        if kind.gain_blocks
    )
    return {
        "unfilled": float(wanted * scheme.blocks.count),
        "net_loss": 0.0,
        "not_gained": float(missing),
        "worst_off": 0.0,
        "burden": 0.0,
        "moves": 0.0,
    }
