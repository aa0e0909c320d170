"""What people call the identifiers of a scheme."""

from __future__ import annotations

from planner.place.names import names_of
from planner.place.place import Place


def make_labels(place: Place, scheme: str) -> dict[str, dict[str, str]]:
    """Table → identifier → name; posts and kinds are those of the scheme."""
    labels = {
        "organisations": names_of(place, "organisations", "organisation"),
        "roles": names_of(place, "roles", "role"),
        "rotation_schemes": names_of(place, "rotation_schemes", "scheme"),
    }
    for table, key in (("rotation_posts", "post"), ("rotation_kinds", "kind")):
        frame = place[table]
        own = frame[frame["scheme"] == scheme]
        labels[table] = {k: n or k for k, n in zip(own[key], own["name"], strict=True)}
    return labels
