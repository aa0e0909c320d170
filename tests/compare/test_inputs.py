"""What plans were made from: a scenario names its tables and no others; places by their hashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.compare import compare_plans
from planner.compare.inputs import input_rows
from planner.errors import InputError
from planner.place import read_place
from planner.plan.plan import Plan
from planner.report.comparison import summarise_comparison
from planner.scenario import Scenario
from tests.compare.plans import DEARER, MORE_NEED, SLOWER, kept, of_a_place, planned, recorded

TOML = {
    "More need": 'name = "More need"\n[[change]]\naction = "scale"\ntable = "needs"\n'
    "factors = {people = 1.25}\n",
    "Dearer course": 'name = "Dearer course"\n[[change]]\naction = "set"\ntable = "courses"\n'
    'where = {course = "holistic_care"}\nvalues = {cost = 4.5}\n',
}


def inputs(plan: Plan, kind: str) -> dict[str, tuple[str, str]]:
    rows = input_rows(planned(), plan)
    return {row["name"]: (row["before"], row["after"]) for row in rows if row["kind"] == kind}


@pytest.mark.parametrize(
    ("names", "tables"),
    [
        (("More need",), {"needs"}),
        (("Dearer course",), {"courses"}),
        (("More need", "Dearer course"), {"needs", "courses"}),
        (("Slower roads",), set()),
    ],
)
def test_a_scenario_names_the_tables_it_changes(names: tuple[str, ...], tables: set[str]) -> None:
    plan = recorded(*names)
    assert set(inputs(plan, "table")) == tables
    assert set(inputs(plan, "scenario")) == set(names)


def test_a_table_that_the_stage_does_not_read_is_no_input() -> None:
    """Somebody fell ill and was entered for the roster; the skill mix is none the older."""
    record = planned().record
    changed = {**record.inputs, "requests": "f" * 64, "needs": "e" * 64}
    other = Plan(record.model_copy(update={"inputs": changed}), planned().tables, planned().labels)
    assert set(inputs(other, "table")) == {"needs"}


def test_settings_are_told_with_both_values() -> None:
    assert inputs(recorded("Slower roads"), "setting") == {
        "policy.travel_minutes": ("10.0", "12.0")
    }


def test_limits_seed_and_versions() -> None:
    record = planned().record
    other = record.model_copy(
        update={
            "seed": 7,
            "limits": {**record.limits, "time_limit": 30.0},
            "versions": {**record.versions, "ortools": "1.0"},
        }
    )
    plan = Plan(other, planned().tables, planned().labels)
    assert inputs(plan, "seed") == {"seed": ("0", "7")}
    assert inputs(plan, "limit") == {"time_limit": ("none", "30.0")}
    assert inputs(plan, "version") == {"ortools": (record.versions["ortools"], "1.0")}
    made = compare_plans([planned(), plan])
    assert made.causes == {made.others[0]: ()}


def scenario(folder: Path, name: str) -> Path:
    file = folder / f"{name.split()[0]}.toml"
    file.write_text(TOML[name], encoding="utf-8")
    return file


def test_rows_of_a_scenario_found_beside_the_place(tmp_path: Path) -> None:
    path = of_a_place(tmp_path / "place")
    (path / "scenarios").mkdir()
    scenario(path / "scenarios", "More need")
    made = compare_plans([planned(), recorded("More need")], ["a", "b"], places=[path])
    (row,) = made["rows_compared"].to_dict("records")
    assert (row["table"], row["column"], row["difference"]) == ("needs", "people", 15.0)
    assert (row["before"], row["after"]) == ("60", "75")
    assert made.causes == {"b": ("scenario More need",)}
    assert made.steps == {"b": ()}


def test_rows_of_a_scenario_that_is_named(tmp_path: Path) -> None:
    path = of_a_place(tmp_path / "place")
    plans = [planned(), recorded("More need")]
    with pytest.raises(InputError, match=r"'More need'.*name its file with --scenario"):
        compare_plans(plans, ["a", "b"], places=[path])
    made = compare_plans(
        plans, ["a", "b"], places=[path], scenarios=[scenario(tmp_path, "More need")]
    )
    assert len(made["rows_compared"]) == 1


def test_a_place_that_is_not_the_plans_is_refused_with_what_differs(tmp_path: Path) -> None:
    wrong = of_a_place(tmp_path / "wrong", MORE_NEED, DEARER)
    with pytest.raises(InputError) as caught:
        compare_plans([planned(), recorded("Slower roads")], ["a", "b"], places=[wrong])
    said = [str(finding) for finding in caught.value.findings]
    assert "a: was not made from" in said[0]
    assert "different: courses, needs" in said[0]
    assert len(said) == 2


def test_as_many_places_as_plans(tmp_path: Path) -> None:
    path = of_a_place(tmp_path / "place")
    with pytest.raises(InputError, match="2 places are given for 3 plans"):
        compare_plans([planned()] * 3, ["a", "b", "c"], places=[path, path])


def test_one_change_at_a_time_when_places_differ_in_several_tables(tmp_path: Path) -> None:
    """Following the steps makes the place with one change, and no other."""
    first = of_a_place(tmp_path / "first")
    second = of_a_place(tmp_path / "second", MORE_NEED, DEARER, SLOWER)
    plan = recorded("More need")  # its record is made that of the second place
    changes = {"inputs": read_place(second).hashes, "scenarios": []}
    settings = read_place(second).settings.model_dump(mode="json")
    record = plan.record.model_copy(update={**changes, "settings": settings})
    other = Plan(record, plan.tables, plan.labels)
    made = compare_plans([planned(), other], ["a", "b"], places=[first, second])
    assert set(made.causes["b"]) == {
        "table needs",
        "table courses",
        "setting policy.travel_minutes",
    }
    commands = {step.change: step.commands for step in made.steps["b"]}
    assert f"cp -r {first} only-needs" in commands["table needs"]
    assert f"cp {second}/needs.csv only-needs/" in commands["table needs"]
    setting = commands["setting policy.travel_minutes"]
    assert "# in only-policy-travel-minutes/place.toml: policy.travel_minutes = 12.0" in setting
    for step in made.steps["b"]:
        assert step.commands[-2].startswith("placeplan skillmix only-")
        assert step.commands[-1].startswith("placeplan compare ")


def test_the_dates_are_one_change() -> None:
    record = planned().record
    later = {**record.settings, "start": "2027-07-01", "quarters": 3}
    changes = {"settings": later, "inputs": {**record.inputs, "needs": "0" * 64}, "base": "before"}
    plan = Plan(record.model_copy(update=changes), planned().tables, planned().labels)
    made = compare_plans([planned(), plan], ["a", "b"])
    assert set(made.causes["b"]) == {"table needs", "the plan it starts from", "the horizon"}
    horizon = next(step for step in made.steps["b"] if step.change == "the horizon")
    assert "# in only-horizon/place.toml: start = 2027-07-01, quarters = 3" in horizon.commands
    said = " ".join(summarise_comparison(made).headline)
    assert "change for staff is not the same measure" in said


def test_scenarios_one_at_a_time(tmp_path: Path) -> None:
    path = of_a_place(tmp_path / "place")
    files = [scenario(tmp_path, name) for name in TOML]
    plans = [recorded("More need"), recorded("Dearer course")]
    made = compare_plans(plans, ["a", "b"], places=[path], scenarios=files)
    assert set(made.causes["b"]) == {"scenario More need", "scenario Dearer course"}
    commands = {step.change: step.commands[0] for step in made.steps["b"]}
    assert "--scenario" not in commands["scenario More need"]  # left out
    both = commands["scenario Dearer course"]  # put in beside the first plan's own
    assert both.index("More.toml") < both.index("Dearer.toml")


def test_who_changed_a_table_is_not_guessed_without_the_place() -> None:
    made = compare_plans([planned(), recorded("More need")], ["a", "b"])
    assert made.causes == {"b": ("scenario More need",)}
    assert set(made["inputs_compared"]["kind"]) == {"table", "scenario"}


def test_scenarios_of_the_tests_are_what_they_say() -> None:
    from planner.scenario import scenario_from_dict, scenario_from_toml

    for plain in (MORE_NEED, DEARER):
        read: Scenario = scenario_from_toml(TOML[plain["name"]])
        assert read.changes == scenario_from_dict(plain).changes


def test_names_of_plans(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, other = kept(planned(), tmp_path / "plan"), kept(planned(), tmp_path / "x" / "plan")
    assert compare_plans([one, one]).names == ("plan", "plan (2)")
    assert compare_plans([one, other]).names == (str(one.folder), str(other.folder))
