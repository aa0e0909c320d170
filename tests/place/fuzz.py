"""Runs damaged places through ``check_place``: a clean pass or located findings, never a traceback.

``python -m tests.place.fuzz --cases 10000 --seed 0`` prints the counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from planner.errors import Finding, Severity
from planner.place import check_place
from tests.place.damage import damaged

OUTCOMES = ("clean pass", "located findings", "finding without its place", "traceback")


def located(finding: Finding) -> bool:
    """Whether a finding says where: a file always, a row where it is about a cell."""
    settings = finding.file == "place.toml" or finding.sheet == "place"
    whole = bool(finding.file and finding.message)
    return whole and (not finding.column or finding.row is not None or settings)


def run_case(seed: int, number: int) -> tuple[str, str]:
    """The outcome of one case, and what to tell of it."""
    random = Random(f"{seed}-{number}")
    with tempfile.TemporaryDirectory() as folder:
        path, done = damaged(Path(folder), random)
        try:
            place, findings = check_place(path)
        except Exception:  # the very thing this looks for
            return "traceback", f"{done}\n{traceback.format_exc()}"
    lost = [f for f in findings if not located(f)]
    if lost:
        return "finding without its place", f"{done}: {lost[0]!r}"
    errors = [f for f in findings if f.severity is Severity.ERROR]
    if (place is None) != bool(errors):
        return "finding without its place", f"{done}: {len(errors)} errors, place {place}"
    return ("clean pass", "") if place is not None else ("located findings", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases on two processes; exit 1 if any went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(max_workers=2) as pool:
        results = pool.map(partial(run_case, chosen.seed), range(chosen.cases), chunksize=50)
        for number, (outcome, detail) in enumerate(results):
            counts[outcome] += 1
            if detail:
                sys.stdout.write(f"case {number}: {outcome}: {detail}\n")
            if number % 1000 == 999:
                sys.stdout.write(f"{number + 1} done\n")
                sys.stdout.flush()
    sys.stdout.write(f"{chosen.cases} cases, seed {chosen.seed}\n")
    for outcome in OUTCOMES:
        sys.stdout.write(f"{outcome:>26}: {counts[outcome]}\n")
    return 1 if counts["traceback"] or counts["finding without its place"] else 0


if __name__ == "__main__":
    sys.exit(main())
