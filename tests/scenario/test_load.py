"""Reading scenarios: what is right is read, what is wrong is located."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import Finding, InputError
from planner.place.place import Place
from planner.scenario import apply_scenarios, load_scenario, scenario_from_dict

GOOD = """
name = "Surge"
description = "PCNs recruit."

[[change]]
action = "scale"
table = "recruitment"
where = {role = ["paramedic", "pharmacist"]}
factors = {supply_per_year = 2}

[[change]]
action = "set"
table = "policy"
values = {new_profiles = false}
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "surge.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    return caught.value.findings


def changes(*blocks: object) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        scenario_from_dict({"name": "x", "change": list(blocks)}, file="x.toml")
    return caught.value.findings


def test_a_scenario_is_read(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, GOOD))
    assert (scenario.name, scenario.description) == ("Surge", "PCNs recruit.")
    assert scenario.file == "surge.toml"
    first, second = scenario.changes
    assert (first.number, first.action, first.table) == (1, "scale", "recruitment")
    assert first.where == {"role": ("paramedic", "pharmacist")}
    assert first.factors == {"supply_per_year": 2.0}
    assert second.values == {"new_profiles": False}


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""], ids=["byte-order mark", "plain"])
def test_windows_text_is_read(tmp_path: Path, start: bytes) -> None:
    path = write(tmp_path, start + GOOD.replace("\n", "\r\n").encode())
    assert load_scenario(path).name == "Surge"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no name"),
        (b"name = 'x'", "no changes"),
        (b"name = 'x'\nchange = 3", "no changes"),
        (b"name = 'x'\nchange = [3]", "block of keys"),
        (b"name = ['x']\n[[change]]", "name must be text"),
        (b"name = 'x'\nname = 'y'", "not valid TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a = " + b"[" * 50_000, "nested too deeply"),
        (b"a = " + b"9" * 5_000, "not valid TOML"),
        (b"name = 'x'\nchnge = 1", "unknown key"),
        (b"\x00\x01", "not valid TOML"),
    ],
)
def test_a_bad_file_is_refused_with_its_name(tmp_path: Path, content: bytes, says: str) -> None:
    found = faults(write(tmp_path, content))
    assert all(fault.file == "surge.toml" for fault in found)
    assert says in " ".join(map(str, found))


def test_a_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (fault,) = faults(tmp_path / "sruge.toml")
    assert "no such file" in fault.message
    assert "surge.toml" in fault.remedy


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path)
    assert "folder" in fault.message


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ({"table": "posts"}, "no action"),
        ({"action": "drop"}, "no table"),
        ({"action": 3, "table": "posts"}, "action must be text"),
        ({"action": "sacle", "table": "posts"}, "'scale'"),
        ({"action": "drop", "table": "post"}, "'posts'"),
        ({"action": "drop", "table": "Posts"}, "'posts'"),
        ({"action": "set", "table": "posts", "values": {"turn_over": 1}}, "'turnover'"),
        ({"action": "set", "table": "policy", "values": {"new_profile": True}}, "'new_profiles'"),
        ({"action": "set", "table": "settings", "values": {"name": "x"}}, "quarters"),
        ({"action": "drop", "table": "posts", "where": {"rolle": "nurse"}}, "'role'"),
        ({"action": "drop", "table": "posts", "where": {"role": []}}, "list is empty"),
        ({"action": "drop", "table": "posts", "where": ["role"]}, "must name columns"),
        ({"action": "drop", "table": "posts", "where": {"role": 3}}, "in quotes"),
        ({"action": "drop", "table": "posts", "where": {"role": {"a": 1}}}, "holds one text"),
        ({"action": "drop", "table": "posts", "values": {"role": "x"}}, "drop takes no 'values'"),
        ({"action": "drop", "table": "policy"}, "no rows to drop"),
        ({"action": "add", "table": "settings", "rows": [{}]}, "no rows to add"),
        (
            {
                "action": "set",
                "table": "policy",
                "where": {"x": 1},
                "values": {"travel_minutes": 1},
            },
            "no rows to choose from",
        ),
        ({"action": "set", "table": "posts"}, "set needs values"),
        ({"action": "set", "table": "posts", "values": {}}, "set needs values"),
        ({"action": "scale", "table": "posts"}, "scale needs factors"),
        ({"action": "scale", "table": "posts", "factors": {"role": 2}}, "cannot be scaled"),
        ({"action": "scale", "table": "posts", "factors": {"turnover": "2"}}, "not a number"),
        ({"action": "scale", "table": "posts", "factors": {"turnover": True}}, "not a number"),
        ({"action": "scale", "table": "posts", "factors": {"turnover": float("nan")}}, "finite"),
        ({"action": "scale", "table": "posts", "factors": {"turnover": float("inf")}}, "finite"),
        ({"action": "scale", "table": "posts", "factors": {"turnover": 10**400}}, "finite"),
        (
            {"action": "scale", "table": "policy", "factors": {"travel_minutes": "2"}},
            "not a number",
        ),
        ({"action": "set", "table": "posts", "values": {"turnover": "a lot"}}, "not a number"),
        ({"action": "set", "table": "posts", "values": {"role": ["a", "b"]}}, "one text"),
        ({"action": "set", "table": "interventions", "values": {"carers": 1.5}}, "whole number"),
        ({"action": "set", "table": "interventions", "values": {"competencies": 3}}, "list"),
        ({"action": "set", "table": "organisations", "values": {"can_employ": "yes"}}, "true"),
        ({"action": "add", "table": "posts"}, "add needs rows"),
        ({"action": "add", "table": "posts", "rows": {"post": "x"}}, "rows must be a list"),
        ({"action": "add", "table": "posts", "rows": ["x"]}, "a row must name columns"),
        ({"action": "add", "table": "posts", "rows": [{"pots": "x"}]}, "'post'"),
        ({"action": "set", "table": "posts", "value": {"turnover": 1}}, "'values'"),
    ],
)
def test_a_bad_change_is_located(block: dict, says: str) -> None:
    found = changes({"action": "drop", "table": "posts"}, block)
    assert all(fault.file == "x.toml" for fault in found)
    assert all(fault.part == "change 2" for fault in found)
    assert says in " ".join(map(str, found))


def test_every_problem_comes_at_once() -> None:
    found = changes(
        {"action": "sett", "table": "postss"},
        {"action": "set", "table": "posts", "values": {"nope": 1, "turnover": "x", "role": 3}},
        7,
    )
    assert [fault.part for fault in found] == ["change 1"] * 2 + ["change 2"] * 3 + ["change 3"]


_scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates()
    | st.times() | st.datetimes()
)  # fmt: skip
_anything = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
_words = st.sampled_from(
    ["set", "scale", "add", "drop", "posts", "policy", "settings", "interventions", "staff"]
)
_columns = st.sampled_from(
    ["turnover", "role", "competencies", "carers", "travel_minutes", "priorities", "nope"]
)
_cells = st.dictionaries(_columns, _anything, max_size=3)
_block = st.fixed_dictionaries(
    {},
    optional={
        "action": _words | _anything,
        "table": _words | _anything,
        "where": _cells | _anything,
        "values": _cells | _anything,
        "factors": _cells | _anything,
        "rows": st.lists(_cells, max_size=2) | _anything,
    },
)


def outcome(blocks: list, place: Place) -> tuple[Finding, ...]:
    """The findings of reading and applying the blocks; none if they are sound."""
    try:
        apply_scenarios(place, [scenario_from_dict({"name": "x", "change": blocks}, "x.toml")])
    except InputError as error:
        return error.findings
    return ()


@settings(max_examples=300, deadline=None)
@given(st.lists(_block | _anything, max_size=3))
def test_whatever_stands_in_it_is_applied_or_refused_at_its_change(
    place: Place, blocks: list
) -> None:
    found = outcome(blocks, place)
    assert found or blocks
    assert all(fault.file == "x.toml" for fault in found)
    assert all(fault.part or not blocks for fault in found)


_fit = {
    "turnover": st.floats(0, 2),
    "in_post_wte": st.floats(-1, 50),
    "role": st.sampled_from(["nurse", "physio", "vet"]),
}
_likely = st.one_of(
    st.fixed_dictionaries(
        {
            "action": st.just("set"),
            "table": st.just("posts"),
            "where": st.fixed_dictionaries({"post": st.sampled_from(["T-N", "N-N", "gone"])}),
            "values": st.fixed_dictionaries({}, optional=_fit),
        }
    ),
    st.fixed_dictionaries(
        {
            "action": st.just("scale"),
            "table": st.just("needs"),
            "factors": st.fixed_dictionaries({"people": st.floats(-1, 1e300)}),
        }
    ),
    st.fixed_dictionaries(
        {
            "action": st.just("drop"),
            "table": st.sampled_from(["posts", "roles", "localities", "needs", "competencies"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "action": st.just("add"),
            "table": st.just("posts"),
            "rows": st.lists(
                st.fixed_dictionaries({}, optional=_fit | {"post": st.text(max_size=3)}),
                min_size=1,
                max_size=3,
            ),
        }
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_likely, min_size=1, max_size=4))
def test_likely_changes_are_applied_or_refused_at_their_change(place: Place, blocks: list) -> None:
    found = outcome(blocks, place)
    assert all("x.toml" in fault.file for fault in found)
    assert all(fault.part or fault.sheet for fault in found)
