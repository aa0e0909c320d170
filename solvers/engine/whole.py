"""A small choice of whole columns, solved by SCIP.

Through OR-Tools' older interface: MathOpt's cannot interrupt SCIP without an error of SCIP's on
the screen, and one that is left running can end the process with an abort.
"""

from __future__ import annotations

import threading
import time

import numpy as np
from ortools.linear_solver import linear_solver_pb2, pywraplp

from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, made_sound, nothing
from solvers.engine.model import Assembled, Floats
from solvers.engine.status import Status

#: How often it is looked whether SCIP should stop, seconds.
_POLL = 0.02


def solve_whole(
    model: Assembled, objective: Floats, limits: Limits, gap: float = 0.0
) -> LinearResult:
    """Minimise ``objective @ x`` until nothing is better by more than ``gap``, in the objective's
    unit, time is over or somebody stops it. SCIP has ended when it returns."""
    started = time.monotonic()
    if limits.over():
        return nothing(Status.UNKNOWN, started, "no time")
    solver = pywraplp.Solver.CreateSolver("SCIP")
    failed = solver.LoadModelFromProto(to_proto(model, objective))
    if failed:
        return nothing(Status.INVALID, started, failed)
    solver.SetSolverSpecificParametersAsString(
        f"randomization/randomseedshift = {limits.seed}\nlimits/absgap = {gap}"
    )
    if np.isfinite(limits.left()):
        solver.set_time_limit(max(1, int(limits.left() * 1000)))
    precise = pywraplp.MPSolverParameters()
    precise.SetDoubleParam(precise.RELATIVE_MIP_GAP, 0.0)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_POLL):
            if limits.stop.is_set():
                solver.InterruptSolve()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        answer = solver.Solve(precise)
    finally:
        ended.set()
        watcher.join()
    if answer == pywraplp.Solver.INFEASIBLE:
        return nothing(Status.INFEASIBLE, started, "")
    if answer not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return nothing(Status.UNKNOWN, started, "")
    x = np.array([one.solution_value() for one in solver.variables()])
    broken = made_sound(x, model)
    if broken:
        return nothing(Status.INVALID, started, broken)
    status = Status.OPTIMAL if answer == pywraplp.Solver.OPTIMAL else Status.FEASIBLE
    bound, seconds = solver.Objective().BestBound(), time.monotonic() - started
    return LinearResult(status, x, float(objective @ x), bound, seconds, "")


def to_proto(model: Assembled, objective: Floats) -> linear_solver_pb2.MPModelProto:
    """The model as the older interface takes it."""
    proto = linear_solver_pb2.MPModelProto()
    for lower, upper, cost, whole in zip(
        model.lower.tolist(),
        model.upper.tolist(),
        objective.tolist(),
        model.integer.tolist(),
        strict=True,
    ):
        proto.variable.add(
            lower_bound=lower, upper_bound=upper, objective_coefficient=cost, is_integer=whole
        )
    ends = np.searchsorted(model.entry_row, np.arange(model.n_rows + 1))
    for row in range(model.n_rows):
        these = slice(ends[row], ends[row + 1])
        proto.constraint.add(
            lower_bound=model.row_lower[row],
            upper_bound=model.row_upper[row],
            var_index=model.entry_column[these].tolist(),
            coefficient=model.entry_value[these].tolist(),
        )
    return proto
