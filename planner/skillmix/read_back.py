"""From the tables of a plan back to an outcome, so that the check needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planner.skillmix.care_tables import pattern_names
from planner.skillmix.lookup import Lookup
from solvers.skillmix.decisions import Decisions, index_of, shapes
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

Tables = Mapping[str, pd.DataFrame]


class StrayRow(ValueError):
    """A row of a plan's table that the place has no counterpart for."""


def read_outcome(problem: Problem, tables: Tables, *, baseline: bool = False) -> Outcome:
    """The outcome that a plan's tables state.

    Raises
    ------
    StrayRow : a row names something that the problem does not have.
    """
    index = index_of(problem)
    reader = _Reader(problem, tables, "baseline_" if baseline else "")
    values = {name: np.zeros(shape) for name, shape in shapes(problem, index).items()}
    reader.people(values)
    reader.moves(values)
    reader.care(values)
    if not baseline:
        reader.plan_only(values)
    reader.deployment(values, index)
    reader.money(values)
    outcome = Outcome(problem, index, Decisions(values))
    reader.follow(values, outcome)
    return Outcome(problem, index, Decisions(values))


class _Reader:
    def __init__(self, problem: Problem, tables: Tables, prefix: str):
        self.problem, self.tables, self.prefix = problem, tables, prefix
        w = problem.workforce
        self.period = Lookup(problem.horizon.labels)
        self.locality = Lookup(w.localities)
        self.cell = {
            (w.posts[n], w.profiles[p]): c
            for c, (n, p) in enumerate(zip(w.cell_post, w.cell_profile, strict=True))
        }

    def put(
        self,
        values: np.ndarray,
        table: str,
        column: str,
        rows: pd.DataFrame,
        keys: Sequence[str],
        at: Mapping[tuple[str, ...], int],
        *,
        local: bool = False,
        prefixed: bool = True,
        divide: np.ndarray | None = None,
    ) -> None:
        """Add a column's figures to an array, each row where its keys belong."""
        figure = rows[self.prefix + column if prefixed else column].to_numpy(float)
        rows, figure = rows[figure != 0.0], figure[figure != 0.0]
        names = list(zip(*(rows[key] for key in keys), strict=True))
        first = np.fromiter((at.get(name, -1) for name in names), np.int64, count=len(names))
        if (first < 0).any():
            stray = names[int(np.argmax(first < 0))]
            raise StrayRow(f"{table}: nothing in the place is called {' / '.join(map(str, stray))}")
        t = self.period.all(rows["period"])
        if (t < 0).any():
            raise StrayRow(
                f"{table}: the place has no period {rows['period'].iloc[int(np.argmax(t < 0))]}"
            )
        if divide is not None:
            figure = figure / divide[t]
        if local:
            near = self.locality.all(rows["locality"])
            if (near < 0).any():
                stray = rows["locality"].iloc[int(np.argmax(near < 0))]
                raise StrayRow(f"{table}: the place has no locality {stray}")
            np.add.at(values, (first, near, t), figure)
        else:
            np.add.at(values, (first, t), figure)

    def people(self, values: dict[str, np.ndarray]) -> None:
        rows = self.tables["workforce"]
        self.put(values["in_post"], "workforce", "in_post", rows, ("post", "profile"), self.cell)
        posts = {(name,): n for n, name in enumerate(self.problem.workforce.posts)}
        for decision, column in (
            ("establishment", "establishment"),
            ("vacancy", "vacancy"),
            ("over", "over_establishment"),
            ("short_time", "short_time"),
            ("agency", "agency"),
        ):
            self.put(values[decision], "workforce", column, rows, ("post",), posts)

    def moves(self, values: dict[str, np.ndarray]) -> None:
        problem = self.problem
        w, training, transfers = problem.workforce, problem.training, problem.transfers
        name = [
            (w.posts[n], w.profiles[p]) for n, p in zip(w.cell_post, w.cell_profile, strict=True)
        ]
        rows = self.tables["moves"]
        hires = {
            (problem.recruitment.markets[m], *name[c]): h
            for h, (m, c) in enumerate(
                zip(problem.recruitment.option_market, problem.recruitment.option_cell, strict=True)
            )
        }
        arcs = {
            (training.courses[k], *name[a], *name[b]): i
            for i, (k, a, b) in enumerate(
                zip(training.arc_course, training.arc_from, training.arc_to, strict=True)
            )
        }
        moves = {
            (transfers.moves[x], *name[a], *name[b]): i
            for i, (x, a, b) in enumerate(
                zip(transfers.arc_move, transfers.arc_from, transfers.arc_to, strict=True)
            )
        }
        ends = ("via", "post", "profile", "to_post", "to_profile")
        for kind, decision, keys, at in (
            ("hire", "hires", ("via", "post", "profile"), hires),
            ("drawn_away", "drawn", ("post", "profile"), self.cell),
            ("release", "released", ("post", "profile"), self.cell),
            ("training_start", "starts", ends, arcs),
            ("transfer", "transfers", ends, moves),
        ):
            some = rows[rows["kind"] == kind]
            self.put(values[decision], f"moves ({kind})", "wte", some, keys, at)

    def care(self, values: dict[str, np.ndarray]) -> None:
        care, weeks = self.problem.care, self.problem.horizon.weeks
        patterns = {
            (care.packages[k], name): v
            for v, (k, name) in enumerate(
                zip(care.pattern_package, pattern_names(care), strict=True)
            )
        }
        rows = self.tables["patterns"]
        self.put(
            values["occasions"],
            "patterns",
            "occasions",
            rows,
            ("package", "pattern"),
            patterns,
            local=True,
            divide=weeks,
        )
        interventions = {
            (care.packages[k], name): i
            for i, (k, name) in enumerate(
                zip(care.intervention_package, care.interventions, strict=True)
            )
        }
        self.put(
            values["undelivered"],
            "need",
            "unmet",
            self.tables["need"],
            ("package", "intervention"),
            interventions,
            local=True,
            divide=weeks,
        )
        self._work(values)

    def _work(self, values: dict[str, np.ndarray]) -> None:
        """Hours of each skill class by profile, from the minutes of the visits table."""
        problem = self.problem
        care, w = problem.care, problem.workforce
        part_class: dict[tuple[str, str], int] = {}
        for k, members, z in zip(
            care.part_package, care.part_members, care.part_class, strict=True
        ):
            name = " + ".join(care.interventions[i] for i in members)
            part_class[care.packages[k], name] = int(z)
        provider = {
            (int(z), w.profiles[p]): y
            for y, (z, p) in enumerate(zip(care.provider_class, care.provider_profile, strict=True))
        }
        rows = self.tables["visits"]
        at = {
            (package, part, profile): y
            for (package, part), z in part_class.items()
            for (z2, profile), y in ((key, y) for key, y in provider.items() if key[0] == z)
        }
        self.put(
            values["work"],
            "visits",
            "minutes",
            rows,
            ("package", "part", "profile"),
            at,
            local=True,
            divide=problem.horizon.weeks * 60.0,
        )

    def plan_only(self, values: dict[str, np.ndarray]) -> None:
        problem = self.problem
        w, adoption, training = problem.workforce, problem.adoption, problem.training
        pairs = {
            (w.organisations[o], w.profiles[p]): q
            for q, (o, p) in enumerate(zip(adoption.organisation, adoption.profile, strict=True))
        }
        for row in self.tables["adoptions"].itertuples():
            q = pairs.get((row.organisation, row.profile))
            if q is None:
                raise StrayRow(f"adoptions: {row.organisation} cannot adopt {row.profile}")
            if self.period.get(row.period) < 0:
                raise StrayRow(f"adoptions: the place has no period {row.period}")
            values["adopted"][q, self.period[row.period] :] = 1.0
        options = {
            (
                training.courses[training.group_course[g]],
                w.organisations[training.group_organisation[g]]
                if training.group_organisation[g] >= 0
                else "",
                w.posts[w.cell_post[c]],
                w.profiles[w.cell_profile[c]],
            ): s
            for s, (g, c) in enumerate(
                zip(training.option_group, training.option_cell, strict=True)
            )
        }
        self.put(
            values["supervised"],
            "supervision",
            "trainees",
            self.tables["supervision"],
            ("course", "organisation", "post", "profile"),
            options,
            prefixed=False,
        )
        index = index_of(problem)
        alternatives = {(problem.care.packages[b],): k for k, b in enumerate(index.alternatives)}
        self.put(
            values["shifted"],
            "lower_acuity",
            "occasions",
            self.tables["lower_acuity"],
            ("package",),
            alternatives,
            local=True,
            prefixed=False,
            divide=problem.horizon.weeks,
        )

    def deployment(self, values: dict[str, np.ndarray], index: object) -> None:
        problem = self.problem
        w = problem.workforce
        spaces = index_of(problem)
        pair = spaces.deploy_pair
        at = {
            (w.areas[g], w.profiles[p], w.localities[near]): e
            for e, (g, p, near) in enumerate(
                zip(
                    spaces.pair_area[pair],
                    spaces.pair_profile[pair],
                    spaces.deploy_locality,
                    strict=True,
                )
            )
        }
        self.put(
            values["deployed"],
            "deployment",
            "hours",
            self.tables["deployment"],
            ("area", "profile", "locality"),
            at,
            divide=problem.horizon.weeks,
        )

    def money(self, values: dict[str, np.ndarray]) -> None:
        problem = self.problem
        w, money = problem.workforce, problem.money
        reimbursing = {
            name for name, t in zip(money.funds, money.fund_training, strict=True) if not t
        }
        rows = self.tables["funds"]
        claims: dict[tuple[str, ...], list[int]] = {}
        for u, (f, n) in enumerate(zip(money.option_fund, money.option_post, strict=True)):
            key = (money.funds[f], w.organisations[w.post_organisation[n]], w.roles[w.post_role[n]])
            claims.setdefault(key, []).append(u)
        some = rows[rows["fund"].isin(reimbursing)]
        first = {key: us[0] for key, us in claims.items()}
        self.put(
            values["reimbursed"], "funds", "amount", some, ("fund", "organisation", "item"), first
        )
        self.claims = claims

    def follow(self, values: dict[str, np.ndarray], outcome: Outcome) -> None:
        """Figures that follow from the others: the table has them by employer and role,
        or not at all."""
        problem = self.problem
        money = problem.money
        for us in self.claims.values():
            if len(us) > 1:
                total = values["reimbursed"][us[0]].copy()
                most = outcome.post_total[money.option_post[us]] * money.option_most[us]
                sums = most.sum(axis=0)
                share = np.divide(most, sums, out=np.full_like(most, 1 / len(us)), where=sums > 0)
                values["reimbursed"][us] = total * share
        again = Outcome(problem, outcome.index, Decisions(values))
        spent = np.sum(list(again.spending.values()), axis=0)
        over = np.where(np.isinf(money.budget), 0.0, np.maximum(0.0, spent - money.budget))
        values["overspend"][:] = np.minimum(over, money.overspend_max)
        if problem.today:
            values["breach"][:] = over - values["overspend"]
        w = problem.workforce
        values["lost_beyond"][:] = np.maximum(0.0, again.drawn_by_post - w.loss_tolerance)
        ceiling = w.vacancy_ceiling[:, None] * again["establishment"]
        values["vacancy_above"][:] = np.maximum(0.0, again["vacancy"] - ceiling)
        if problem.base is not None:
            known = np.isfinite(problem.base.in_post)
            gap = np.abs(again["in_post"] - np.where(known, problem.base.in_post, 0.0))
            values["base_gap"][:] = np.where(known, gap, 0.0)
