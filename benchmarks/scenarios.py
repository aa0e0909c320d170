"""Plan an example under some of its scenarios and set the measures side by side.

    python -m benchmarks.scenarios --example northumberland
    python -m benchmarks.scenarios --example leeds no_new_roles pcn_recruitment_surge

Says through which profiles visits were merged, and whose staff were drawn away.
"""

from __future__ import annotations

import time
from pathlib import Path

import click
import pandas as pd

from fixtures.examples import make_example
from planner.place import place_from_frames
from planner.plan.plan import Plan
from planner.scenario import apply_scenarios, scenario_from_toml
from planner.skillmix import plan_skillmix

SCENARIOS = ("no_new_roles", "pcn_recruitment_surge")


@click.command()
@click.option("--example", default="northumberland", show_default=True)
@click.option("--time-limit", type=float, help="Seconds for each search.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write the result to.")
@click.argument("scenarios", nargs=-1)
def main(
    example: str, time_limit: float | None, out: Path | None, scenarios: tuple[str, ...]
) -> None:
    """Plan the example as it is and under each scenario."""
    made = make_example(example)
    place = place_from_frames(made.settings, made.frames)
    text = [f"# {example}", ""]
    for name in ("", *(scenarios or SCENARIOS)):
        changed = place
        if name:
            overlay = scenario_from_toml(made.scenarios[name], f"{name}.toml")
            changed = apply_scenarios(place, [overlay])
        started = time.monotonic()
        plan = plan_skillmix(changed, time_limit=time_limit, scenarios=[name] if name else [])
        seconds = time.monotonic() - started
        text += [f"## {name or 'as it is'} ({plan.record.status}, {seconds:.0f} s)", ""]
        for frame in (measures(plan), merged(plan), drawn(plan)):
            text += [_markdown(frame), ""]
        click.echo("\n".join(text[-8:]), err=True)
        if out is not None:
            out.write_text("\n".join(text), encoding="utf-8")
    click.echo("\n".join(text))


def measures(plan: Plan) -> pd.DataFrame:
    """Priorities of a plan beside its baseline."""
    return pd.DataFrame(
        [
            {
                "measure": p.name,
                "unit": p.unit,
                "baseline": f"{p.baseline:,.0f}",
                "plan": f"{p.value:,.0f}",
                "change": f"{(p.value - p.baseline) / p.baseline:+.1%}" if p.baseline else "",
                "proven": "yes" if p.proven else "no",
            }
            for p in plan.record.priorities
        ]
    )


def merged(plan: Plan) -> pd.DataFrame:
    """Home visits for two interventions or more by profile, where they grow most."""
    visits = plan["visits"]
    several = visits[
        (visits["setting"] == "home") & visits["part"].str.contains(" + ", regex=False)
    ]
    by = several.groupby("profile")[["visits", "baseline_visits"]].sum()
    by["more"] = by["visits"] - by["baseline_visits"]
    by = by.sort_values("more", ascending=False).head(6).reset_index()
    competencies = plan.labels["profile_competencies"]
    by["through"] = [competencies.get(p, "the role's own") for p in by["profile"]]
    for column in ("visits", "baseline_visits", "more"):
        by[column] = by[column].map("{:,.0f}".format)
    return by.rename(columns={"profile": "merged home visits by"})


def drawn(plan: Plan) -> pd.DataFrame:
    """Paramedics and pharmacists lost to partners, by employer, WTE over the plan."""
    moves = plan["moves"]
    lost = moves[(moves["kind"] == "drawn_away") & moves["role"].str.contains("paramedic|pharmac")]
    by = lost.groupby(["organisation", "role"])[["wte", "baseline_wte"]].sum().reset_index()
    by = by.sort_values("wte", ascending=False).head(6)
    for column in ("wte", "baseline_wte"):
        by[column] = by[column].map("{:,.1f}".format)
    return by.rename(
        columns={"organisation": "drawn away from", "wte": "WTE", "baseline_wte": "baseline WTE"}
    )


def _markdown(frame: pd.DataFrame) -> str:
    rows = [frame.columns, ["---"] * len(frame.columns), *frame.to_numpy()]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    main()
