"""Occasions, care left out, work, lower acuity and deployment from the tables of a plan."""

from __future__ import annotations

from planner.skillmix.care_tables import pattern_names
from planner.skillmix.plan_rows import Places, PlanRows, Values
from solvers.skillmix.decisions import Index


def read_care(rows: PlanRows, values: Values) -> None:
    """Occasions by pattern and interventions left out, per week."""
    care, weeks = rows.problem.care, rows.problem.horizon.weeks
    patterns: Places = {
        (care.packages[k], name): v
        for v, (k, name) in enumerate(zip(care.pattern_package, pattern_names(care), strict=True))
    }
    rows.put(
        values["occasions"],
        "patterns",
        "occasions",
        rows.tables["patterns"],
        ("package", "pattern"),
        patterns,
        local=True,
        divide=weeks,
    )
    interventions: Places = {
        (care.packages[k], name): i
        for i, (k, name) in enumerate(
            zip(care.intervention_package, care.interventions, strict=True)
        )
    }
    rows.put(
        values["undelivered"],
        "need",
        "unmet",
        rows.tables["need"],
        ("package", "intervention"),
        interventions,
        local=True,
        divide=weeks,
    )


def read_work(rows: PlanRows, values: Values) -> None:
    """Hours of each skill class by profile, from the minutes of the visits table."""
    care, w = rows.problem.care, rows.problem.workforce
    providers: dict[int, list[tuple[str, int]]] = {}
    for y, (z, p) in enumerate(zip(care.provider_class, care.provider_profile, strict=True)):
        providers.setdefault(int(z), []).append((w.profiles[p], y))
    at: Places = {}
    for k, members, z in zip(care.part_package, care.part_members, care.part_class, strict=True):
        part = " + ".join(care.interventions[i] for i in members)
        for profile, y in providers.get(int(z), ()):
            at[care.packages[k], part, profile] = y
    rows.put(
        values["work"],
        "visits",
        "minutes",
        rows.tables["visits"],
        ("package", "part", "profile"),
        at,
        local=True,
        divide=rows.problem.horizon.weeks * 60.0,
    )


def read_lower_acuity(rows: PlanRows, values: Values, index: Index) -> None:
    """Occasions given as their lower-acuity alternative, per week."""
    packages = rows.problem.care.packages
    alternatives: Places = {(packages[b],): k for k, b in enumerate(index.alternatives)}
    rows.put(
        values["shifted"],
        "lower_acuity",
        "occasions",
        rows.tables["lower_acuity"],
        ("package",),
        alternatives,
        local=True,
        prefixed=False,
        divide=rows.problem.horizon.weeks,
    )


def read_deployment(rows: PlanRows, values: Values, index: Index) -> None:
    """Hours given to a locality by area and profile, per week."""
    w, pair = rows.problem.workforce, index.deploy_pair
    at: Places = {
        (w.areas[g], w.profiles[p], w.localities[near]): e
        for e, (g, p, near) in enumerate(
            zip(
                index.pair_area[pair],
                index.pair_profile[pair],
                index.deploy_locality,
                strict=True,
            )
        )
    }
    rows.put(
        values["deployed"],
        "deployment",
        "hours",
        rows.tables["deployment"],
        ("area", "profile", "locality"),
        at,
        divide=rows.problem.horizon.weeks,
    )
