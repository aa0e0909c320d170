"""The yes/no decisions of a plan, and what each may be near a relaxed point."""

from __future__ import annotations

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.model import Floats, Ids
from solvers.engine.switches import Switch
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.fragile_services import minimum_counts
from solvers.skillmix.hosting import hosting_switches

#: A decision that stays is as good as taken where the relaxed point has so much of it; if not
#: quite all, then perhaps because nobody can have all of it that soon.
NEARLY = 0.9
#: A team of the relaxed point counts as whole where it is this share of its largest.
WHOLE = 0.9


def yes_or_no(model: SkillmixModel, x: Floats, limits: Limits, *, large: bool) -> list[Switch]:
    """Every yes/no decision of the model, with its options near the relaxed point ``x``."""
    problem, columns = model.problem, model.decisions
    return [
        *adoption_switches(model, x, large),
        *lasting_switches(columns["taken"][problem.levers.whole & ~problem.levers.already], x),
        *lasting_switches(columns["arranged"][~problem.arrangements.in_force], x),
        *lasting_switches(columns["hub_open"][~problem.hubs.already], x),
        *hosting_switches(model, x, limits),
        *fragile_switches(model, x),
    ]


def adoption_switches(model: SkillmixModel, x: Floats, large: bool = False) -> list[Switch]:
    """One switch per pair of employer and profile, with the times it may be adopted.

    The options, the most promising first: from the first period whose team is whole (or
    nearly all that it will ever be) by the time it is due; from the relaxed point's first
    use of it; from when half of the team there ever is was there. On large models, and
    where no team is whole in time, the first use comes first, as the least change to the
    relaxed point.
    """
    adoption = model.problem.adoption
    columns = model.decisions["adopted"]
    cells = np.flatnonzero(adoption.cell_pair >= 0)
    team = np.zeros(columns.shape)
    np.add.at(team, adoption.cell_pair[cells], x[model.decisions["in_post"][cells]])
    most = team.max(axis=1, initial=0.0)
    due = np.minimum(adoption.due, columns.shape[1] - 1)
    switches = []
    for q in range(len(columns)):
        if not adoption.allowed or most[q] <= 1e-6:
            switches.append(Switch(columns[q], (), 0.0))
            continue
        used = team[q] > 1e-7
        whole = min(adoption.minimum_team[q], WHOLE * most[q])
        in_time = np.maximum.accumulate(used) & (team[q, due] >= whole - 1e-6)
        late = not in_time.any()
        if late:
            in_time[-1] = True
        options: list[Floats] = []
        most_likely = (used, in_time) if late or large else (in_time, used)
        for there in (*most_likely, team[q] >= 0.5 * most[q]):
            option = _from(there)
            if not any(np.array_equal(option, other) for other in options):
                options.append(option)
        worth = min(1.0, most[q] / max(adoption.minimum_team[q], 1e-6))
        switches.append(Switch(columns[q], tuple(options), float(worth), int(columns[q, -1])))
    return switches


def lasting_switches(by_then: Ids, x: Floats) -> list[Switch]:
    """One switch per decision that stays, (n, T): from when the relaxed point takes half of
    it, from its first use of it, or from when it takes all of it; that soonest of all, where
    it takes nearly all of it before."""
    switches = []
    for columns in by_then:
        there = x[columns]
        if there.max(initial=0.0) <= 1e-6:
            switches.append(Switch(columns, (), 0.0))
            continue
        options: list[Floats] = []
        for begun in (there >= min(0.5, there.max()), there > 1e-6, there >= 1.0 - 1e-6):
            option = _from(begun)
            if begun.any() and not any(np.array_equal(option, other) for other in options):
                options.append(option)
        full = _from(there >= 1.0 - 1e-6)
        nearly = (there[options[0] > 0.5] >= NEARLY).all()
        whole = full if nearly and full.any() and not np.array_equal(full, options[0]) else None
        worth, last = float(there.max()), int(columns[-1])
        switches.append(Switch(columns, tuple(options), worth, last, whole))
    return switches


def fragile_switches(model: SkillmixModel, x: Floats) -> list[Switch]:
    """One switch per fragile service that a plan may run itself or not.

    The relaxed point runs a share of a service wherever that saves a little, and says little
    about who should run it; its team says more. The options of one that is run today: as long
    as the team is whole or its minimum does not count yet, to the end, as long as the relaxed
    point runs all of it, or half of it, until its minimum counts. All of the relaxed point
    stands behind one whose team is whole to the end. Of one that is not run today: from when
    the relaxed point runs half of what it ever does, from its first use of it, from when the
    team is whole to the end. What the plan before fixes in frozen periods is not the search's
    to decide.
    """
    problem, columns = model.problem, model.decisions["own_team"]
    if problem.today:
        return []
    fragile = problem.fragile
    promised = np.full(columns.shape, np.nan)
    if problem.base is not None and "own_team" in problem.base.decisions:
        frozen = problem.base.frozen
        promised[:, :frozen] = problem.base.decisions["own_team"][:, :frozen]
    team = fragile.team.astype(float) @ x[model.decisions["in_post"]]
    enough = ~minimum_counts(problem) | (team >= fragile.minimum_team[:, None] - 1e-6)
    periods = np.arange(columns.shape[1])
    switches = []
    for s, today in enumerate(fragile.own_today):
        own, free = x[columns[s]], np.isnan(promised[s])
        if today and (promised[s] < 0.5).any():  # given up already
            switches.append(Switch(columns[s, free], (), 0.0))
            continue
        if today:
            before = periods < fragile.counts_from[s]
            whole = _until(enough[s])
            there = [whole, periods >= 0, _until(own > 1 - 1e-6), _until(own >= 0.5), before]
            worth = 1.0 if whole.all() else float(own.max())
        else:
            there = [own >= max(0.5 * own.max(), 1e-6), own > 1e-6]
            there = [np.maximum.accumulate(some) for some in there]
            there.append(_until(enough[s, ::-1])[::-1] & (own.max() > 1e-6))
            worth = float(own.max())
        options: list[Floats] = []
        for option in (some[free].astype(float) for some in there):
            if option.any() and not any(np.array_equal(option, other) for other in options):
                options.append(option)
        switches.append(Switch(columns[s, free], tuple(options), worth if options else 0.0))
    return switches


def _until(there: np.ndarray) -> np.ndarray:
    """True up to the first False."""
    return np.minimum.accumulate(there)


def _from(there: np.ndarray) -> Floats:
    """One from the first True on."""
    return np.maximum.accumulate(there).astype(float)
