"""Solving the skill-mix problem in the order of its priorities, and its baseline."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine.goals import Goal, GoalResult
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled, Floats, Ids
from solvers.engine.priorities import Search
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.engine.switches import Switch
from solvers.engine.violation import Violation
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.check import check
from solvers.skillmix.conflict import Conflict, find_conflicts
from solvers.skillmix.fragile_services import minimum_counts
from solvers.skillmix.hosting import hosting_switches
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import objective
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.reach import possible_adoption, reach

#: On larger models teams are small beside the whole: the relaxation is near the plans as it
#: is, and what would bring it nearer makes the last linear model longer (decision 7).
LARGE = 150_000
#: A team of the relaxed point counts as whole where it is this share of its largest.
WHOLE = 0.9


@dataclass(frozen=True)
class Ask:
    """A priority: a measure by name, and how much of it may be given up for later ones."""

    measure: str
    tolerance: float = 0.005
    slack: float = 0.0


@dataclass
class SkillmixResult:
    """What the search found.

    ``outcome`` is checked (``violations`` says what the check found); it is None
    where there is none, and then ``conflicts`` say why.
    """

    status: Status
    ended: str
    outcome: Outcome | None
    goals: list[GoalResult]
    size: dict[str, int]
    seconds: dict[str, float]
    trace: list[Progress]
    violations: list[Violation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def solve_skillmix(
    problem: Problem,
    asks: Sequence[Ask],
    limits: Limits,
    listen: Listener = silent,
    phase: str = "plan",
) -> SkillmixResult:
    """Meet the priorities in order; check what comes out.

    Parameters
    ----------
    asks : measures in order; names are those of ``solvers.skillmix.measures``.
    phase : what to call the search in progress messages.
    """
    started = time.monotonic()
    listen(Progress(phase, note="building the model", seconds=limits.elapsed()))
    model = build(problem)
    built = time.monotonic()
    search = Search(
        model.assembled if _large(model) else nearer_to_plans(model),
        [goal_of(ask, model) for ask in asks],
        limits,
        lambda x: [
            *adoption_switches(model, x),
            *lever_switches(model, x),
            *arrangement_switches(model, x),
            *hub_switches(model, x),
            *hosting_switches(model, x, limits),
            *fragile_switches(model, x),
        ],
        listen,
        phase,
    )
    found = search.run()
    solved = time.monotonic()
    seconds = {"build": built - started, "solve": solved - built}
    result = SkillmixResult(
        found.status, found.ended, None, found.goals, model.assembled.size, seconds, found.trace
    )
    if len(found.x):
        result.outcome = model.outcome(found.x)
        result.violations = check(result.outcome)
    elif found.status is Status.INFEASIBLE:
        listen(Progress(phase, note="finding what makes it impossible", seconds=limits.elapsed()))
        result.conflicts = find_conflicts(model, limits)
    seconds["check"] = time.monotonic() - solved
    return result


def goal_of(ask: Ask, model: SkillmixModel) -> Goal:
    """The priority as a goal of the model."""
    measure = MEASURES[ask.measure]
    dense = objective(
        measure, model.decisions, model.problem, model.index, model.assembled.n_columns
    )
    return Goal(measure.NAME, dense, measure.UNIT, ask.tolerance, ask.slack, measure.SLACK)


def _large(model: SkillmixModel) -> bool:
    return model.assembled.n_columns > LARGE


def nearer_to_plans(model: SkillmixModel) -> Assembled:
    """The model with what every plan keeps besides the rules, and the relaxation does not.

    Every plan is left in it; see ``solvers.skillmix.reach``.
    """
    adopted, stock = model.decisions["adopted"], model.decisions["in_post"]
    reached = reach(model.problem)
    never = adopted[~possible_adoption(model.problem, reached)]
    later = np.concatenate([reached[:, 1:], np.zeros_like(reached[:, :1])], axis=1)
    worth = np.maximum(reached - later, 0.0)  # of having adopted by s, in t
    most = model.problem.adoption.most
    rows = []
    for pair, columns in enumerate(adopted):
        cells = stock[model.problem.adoption.cell_pair == pair]
        for period in range(len(columns)):
            have = np.flatnonzero(worth[pair, :, period])
            if worth[pair, period, period] >= most[pair]:
                continue  # says no more than the rule
            ids = np.concatenate([cells[:, period], columns[have]])
            terms = np.concatenate([np.ones(len(cells)), -worth[pair, have, period]])
            rows.append((ids, terms, -np.inf, 0.0))
    return model.assembled.with_bounds(never, 0.0, 0.0).with_rows("reach", rows)


def adoption_switches(model: SkillmixModel, x: Floats) -> list[Switch]:
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
        most_likely = (used, in_time) if late or _large(model) else (in_time, used)
        for there in (*most_likely, team[q] >= 0.5 * most[q]):
            option = _from(there)
            if not any(np.array_equal(option, other) for other in options):
                options.append(option)
        worth = min(1.0, most[q] / max(adoption.minimum_team[q], 1e-6))
        switches.append(Switch(columns[q], tuple(options), float(worth), int(columns[q, -1])))
    return switches


def lever_switches(model: SkillmixModel, x: Floats) -> list[Switch]:
    """One switch per lever that is yes or no."""
    return _switches(model.decisions["taken"][model.problem.levers.whole], x)


def hub_switches(model: SkillmixModel, x: Floats) -> list[Switch]:
    """One switch per hub that is not open already."""
    return _switches(model.decisions["hub_open"][~model.problem.hubs.already], x)


def arrangement_switches(model: SkillmixModel, x: Floats) -> list[Switch]:
    """One switch per arrangement that is not in force."""
    return _switches(model.decisions["arranged"][~model.problem.arrangements.in_force], x)


def _switches(by_then: Ids, x: Floats) -> list[Switch]:
    """One switch per decision that stays, (n, T): from when the relaxed point takes half of
    it, from its first use of it, or from when it takes all of it."""
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
        whole = full if full.any() and not np.array_equal(full, options[0]) else None
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


def solve_today(
    problem: Problem, asks: Sequence[Ask], limits: Limits, listen: Listener = silent
) -> SkillmixResult:
    """Today's way of working carried forward.

    Budgets are kept as far as they can be; leavers are replaced as far as the
    markets and the money allow; then the priorities are met in order.
    """
    first = [Ask("breach", 0.0), Ask("vacancy", 0.0)]
    rest = [ask for ask in asks if ask.measure not in ("vacancy", "change", "released")]
    return solve_skillmix(problem, [*first, *rest], limits, listen, "today carried forward")
