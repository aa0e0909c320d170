"""The names people know identifiers by."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from planner.plan.plan import Plan

_THEMES = {
    "older_people": "Older people",
    "long_term_conditions": "Long-term conditions",
    "mental_health": "Mental health",
    "children_and_families": "Children and families",
    "other": "Other",
}

_MEASURES = {
    "unmet_need": "Unmet need",
    "destabilisation": "Destabilisation",
    "visits": "Visits",
    "cost": "Cost",
    "change": "Change for staff",
    "released": "Staff released",
    "vacancy": "Vacancy",
    "unfilled": "WTE missing at posts",
    "net_loss": "Net loss at home",
    "not_gained": "Competence not gained",
    "worst_off": "Burden of the worst-off person",
    "burden": "Travel and wishes not met",
    "moves": "Changes of post",
}


class Names:
    """``names.organisation("U11112")`` gives ``Wansbeck PCN (U11112)``; where there is no
    name, or it is the identifier itself, the identifier alone.

    ``Plan.labels`` maps tables of the place to identifier → name, and beside them holds a few
    facts as text: ``population`` (locality → people), ``theme`` (need group → planning
    theme), ``neighbours`` (fragile service → who sells it), ``fund_amounts`` (fund → k£ a year) and ``profile_competencies`` (profile → names
    of what it adds, joined by ", ") and ``intervention_competencies`` ("package/intervention"
    → names of what it needs, joined by "; ").
    """

    def __init__(self, plan: Plan):
        self._labels = plan.labels

    def organisation(self, identifier: str) -> str:
        return self._both("organisations", identifier)

    def locality(self, identifier: str) -> str:
        return self._both("localities", identifier) if identifier else "all it serves"

    def role(self, identifier: str) -> str:
        return self._both("roles", identifier)

    def profile(self, identifier: str) -> str:
        """A profile, or the role itself where there are no extra competencies."""
        known = identifier in self._table("profiles")
        return self._both("profiles" if known else "roles", identifier)

    def package(self, identifier: str) -> str:
        return self._both("packages", identifier)

    def course(self, identifier: str) -> str:
        return self._both("courses", identifier)

    def lever(self, identifier: str) -> str:
        return self._both("levers", identifier)

    def arrangement(self, identifier: str) -> str:
        return self._both("arrangements", identifier)

    def service(self, identifier: str) -> str:
        return self._both("fragile_services", identifier)

    def neighbour(self, service: str) -> str:
        """Who sells hours of a fragile service; a dash where nobody does."""
        return isolated(self._table("neighbours").get(service, "")) or "–"

    def fund(self, identifier: str) -> str:
        return self._both("funds", identifier)

    def shift(self, identifier: str) -> str:
        """A shift by its name alone where the identifier says no more."""
        name = self._table("shifts").get(identifier, "")
        if name.casefold() == identifier.replace("_", " ").casefold():
            return isolated(name)
        return self._both("shifts", identifier)

    def scheme(self, identifier: str) -> str:
        return self._both("rotation_schemes", identifier)

    def rotation_post(self, identifier: str) -> str:
        """A post of a rotation by its name alone, where no other post has the same."""
        return self.alone("rotation_posts", identifier)

    def alone(self, table: str, identifier: str) -> str:
        """What something of a table is called, without its identifier where the name tells it from
        all others; for columns that have no room for both."""
        known = self._table(table)
        name = known.get(identifier, identifier)
        if list(known.values()).count(name) > 1:
            return self._both(table, identifier)
        return isolated(name)

    def alone_of_profile(self, identifier: str) -> str:
        """A profile, or a role, by its name alone."""
        known = identifier in self._table("profiles")
        return self.alone("profiles" if known else "roles", identifier)

    def rotation_kind(self, identifier: str) -> str:
        """A kind of post by its name alone."""
        return isolated(self._table("rotation_kinds").get(identifier, identifier))

    def theme(self, need_group: str) -> str:
        """The planning theme of a need group; the group itself where none is known."""
        theme = self._table("theme").get(need_group)
        if theme is None:
            return self._both("need_groups", need_group)
        return _THEMES.get(theme, theme)

    def theme_name(self, theme: str) -> str:
        """A planning theme by its name."""
        return _THEMES.get(theme, isolated(theme))

    def competencies(self, profile: str) -> str:
        """The competencies a profile adds to its role, in words."""
        if profile not in self._table("profiles"):
            return "none beyond the role"
        return self._table("profile_competencies").get(profile, "not recorded")

    def measure(self, name: str) -> str:
        return _MEASURES.get(name, name)

    def number(self, table: str, identifier: str) -> float:
        """A figure kept among the labels (``population``, ``fund_amounts``); 0 where none is."""
        try:
            return float(self._table(table).get(identifier, 0.0))
        except ValueError:
            return 0.0

    def _table(self, table: str) -> Mapping[str, str]:
        return self._labels.get(table, {})

    def _both(self, table: str, identifier: str) -> str:
        name = self._table(table).get(identifier, "")
        if not name or name == identifier:
            return isolated(identifier)
        return f"{isolated(name)} ({isolated(identifier)})"


def isolated(text: str) -> str:
    """Text that runs right to left, kept from turning round what stands beside it."""
    if not text.isascii() and any(
        unicodedata.bidirectional(letter) in ("R", "AL") for letter in text
    ):
        return f"\u2068{text}\u2069"
    return text
