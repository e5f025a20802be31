"""Every link from one file of the repository to another leads somewhere."""

import re
import subprocess
from pathlib import Path

import nbformat
import pytest
from build_notebooks import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
TRACKED = subprocess.run(["git", "-C", str(ROOT), "ls-files", "*.md", "*.ipynb"], capture_output=True, text=True).stdout.splitlines()


def links(path: Path) -> list[str]:
    """Where the prose of a file leads to, inside the repository."""
    if path.suffix == ".md":
        return LINK.findall(path.read_text(encoding="utf-8"))
    cells = nbformat.read(path, as_version=4).cells
    return [link for cell in cells if cell.cell_type == "markdown" for link in LINK.findall(cell.source)]


def broken(path: Path) -> list[str]:
    return [link for link in links(path) if not (path.parent / link).exists()]


@pytest.mark.parametrize("name", TRACKED)
def test_its_links_lead_somewhere(name):
    assert broken(ROOT / name) == []


def test_a_broken_link_is_found_in_text_and_in_a_notebook(tmp_path):
    text = "[there](a.md) [gone](b.md) [far](https://example.org/b.md) [part](a.md#part)"
    (tmp_path / "a.md").write_text(text)
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]), tmp_path / "a.ipynb")
    assert [broken(tmp_path / name) for name in ("a.md", "a.ipynb")] == [["b.md"], ["b.md"]]
