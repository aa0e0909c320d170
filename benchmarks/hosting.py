"""Prove the published optima of standard hosting instances.

    python -m benchmarks.hosting --data DIR
    python -m benchmarks.hosting --data DIR --instances pmed1 cap71 --time-limit 60 --out DIR

DIR holds OR-Library files: p-median (``pmed*.txt``: ``n m p``, then edges, the last of a
repeated one counts, distances are shortest paths) and warehouse location (``cap*.txt``:
``warehouses customers``, then capacity and fixed cost of each warehouse, then for each
customer its demand and the cost of supplying all of it from each warehouse; taken as
uncapacitated). Source: J. E. Beasley, OR-Library.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

import click
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import shortest_path

from solvers.engine.limits import Limits
from solvers.hosting.problem import Floats, HostingProblem
from solvers.hosting.search import solve_hosting

#: Published optima. Source: OR-Library.
PUBLISHED = {
    "pmed1": 5819.0,
    "pmed2": 4093.0,
    "pmed3": 4250.0,
    "pmed4": 3034.0,
    "pmed5": 1355.0,
    "cap71": 932_615.750,
}
GAP = 1e-9


@click.command()
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True
)
@click.option("--instances", multiple=True, help="Names without ending; all published by default.")
@click.argument("more", nargs=-1)
@click.option("--time-limit", type=float, default=300.0, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a dated result file.")
def main(
    data: Path,
    instances: tuple[str, ...],
    more: tuple[str, ...],
    time_limit: float,
    out: Path | None,
) -> None:
    """Solve each instance and set its cost and bound beside the published optimum."""
    lines = [
        "| instance | columns | cost | bound | published | seconds | status | broken rules |",
        "|---|--:|--:|--:|--:|--:|---|--:|",
    ]
    missed = []
    for name in (*instances, *more) or tuple(PUBLISHED):
        path = data / f"{name}.txt"
        if not path.is_file():
            raise click.UsageError(f"{data} has no {name}.txt")
        problem = read_p_median(path) if name.startswith("pmed") else read_warehouses(path)
        started = time.monotonic()
        found = solve_hosting(problem, Limits(seconds=time_limit, gap=GAP))
        seconds = time.monotonic() - started
        cost = np.inf if found.outcome is None else found.outcome.cost
        known = PUBLISHED.get(name, np.nan)
        columns = problem.own_cost.size + problem.pair_cost.size + problem.fixed_cost.size
        lines.append(
            f"| {name} | {columns:,} | {cost:,.3f} | {found.bound:,.3f} | {known:,.3f} "
            f"| {seconds:.1f} | {found.status.value} | {len(found.broken)} |"
        )
        proven = found.bound >= cost - 1e-6 * abs(cost)
        if found.broken or not proven or abs(cost - known) > 1e-6 * abs(known):
            missed.append(name)
    text = "\n".join(lines)
    click.echo(text)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        (out / f"hosting-{day}.md").write_text(text + "\n", encoding="utf-8")
    for name in missed:
        click.echo(f"{name}: the published optimum was not proven", err=True)
    sys.exit(1 if missed else 0)


def read_p_median(path: Path) -> HostingProblem:
    """Every node is a client and may be a host; ``p`` hosts are open at no cost."""
    figures = [int(word) for word in path.read_text(encoding="ascii").split()]
    n, edges, p = figures[:3]
    length: dict[tuple[int, int], int] = {}
    for i, j, far in np.array(figures[3 : 3 + 3 * edges]).reshape(-1, 3):
        length[min(i, j) - 1, max(i, j) - 1] = int(far)
    ends = np.array(list(length))
    graph = csr_matrix((np.array(list(length.values())), (ends[:, 0], ends[:, 1])), shape=(n, n))
    return without_limits(shortest_path(graph, directed=False), np.zeros(n), p)


def read_warehouses(path: Path) -> HostingProblem:
    """Every customer is a client, every warehouse a host with its fixed cost."""
    figures = [float(word) for word in path.read_text(encoding="ascii").split()]
    warehouses, customers = int(figures[0]), int(figures[1])
    fixed = np.array(figures[3 : 2 + 2 * warehouses : 2])
    rows = np.array(figures[2 + 2 * warehouses :]).reshape(customers, 1 + warehouses)
    return without_limits(rows[:, 1:], fixed, None)


def without_limits(cost: Floats, fixed: Floats, hosts_open: int | None) -> HostingProblem:
    """One period, any host for any client, nobody serves itself. ``cost`` is (I, H)."""
    clients, hosts = cost.shape
    return HostingProblem(
        clients=tuple(f"client {i + 1}" for i in range(clients)),
        hosts=tuple(f"host {h + 1}" for h in range(hosts)),
        own_cost=np.full((clients, 1), np.inf),
        pair_client=np.repeat(np.arange(clients), hosts),
        pair_host=np.tile(np.arange(hosts), clients),
        pair_cost=cost.reshape(-1, 1),
        move_cost=np.zeros(clients * hosts),
        fixed_cost=fixed[:, None],
        demand=np.ones((clients, 1)),
        capacity=np.full((hosts, 1), np.inf),
        least=np.zeros((hosts, 1)),
        hosts_open=hosts_open,
    )


if __name__ == "__main__":
    main()
