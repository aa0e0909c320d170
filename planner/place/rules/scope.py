"""Rules on scope of practice: what roles and profiles hold and may learn."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs


def statuses(tables: Tables) -> dict[tuple[str, str], str]:
    """core, learnable or barred by (role, competency); a pair not here is barred."""
    rows = tables["role_competencies"]
    return {
        (role, competency): status
        for role, competency, status in zip(
            rows["role"], rows["competency"], rows["status"], strict=True
        )
    }


@needs("role_competencies", "roles", "competencies")
def registrant_only(tables: Tables) -> Iterator[Finding]:
    """No unregistered role holds or learns a competency that stays with registrants."""
    competencies = tables["competencies"]
    kept = set(competencies["competency"][competencies["registrant_only"]])
    roles = tables["roles"]
    unregistered = set(roles["role"][roles["registration"] == ""])
    for i, ((role, competency), status) in enumerate(statuses(tables).items()):
        if status != "barred" and role in unregistered and competency in kept:
            message = f"'{competency}' is for registrants only, and '{role}' is not registered"
            remedy = "bar it, or state the role's registration"
            yield tables.error("role_competencies", i, "status", message, remedy)


@needs("roles", "role_competencies")
def roles_have_competencies(tables: Tables) -> Iterator[Finding]:
    """Every role has a competency."""
    if tables["role_competencies"].empty:  # a place for rosters alone
        return
    known = {role for (role, _), status in statuses(tables).items() if status != "barred"}
    for i, role in enumerate(tables["roles"]["role"]):
        if role not in known:
            message = f"'{role}' has no competencies, so it can give no care"
            yield tables.warning("roles", i, "role", message, "add them to role_competencies")


@needs("profiles", "role_competencies")
def profiles_in_scope(tables: Tables) -> Iterator[Finding]:
    """A profile adds only competencies that its role may learn."""
    known = statuses(tables)
    profiles = tables["profiles"]
    for i, (role, added) in enumerate(zip(profiles["role"], profiles["competencies"], strict=True)):
        for competency in added:
            status = known.get((role, competency), "barred")
            if status == "core":
                message = f"'{competency}' is core to '{role}' already"
                yield tables.error("profiles", i, "competencies", message, "leave it out")
            elif status == "barred":
                message = f"'{competency}' is outside the scope of practice of '{role}'"
                remedy = "leave it out, or list it as learnable in role_competencies"
                yield tables.error("profiles", i, "competencies", message, remedy)


@needs("profiles", "roles")
def profile_names(tables: Tables) -> Iterator[Finding]:
    """A profile has a name of its own, unless it states the terms of adopting that very role."""
    roles = set(tables["roles"]["role"])
    profiles = tables["profiles"]
    for i, (profile, role) in enumerate(zip(profiles["profile"], profiles["role"], strict=True)):
        if profile not in roles:
            continue
        if profile != role:
            message = f"'{profile}' is the name of another role than the profile's"
            yield tables.error("profiles", i, "profile", message, "choose a name of its own")
        elif profiles["competencies"][i]:
            message = "a profile with more competencies than the role has the role's name"
            yield tables.error("profiles", i, "profile", message, "choose a name of its own")


@needs("staff", "role_competencies")
def staff_in_scope(tables: Tables) -> Iterator[Finding]:
    """A person holds only competencies within the scope of practice of the person's role."""
    known = statuses(tables)
    staff = tables["staff"]
    if not known:  # a place for rosters alone
        return
    for i, (role, held) in enumerate(zip(staff["role"], staff["competencies"], strict=True)):
        for competency in held:
            if known.get((role, competency), "barred") == "barred":
                message = f"'{competency}' is outside the scope of practice of '{role}'"
                remedy = "leave it out, or list it as learnable in role_competencies"
                yield tables.error("staff", i, "competencies", message, remedy)
