"""One model solved again and again, each time with one upper bound raised."""

from __future__ import annotations

import time
from dataclasses import replace

from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_update_pb2,
    parameters_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver as mathopt_core

from solvers.engine.limits import Limits
from solvers.engine.mathopt import (
    WARM_STEPS,
    Basis,
    LinearResult,
    glop_parameters,
    nothing,
    read_answer,
    starting_at,
    to_proto,
    waiting_for,
)
from solvers.engine.model import Assembled, Floats
from solvers.engine.status import Status


class Raising:
    """One model solved again and again, each time with one upper bound raised.

    The solver keeps the model and the basis it ended at, so that a solve takes a few
    steps of the dual simplex method.

    Parameters
    ----------
    model : linear; it stays as it is.
    basis : an optimal one, or one near it.
    """

    def __init__(self, model: Assembled, objective: Floats, limits: Limits, basis: Basis | None):
        self.model, self.objective, self.limits, self._basis = model, objective, limits, basis
        self._begin()

    def _begin(self) -> None:
        self._solver = mathopt_core.new(
            parameters_pb2.SOLVER_TYPE_GLOP,
            to_proto(self.model, self.objective),
            parameters_pb2.SolverInitializerProto(),
        )
        self._start = model_parameters_pb2.ModelSolveParametersProto()
        if self._basis is not None:
            self._start = starting_at(self._basis, self.model)

    def as_it_is(self, steps: int = WARM_STEPS) -> LinearResult:
        """The least of the model with nothing raised."""
        return self._solve(self.model, steps)

    def row(self, row: int, by: float, steps: int = WARM_STEPS) -> LinearResult:
        """The least with the upper bound of a row raised."""
        upper = self.model.row_upper.copy()
        upper[row] += by
        update = model_update_pb2.ModelUpdateProto()
        change = update.linear_constraint_updates.upper_bounds
        before = float(self.model.row_upper[row])
        return self._with(
            update, change, row, before, replace(self.model, row_upper=upper), by, steps
        )

    def column(self, column: int, by: float, steps: int = WARM_STEPS) -> LinearResult:
        """The least with the upper bound of a column raised."""
        upper = self.model.upper.copy()
        upper[column] += by
        update = model_update_pb2.ModelUpdateProto()
        change = update.variable_updates.upper_bounds
        before = float(self.model.upper[column])
        return self._with(
            update, change, column, before, replace(self.model, upper=upper), by, steps
        )

    def _with(
        self,
        update: model_update_pb2.ModelUpdateProto,
        change: sparse_containers_pb2.SparseDoubleVectorProto,
        at: int,
        before: float,
        raised: Assembled,
        by: float,
        steps: int,
    ) -> LinearResult:
        change.ids.append(at)
        change.values.append(before + by)
        self._solver.update(update)
        found = self._solve(raised, steps)
        if found.status is Status.INVALID:
            # The solver can lose its way after many changes; afresh, it mostly does not.
            self._begin()
            self._solver.update(update)
            found = self._solve(raised, steps)
        if found.status is not Status.OPTIMAL and self._basis is not None:
            self._start = starting_at(self._basis, self.model)  # the way back would be as long
        if found.status is not Status.INTERRUPTED:  # else it is still at work
            change.values[0] = before
            self._solver.update(update)
        return found

    def _solve(self, model: Assembled, steps: int) -> LinearResult:
        started = time.monotonic()
        parameters, start = glop_parameters(self.limits, True, steps), self._start
        self._start = model_parameters_pb2.ModelSolveParametersProto()
        answer = waiting_for(
            lambda: self._solver.solve(
                parameters, start, None, callback_pb2.CallbackRegistrationProto(), None, None
            ),
            self.limits,
        )
        if answer is None:
            return nothing(Status.INTERRUPTED, started, "interrupted")
        return read_answer(answer, model, self.objective, started, duals=True)
