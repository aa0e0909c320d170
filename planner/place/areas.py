"""Which localities each employer serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd


class HasTables(Protocol):
    """A place, or tables on the way to become one."""

    def __getitem__(self, table: str) -> pd.DataFrame: ...


def served_localities(place: HasTables) -> Mapping[str, frozenset[str]]:
    """The localities that each organisation serves, by organisation.

    Its rows in ``service_areas``; without any, for a PCN the localities that name it
    (maybe none), and for everyone else the whole place.
    """
    everywhere = frozenset(place["localities"]["locality"])
    named = place["localities"].groupby("pcn")["locality"].agg(frozenset).to_dict()
    stated = place["service_areas"].groupby("organisation")["locality"].agg(frozenset).to_dict()
    organisations = place["organisations"]
    return {
        name: stated.get(name, named.get(name, frozenset()) if kind == "pcn" else everywhere)
        for name, kind in zip(organisations["organisation"], organisations["kind"], strict=True)
    }
