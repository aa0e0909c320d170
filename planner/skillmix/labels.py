"""What people call the identifiers of a place."""

from __future__ import annotations

from planner.place.names import names_of
from planner.place.place import Place

_NAMED = {
    "organisations": "organisation",
    "localities": "locality",
    "roles": "role",
    "profiles": "profile",
    "competencies": "competency",
    "need_groups": "need_group",
    "packages": "package",
    "courses": "course",
    "funds": "fund",
    "levers": "lever",
    "fragile_services": "service",
}

_ARRANGED = {"agreements": "agreement", "joint_posts": "joint_post", "rotations": "rotation"}


def make_labels(place: Place) -> dict[str, dict[str, str]]:
    """Table → identifier → name (the identifier itself where there is none); also
    ``population`` by locality, ``theme`` by need group, ``kind`` by organisation,
    ``neighbours`` (by fragile service, who sells it), ``fund_amounts`` (k£ a year) and ``profile_competencies`` (what each adds) and
    ``intervention_competencies`` ("package/intervention" → names of what it needs, joined by
    "; ")."""
    labels = {table: names_of(place, table, key) for table, key in _NAMED.items()}
    labels["arrangements"] = {
        identifier: name
        for table, key in _ARRANGED.items()
        for identifier, name in names_of(place, table, key).items()
    }
    localities, groups, organisations = (
        place["localities"],
        place["need_groups"],
        place["organisations"],
    )
    labels["population"] = dict(
        zip(localities["locality"], localities["population"].astype(str), strict=True)
    )
    labels["theme"] = dict(zip(groups["need_group"], groups["theme"], strict=True))
    labels["kind"] = dict(zip(organisations["organisation"], organisations["kind"], strict=True))
    fragile = place["fragile_services"]
    labels["neighbours"] = dict(zip(fragile["service"], fragile["neighbour"], strict=True))
    funds, profiles = place["funds"], place["profiles"]
    labels["fund_amounts"] = dict(zip(funds["fund"], funds["amount"].astype(str), strict=True))
    labels["profile_competencies"] = {
        profile: ", ".join(labels["competencies"].get(c, c) for c in added)
        for profile, added in zip(profiles["profile"], profiles["competencies"], strict=True)
        if added
    }
    given = place["interventions"]
    labels["intervention_competencies"] = {
        f"{package}/{name}": "; ".join(sorted(labels["competencies"].get(c, c) for c in needed))
        for package, name, needed in zip(
            given["package"], given["intervention"], given["competencies"], strict=True
        )
    }
    return labels
