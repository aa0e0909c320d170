"""The stage: what it writes is made again from the seed, and what is not of the place is refused."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from planner.errors import CheckFailed, ImpossibleError, InputError, PlaceplanError
from planner.place.settings import Settings
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from planner.stress import stage, stress_plan, verify_plan
from solvers.stress.ranks import rank_correlation, ranks
from tests.small_place import SETTINGS
from tests.stress.cases import small_plan, tiny_place, tiny_plan, with_rows

ROWS = [
    {"quantity": "turnover", "distribution": "lognormal", "spread": 0.3},
    {"quantity": "demand", "distribution": "triangular", "low": 0.8, "likely": 1, "high": 1.5},
]


@pytest.fixture(scope="module")
def made() -> Plan:
    return stress_plan(with_rows(ROWS), small_plan(), draws=400, seed=5)


def test_the_same_seed_writes_the_same_files(made: Plan, tmp_path: Path) -> None:
    again = stress_plan(with_rows(ROWS), small_plan(), draws=400, seed=5)
    first, second = (
        write_plan(plan, tmp_path / name) for plan, name in ((made, "a"), (again, "b"))
    )
    files = sorted(
        p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()
    )
    assert len(files) == 2 + len(first.tables)
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file
    assert not any(second.record.seconds.values())
    back = read_plan(tmp_path / "a", "stress")
    assert verify_plan(with_rows(ROWS), back, small_plan()) == []


def test_another_seed_gives_other_draws(made: Plan) -> None:
    other = stress_plan(with_rows(ROWS), small_plan(), draws=400, seed=6)
    assert not other["stress_bands"].equals(made["stress_bands"])


def test_a_figure_that_was_changed_is_found(made: Plan) -> None:
    for table in (
        "stress_bands",
        "stress_need",
        "stress_breaches",
        "stress_posts",
        "stress_drivers",
    ):
        frame = made[table].copy()
        column = {"stress_bands": "p95", "stress_need": "mean"}.get(table, "probability")
        frame.loc[frame.index[-1], column] += 0.25
        spoilt = replace(made, tables={**made.tables, table: frame})
        found = verify_plan(with_rows(ROWS), spoilt, small_plan())
        assert len(found) == 1
        assert f"{table}, row {len(frame)}: {column}" in found[0]


def test_what_was_assumed_is_told(made: Plan) -> None:
    terms = made["stress_terms"].set_index("quantity")
    assert terms.loc["demand", "spread"] == "triangular, 0.8 to 1.5, likeliest 1"
    assert terms.loc["recruitment", "spread"] == "as planned"
    silent = stress_plan(replace_uncertainty(), small_plan(), draws=20)["stress_terms"]
    assert silent["source"].str.startswith("assumed: placeplan's own").all()
    assert set(silent["of"]) == {"all"}


def replace_uncertainty() -> object:
    from tests.small_place import small_place

    return small_place()


def test_probabilities_add_up(made: Plan) -> None:
    """Any is no less than each, a period no more than any of them, and errors are binomial."""
    table = made["stress_breaches"]
    p = table.set_index(["policy", "organisation", "limit", "period"])["probability"]
    for (policy, who, limit, period), value in p.items():
        assert value <= p[policy, who, limit, ""] + 1e-12
        assert value <= p[policy, who, "any", period] + 1e-12
        assert value <= p[policy, "", limit, period] + 1e-12
    error = np.sqrt(table["probability"] * (1 - table["probability"]) / 400)
    assert np.allclose(table["standard_error"], error)
    bands = made["stress_bands"]
    shares = ["p5", "p25", "p50", "p75", "p95"]
    assert (np.diff(bands[shares].to_numpy(), axis=1) >= 0).all()


def test_hours_short_go_with_turnover_and_demand(made: Plan) -> None:
    table = made["stress_drivers"]
    own = table[(table["limit"] == "need") & (table["organisation"] == "Trust")]
    by = own[own["policy"] == "rigid"].set_index("source")["correlation"]
    assert by["demand"] > 0.15
    assert by["turnover"] > 0.1
    assert by["chance"] > 0.1
    assert "recruitment" not in by  # as planned in every draw
    assert "completion" not in by


def test_ranks_share_ties() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 9, 300).astype(float), rng.standard_normal(300)
    from scipy import stats

    assert rank_correlation(ranks(a), ranks(b)) == pytest.approx(stats.spearmanr(a, b).statistic)
    assert rank_correlation(ranks(np.ones(4)), ranks(np.arange(4.0))) == 0.0


def test_a_plan_of_another_place_is_refused() -> None:
    with pytest.raises(InputError, match="for other periods"):
        stress_plan(
            with_rows([], Settings(**{**SETTINGS.model_dump(), "quarters": 2})), small_plan()
        )
    with pytest.raises(InputError):
        stress_plan(tiny_place(), replace(tiny_plan(), tables=_foreign(tiny_plan())))


def _foreign(plan: Plan) -> dict[str, object]:
    staff = plan["workforce"].copy()
    staff["post"] = "elsewhere"
    return {**plan.tables, "workforce": staff}  # type: ignore[dict-item]


def test_a_replay_that_is_not_the_plan_is_never_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "not_as_planned", lambda outcome, sure: ["in_post: off"])
    with pytest.raises(CheckFailed, match="in_post: off"):
        stress_plan(tiny_place(), tiny_plan(), draws=5)


def test_stopped_at_once_nothing_is_kept_and_later_what_is_whole() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(ImpossibleError, match="Interrupted"):
        stress_plan(tiny_place(), tiny_plan(), draws=5, stop=stop)
    later = threading.Event()
    plan = stress_plan(
        tiny_place(), tiny_plan(), draws=3000, stop=later, listen=lambda moment: later.set()
    )
    draws = plan.record.limits["draws"]
    assert 250 <= draws < 3000
    assert draws % 250 == 0
    assert plan.record.status == "interrupted"
    whole = stress_plan(tiny_place(), tiny_plan(), draws=draws)
    assert whole["stress_bands"].equals(plan["stress_bands"])


def test_verifying_needs_the_plan_that_was_played(made: Plan) -> None:
    with pytest.raises(PlaceplanError, match="--base"):
        verify_plan(with_rows(ROWS), made)
