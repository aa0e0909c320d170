"""The stress test of a skill-mix plan: a place and its plan go in, probabilities come out."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from planner.errors import CheckFailed, ImpossibleError
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.plan import CheckResult, Plan, PlanRecord
from planner.plan.versions import versions
from planner.skillmix.labels import make_labels
from planner.stress.game import Replayed, make_game, not_as_planned
from planner.stress.tables import make_tables
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.stress.play import Played

DRAWS = 10_000
#: Of the hours asked of an employer, the share that may be not given.
NEED_SHARE = 0.05
#: So often is told how far it is.
TOLD = 10


def stress_plan(
    place: Place,
    skillmix: Plan,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    need_share: float = NEED_SHARE,
    scenarios: Sequence[str] = (),
    listen: Listener = silent,
    stop: threading.Event | None = None,
) -> Plan:
    """Play a skill-mix plan against random demand, turnover, completion and recruitment.

    The result holds no clock: the same place, plan, seed and draws give the same tables.

    Parameters
    ----------
    draws : how often it is played; draw i is the same however many there are.
    need_share : an employer breaks its need limit where more than this share of the hours
        that are asked of it is not given.
    scenarios : names of the scenarios already applied to the place.
    stop : when set, the draws so far are kept.

    Raises
    ------
    InputError : the place lacks tables of a skill mix, or the plan is not of the place.
    ImpossibleError : stopped before the first draws were whole.
    CheckFailed : without uncertainty the replay is not the plan; nothing is published.
    """
    require(place, "skillmix")
    replayed = make_game(place, skillmix, draws, seed, need_share)
    sure = replayed.sure.play(threads=1)
    wrong = not_as_planned(replayed.outcome, sure)
    if wrong:
        raise CheckFailed("stress test", wrong)

    began, told = time.monotonic(), max(1, draws // TOLD)

    def tell(done: int, before: int) -> None:
        if done == draws or done // told > before // told:
            note = f"{done:,} of {draws:,} draws played"
            listen(Progress("stress", note=note, seconds=time.monotonic() - began))

    played = replayed.game.play(tell=tell, stop=stop)
    if not played.draws:
        raise ImpossibleError("Interrupted before the first draws; nothing is written.")
    tables = make_tables(replayed, played, sure)
    return Plan(_record(replayed, skillmix, played, scenarios), tables, make_labels(place))


def _record(
    replayed: Replayed, skillmix: Plan, played: Played, scenarios: Sequence[str]
) -> PlanRecord:
    place, asked = replayed.place, replayed.game.asked
    whole = played.draws == asked.draws
    ended = "every draw is played" if whole else f"interrupted before {asked.draws:,} draws"
    w = replayed.outcome.problem.workforce
    phases = ("load", "validate", "build", "solve", "check", "write")
    return PlanRecord(
        stage="stress",
        place=place.settings.name,
        status=(Status.OPTIMAL if whole else Status.INTERRUPTED).value,
        ended=ended,
        periods=list(skillmix.record.periods),
        start=skillmix.record.start,
        scenarios=list(scenarios),
        base="skill mix" if skillmix.folder is None else skillmix.folder.name,
        priorities=[],
        check=CheckResult(passed=True, violations=[]),
        seconds=dict.fromkeys(phases, 0.0),
        model={"employers": len(w.organisations), "posts": len(w.posts), "cells": len(w.cell_post)},
        inputs=dict(place.hashes),
        versions=versions(),
        seed=asked.seed,
        limits={"draws": played.draws, "need_share": asked.need_share, "reproducible": True},
        warnings=[],
        settings=place.settings.model_dump(mode="json"),
        trace=[],
    )
