"""The reference in docs/reference: the page of commands, made from the commands themselves.

``python -m cli.reference`` writes it, and every page that the planner makes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent
from typing import Any

import click

from cli.main import placeplan
from planner.reference.markdown import code, fenced, listed, one_line, page, table
from planner.reference.pages import FOLDER, PAGES

_INTRODUCTION = """\
Every command of `placeplan`, as its `--help` tells it. Exit codes: 0 good; 1 a plan is impossible
or a check failed; 2 bad input or usage; 130 stopped by the user with nothing to keep.
"""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that can be run, with all its words, in the order of ``--help``."""
    yield from _within("placeplan", placeplan)


def _within(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command, info_name=name)
    for word in command.list_commands(context):
        found = command.get_command(context, word)
        assert found is not None, f"{name} lists {word} and has no such command"
        yield from _within(f"{name} {word}", found)


def commands_markdown() -> str:
    """The whole page."""
    named = dict(commands())
    rows = [(f"[`{name}`](#{_anchor(name)})", _short(command)) for name, command in named.items()]
    parts = [table(("command", "what it does"), rows)]
    for name, command in named.items():
        parts += _command(name, command)
    return page("Commands", _INTRODUCTION, parts)


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _short(command: click.Command) -> str:
    return one_line(_help(command)[0])


def _help(command: click.Command) -> list[str]:
    """The paragraphs of a command's help."""
    return cleandoc(command.help or "").split("\n\n")


def _command(name: str, command: click.Command) -> list[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    called = " ".join([name, *(_argument(a) for a in arguments), *_needed(options)])
    parts = [f"## {name}", fenced(called + (" [OPTIONS]" if options else ""), "usage")]
    parts += [_paragraph(text) for text in _help(command)]
    if options:
        rows = [(_words(o), _takes(o), _default(o), o.help or "") for o in options]
        parts.append(table(("option", "takes", "default", "meaning"), rows))
    if command.epilog:
        parts.append(one_line(command.epilog))
    return parts


def _paragraph(text: str) -> str:
    """Prose as one line; what is laid out by hand (after ``\\b``) as it is."""
    if not text.lstrip().startswith("\b"):
        return one_line(text)
    heading, _, lines = text.lstrip().lstrip("\b\n").partition("\n")
    return f"{heading.strip()}\n\n{fenced(dedent(lines))}"


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.nargs == 1 else f"{name.removesuffix('...')}…"


def _needed(options: list[click.Option]) -> list[str]:
    return [f"{o.opts[0]} {_metavar(o)}" for o in options if o.required]


def _words(option: click.Option) -> str:
    words = listed([*option.opts, *option.secondary_opts])
    return words + (", needed" if option.required else "")


def _takes(option: click.Option) -> str:
    if option.is_flag:
        return "—"
    taken = code(_metavar(option)) + _range(option.type)
    return taken + (", several times" if option.multiple else "")


def _metavar(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(str(choice) for choice in option.type.choices)
    return option.type.name.split()[0].upper()


def _range(kind: Any) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return f", {low:,} to {high:,}"
    if low is not None:
        return f", more than {low:,}" if kind.min_open else f", {low:,} or more"
    return ""


def _default(option: click.Option) -> str:
    told = isinstance(option.default, (str, int, float)) and not option.is_flag
    return f"{option.default}" if told else "—"


#: Every page of the reference, and what makes it.
ALL_PAGES: dict[Path, Callable[[], str]] = {**PAGES, FOLDER / "commands.md": commands_markdown}


def main() -> None:
    """Write every page to the repository this runs in."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, made in ALL_PAGES.items():
        path.write_text(made(), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path} written\n")


if __name__ == "__main__":
    main()
