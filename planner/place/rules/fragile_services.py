"""Rules on fragile services."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs


@needs("fragile_services")
def services_have_one_competency_each(tables: Tables) -> Iterator[Finding]:
    """No two services rest on the same competency."""
    first: dict[str, str] = {}
    rows = tables["fragile_services"]
    for i, (service, competency) in enumerate(
        zip(rows["service"], rows["competency"], strict=True)
    ):
        if competency in first:
            message = f"the service '{first[competency]}' rests on '{competency}' already"
            remedy = "make one service of the two, or name another competency"
            yield tables.error("fragile_services", i, "competency", message, remedy)
        first.setdefault(competency, service)


@needs("fragile_services", "interventions")
def services_give_something(tables: Tables) -> Iterator[Finding]:
    """Some intervention needs the competency of every service."""
    needed = {c for some in tables["interventions"]["competencies"] for c in some}
    for i, competency in enumerate(tables["fragile_services"]["competency"]):
        if competency not in needed:
            message = f"no intervention needs '{competency}', so nothing is given in the service"
            remedy = "name a competency that interventions need, or drop the row"
            yield tables.warning("fragile_services", i, "competency", message, remedy)


@needs("fragile_services")
def sellers_are_named(tables: Tables) -> Iterator[Finding]:
    """Who sells hours of a service is named, and a named neighbour sells some."""
    rows = tables["fragile_services"]
    for i, (neighbour, most) in enumerate(
        zip(rows["neighbour"], rows["most_hours_per_week"], strict=True)
    ):
        if most > 0 and not neighbour:
            message = f"{most:g} hours a week may be bought, but not from whom"
            remedy = "name the neighbour, or write 0 hours"
            yield tables.error("fragile_services", i, "neighbour", message, remedy)
        if neighbour and most == 0:
            message = f"'{neighbour}' sells no hours, so none are bought"
            remedy = "give the most hours a week that it sells"
            yield tables.warning("fragile_services", i, "most_hours_per_week", message, remedy)


@needs("fragile_services", "posts", "staff", "role_competencies", "profiles")
def services_of_today_have_staff(tables: Tables) -> Iterator[Finding]:
    """A service that the place runs today has somebody in post with its competency."""
    core: dict[str, set[str]] = {}
    scope = tables["role_competencies"]
    for role, competency, status in zip(
        scope["role"], scope["competency"], scope["status"], strict=True
    ):
        if status == "core":
            core.setdefault(role, set()).add(competency)
    posts = tables["posts"]
    there = set(posts.loc[posts["in_post_wte"] > 0, "role"])
    held = {c for role in there for c in core.get(role, ())}
    held |= {c for learned in tables["staff"]["competencies"] for c in learned}
    rows = tables["fragile_services"]
    for i, (service, competency, own) in enumerate(
        zip(rows["service"], rows["competency"], rows["own_today"], strict=True)
    ):
        if own and competency not in held:
            message = (
                f"nobody in post has '{competency}', so the place cannot run '{service}' today"
            )
            remedy = "write no, or check the posts and what their roles can do"
            yield tables.warning("fragile_services", i, "own_today", message, remedy)
