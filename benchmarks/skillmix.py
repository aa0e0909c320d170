"""Time the skill-mix stage on the example places and on synthetic ones up to a million people.

    python -m benchmarks.skillmix --smoke
    python -m benchmarks.skillmix --cases northumberland leeds --out benchmarks/results
    python -m benchmarks.skillmix --cases million --time-limit 3600
    python -m benchmarks.skillmix --cases northumberland --without readiness

Each case runs in a process of its own, so that its peak memory is its own. The time
of making the example is not counted; reading from files and writing the plan are.
With ``--smoke`` the small cases run and their model sizes are held to what they were:
sizes and the share of time spent building are gated, solve times never.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

#: name → how to make it: an example, or (population, PCNs, employers) of a synthetic place.
CASES: dict[str, str | tuple[int, int, int]] = {
    "tiny": "tiny",
    "town": (20_000, 1, 6),
    "town-joined": (20_000, 1, 6),
    "northumberland": "northumberland",
    "leeds": "leeds",
    "synthetic-100k": (100_000, 4, 20),
    "synthetic-300k": (300_000, 10, 50),
    "million": (1_000_000, 35, 150),
}
SMOKE = ("tiny", "town", "town-joined")

#: The structures across employers and places: with the rows of these tables left out, each
#: employer is by itself.
STRUCTURES = (
    *("levers", "lever_effects", "flows", "readiness", "back_office", "hosts", "hubs"),
    *("agreements", "joint_posts", "joint_post_partners", "rotations", "rotation_hosts"),
    "fragile_services",
)
#: Cases without them.
ALONE = ("town",)

#: Most columns and nonzeros the smoke cases may have: what they had, and a tenth.
MOST = {"tiny": (190, 430), "town": (22_500, 60_500), "town-joined": (25_200, 82_300)}

#: Building may take this share of the total at most, on models that are not tiny.
BUILD_SHARE = 0.25

SEED = 2027


@click.command()
@click.option("--cases", "-c", multiple=True, help="Cases to run; all by default.")
@click.argument("more", nargs=-1)
@click.option("--smoke", is_flag=True, help="Run the small cases and gate their sizes.")
@click.option("--without", multiple=True, help="Leave out the rows of this table; repeat it.")
@click.option("--time-limit", type=float, help="Seconds for each search.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a dated result file.")
@click.option("--one", hidden=True, help="Run one case in this process and print it as JSON.")
def main(
    cases: tuple[str, ...],
    more: tuple[str, ...],
    smoke: bool,
    without: tuple[str, ...],
    time_limit: float | None,
    out: Path | None,
    one: str | None,
) -> None:
    """Run the cases and print what each took, in Markdown."""
    if one:
        print(json.dumps(run_case(one, time_limit, without)))
        return
    names = SMOKE if smoke else (*cases, *more) or tuple(CASES)
    unknown = [name for name in names if name not in CASES]
    if unknown:
        raise click.UsageError(f"no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    results = []
    for name in names:
        click.echo(f"running {name} …", err=True)
        results.append(_apart(name, time_limit, without))
        click.echo(report(results[-1:]), err=True)
    text = (f"Without {', '.join(without)}.\n\n" if without else "") + report(results)
    click.echo(text)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        (out / f"skillmix-{day}.md").write_text(text + "\n", encoding="utf-8")
    failed = [line for result in results for line in faults(result, smoke)]
    for line in failed:
        click.echo(line, err=True)
    sys.exit(1 if failed else 0)


def run_case(
    name: str, time_limit: float | None, without: tuple[str, ...] = ()
) -> dict[str, object]:
    """Make, write, read, plan, check and write one case."""
    from planner.place import place_from_frames, read_place, write_place
    from planner.plan.store import write_plan
    from planner.skillmix import plan_skillmix, verify_plan

    example = make_case(name, without)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "place"
        write_place(place_from_frames(example.settings, example.frames), source, "parquet")
        started = time.monotonic()
        place = read_place(source)
        read = time.monotonic() - started
        plan = plan_skillmix(place, time_limit=time_limit, seconds={"load": read, "validate": 0.0})
        plan = write_plan(plan, Path(folder) / "plan")
        total = time.monotonic() - started
        violations = verify_plan(place, plan)
    return {
        "case": name,
        "status": plan.record.status,
        "model": plan.record.model,
        "seconds": plan.record.seconds | {"total": round(total, 2)},
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "priorities": [p.model_dump() for p in plan.record.priorities],
        "violations": violations,
    }


def make_case(name: str, without: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """The example behind a case, but for the rows of some tables."""
    from dataclasses import replace

    from fixtures.examples import make_example
    from fixtures.synthetic import make_synthetic

    what = CASES[name]
    example = make_example(what) if isinstance(what, str) else make_synthetic(*what, SEED)
    left_out = {*without, *(STRUCTURES if name in ALONE else ())}
    frames = {t: f.iloc[:0] if t in left_out else f for t, f in example.frames.items()}
    return replace(example, frames=frames)


def _apart(name: str, time_limit: float | None, without: tuple[str, ...]) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.skillmix", "--one", name]
    command += [word for table in without for word in ("--without", table)]
    if time_limit is not None:
        command += ["--time-limit", str(time_limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return {"case": name, "error": (done.stderr or "ended without a word").strip()[-2000:]}
    return json.loads(done.stdout.splitlines()[-1])


def report(results: list[dict[str, object]]) -> str:
    """Results as Markdown: sizes and times, then priorities."""
    lines = [
        "| case | status | columns | rows | nonzeros | load | build | solve | check | write "
        "| total s | build share | peak MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for r in results:
        if "error" in r:
            lines.append(f"| {r['case']} | failed: {r['error']} |" + " |" * 11)
            continue
        m, s = r["model"], r["seconds"]
        cells = [r["case"], r["status"], *(f"{m[k]:,}" for k in ("columns", "rows", "nonzeros"))]
        cells += [f"{s[k]:.1f}" for k in ("load", "build", "solve", "check", "write", "total")]
        cells += [f"{s['build'] / max(s['total'], 1e-9):.1%}", f"{r['memory_mb']:,}"]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "| case | priority | unit | baseline | value | bound | above bound | may be given up | proven |",
        "|---|---|---|--:|--:|--:|--:|--:|---|",
    ]
    for r in results:
        for p in r.get("priorities", []):
            above = p["value"] - p["bound"]
            share = f"{above / p['value']:.2%}" if p["value"] else "0"
            lines.append(
                f"| {r['case']} | {p['name']} | {p['unit']} | {p['baseline']:,.1f} "
                f"| {p['value']:,.1f} | {p['bound']:,.1f} | {above:,.1f} ({share}) "
                f"| {p['tolerance'] * p['bound'] + p['slack']:,.1f} "
                f"| {'yes' if p['proven'] else 'no'} |"
            )
    return "\n".join(lines)


def faults(result: dict[str, object], smoke: bool) -> list[str]:
    """What makes a run of the benchmark fail."""
    name = result["case"]
    if "error" in result:
        return [f"{name}: {result['error']}"]
    found = [f"{name}: {violation}" for violation in result["violations"]]
    if not smoke:
        return found
    columns, nonzeros = MOST[name]
    model, seconds = result["model"], result["seconds"]
    if model["columns"] > columns or model["nonzeros"] > nonzeros:
        found.append(f"{name}: the model grew to {model}; it had {columns} columns at most")
    if columns > 1000 and seconds["build"] > BUILD_SHARE * seconds["total"]:
        found.append(f"{name}: building took {seconds['build']} s of {seconds['total']} s")
    return found


if __name__ == "__main__":
    main()
