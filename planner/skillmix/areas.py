"""The sets of localities that groups of posts serve."""

from __future__ import annotations

import numpy as np

from planner.place.areas import served_localities
from planner.place.place import Place
from planner.skillmix.names import Names

WHOLE_PLACE = "whole place"

SHARE = ("joint_post_partners", "rotation_hosts")
"""Tables of organisations that share the staff of others."""


def make_areas(place: Place, names: Names) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """Distinct sets of localities served, by posts or by who shares staff, and the set of
    each group of posts."""
    served = served_localities(place)
    everywhere = frozenset(names.localities.names)
    sets: dict[frozenset[str], int] = {}
    post_area = []
    for organisation, locality in zip(
        place["posts"]["organisation"], place["posts"]["locality"], strict=True
    ):
        area = frozenset([locality]) if locality else served[organisation]
        post_area.append(sets.setdefault(area, len(sets)))
    for table in SHARE:
        for organisation in place[table]["organisation"]:
            sets.setdefault(served[organisation], len(sets))
    labels = tuple(
        WHOLE_PLACE if area == everywhere and len(area) > 1 else " + ".join(sorted(area))
        for area in sets
    )
    serves = np.array(
        [[locality in area for locality in names.localities.names] for area in sets], dtype=bool
    ).reshape(len(sets), len(names.localities))
    return labels, serves, np.array(post_area, dtype=np.int64)
