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

    Those listed in ``service_areas``, for a PCN also those that name it. Who has neither
    serves the whole place, unless it is a PCN: that serves nobody, and with posts it is
    an error of the place.
    """
    everywhere = frozenset(place["localities"]["locality"])
    named = place["localities"].groupby("pcn")["locality"].agg(frozenset).to_dict()
    listed = place["service_areas"].groupby("organisation")["locality"].agg(frozenset).to_dict()
    organisations = place["organisations"]
    served = {}
    for name, kind in zip(organisations["organisation"], organisations["kind"], strict=True):
        own = listed.get(name, frozenset())
        if kind == "pcn":
            served[name] = own | named.get(name, frozenset())
        else:
            served[name] = own or everywhere
    return served
