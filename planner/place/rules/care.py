"""Rules on needs, packages, interventions and localities."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.errors import Finding
from planner.place.rules.rule import Tables, needs

MOST_INTERVENTIONS = 10  # of a package: the ways to part more into visits run to millions


@needs("localities", "organisations")
def localities_name_pcns(tables: Tables) -> Iterator[Finding]:
    """The PCN of a locality is an organisation of the kind pcn."""
    kinds = tables["organisations"].set_index("organisation")["kind"].to_dict()
    for i, pcn in enumerate(tables["localities"]["pcn"]):
        if pcn and kinds[pcn] != "pcn":
            message = f"'{pcn}' is a {kinds[pcn]}, not a pcn"
            remedy = "name a PCN here; who else serves the locality goes in service_areas"
            yield tables.error("localities", i, "pcn", message, remedy)


@needs("packages")
def alternatives(tables: Tables) -> Iterator[Finding]:
    """A lower-acuity package replaces one that stands by itself, for the same need group."""
    packages = tables["packages"]
    groups = packages.set_index("package")["need_group"].to_dict()
    replaces = packages.set_index("package")["alternative_to"].to_dict()
    for i, (package, other) in enumerate(
        zip(packages["package"], packages["alternative_to"], strict=True)
    ):
        if not other:
            continue
        if other == package:
            message, remedy = "the package is an alternative to itself", "leave it blank"
        elif replaces[other]:
            message = f"'{other}' is itself an alternative, to '{replaces[other]}'"
            remedy = f"name '{replaces[other]}'"
        elif groups[other] != groups[package]:
            message = f"'{other}' is for the need group '{groups[other]}', this is for another"
            remedy = f"name a package of '{groups[package]}'"
        else:
            continue
        yield tables.error("packages", i, "alternative_to", message, remedy)


@needs("packages")
def alternatives_have_shares(tables: Tables) -> Iterator[Finding]:
    """An alternative may be given to someone."""
    packages = tables["packages"]
    idle = (packages["alternative_to"] != "") & (packages["alternative_share_max"] == 0)
    for i in np.flatnonzero(idle).tolist():
        message = "the share is nought, so the alternative is never given"
        remedy = "set a share, or drop the package"
        yield tables.warning("packages", i, "alternative_share_max", message, remedy)


@needs("packages", "interventions")
def packages_have_interventions(tables: Tables) -> Iterator[Finding]:
    """A package has 1 to 10 interventions."""
    counts = tables["interventions"]["package"].value_counts().to_dict()
    for i, package in enumerate(tables["packages"]["package"]):
        count = counts.get(package, 0)
        if count == 0:
            message = f"the package '{package}' has no interventions"
            remedy = "add them to interventions, or drop the package"
            yield tables.error("packages", i, "package", message, remedy)
        elif count > MOST_INTERVENTIONS:
            message = f"'{package}' has {count} interventions; a package may have 10"
            remedy = "split it into packages that fall due apart"
            yield tables.error("packages", i, "package", message, remedy)


@needs("needs", "packages")
def needs_have_packages(tables: Tables) -> Iterator[Finding]:
    """A need group that has people has a package of care."""
    known = set(tables["packages"]["need_group"])
    groups = tables["needs"]["need_group"]
    for i in np.flatnonzero((~groups.isin(known) & ~groups.duplicated()).to_numpy()).tolist():
        message = f"no package meets the need of '{groups[i]}', so it asks for no care"
        yield tables.warning("needs", i, "need_group", message, "add a package, or drop the need")


@needs("interventions", "role_competencies", "roles", "profiles", "fragile_services")
def interventions_can_be_given(tables: Tables) -> Iterator[Finding]:
    """Some role or profile has all the competencies of every intervention, or a neighbour
    sells it."""
    services = tables["fragile_services"]
    scarce = set(services["competency"])
    sold = set(services.loc[services["most_hours_per_week"] > 0, "competency"])
    holders = _holders(tables)
    everyone = -1
    needed = tables["interventions"]["competencies"]
    given: dict[tuple[str, ...], bool] = {}
    for i, competencies in enumerate(needed):
        if competencies not in given:
            able = everyone
            for competency in competencies:
                able &= holders.get(competency, 0)
            given[competencies] = able != 0 or _bought(competencies, scarce, sold)
        if not given[competencies]:
            message = "no role or profile has all these competencies: it will always be unmet"
            remedy = "add a profile that has them, or split the intervention"
            yield tables.warning("interventions", i, "competencies", message, remedy)


def _bought(competencies: tuple[str, ...], scarce: set[str], sold: set[str]) -> bool:
    """Whether a neighbour gives it: it rests on one fragile service, and that is sold."""
    rests = scarce.intersection(competencies)
    return len(rests) == 1 and rests <= sold


def _holders(tables: Tables) -> dict[str, int]:
    """For each competency a bit for every role and profile that holds it."""
    core: dict[str, set[str]] = {}
    rows = tables["role_competencies"]
    for role, competency, status in zip(
        rows["role"], rows["competency"], rows["status"], strict=True
    ):
        if status == "core":
            core.setdefault(role, set()).add(competency)
    skills = list(core.values())
    profiles = tables["profiles"]
    for role, added in zip(profiles["role"], profiles["competencies"], strict=True):
        skills.append(core.get(role, set()) | set(added))
    holders: dict[str, int] = {}
    for bit, held in enumerate(skills):
        for competency in held:
            holders[competency] = holders.get(competency, 0) | 1 << bit
    return holders
