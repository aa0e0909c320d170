"""Rules on courses, profiles and the funds that pay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs
from planner.place.rules.scope import statuses


@needs("courses", "role_competencies")
def courses_in_scope(tables: Tables) -> Iterator[Finding]:
    """A course adds only competencies that the role it ends in may learn, or has as core."""
    known = statuses(tables)
    courses = tables["courses"]
    for i, added in enumerate(courses["competencies"]):
        role = courses["to_role"][i] or courses["from_role"][i]
        fine = ("learnable", "core") if courses["to_role"][i] else ("learnable",)
        for competency in added:
            if known.get((role, competency), "barred") not in fine:
                message = f"'{competency}' is not learnable by '{role}'"
                remedy = "leave it out, or list it as learnable in role_competencies"
                yield tables.error("courses", i, "competencies", message, remedy)


@needs("courses")
def courses_lead_somewhere(tables: Tables) -> Iterator[Finding]:
    """A course adds competencies or leads to another role."""
    courses = tables["courses"]
    for i, (start, end, added) in enumerate(
        zip(courses["from_role"], courses["to_role"], courses["competencies"], strict=True)
    ):
        if not added and end in ("", start):
            message = "the course adds no competencies and leads to no other role"
            yield tables.error("courses", i, "course", message, "give competencies or to_role")


@needs("courses", "funds")
def courses_paid_by_training_funds(tables: Tables) -> Iterator[Finding]:
    """Course fees are paid by a fund for training."""
    kinds = tables["funds"].set_index("fund")["kind"].to_dict()
    for i, fund in enumerate(tables["courses"]["fund"]):
        if fund and kinds[fund] != "training":
            message = f"the fund '{fund}' is for {kinds[fund]}, not for training"
            yield tables.error("courses", i, "fund", message, "name a fund of the kind training")


@needs("courses")
def ramps_rise(tables: Tables) -> Iterator[Finding]:
    """Productivity after a course never falls from quarter to quarter."""
    for i, ramp in enumerate(tables["courses"]["adoption_ramp"]):
        if any(later < earlier for earlier, later in pairwise(ramp)):
            message = "productivity falls from one quarter to the next"
            remedy = "give figures that rise, such as 0.5;0.75;0.9;1"
            yield tables.error("courses", i, "adoption_ramp", message, remedy)


@needs("fund_roles", "funds")
def roles_paid_by_reimbursement_funds(tables: Tables) -> Iterator[Finding]:
    """Roles are paid by a fund for reimbursement."""
    kinds = tables["funds"].set_index("fund")["kind"].to_dict()
    for i, fund in enumerate(tables["fund_roles"]["fund"]):
        if kinds[fund] != "reimbursement":
            message = f"the fund '{fund}' is for {kinds[fund]}, not for reimbursement"
            remedy = "name a fund of the kind reimbursement"
            yield tables.error("fund_roles", i, "fund", message, remedy)


@needs("profiles", "courses", "recruitment", "transfers")
def profiles_can_be_reached(tables: Tables) -> Iterator[Finding]:
    """Courses lead to every profile, or recruitment where the role itself is the new thing."""
    courses, profiles = tables["courses"], tables["profiles"]
    taught: dict[str, set[str]] = {}
    for start, end, added in zip(
        courses["from_role"], courses["to_role"], courses["competencies"], strict=True
    ):
        taught.setdefault(end or start, set()).update(added)
    joined = {*tables["recruitment"]["role"], *courses["to_role"], *tables["transfers"]["to_role"]}
    for i, (role, added) in enumerate(zip(profiles["role"], profiles["competencies"], strict=True)):
        if added and not taught.get(role, set()).issuperset(added):
            message = "no course leads to the profile, so nobody can come to have it"
            remedy = f"add courses that give '{role}' these competencies"
            yield tables.warning("profiles", i, "competencies", message, remedy)
        elif not added and role not in joined:
            message = f"nobody can join the role '{role}'"
            remedy = "add recruitment for it, or a course or transfer that leads to it"
            yield tables.warning("profiles", i, "role", message, remedy)
