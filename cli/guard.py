"""Turns whatever happens into a message and an exit code.

====  =====================================================
code  meaning
====  =====================================================
0     good
1     a plan is impossible, or a check failed
2     bad input or usage, or a fault of the program
130   stopped by the user before there was anything to keep
====  =====================================================
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Any

import click

from cli.console import printable
from planner.errors import PlaceplanError

GOOD, FAILED, BAD_INPUT, STOPPED = 0, 1, 2, 130


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command; whatever it raises is said on stderr.

    ``run`` returns the exit code, or nothing for 0.
    """
    try:
        result = run()
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _say("Stopped. Nothing was written.", STOPPED)
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except PlaceplanError as error:
        return _say(str(error), error.exit_code)
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        return _say_os_error(error)
    except MemoryError:
        return _say(
            "There is not enough memory for this. Close other programs, or plan a smaller place "
            "or fewer periods.",
            BAD_INPUT,
        )
    except Exception as error:
        return _say_fault(error)
    return result if isinstance(result, int) else GOOD


def _say(message: str, code: int) -> int:
    click.echo(printable(message), err=True)
    return code


def _reader_gone() -> int:
    """Whoever read our output has closed it (``placeplan … | head``): go quietly."""
    with contextlib.suppress(OSError, ValueError):  # no file behind it: nothing to flush at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return GOOD


def _say_os_error(error: OSError) -> int:
    if error.filename is None or error.strerror is None:
        return _say_fault(error)
    return _say(
        f"{error.filename}: {error.strerror}. Check the path and its permissions.", BAD_INPUT
    )


def _say_fault(error: BaseException) -> int:
    log = write_crash_log(error)
    where = f" What happened is in {log}; please send it with a report." if log else ""
    return _say(
        f"Something went wrong inside placeplan; your files have not been changed.{where}",
        BAD_INPUT,
    )


def write_crash_log(error: BaseException) -> str:
    """Write the traceback to a file only the user can read, and say where.

    The file lies in the user's temporary folder (``TMPDIR``). Empty if it could not be written.
    """
    try:
        handle, path = tempfile.mkstemp(prefix="placeplan-crash-", suffix=".log")
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"placeplan on Python {platform.python_version()}, {platform.platform()}\n")
            log.write(f"{' '.join(sys.argv)}\n\n")
            log.write("".join(traceback.format_exception(error)))
    except OSError:
        return ""
    return path
