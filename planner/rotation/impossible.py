"""Why a scheme cannot be kept, and what would free it, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planner.errors import ImpossibleError
from planner.rotation.scheme import Scheme
from solvers.engine.limits import Limits
from solvers.engine.violation import Violation
from solvers.schemes.explain import conflict, relaxation
from solvers.schemes.problem import SchemeProblem

#: Seconds for each of the two searches.
SECONDS = 60.0

#: Rule → what would be given up, from what is said of a broken promise.
_GIVE = {
    "where a person may be": "let them be elsewhere than they may (travel, notice, pins, posts)",
    "blocks in a row": "allow a run that is {amount:g} blocks off",
    "what comes next": "allow another kind of post next",
    "what comes first": "allow it before what must come first",
    "blocks of each kind": "allow {amount:g} blocks off what is asked in all",
    "time at home": "allow {amount:g} blocks less at home",
    "people at each post": "allow {amount:g} people off its fewest or most",
    "supervision and experience": "allow {amount:g} people off its supervision",
    "people who stay on": "allow {amount:g} fewer people to stay on",
    "people who share a post": "let neither of them, or both, be there",
    "groups that go together": "let them be at different kinds of post",
    "no net loss at home": "allow the home employer {amount:g} WTE days more without them",
}


def impossible(scheme: Scheme, problem: SchemeProblem, limits: Limits) -> ImpossibleError:
    """What conflicts, in the fewest rules and people, and the smallest change that frees it."""
    clash = conflict(problem, limits.anew(SECONDS))
    freed = relaxation(problem, limits.anew(SECONDS))
    reasons = []
    if clash is not None:
        said = "These cannot all be kept" + (
            ", and any of them less can:" if clash.smallest else ":"
        )
        reasons.append(said)
        reasons += [f"  {rule}: {where}" for rule, where in clash.promises]
    if freed is not None:
        few = "The fewest promises" if freed.fewest else "Promises"
        reasons.append(f"{few} that must give way for all others to be kept:")
        reasons += [f"  {line}" for line in give_up(freed.given_up)]
    if not reasons:
        stopped = limits.stop.is_set()
        reasons = [f"What conflicts was not found{': stopped' if stopped else ' in the time'}."]
    return ImpossibleError(f"No rotation keeps everything that '{scheme.name}' asks for.", reasons)


def give_up(broken: Sequence[Violation]) -> list[str]:
    """What giving up each promise means; by as much in all as it is broken."""
    amounts: dict[tuple[str, str], float] = defaultdict(float)
    for each in broken:
        amounts[each.where, each.rule] += each.amount
    return [
        f"{where}: {_GIVE[rule].format(amount=amount)} ({rule})"
        for (where, rule), amount in amounts.items()
    ]
