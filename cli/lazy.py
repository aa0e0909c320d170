"""A group of commands that loads a command when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from cli.guard import exit_code_of
from planner.nearest import did_you_mean


class LazyGroup(click.Group):
    """Commands by name, each as ``"module:attribute"``.

    A command's module imports nothing heavy at its top, so that ``--help``
    answers at once. Every way of running the group ends in an exit code, never
    in a traceback.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        module, attribute = self.lazy[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in self.lazy and not word.startswith("-") and not ctx.resilient_parsing:
            remedy = did_you_mean(word, self.lazy, listed=len(self.lazy))
            raise click.UsageError(f"There is no command {word!r}: {remedy}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run and leave with an exit code."""
        extra["standalone_mode"] = False
        run = super().main
        sys.exit(exit_code_of(lambda: run(args, *rest, **extra)))
