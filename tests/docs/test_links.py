"""Links between the pages of the project lead somewhere. None is followed beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, anchors, blocks, links, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = [link for link in links(page.read_text(encoding="utf-8")) if not _found(page, link)]
    assert not lost


def _found(page: Path, link: str) -> bool:
    if link.startswith(("https://", "http://", "mailto:")):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or (
        target.suffix == ".md" and anchor in anchors(target.read_text(encoding="utf-8"))
    )


def test_every_page_of_docs_is_in_the_index() -> None:
    """Pages of decisions are in an index of their own."""
    index = ROOT / "docs" / "README.md"
    listed = {
        (index.parent / link.partition("#")[0]).resolve()
        for link in links(index.read_text(encoding="utf-8"))
    }
    expected = {
        page.resolve()
        for page in (ROOT / "docs").rglob("*.md")
        if page != index and not (page.parent.name == "decisions" and page.name != "README.md")
    }
    assert expected <= listed, expected - listed


def test_every_decision_is_in_their_index() -> None:
    index = ROOT / "docs" / "decisions" / "README.md"
    told = index.read_text(encoding="utf-8")
    files = [page.name for page in index.parent.glob("[0-9]*.md")]
    assert files
    assert all(f"({name})" in told for name in files)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## From one cycle to the next", "from-one-cycle-to-the-next"),
        ("## rota.xlsx", "rotaxlsx"),
        ("### Skill mix: stock and flow", "skill-mix-stock-and-flow"),
        ("# `placeplan check` first", "placeplan-check-first"),
        ("## See [this](that.md)", "see-this"),
        ("## stress_bands", "stress_bands"),
    ],
)
def test_anchors_are_named_as_github_does(heading: str, anchor: str) -> None:
    assert anchors(heading) == {anchor}


def test_headings_alike_are_told_apart_and_code_is_no_heading() -> None:
    assert anchors("# One\n\n# One\n\n```sh\n# Two\n```\n") == {"one", "one-1"}


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = ROOT / "README.md"
    assert not _found(page, "docs/no-such-page.md")
    assert not _found(page, "docs/glossary.md#no-such-term")
    assert not _found(page, "../outside.md")
    assert _found(page, "docs/glossary.md#glossary")


def test_links_in_code_are_no_links() -> None:
    text = "`[a](b.md)` and [c](d.md)\n\n```\n[e](f.md)\n```\n"
    assert links(text) == ["d.md"]
    assert [block.kind for block in blocks(text)] == ["plain"]
