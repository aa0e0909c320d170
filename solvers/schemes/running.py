"""One run of CP-SAT, which ends as soon as somebody says so."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ortools.sat.python import cp_model

from solvers.engine.limits import Limits


def run(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    limits: Limits,
    heard: cp_model.CpSolverSolutionCallback | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> cp_model.CpSolverStatus:
    """Solve until ``limits`` are stopped from outside, or it is ``enough``; time is the solver's.

    Raises
    ------
    ValueError : the figures are too large to be counted with.
    """
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            if limits.stop.is_set() or enough():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        status = solver.solve(model, heard)
    finally:
        ended.set()
        watcher.join()
    if status == cp_model.MODEL_INVALID:
        raise ValueError(model.validate())
    return status
