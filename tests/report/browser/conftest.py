"""The system's Chromium, and pages opened in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.browser import pages

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Open = Callable[..., "Opened"]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with a page, by its rule, with the first of the elements concerned."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 10  # rules that found something to look at
    return [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found["violations"]]


class Opened:
    """A page in the browser, with whatever went wrong in it so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        page.on("request", self._asked)

    def _asked(self, request: object) -> None:
        url = str(request.url)  # type: ignore[attr-defined]
        if not url.startswith(("file:", "data:", "blob:")):
            self.wrong.append(f"request: {url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(_NAMES)})")
    # Chromium refuses its sandbox to root, as which containers run.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a stage's page, made once."""
    folder = tmp_path_factory.mktemp("pages")

    def of(stage: str) -> Path:
        path = folder / f"{stage}.html"
        if not path.exists():
            path.write_text(pages.PAGES[stage](), encoding="utf-8")
        return path

    return of


@pytest.fixture
def opened(browser: Browser, written: Callable[[str], Path]) -> Iterator[Open]:
    """Opens the page of a stage, or a file; at the end nothing may have gone wrong in any."""
    all_of_them: list[Opened] = []

    def open_page(
        stage: str | Path, width: int = 1280, place: str = "", **context: object
    ) -> Opened:
        path = stage if isinstance(stage, Path) else written(stage)
        page = browser.new_page(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **context
        )  # type: ignore[arg-type]
        made = Opened(page)
        all_of_them.append(made)
        page.goto(path.as_uri() + place)
        return made

    yield open_page
    for made in all_of_them:
        made.page.close()
    assert [wrong for made in all_of_them for wrong in made.wrong] == []
