"""The rules of hosting, in order. A new rule is one file and one line here."""

from __future__ import annotations

from solvers.hosting.rules import (
    capacity,
    hosts_open,
    least_scale,
    one_server,
    open_hosts,
    own_work,
    stays_moved,
)
from solvers.hosting.rules.base import HostingRule

RULES: tuple[HostingRule, ...] = (
    one_server,
    open_hosts,
    capacity,
    least_scale,
    stays_moved,
    own_work,
    hosts_open,
)
