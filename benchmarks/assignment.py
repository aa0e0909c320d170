"""Time the assignment stage on the example places with a skill mix that is there already.

    python -m benchmarks.assignment PLACE SKILLMIX_PLAN [PLACE SKILLMIX_PLAN …]
    python -m benchmarks.assignment demo/leeds demo/leeds-plan --out benchmarks/results
    python -m benchmarks.assignment --targets leeds

With ``--targets`` the example is made, and a table of targets from its posts, so that no
skill mix is needed: every course's profile is wanted for a tenth of its role's staff of each
employer that may have it, from the second year on for a fifth. Reading, checking and writing
are counted; how busy the machine was stands beside the result.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

    from planner.place.place import Place
    from planner.plan.plan import Plan

#: Shares of a role's staff of whom a profile is wanted, in the first year and from the second.
FIRST, SECOND = 0.1, 0.2


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--targets", multiple=True, help="An example, with targets made from its posts.")
@click.option("--time-limit", type=float, default=300.0, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a dated result file.")
def main(
    paths: tuple[Path, ...], targets: tuple[str, ...], time_limit: float, out: Path | None
) -> None:
    """Assign, check and write each case, and print what it came to, in Markdown."""
    from planner.place import read_place
    from planner.plan.store import read_plan

    if len(paths) % 2:
        raise click.UsageError("give a place and a skill-mix plan each time")
    lines = []
    for place, plan in zip(paths[::2], paths[1::2], strict=True):
        started = time.monotonic()
        made = read_place(place)
        read = time.monotonic() - started
        lines += report(place.name, run(made, read_plan(plan, "skillmix"), time_limit, read))
    for name in targets:
        made = with_targets(name)
        lines += report(f"{name}, targets from a table", run(made, None, time_limit, 0.0))
    text = "\n".join(lines)
    click.echo(text)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        (out / f"assignment-{day}.md").write_text(text + "\n", encoding="utf-8")


def with_targets(name: str) -> Place:
    """An example with a table of targets made from its posts."""
    import pandas as pd

    from fixtures.examples import make_example
    from planner.place import place_from_frames

    example = make_example(name)
    frames = {**example.frames, "targets": pd.DataFrame(_targets(example.frames))}
    return place_from_frames(example.settings, frames)


def _targets(frames: Any) -> list[dict[str, Any]]:
    """Rows of ``targets``: each profile that a course gives, for whoever may have it."""
    posts: pd.DataFrame = frames["posts"]
    staff = posts.groupby(["organisation", "role"], sort=False)["in_post_wte"].sum()
    kind = dict(
        zip(frames["organisations"]["organisation"], frames["organisations"]["kind"], strict=True)
    )
    taught = set(frames["courses"]["from_role"])
    rows = []
    for profile in frames["profiles"].itertuples(index=False):
        if profile.role not in taught or not profile.competencies:
            continue
        for (owner, role), wte in staff.items():
            if role == profile.role and kind[owner] in profile.kinds.split(";") and wte >= 1:
                for period, share in (("2028Q1", FIRST), ("2028Q2", SECOND)):
                    rows.append(
                        {
                            "organisation": owner,
                            "role": role,
                            "profile": profile.profile,
                            "period": period,
                            "wte": round(share * wte, 2),
                        }
                    )
    return rows


def run(place: Place, skillmix: Plan | None, time_limit: float, read: float) -> dict[str, Any]:
    """Assign, write, read and check again."""
    from planner.assignment import plan_assignment, verify_plan
    from planner.plan.store import read_plan, write_plan

    busy = os.getloadavg()[0]
    started = time.monotonic()
    plan = plan_assignment(
        place, skillmix=skillmix, time_limit=time_limit, seconds={"load": read, "validate": 0.0}
    )
    with tempfile.TemporaryDirectory() as folder:
        written = write_plan(plan, Path(folder) / "plan")
        total = time.monotonic() - started + read
        moment = time.monotonic()
        wrong = verify_plan(place, read_plan(Path(folder) / "plan"), skillmix)
        again = time.monotonic() - moment
    return {
        "plan": written,
        "total": total,
        "verify": again,
        "wrong": wrong,
        "load": busy,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def report(name: str, found: dict[str, Any]) -> list[str]:
    """The case as a section."""
    plan = found["plan"]
    record = plan.record
    seconds = ", ".join(f"{phase} {taken:.1f}" for phase, taken in record.seconds.items())
    lines = [
        f"## {name}",
        "",
        f"{record.model['people']:,} people in {record.model['groups']:,} groups, "
        f"{record.model['offers']:,} offers; {record.model['columns']:,} columns, "
        f"{record.model['rows']:,} rows. {found['total']:.0f} s in all ({seconds}); checked again "
        f"in {found['verify']:.1f} s: {'sound' if not found['wrong'] else found['wrong'][:3]}. "
        f"{found['memory']:,.0f} MB. Load before: {found['load']:.1f}. Ended: {record.ended}.",
        "",
        "| priority | today | value | bound | gap | proven |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for p in record.priorities:
        gap = (p.value - p.bound) / p.value if p.value else 0.0
        lines.append(
            f"| {p.name.replace('_', ' ')}, {p.unit} | {p.baseline:,.2f} | {p.value:,.2f} | "
            f"{p.bound:,.2f} | {gap:.2%} | {'yes' if p.proven else 'no'} |"
        )
    return [*lines, ""]


if __name__ == "__main__":
    main()
