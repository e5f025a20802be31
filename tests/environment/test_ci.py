import os
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())


def test_the_workflow_may_only_read(workflow):
    assert workflow["permissions"] == {"contents": "read"}


def test_the_workflow_runs_what_everybody_runs(workflow):
    assert [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step] == [".ci/run"]


def test_the_workflow_tries_each_python_that_the_package_allows(workflow):
    allowed = SpecifierSet(tomllib.loads((ROOT / "capstone" / "pyproject.toml").read_text())["project"]["requires-python"])
    tried = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert tried == [f"3.{minor}" for minor in range(30) if f"3.{minor}" in allowed]


@pytest.mark.parametrize(
    ("failing", "called"),
    [
        pytest.param("none", ["test", "verify"], id="the fast tests, then the long ones"),
        pytest.param("test", ["test"], id="a failure ends it"),
    ],
)
def test_ci_run_calls_both_tiers_and_ends_as_they_do(tmp_path, failing, called):
    make = tmp_path / "make"
    make.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/called"\ntest "$1" != {failing}\n')
    make.chmod(0o755)
    ended = subprocess.run([ROOT / ".ci" / "run"], env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}, cwd=tmp_path)
    assert (tmp_path / "called").read_text().split() == called
    assert (ended.returncode == 0) == (failing == "none")
