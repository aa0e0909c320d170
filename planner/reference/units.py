"""The units in which a rule tells how far it is missed, read from its source.

A rule says its unit where it makes a breach (``Violation``, ``breaches`` and the like), so that
the reference cannot say another.
"""

from __future__ import annotations

import ast
import inspect
from types import ModuleType

from solvers.roster.rules.ranges import DAYS

#: What makes a breach → which of its arguments is the unit, from the front or the back.
_MAKERS = {"Violation": 3, "breaches": 2, "broken": 3, "measure": -1, "measured": -1}
#: What makes breaches of one unit whatever it is given: of decisions that stay once taken.
_FIXED = {"check_stays": "of a yes or no"}


def units(module: ModuleType) -> tuple[str, ...]:
    """Each unit once, in the order of the source."""
    tree = ast.parse(inspect.getsource(module))
    texts = _constants(tree)
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (unit := _unit(node, texts)):
            found[unit] = None
    return tuple(found)


def _constants(tree: ast.Module) -> dict[str, str]:
    """Names that stand for a text anywhere in the module."""
    return {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _unit(call: ast.Call, texts: dict[str, str]) -> str:
    if isinstance(call.func, ast.Attribute):  # a stretch of days, which measures itself
        return DAYS if call.func.attr == "measured" else ""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _FIXED:
        return _FIXED[name]
    if name not in _MAKERS or len(call.args) <= _MAKERS[name]:
        return ""
    argument = call.args[_MAKERS[name]]
    if isinstance(argument, ast.Name):
        return texts.get(argument.id, "")
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""
