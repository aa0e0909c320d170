"""The names and facts of a place that a plan keeps, to be read without the place.

``Plan.labels`` maps a table of the place to identifier → name. Beside the
tables' names it holds a few facts that the report needs, all as text:

==========================  =======================================================
``interventions``           ``package/intervention`` → name
``population``              locality → people
``themes``                  need group → planning theme
``fund_amounts``            fund → k£ a year
``profile_competencies``    profile → names of its extra competencies, joined by ", "
==========================  =======================================================
"""

from __future__ import annotations

import pandas as pd

from planner.place.place import Place

# Table of the place → the column of its identifier.
_NAMED = {
    "organisations": "organisation",
    "localities": "locality",
    "competencies": "competency",
    "roles": "role",
    "profiles": "profile",
    "need_groups": "need_group",
    "packages": "package",
    "courses": "course",
    "funds": "fund",
}


def labels_of(place: Place) -> dict[str, dict[str, str]]:
    """Every name a plan of this place may need; an identifier without a name is left out."""
    labels = {table: _names(place[table], key) for table, key in _NAMED.items()}
    interventions = place["interventions"]
    keys = interventions["package"].astype(str) + "/" + interventions["intervention"].astype(str)
    labels["interventions"] = _names(interventions.assign(key=keys), "key")
    labels["recruitment"] = _facts(place["recruitment"], "recruitment", "market")
    labels["population"] = _facts(place["localities"], "locality", "population")
    labels["themes"] = _facts(place["need_groups"], "need_group", "theme")
    labels["fund_amounts"] = _facts(place["funds"], "fund", "amount")
    labels["profile_competencies"] = _competencies(place["profiles"], labels["competencies"])
    return labels


def _names(frame: pd.DataFrame, key: str) -> dict[str, str]:
    named = frame.loc[frame["name"] != ""]
    return _facts(named, key, "name")


def _facts(frame: pd.DataFrame, key: str, fact: str) -> dict[str, str]:
    return {str(k): str(v) for k, v in zip(frame[key], frame[fact], strict=True)}


def _competencies(profiles: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    return {
        str(profile): ", ".join(names.get(c, c) for c in competencies)
        for profile, competencies in zip(profiles["profile"], profiles["competencies"], strict=True)
        if competencies
    }
