"""The pages of the reference are complete and as the program would write them now."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

import solvers
from cli.reference import ALL_PAGES, commands, main
from planner.place.rules import RULES as PLACE_RULES
from planner.plan.tables.stages import STAGES
from planner.reference.plan_tables import HEADINGS
from planner.reference.rules import RULED
from planner.reference.units import units
from tests.docs.markdown import ROOT

REMEDY = "run python -m cli.reference"


def text(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ALL_PAGES, ids=str)
def test_a_page_is_as_the_program_would_write_it_now(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == ALL_PAGES[path](), REMEDY


def test_one_command_writes_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main()
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.md")}
    assert written == set(ALL_PAGES)
    assert all((tmp_path / path).read_text("utf-8") == made() for path, made in ALL_PAGES.items())


def modules(kind: str) -> list[ModuleType]:
    """Every module of rules or measures of every stage that has a name for users."""
    found = []
    for stage in pkgutil.iter_modules(solvers.__path__, "solvers."):
        package = f"{stage.name}.{kind}"
        if importlib.util.find_spec(package) is None:
            continue
        inside = importlib.import_module(package).__path__
        found += [
            importlib.import_module(m.name) for m in pkgutil.iter_modules(inside, f"{package}.")
        ]
    return [module for module in found if hasattr(module, "NAME")]


@pytest.mark.parametrize("module", modules("rules"), ids=lambda module: module.__name__)
def test_every_rule_of_a_stage_is_told_with_its_unit(module: ModuleType) -> None:
    path = module.__name__.replace(".", "/") + ".py"
    assert f"In `{path}`." in text("rules.md"), REMEDY
    assert units(module), f"{path} tells no unit where it makes a breach"
    row = next(line for line in text("rules.md").splitlines() if f"**{module.NAME}**" in line)
    assert all(cell.strip() for cell in row.strip("|").split(" | "))


def test_every_rule_between_tables_is_told() -> None:
    told = text("rules.md")
    assert all(
        f"| `{rule.name}` | {' '.join(rule.promise.split())} |" in told for rule in PLACE_RULES
    )


def test_no_stage_has_two_rules_of_one_name() -> None:
    for ruled in RULED:
        names = [module.NAME for module in ruled.modules]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("module", modules("measures"), ids=lambda module: module.__name__)
def test_every_measure_of_a_stage_is_told(module: ModuleType) -> None:
    path = module.__name__.replace(".", "/") + ".py"
    row = next(line for line in text("measures.md").splitlines() if f"`{path}`" in line)
    assert row.startswith(f"| `{module.NAME}` | {module.UNIT} |")


def test_every_table_and_column_of_a_plan_is_told() -> None:
    assert set(HEADINGS) == set(STAGES)
    told = text("plan-tables.md")
    for stage, tables in STAGES.items():
        for table in tables:
            section = told.partition(f"### {HEADINGS[stage][0]}: {table.name}\n")[2]
            section = re.split(r"^##", section, maxsplit=1, flags=re.MULTILINE)[0]
            for column in table.columns:
                assert f"\n| `{column.name}` |" in section, (stage, table.name, column.name)


def test_every_command_and_option_is_told_with_an_example() -> None:
    told = text("commands.md")
    for name, command in commands():
        section = told.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert re.search(rf"\n{name}\b", section.partition("Example")[2]), name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts[0]} has no help"
                assert all(f"`{word}`" in section for word in option.opts), (name, option.opts)


def test_a_unit_is_read_where_a_breach_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        "unit = 'hours'\n"
        "def check(x):\n"
        "    breaches(x, 'a', 'WTE', (), 1, 1)\n"
        "    breaches(x, 'a', unit, (), 1, 1)\n"
        "    Violation('a', 'there', 1.0, 'WTE')\n"
        "    other(x, 'a', 'nothing', 'at all')\n"
    )
    (tmp_path / "a_rule_for_its_units.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert units(importlib.import_module("a_rule_for_its_units")) == ("WTE", "hours")
