"""Every run, how it came out, and why it did not."""

from __future__ import annotations

import pandas as pd

from planner.batch.compare import Comparison
from planner.batch.folder import PLANNED
from planner.report.batch_sections.words import figure, headed, level, levels, several_places
from planner.report.blocks import Block, DataTable, PageSection, bounded
from planner.report.names import isolated

_MOST = 300
_SHORT = 8  # digits of a run's name, enough to ask for it


def section(found: Comparison) -> PageSection:
    blocks: list[Block] = []
    failed = found.frame[found.frame["came_out"] != PLANNED]
    if len(failed):
        why = DataTable("Runs without a plan", _why(found, failed))
        blocks.append(bounded(why, _MOST, "runs"))
    heads = [headed(measure) for measure in found.priorities]
    table = DataTable("Every run, in the order of the cycle", _all(found), ("Row", *heads))
    blocks.append(bounded(table, _MOST, "runs"))
    blocks.append(DataTable("How they were made", _asked(found), folded=True))
    lead = "“placeplan batch show” with a row or a run's name prints its summary."
    return PageSection("runs", "Every run", lead, blocks)


def _why(found: Comparison, failed: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Row": failed["row"].astype(str),
            "Place": failed["place"].map(level),
            "Run": [levels(found, row) for row in failed.to_dict("records")],
            "Came out": failed["came_out"],
            "Why": failed["reason"].map(isolated),
        },
        dtype="object",
    )


def _all(found: Comparison) -> pd.DataFrame:
    frame = found.frame
    columns: dict[str, object] = {"Row": frame["row"].astype(str)}
    if several_places(found):
        columns["Place"] = frame["place"].map(level)
    columns["Run"] = [levels(found, row) for row in frame.to_dict("records")]
    columns["Name"] = frame["run"].str[:_SHORT]
    columns["Came out"] = frame["came_out"]
    columns["Proven"] = frame["proven"].map({True: "yes", False: "no"}).fillna("")
    for measure in found.priorities:
        columns[headed(measure)] = [figure(value, measure) for value in frame[measure.column]]
    return pd.DataFrame(columns, dtype="object")


def _asked(found: Comparison) -> pd.DataFrame:
    limits = found.index["limits"]
    assert isinstance(limits, dict)
    told = {
        "Cycle": str(found.index["name"]),
        "Description": str(found.index["description"]) or "none",
        "Stage": str(found.index["stage"]),
        "Places": ", ".join(level(place) for place in found.frame["place"].unique()),
        "Axes": ", ".join(isolated(axis) for axis in found.axes) or "none",
        "Reproducible": "yes" if found.index["reproducible"] else "no",
        **{
            f"Limit, {key.replace('_', ' ')}": "none" if v is None else str(v)
            for key, v in limits.items()
        },
    }
    return pd.DataFrame({"What": list(told), "Value": list(told.values())}, dtype="object")
