"""Solving an assembled model through OR-Tools MathOpt: HiGHS cold, GLOP from a basis.

HiGHS's interior point is the fastest way to a first vertex; from the basis of a
model that differs little, GLOP's simplex is faster still. HiGHS has been seen to
return "optimal" with broken rows after presolve, so every answer is recomputed; a
broken one is solved again without presolve, and if that is broken too the status
is INVALID.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver as mathopt_core
from ortools.math_opt.solvers import highs_pb2

from solvers.engine.limits import Limits
from solvers.engine.model import Assembled, Floats, Ids
from solvers.engine.status import Status

#: A row may be off by this much, relative to its own scale.
ROW_TOLERANCE = 1e-6
#: Relative gap at which an interior point is near enough; HiGHS's own 1e-8 has been seen to
#: stall for good at 7e-8. The vertex found after it is exact either way.
INTERIOR_TOLERANCE = 1e-7
#: HiGHS has been seen to go round for ever, past its own time limit: who waits gives up on it
#: after so many times the limit, and so many seconds more.
PATIENCE, MORE = 1.5, 20.0
#: How often a waiting caller looks whether it should stop, seconds.
_POLL = 0.05


@dataclass(frozen=True)
class LinearResult:
    """What one solve gave.

    ``x`` is empty without an outcome; ``bound`` is a proven bound on the
    minimum (-inf where nothing is proven); ``duals`` are per row and ``reduced`` per
    column where asked for: by how much the minimum changes, by one of the optimal dual
    solutions, per unit by which the bound that holds there is raised.
    """

    status: Status
    x: Floats
    value: float
    bound: float
    seconds: float
    detail: str = ""
    duals: Floats | None = None
    reduced: Floats | None = None
    basis: Basis | None = None


@dataclass(frozen=True)
class Basis:
    """Where each column and row stands at a vertex, in MathOpt's numbers."""

    columns: Ids
    rows: Ids

    def extended(self, columns: Ids, rows: Ids) -> Basis:
        """The basis of a model with columns and rows added behind its own."""
        join = np.concatenate
        return Basis(join([self.columns, columns]), join([self.rows, rows]))


BASIC = solution_pb2.BASIS_STATUS_BASIC
AT_LOWER = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND
AT_UPPER = solution_pb2.BASIS_STATUS_AT_UPPER_BOUND

#: A warm start that has not ended after so many steps was none.
WARM_STEPS = 60_000


def solve_from(
    model: Assembled,
    objective: Floats,
    limits: Limits,
    basis: Basis,
    *,
    dual: bool = False,
    steps: int = WARM_STEPS,
    duals: bool = False,
) -> LinearResult:
    """Minimise from a basis, by the primal simplex method or by the dual one.

    The primal method suits a new objective, the dual one new bounds. The status is
    UNKNOWN where the basis was not worth it, INVALID where the solver lost its way;
    the caller then solves cold.
    """
    started = time.monotonic()
    parameters = glop_parameters(limits, dual, steps)
    proto = to_proto(model, objective)
    answer = _run(
        proto, parameters, limits, starting_at(basis, model), parameters_pb2.SOLVER_TYPE_GLOP
    )
    if answer is None:
        return nothing(Status.INTERRUPTED, started, "interrupted")
    return read_answer(answer, model, objective, started, duals)


def glop_parameters(limits: Limits, dual: bool, steps: int) -> parameters_pb2.SolveParametersProto:
    """GLOP as it is used here: one vertex to the next, nothing presolved."""
    parameters = parameters_pb2.SolveParametersProto(random_seed=limits.seed)
    parameters.glop.use_dual_simplex = dual
    parameters.glop.use_preprocessing = False
    parameters.iteration_limit = steps
    if np.isfinite(limits.left()):
        parameters.time_limit.FromNanoseconds(int(max(limits.left(), 0.01) * 1e9))
    return parameters


def starting_at(basis: Basis, model: Assembled) -> model_parameters_pb2.ModelSolveParametersProto:
    """A basis as MathOpt takes it."""
    start = model_parameters_pb2.ModelSolveParametersProto()
    start.initial_basis.variable_status.ids.extend(range(model.n_columns))
    start.initial_basis.variable_status.values.extend(basis.columns.tolist())
    start.initial_basis.constraint_status.ids.extend(range(model.n_rows))
    start.initial_basis.constraint_status.values.extend(basis.rows.tolist())
    return start


def solve(
    model: Assembled,
    objective: Floats,
    limits: Limits,
    *,
    algorithm: str = "ipm",
    crossover: bool = True,
    gap: float | None = None,
    seconds: float | None = None,
    nodes: int | None = None,
    near: Floats | None = None,
    effort: float | None = None,
    duals: bool = False,
) -> LinearResult:
    """Minimise ``objective @ x`` over the model.

    Parameters
    ----------
    objective : one coefficient per column.
    algorithm : ``ipm`` or ``simplex``; for a model with integer columns the
        linear solves inside the search.
    crossover : end an interior-point solve at a vertex.
    gap : relative gap of an integer search; the limits' by default.
    seconds : a limit of this solve, beside the limits' own.
    nodes : most nodes of an integer search.
    near : a point that keeps every row, from which an integer search begins.
    effort : share of an integer search spent on looking for better points; HiGHS's own is 0.05.
    """
    started = time.monotonic()
    proto = to_proto(model, objective)
    result: LinearResult | None = None
    # Where the method fails with and without presolve, simplex has the last word.
    for method, presolve in ((algorithm, True), (algorithm, False), ("simplex", True)):
        left = min(limits.left(), np.inf if seconds is None else seconds)
        parameters = _parameters(limits, method, crossover, presolve, gap, left)
        if nodes is not None:
            parameters.node_limit = nodes
        if effort is not None:
            parameters.highs.double_options["mip_heuristic_effort"] = effort
        answer = _run(
            proto,
            parameters,
            limits,
            _beginning(near),
            parameters_pb2.SOLVER_TYPE_HIGHS,
            PATIENCE * left + MORE,
        )
        if answer is None:
            return nothing(Status.INTERRUPTED, started, "interrupted")
        result = read_answer(answer, model, objective, started, duals)
        if result.status is not Status.INVALID:
            break
    assert result is not None
    return result


def _beginning(near: Floats | None) -> model_parameters_pb2.ModelSolveParametersProto:
    """A point to begin from as MathOpt takes it."""
    start = model_parameters_pb2.ModelSolveParametersProto()
    if near is not None:
        hint = start.solution_hints.add()
        hint.variable_values.ids.extend(range(len(near)))
        hint.variable_values.values.extend(near.tolist())
    return start


def to_proto(model: Assembled, objective: Floats) -> model_pb2.ModelProto:
    """The model as MathOpt's protobuf, filled from arrays."""
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(model.n_columns))
    proto.variables.lower_bounds.extend(model.lower.tolist())
    proto.variables.upper_bounds.extend(model.upper.tolist())
    proto.variables.integers.extend(model.integer.tolist())
    proto.linear_constraints.ids.extend(range(model.n_rows))
    proto.linear_constraints.lower_bounds.extend(model.row_lower.tolist())
    proto.linear_constraints.upper_bounds.extend(model.row_upper.tolist())
    proto.linear_constraint_matrix.row_ids.extend(model.entry_row.tolist())
    proto.linear_constraint_matrix.column_ids.extend(model.entry_column.tolist())
    proto.linear_constraint_matrix.coefficients.extend(model.entry_value.tolist())
    used = np.flatnonzero(objective)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend(objective[used].tolist())
    return proto


def _parameters(
    limits: Limits,
    algorithm: str,
    crossover: bool,
    presolve: bool,
    gap: float | None,
    seconds: float,
) -> parameters_pb2.SolveParametersProto:
    parameters = parameters_pb2.SolveParametersProto(random_seed=limits.seed)
    parameters.relative_gap_tolerance = limits.gap if gap is None else gap
    if np.isfinite(seconds):
        parameters.time_limit.FromNanoseconds(int(max(seconds, 0.01) * 1e9))
    options: highs_pb2.HighsOptionsProto = parameters.highs
    options.string_options["solver"] = algorithm
    options.string_options["run_crossover"] = "on" if crossover else "off"
    options.string_options["presolve"] = "on" if presolve else "off"
    options.double_options["ipm_optimality_tolerance"] = INTERIOR_TOLERANCE
    options.int_options["threads"] = limits.threads
    return parameters


def _run(
    proto: model_pb2.ModelProto,
    parameters: parameters_pb2.SolveParametersProto,
    limits: Limits,
    start: model_parameters_pb2.ModelSolveParametersProto,
    solver: int,
    patience: float = np.inf,
) -> result_pb2.SolveResultProto | Exception | None:
    return waiting_for(
        lambda: mathopt_core.solve(
            proto,
            solver,
            parameters_pb2.SolverInitializerProto(),
            parameters,
            start,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        ),
        limits,
        patience,
    )


def waiting_for(
    call: Callable[[], result_pb2.SolveResultProto], limits: Limits, patience: float = np.inf
) -> result_pb2.SolveResultProto | Exception | None:
    """Solve in a thread of its own, so that a person can always stop waiting.

    After ``patience`` seconds the solver is given up: what it was asked is not answered.
    """
    if limits.stop.is_set():
        return None
    box: list[result_pb2.SolveResultProto | Exception] = []

    def work() -> None:
        try:
            box.append(call())
        except Exception as error:  # the solver's own failure is a status, not a crash
            box.append(error)

    worker = threading.Thread(target=work, daemon=True)
    began = time.monotonic()
    worker.start()
    while worker.is_alive():
        worker.join(_POLL)
        if worker.is_alive() and time.monotonic() - began > patience:
            return TimeoutError("the solver went past its time limit and was given up")
        if limits.stop.is_set() and worker.is_alive():
            return None
    return box[0]


def read_answer(
    answer: result_pb2.SolveResultProto | Exception,
    model: Assembled,
    objective: Floats,
    started: float,
    duals: bool,
) -> LinearResult:
    """What a solver's answer comes to, recomputed from its point."""
    if isinstance(answer, Exception):
        return nothing(Status.INVALID, started, str(answer))
    reason = answer.termination.reason
    if reason in (
        result_pb2.TERMINATION_REASON_INFEASIBLE,
        result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
    ):
        return nothing(Status.INFEASIBLE, started, answer.termination.detail)
    if reason == result_pb2.TERMINATION_REASON_UNBOUNDED:
        return nothing(Status.UNBOUNDED, started, answer.termination.detail)
    if not answer.solutions or not answer.solutions[0].HasField("primal_solution"):
        failed = reason in (
            result_pb2.TERMINATION_REASON_NUMERICAL_ERROR,
            result_pb2.TERMINATION_REASON_OTHER_ERROR,
            result_pb2.TERMINATION_REASON_IMPRECISE,
        )
        status = Status.INVALID if failed else Status.UNKNOWN
        without = nothing(status, started, answer.termination.detail)
        proven = answer.termination.objective_bounds.dual_bound
        searched = model.integer.any() and not failed and np.isfinite(proven)
        return replace(without, bound=proven) if searched else without
    x = _dense(answer.solutions[0].primal_solution.variable_values, model.n_columns)
    broken = made_sound(x, model)
    if broken:
        return nothing(Status.INVALID, started, broken)
    optimal = reason == result_pb2.TERMINATION_REASON_OPTIMAL
    value = float(objective @ x)
    bound = answer.termination.objective_bounds.dual_bound
    if optimal and not model.integer.any():
        bound = min(value, bound) if np.isfinite(bound) else value
    status = Status.OPTIMAL if optimal else Status.FEASIBLE
    prices = reduced = None
    if duals and answer.solutions[0].HasField("dual_solution"):
        dual = answer.solutions[0].dual_solution
        prices = _dense(dual.dual_values, model.n_rows)
        reduced = _dense(dual.reduced_costs, model.n_columns)
    return LinearResult(
        status,
        x,
        value,
        bound,
        time.monotonic() - started,
        answer.termination.detail,
        prices,
        reduced,
        _basis(answer.solutions[0], model) if optimal else None,
    )


def made_sound(x: Floats, model: Assembled) -> str:
    """Round what must be whole and keep to the bounds, in place; what is then broken, if anything."""
    x[model.integer] = np.round(x[model.integer])
    np.clip(x, model.lower, model.upper, out=x)
    residual = model.residual(x)
    return f"rows broken by {residual:.1e}" if residual > ROW_TOLERANCE else ""


def _basis(solution: solution_pb2.SolutionProto, model: Assembled) -> Basis | None:
    if not solution.HasField("basis"):
        return None
    columns, rows = solution.basis.variable_status, solution.basis.constraint_status
    if len(columns.ids) != model.n_columns or len(rows.ids) != model.n_rows:
        return None
    by_column = np.zeros(model.n_columns, dtype=np.int64)
    by_row = np.zeros(model.n_rows, dtype=np.int64)
    by_column[np.fromiter(columns.ids, np.int64)] = np.fromiter(columns.values, np.int64)
    by_row[np.fromiter(rows.ids, np.int64)] = np.fromiter(rows.values, np.int64)
    return Basis(by_column, by_row)


def _dense(sparse: sparse_containers_pb2.SparseDoubleVectorProto, size: int) -> Floats:
    dense = np.zeros(size)
    ids: Ids = np.fromiter(sparse.ids, dtype=np.int64)
    dense[ids] = np.fromiter(sparse.values, dtype=np.float64)
    return dense


def nothing(status: Status, started: float, detail: str) -> LinearResult:
    """A result without a point."""
    return LinearResult(status, np.zeros(0), np.inf, -np.inf, time.monotonic() - started, detail)
