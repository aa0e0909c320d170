"""What was taken to be uncertain, in words."""

from __future__ import annotations

import pandas as pd

from planner.place.place import Place
from planner.schema.tables.uncertainty import NARROWED_BY, QUANTITIES
from planner.stress.uncertainty import DEFAULTS, Terms, terms_from

#: What a quantity is of where nothing narrows it, and where a default holds.
ALL = "all"
REST = "all that the place says nothing of"
DEFAULT = "assumed: placeplan's own, as the place says nothing"


def terms_table(place: Place) -> pd.DataFrame:
    """``STRESS_TERMS``: every row of the place, and what holds of the rest."""
    table, rows = place["uncertainty"], list[dict[str, object]]()
    for quantity in QUANTITIES:
        own = table[table["quantity"] == quantity].to_dict("records")
        whole = False
        for row in own:
            names = [row[c] for c in NARROWED_BY[quantity] if row[c]]
            whole |= not names
            source = str(row["source"]) or "the place's table uncertainty"
            rows.append(_row(quantity, ", ".join(names) or ALL, terms_from(row), source))
        if not whole:
            rows.append(_row(quantity, REST if own else ALL, DEFAULTS[quantity], DEFAULT))
    return pd.DataFrame(rows)


def _row(quantity: str, of: str, terms: Terms, source: str) -> dict[str, object]:
    return {
        "quantity": quantity,
        "of": of,
        "spread": words(terms),
        "shared_by_all": terms.shared_by_all,
        "shared_by_group": terms.shared_by_group,
        "persistence": terms.persistence,
        "chance": "yes" if terms.chance else "no",
        "source": source,
    }


def words(terms: Terms) -> str:
    """A distribution in words: ``lognormal, spread 15 %``."""
    if terms.distribution == "none":
        return "as planned"
    if terms.distribution == "triangular":
        return f"triangular, {terms.low:g} to {terms.high:g}, likeliest {terms.likely:g}"
    return f"{terms.distribution}, spread {100 * terms.spread:g} %"
