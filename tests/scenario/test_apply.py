"""What scenarios do to a place."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from planner.errors import Finding, InputError
from planner.place.place import Place
from planner.scenario import Scenario, apply_scenarios, scenario_from_dict


def scenario(*changes: dict, file: str = "what-if.toml") -> Scenario:
    return scenario_from_dict({"name": "what if", "change": list(changes)}, file=file)


def posts(place: Place, column: str) -> dict[str, object]:
    return dict(zip(place["posts"]["post"], place["posts"][column], strict=True))


def faults(place: Place, *scenarios: Scenario) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        apply_scenarios(place, scenarios)
    return caught.value.findings


def test_no_scenario_is_the_same_place(place: Place) -> None:
    assert apply_scenarios(place, []) is place


def test_set_changes_only_the_rows_meant(place: Place) -> None:
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "set",
                    "table": "posts",
                    "where": {"organisation": ["PCN North", "PCN South"], "role": "nurse"},
                    "values": {"turnover": 0.2, "first_year_turnover": 0.3},
                }
            )
        ],
    )
    assert posts(changed, "turnover") == {"T-N": 0.5, "T-P": 0.5, "N-N": 0.2, "S-N": 0.2}
    new = changed["posts"]["first_year_turnover"]
    assert new.isna().tolist() == [True, True, False, False]
    assert new.tolist()[2:] == [0.3, 0.3]


def test_the_place_given_is_left_as_it_was(place: Place) -> None:
    before = {name: frame.copy() for name, frame in place.tables.items()}
    apply_scenarios(
        place,
        [
            scenario(
                {"action": "scale", "table": "needs", "factors": {"people": 2}},
                {"action": "drop", "table": "posts", "where": {"post": "N-N"}},
                {"action": "set", "table": "posts", "values": {"turnover": 0.1}},
                {
                    "action": "set",
                    "table": "interventions",
                    "values": {"competencies": ["mobility"]},
                },
            )
        ],
    )
    for name, frame in before.items():
        pd.testing.assert_frame_equal(place[name], frame)


def test_scale_without_where_means_every_row(place: Place) -> None:
    changed = apply_scenarios(
        place, [scenario({"action": "scale", "table": "needs", "factors": {"people": 1.1}})]
    )
    assert changed["needs"]["people"].tolist() == pytest.approx([110.0, 165.0])


def test_add_fills_defaults(place: Place) -> None:
    row = {
        "post": "N-P",
        "organisation": "PCN North",
        "role": "physio",
        "establishment_wte": 1,
        "in_post_wte": 0,
    }
    changed = apply_scenarios(place, [scenario({"action": "add", "table": "posts", "rows": [row]})])
    assert posts(changed, "establishment_wte")["N-P"] == 1.0
    assert posts(changed, "turnover")["N-P"] == 0.1
    assert math.isnan(posts(changed, "establishment_max")["N-P"])
    assert len(changed["posts"]) == len(place["posts"]) + 1


def test_add_to_an_empty_table(place: Place) -> None:
    row = {"recruitment": "local", "role": "nurse", "supply_per_year": 3.5}
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "add",
                    "table": "recruitment",
                    "rows": [row, row | {"recruitment": "far"}],
                }
            )
        ],
    )
    assert changed["recruitment"]["recruitment"].tolist() == ["local", "far"]
    assert changed["recruitment"]["supply_per_year"].tolist() == [3.5, 3.5]


def test_drop(place: Place) -> None:
    changed = apply_scenarios(
        place, [scenario({"action": "drop", "table": "posts", "where": {"organisation": "Trust"}})]
    )
    assert changed["posts"]["post"].tolist() == ["N-N", "S-N"]
    assert changed["posts"].index.tolist() == [0, 1]


def test_where_matches_one_of_several_values_in_a_cell(place: Place) -> None:
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "set",
                    "table": "interventions",
                    "where": {"competencies": "mobility"},
                    "values": {"minutes": 15, "competencies": ["mobility", "wound care"]},
                }
            )
        ],
    )
    walking = changed["interventions"].set_index("intervention").loc["walking"]
    assert walking["minutes"] == 15
    assert walking["competencies"] == ("mobility", "wound care")
    assert changed["interventions"]["minutes"].tolist() == [30.0, 15.0]


def test_where_matches_blank_numbers_yes_no_and_blanks(place: Place) -> None:
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "set",
                    "table": "posts",
                    "where": {"establishment_wte": [2, 3.0], "locality": ""},
                    "values": {"establishment_max": 9},
                },
                {
                    "action": "set",
                    "table": "posts",
                    "where": {"establishment_max": 9, "post": "N-N"},
                    "values": {"establishment_max": ""},
                },
                {
                    "action": "set",
                    "table": "organisations",
                    "where": {"can_employ": True, "organisation": "PCN South"},
                    "values": {"can_employ": False},
                },
            )
        ],
    )
    most = posts(changed, "establishment_max")
    assert most["S-N"] == 9
    assert math.isnan(most["N-N"])
    assert changed["organisations"]["can_employ"].tolist() == [True, True, False]


def test_whole_numbers_scale_to_whole_numbers(place: Place) -> None:
    double = {"action": "scale", "table": "interventions", "factors": {"carers": 2}}
    changed = apply_scenarios(place, [scenario(double)])
    assert changed["interventions"]["carers"].tolist() == [2, 2]
    (fault,) = faults(place, scenario(double | {"factors": {"carers": 1.5}}))
    assert "fraction" in fault.message
    assert fault.value == "1.5"


def test_scenarios_compose_in_order(place: Place) -> None:
    up = scenario({"action": "scale", "table": "needs", "factors": {"people": 2}})
    fixed = scenario(
        {
            "action": "set",
            "table": "needs",
            "where": {"locality": "North"},
            "values": {"people": 10},
        }
    )
    assert apply_scenarios(place, [up, fixed])["needs"]["people"].tolist() == [10.0, 300.0]
    assert apply_scenarios(place, [fixed, up])["needs"]["people"].tolist() == [20.0, 300.0]


def test_a_change_sees_rows_added_before_it(place: Place) -> None:
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "add",
                    "table": "localities",
                    "rows": [{"locality": "West", "population": 10}],
                },
                {
                    "action": "scale",
                    "table": "localities",
                    "where": {"locality": "West"},
                    "factors": {"population": 3},
                },
            )
        ],
    )
    assert changed["localities"]["population"].tolist()[-1] == 30


def test_policy_and_settings(place: Place) -> None:
    changed = apply_scenarios(
        place,
        [
            scenario(
                {
                    "action": "set",
                    "table": "policy",
                    "values": {"new_profiles": False, "over_establishment_limit": 5},
                },
                {"action": "scale", "table": "policy", "factors": {"travel_minutes": 1.5}},
                {"action": "scale", "table": "settings", "factors": {"quarters": 2}},
                {
                    "action": "set",
                    "table": "settings",
                    "values": {
                        "years": 0,
                        "priorities": [{"measure": "cost", "tolerance": 0.02}],
                    },
                },
                {"action": "set", "table": "policy", "values": {"over_establishment_limit": ""}},
            )
        ],
    )
    assert changed.settings.policy.new_profiles is False
    assert changed.settings.policy.over_establishment_limit is None
    assert changed.settings.policy.travel_minutes == 15.0
    assert (changed.settings.quarters, changed.settings.years) == (8, 0)
    assert [goal.measure for goal in changed.settings.priorities] == ["cost"]
    assert place.settings.policy.new_profiles is True


def test_only_changed_tables_change_their_hash(place: Place) -> None:
    changed = apply_scenarios(
        place, [scenario({"action": "scale", "table": "needs", "factors": {"people": 1.5}})]
    )
    different = {name for name in place.hashes if place.hashes[name] != changed.hashes[name]}
    assert different == {"needs"}


def test_a_value_that_stands_in_no_row_names_the_nearest(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario(
            {"action": "drop", "table": "needs", "where": {"locality": "North"}},
            {
                "action": "set",
                "table": "posts",
                "where": {"organisation": ["Trust", "PCN Nroth"]},
                "values": {"turnover": 0.1},
            },
        ),
    )
    assert fault.where() == "what-if.toml change 2, column organisation"
    assert fault.value == "PCN Nroth"
    assert "'PCN North'" in fault.remedy


def test_a_number_that_stands_in_no_row_names_the_nearest(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario({"action": "drop", "table": "posts", "where": {"establishment_wte": 11}}),
    )
    assert "10" in fault.remedy


def test_values_that_never_meet_in_a_row_are_an_error(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario(
            {
                "action": "drop",
                "table": "posts",
                "where": {"organisation": "PCN North", "role": "physio"},
            }
        ),
    )
    assert "together" in fault.message
    assert "role is nurse" in fault.remedy


def test_an_empty_table_has_nothing_to_change(place: Place) -> None:
    (fault,) = faults(
        place, scenario({"action": "scale", "table": "courses", "factors": {"duration_months": 2}})
    )
    assert "courses has no rows" in fault.message


def test_blank_cells_cannot_be_scaled(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario({"action": "scale", "table": "posts", "factors": {"establishment_max": 2}}),
    )
    assert "blank" in fault.message


def test_all_problems_of_all_scenarios_come_at_once(place: Place) -> None:
    found = faults(
        place,
        scenario(
            {"action": "drop", "table": "posts", "where": {"post": "X"}},
            {"action": "set", "table": "policy", "values": {"travel_minutes": -1}},
            file="a.toml",
        ),
        scenario(
            {"action": "scale", "table": "settings", "factors": {"priorities": 2}}, file="b.toml"
        ),
    )
    assert [(fault.file, fault.part) for fault in found] == [
        ("a.toml", "change 1"),
        ("a.toml", "change 2"),
        ("b.toml", "change 1"),
    ]


def test_a_value_out_of_bounds_is_laid_at_the_change_that_made_it(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario(
            {"action": "scale", "table": "needs", "factors": {"people": 2}},
            {
                "action": "scale",
                "table": "posts",
                "where": {"organisation": "Trust"},
                "factors": {"turnover": 3},
            },
        ),
    )
    assert fault.where() == "what-if.toml change 2, column turnover"
    assert "posts" in fault.message
    assert "'T-N'" in fault.message
    assert "1 more" in fault.message


def test_the_last_change_of_a_cell_is_the_one_to_blame(place: Place) -> None:
    (fault,) = faults(
        place,
        scenario(
            {"action": "drop", "table": "posts", "where": {"post": "T-N"}},
            {"action": "set", "table": "posts", "values": {"turnover": 0.1}},
            {
                "action": "set",
                "table": "posts",
                "where": {"post": "S-N"},
                "values": {"turnover": 7},
            },
            {"action": "set", "table": "posts", "values": {"sickness": 0.1}},
        ),
    )
    assert fault.part == "change 3"
    assert "'S-N'" in fault.message


def test_a_reference_left_hanging_is_laid_at_the_drop(place: Place) -> None:
    found = faults(
        place,
        scenario(
            {"action": "scale", "table": "needs", "factors": {"people": 2}},
            {"action": "drop", "table": "organisations", "where": {"organisation": "PCN South"}},
        ),
    )
    assert {fault.part for fault in found} == {"change 2"}
    assert any("in posts, post 'S-N'" in fault.message for fault in found)


def test_a_renamed_key_is_to_blame_for_what_still_refers_to_it(place: Place) -> None:
    found = faults(
        place,
        scenario(
            {
                "action": "set",
                "table": "roles",
                "where": {"role": "physio"},
                "values": {"role": "physiotherapist"},
            }
        ),
    )
    assert {fault.part for fault in found} == {"change 1"}


def test_a_required_table_emptied_is_laid_at_the_drop(place: Place) -> None:
    found = faults(place, scenario({"action": "drop", "table": "needs"}))
    assert [fault.part for fault in found] == ["change 1"]


def test_added_rows_are_checked(place: Place) -> None:
    found = faults(
        place,
        scenario(
            {
                "action": "add",
                "table": "posts",
                "rows": [
                    {
                        "post": "N-N",
                        "organisation": "PCN North",
                        "role": "nurse",
                        "establishment_wte": 1,
                        "in_post_wte": 1,
                    },
                    {"post": "New", "organisation": "PCN North", "role": "nurse"},
                ],
            }
        ),
    )
    assert {fault.part for fault in found} == {"change 1"}
    text = " ".join(map(str, found))
    assert "'N-N'" in text
    assert "in_post_wte" in text


def test_a_period_that_no_longer_exists_is_laid_at_the_settings(place: Place) -> None:
    label = place.periods[3].label
    amount = {"organisation": "Trust", "period": label, "amount": 5.0}
    found = faults(
        place,
        scenario(
            {"action": "add", "table": "budgets", "rows": [amount]},
            {"action": "set", "table": "settings", "values": {"quarters": 1, "years": 0}},
            file="short.toml",
        ),
    )
    assert found
    assert all(fault.file == "short.toml" for fault in found)


def test_what_others_refer_to_besides_the_key_is_traced_too(place: Place) -> None:
    found = faults(
        place,
        scenario(
            {"action": "scale", "table": "needs", "factors": {"people": 2}},
            {
                "action": "set",
                "table": "roles",
                "where": {"role": "physio"},
                "values": {"staff_group": "rehabilitation"},
            },
        ),
    )
    assert [fault.part for fault in found] == ["change 2"]
    assert "interventions" in found[0].message
