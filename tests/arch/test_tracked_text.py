"""What no tracked file may hold: an address or a choice of a package registry, a path of one machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {  # written so that they do not match themselves
    "the address of a package registry": re.compile(r"https?://(?:[\w-]+[.])*(?:repo|registry|files|index|proxy)[0-9]*[.]"),
    "a choice of a package registry": re.compile(r"(?:[i]ndex[-_]url|[f]ind[-_]links)", re.IGNORECASE),
    "a path of one machine": re.compile(r"(?<![\w.-])/(?:[r]oot/|[h]ome/\w+/|[U]sers/\w+/|[w]ork/main)"),
}


def faults_of(text: str) -> list[str]:
    """What a text holds that no tracked file may hold."""
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def tracked() -> list[Path]:
    """The files that git knows and that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_tracked_file_holds_an_address_or_a_path():
    faults = {str(path.relative_to(ROOT)): faults_of(path.read_text(encoding="utf-8", errors="replace")) for path in tracked()}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        pytest.param(("https:/", "files2.example.org", "simple"), "the address of a package registry", id="a host for packages"),
        pytest.param(("http:/", "eu.registry.example.org"), "the address of a package registry", id="a host below a region"),
        pytest.param(("--extra-index", "url=x"), "a choice of a package registry", id="an option that names a registry"),
        pytest.param(("--find", "links"), "a choice of a package registry", id="an option that names a folder of packages"),
        pytest.param(("", "home", "ada", "course"), "a path of one machine", id="a home folder on Linux"),
        pytest.param(("", "Users", "ada", "course"), "a path of one machine", id="a home folder on a Mac"),
        pytest.param(("", "root", ".cache"), "a path of one machine", id="the home folder of root"),
    ],
)
def test_a_text_that_holds_one_is_refused(words, fault):
    joined = "/".join(words) if "" in words or words[0].startswith("http") else "-".join(words)
    assert faults_of(f"see {joined}") == [fault]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://creativecommons.org/licenses/by/4.0/", id="the address of a licence"),
        pytest.param("/".join(("runs", "20261102-000000-abcd", "root", "x")), id="a path inside the checkout"),
    ],
)
def test_a_harmless_text_passes(text):
    assert faults_of(text) == []
