import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(package_parent: Path) -> subprocess.CompletedProcess:
    """Hold a copy of the package against the import contracts."""
    command = [LINTER, "--config", ROOT / ".importlinter", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(package_parent), "COLUMNS": "200"}
    return subprocess.run(command, cwd=package_parent, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path):
    """A throw-away copy of the package; returns the folder that holds it."""
    shutil.copytree(ROOT / "capstone" / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "src"


def test_the_package_keeps_its_contracts():
    assert lint(ROOT / "capstone" / "src").returncode == 0


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        pytest.param("contracts/times.py", "import shopstream.landing", "An import points down", id="an import that points up"),
        pytest.param("etl/__init__.py", "import shopstream.local", "An import points down", id="deployed code that knows the laptop"),
        pytest.param("reconcile/__init__.py", "import shopstream.warehouse", "An import points down", id="two parts in one row"),
        pytest.param(
            "reconcile/__init__.py", "import shopstream.simulator", "do not know who made the truth", id="a judge that knows the shop"
        ),
        pytest.param("etl/__init__.py", "def f():\n    import pyspark", "without a JVM", id="a JVM in week 2, inside a function"),
        pytest.param("etl/__init__.py", "import delta", "without a JVM", id="Delta in week 2"),
        pytest.param("helpers.py", "", "An import points down", id="a module that has no place"),
    ],
)
def test_an_import_that_breaks_a_contract_is_refused(copy, module, line, contract):
    with (copy / "shopstream" / module).open("a") as file:
        file.write(f"\n{line}\n")
    refused = lint(copy)
    assert refused.returncode == 1
    assert [text for text in refused.stdout.splitlines() if text.endswith("BROKEN") and contract in text]
