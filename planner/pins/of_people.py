"""Decisions about people: assignments, rosters, rotations."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pins.pin import Decided, some
from planner.plan.plan import Plan
from planner.report.names import Names, isolated


def assigned(plan: Plan) -> Iterator[Decided]:
    """Who comes to other posts, goes on a course, or stays as they are."""
    names = Names(plan)
    by_person = {row["person"]: row for row in plan["assignments"].to_dict("records")}
    for person, row in by_person.items():
        of = {
            "organisation": some(row["organisation"], row["to_organisation"]),
            "role": some(row["role"], row["to_role"]),
            "person": some(person),
        }
        if row["kind"] == "move":
            cells = _staff_pin(person, "post", row["to_post"])
            words = f"{isolated(person)} comes to {isolated(row['to_post'])}"
            yield Decided(cells, words, of | {"decision": some("post")}, row["wte"])
        elif row["kind"] == "stay":
            words = f"{isolated(person)} keeps their posts and goes on no course"
            yield Decided(_staff_pin(person, "stay", ""), words, of | {"decision": some("stay")})
    for row in plan["training"].to_dict("records"):
        who = by_person[row["person"]]
        of = {
            "organisation": some(who["organisation"], who["to_organisation"]),
            "role": some(who["role"], who["to_role"]),
            "person": some(row["person"]),
            "period": some(row["period"]),
            "decision": some("course"),
        }
        words = f"{isolated(row['person'])} goes on {names.course(row['course'])}"
        yield Decided(_staff_pin(row["person"], "course", row["course"]), words, of, row["wte"])


def _staff_pin(person: str, decision: str, item: str) -> dict[str, str]:
    return {"person": person, "decision": decision, "item": item, "reason": ""}


def rostered(plan: Plan) -> Iterator[Decided]:
    """Who works which shift, where, on which day."""
    names = Names(plan)
    duties = plan["duties"].sort_values(["date", "person"], kind="stable")
    for row in duties.to_dict("records"):
        person, date, shift, site = (row[c] for c in ("person", "date", "shift", "site"))
        yield Decided(
            {"person": person, "date": date, "shift": shift, "site": site, "reason": ""},
            f"{isolated(person)} works {names.shift(shift)} at {isolated(site)} on {date}",
            {
                "decision": some("shift"),
                "organisation": some(row["organisation"], row["host"]),
                "role": some(row["role"]),
                "period": some(date),
                "person": some(person),
            },
        )


def rotated(plan: Plan) -> Iterator[Decided]:
    """Who is at which post in which block."""
    names, scheme = Names(plan), str(plan.record.limits["scheme"])
    roles = dict(
        zip(plan["rotation_people"]["person"], plan["rotation_people"]["role"], strict=True)
    )
    for row in plan["rotation"].sort_values(["block", "person"], kind="stable").to_dict("records"):
        person, block, post = row["person"], f"{row['block']:.0f}", row["post"]
        yield Decided(
            {"scheme": scheme, "person": person, "block": block, "post": post, "reason": ""},
            f"{isolated(person)} is at {names.rotation_post(post)} in block {block}",
            {
                "decision": some("post"),
                "organisation": some(row["organisation"]),
                "role": some(roles.get(person, "")),
                "period": some(block),
                "person": some(person),
            },
        )
