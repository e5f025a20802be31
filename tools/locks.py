"""Resolve ``capstone/pyproject.toml`` into ``requirements/*.txt`` (hashes, no address) and ``environment.yml`` (conda).

    python tools/locks.py              what is pinned stays pinned where it still fits; the rest is resolved
    python tools/locks.py --upgrade    newest versions within the ranges
    python tools/locks.py --check      touch nothing; fail where environment.yml is not what the locks say

A layer holds what its extras need and is resolved under the pins of all layers before it, so any of them install together.
"""

import argparse
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from shopstream.local.locks import read_pins

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {
    "lab": ("base", "lab", "build"),
    "dev": ("engines", "dev"),
    "spark": ("spark",),
    "kafka": ("kafka",),
    "app": ("app",),
    "azure": ("azure",),
}
"""Layer to what it is made from: extras, the package's own dependencies (``base``), its build back end (``build``)."""

OPTIONS = "--universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet --excludes requirements/excluded.txt"
HEADER = "# Made by `make locks` from capstone/pyproject.toml. Change the ranges there, not the pins here.\n"
CONDA_PYTHON = "3.12"
CONDA_JAVA = "17"
PLATFORMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
}
CONDA_HEADER = f"""\
# Made by `make locks` from requirements/: the same pins, without hashes (pip takes none beside an editable package).
# conda env create -f environment.yml && conda activate shopstream && shopstream doctor
name: shopstream
channels: [conda-forge, nodefaults]
dependencies:
  - python={CONDA_PYTHON}
  - openjdk={CONDA_JAVA}  # weeks 3 and 4
  - pip
  - pip:
      - -e ./capstone
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--upgrade", action="store_true", help="newest versions within the ranges")
    arguments.add_argument("--check", action="store_true", help="touch nothing, compare environment.yml with the locks")
    given = arguments.parse_args()
    if given.check:
        return check(ROOT)
    resolve("uv", ["uv"], under=[], upgrade=given.upgrade)
    for number, layer in enumerate(LAYERS):
        resolve(layer, wanted(layer), under=list(LAYERS)[:number], upgrade=given.upgrade)
    (ROOT / "environment.yml").write_text(conda_environment(ROOT), encoding="utf-8")
    return 0


def check(root: Path) -> int:
    """0 when ``environment.yml`` is what the locks say, else 1 and a sentence on stderr."""
    if (root / "environment.yml").read_text(encoding="utf-8") == conda_environment(root):
        return 0
    print("environment.yml is not what requirements/ says: `make locks`", file=sys.stderr)
    return 1


def wanted(layer: str, root: Path = ROOT) -> list[str]:
    """The requirements of a layer, as ``pyproject.toml`` states them."""
    stated = tomllib.loads((root / "capstone" / "pyproject.toml").read_text(encoding="utf-8"))
    parts = {
        "base": stated["project"]["dependencies"],
        "build": stated["build-system"]["requires"],
        **stated["project"]["optional-dependencies"],
    }
    return [line for part in LAYERS[layer] for line in parts[part]]


def resolve(layer: str, requirements: list[str], *, under: list[str], upgrade: bool) -> None:
    """Write the lock of a layer. Pins in a lock that is there already are kept unless ``upgrade``."""
    lock = ROOT / "requirements" / f"{layer}.txt"
    constraints = [word for earlier in under for word in ("-c", f"requirements/{earlier}.txt")]
    command = [sys.executable, "-m", "uv", "pip", "compile", "-", *OPTIONS.split(), *constraints, "-o", str(lock)]
    command += ["--upgrade"] if upgrade else []
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    lock.write_text(HEADER + lock.read_text(encoding="utf-8").removeprefix(HEADER), encoding="utf-8")


def conda_environment(root: Path) -> str:
    """The text of ``environment.yml``: every pin that Linux or macOS on ARM needs with the Python of the conda environment."""
    needed: dict[str, set[str]] = {}
    for pin in (pin for layer in LAYERS for pin in read_pins(root / "requirements" / f"{layer}.txt")):
        needed.setdefault(f"{pin.name}{pin.specifier}", set()).update(platforms_of(pin))
    return CONDA_HEADER + "".join(f"      - {conda_line(pin, on)}\n" for pin, on in sorted(needed.items()) if on)


def platforms_of(pin: Requirement) -> set[str]:
    """Which of ``PLATFORMS`` need a pin."""
    python = {"python_version": CONDA_PYTHON, "python_full_version": f"{CONDA_PYTHON}.0"}
    return {name for name, machine in PLATFORMS.items() if pin.marker is None or pin.marker.evaluate(python | machine)}


def conda_line(pin: str, platforms: set[str]) -> str:
    """A pin as pip reads it in ``environment.yml``, where a quote needs quotes."""
    return pin if platforms == set(PLATFORMS) else f"\"{pin} ; sys_platform == '{min(platforms)}'\""


if __name__ == "__main__":
    sys.exit(main())
