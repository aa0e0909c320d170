"""Where minimum cover is not met: why nobody more is there, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from planner.roster.clock import breaches
from planner.roster.measures import Duties, Rows
from planner.roster.people import Person
from planner.roster.rota import Rota
from planner.roster.shifts import Slot
from planner.roster.tables import cover_rows, ratio_rows

#: What stands against somebody, the easiest to put right first.
NOTHING = "nothing stands against it"
_EASY = (
    NOTHING,
    "contract hours",
    "works ",
    "days of work in a row",
    "long shifts in a row",
    "nights in a row",
    "rest after nights",
    "rest between shifts",
)


@dataclass(frozen=True)
class Against:
    """What stands against a person's filling a gap."""

    person: str
    what: str
    amount: float = 0.0
    unit: str = ""

    @property
    def words(self) -> str:
        return self.what if not self.amount else f"{self.what} by {self.amount:g} {self.unit}"


def explain(rota: Rota, duties: Duties) -> tuple[Rows, Rows]:
    """Rows of ``shortfalls`` and ``remedies``."""
    shortfalls: Rows = []
    remedies: Rows = []
    cover = zip(rota.wants, cover_rows(rota, duties), strict=True)
    gaps = [
        (row["cover"], want.day, want.slot, row["who"], row["below_minimum"], want.counts)
        for want, row in cover
        if row["below_minimum"]
    ]
    gaps += [
        (
            row["ratio"],
            ratio.day,
            ratio.slot,
            "a registrant",
            row["registrants_missing"],
            _registers,
        )
        for ratio, row in zip(rota.ratios, ratio_rows(rota, duties), strict=True)
        if row["registrants_missing"]
    ]
    for name, day, slot, who, missing, counts in gaps:
        found = [
            against(rota, person, duties[person.name], day, slot)
            for person in rota.people
            if counts(person) and duties[person.name].get(day) != slot
        ]
        found.sort(key=_ease)
        date = rota.horizon.date(day).isoformat()
        shortfalls.append(
            {
                "cover": name,
                "date": date,
                "site": slot.site,
                "shift": slot.shift,
                "who": who,
                "missing": missing,
                "why": _why(found),
                "remedy": _remedy(found, str(who), slot),
            }
        )
        remedies += [
            {
                "cover": name,
                "date": date,
                "person": each.person,
                "against": each.what,
                "amount": each.amount,
                "unit": each.unit,
            }
            for each in found
        ]
    return shortfalls, remedies


def _registers(person: Person) -> bool:
    return person.registrant


def against(rota: Rota, person: Person, slots: Mapping[int, Slot], day: int, slot: Slot) -> Against:
    """The first thing that stands against a person's working a slot on a day beside what
    they work already."""
    name = person.name
    if day in person.away:
        return Against(name, f"away: {person.away[day].replace('_', ' ')}")
    pin = rota.pins.get((name, day))
    if pin is not None:
        return Against(name, "fixed by hand otherwise")
    if day < rota.horizon.frozen and day in rota.published.days:
        return Against(name, "that day is past")
    if not rota.may(person, slot):
        return Against(name, "not in the contract: the site, the shift or its length")
    if day in slots:
        return Against(name, f"works {slots[day]} then")
    now = {(b.limit, b.day): b.amount for b in breaches(rota, person, slots)}
    new = [
        b
        for b in breaches(rota, person, {**slots, day: slot})
        if b.amount > now.get((b.limit, b.day), 0.0) + 1e-9
    ]
    if not new:
        return Against(name, NOTHING)
    # Contract hours are what people can agree on; rest is not.
    worst = max(new, key=lambda b: (b.limit != "contract hours", b.amount))
    return Against(name, worst.limit, worst.amount, worst.unit)


def _ease(found: Against) -> tuple[int, float, str]:
    for at, what in enumerate(_EASY):
        if found.what.startswith(what):
            return at, found.amount, found.person
    return len(_EASY), found.amount, found.person


def _why(found: list[Against]) -> str:
    if not found:
        return "everybody who counts is there"
    kinds = Counter(
        "at work on another shift" if each.what.startswith("works ") else each.what
        for each in found
    )
    parts = [f"{many} {what}" for what, many in kinds.most_common()]
    return f"of {len(found)} more who count: {', '.join(parts)}"


def _remedy(found: list[Against], who: str, slot: Slot) -> str:
    """The easiest way, and the way that always works."""
    anew = f"one more person ({who}) who can work {slot}"
    for each in found:
        if each.what == NOTHING:
            return f"{each.person} could work it"
        if each.what == "contract hours":
            return f"{each.amount:g} extra hours for {each.person}; or {anew}"
        if each.what.startswith("works "):
            return f"{each.person}, who {each.what}, if somebody takes that; or {anew}"
    if found and found[0].amount:
        return f"{anew}; nearest is {found[0].person}: {found[0].words}"
    return anew
