import re
import shutil
from itertools import product
from pathlib import Path

import locks
import pytest
import yaml
from packaging.requirements import Requirement
from shopstream.local.locks import read_pins

ROOT = Path(__file__).resolve().parents[2]
LAYERS = list(locks.LAYERS)
PYTHONS = ("3.11", "3.12", "3.13")
HERE = [
    pytest.param({"python_version": python, "python_full_version": f"{python}.9", **platform}, id=f"{python} on {name}")
    for python, (name, platform) in product(PYTHONS, locks.PLATFORMS.items())
]
ASKED_FOR = {"jupyterlab", "pyspark", "pandas", "ipython-sql", "sqlalchemy", "nbval", "papermill"}


def text_of(layer: str) -> str:
    return (ROOT / "requirements" / f"{layer}.txt").read_text(encoding="utf-8")


def pins_here(layer: str, environment: dict) -> dict[str, str]:
    pins = read_pins(ROOT / "requirements" / f"{layer}.txt")
    return {pin.name: next(iter(pin.specifier)).version for pin in pins if pin.marker is None or pin.marker.evaluate(environment)}


@pytest.fixture
def copy(tmp_path):
    """A throw-away copy of what the locks tool reads and writes."""
    for path in (*(ROOT / "requirements").glob("*.txt"), ROOT / "environment.yml"):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    return tmp_path


@pytest.mark.parametrize("environment", HERE)
@pytest.mark.parametrize("layer", LAYERS)
def test_a_lock_pins_what_its_layer_asks_for(layer, environment):
    pins = pins_here(layer, environment)
    wanted = [Requirement(line) for line in locks.wanted(layer)]
    assert [str(each) for each in wanted if not each.specifier.contains(pins.get(each.name, "0"))] == []


@pytest.mark.parametrize("environment", HERE)
def test_no_two_layers_pin_a_package_differently(environment):
    every = [pins_here(layer, environment) for layer in LAYERS]
    versions = {name: {pins[name] for pins in every if name in pins} for pins in every for name in pins}
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("layer", ["uv", *LAYERS])
def test_every_pin_has_a_hash_and_no_lock_an_address(layer):
    pins = re.split(r"^(?=\w)", text_of(layer), flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in text_of(layer)


def test_uv_alone_is_in_its_lock():
    assert [pin.name for pin in read_pins(ROOT / "requirements" / "uv.txt")] == ["uv"]


@pytest.mark.parametrize("name", ["pyspark", "ruff", "pytest", "streamlit"])
def test_week_1_installs_nothing_that_it_does_not_need(name):
    assert name not in {pin.name for pin in read_pins(ROOT / "requirements" / "lab.txt")}


def test_the_conda_environment_is_what_the_locks_say():
    assert locks.check(ROOT) == 0


@pytest.mark.parametrize("changed", ["environment.yml", "requirements/lab.txt"])
def test_a_pin_changed_in_one_place_is_found(copy, changed, capsys):
    path = copy / changed
    path.write_text(re.sub(r"pandas==[\d.]+", "pandas==9.9.9", path.read_text()))
    assert locks.check(copy) == 1
    assert "make locks" in capsys.readouterr().err


def test_the_conda_environment_names_what_the_course_was_asked_to_use():
    *conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    assert {Requirement(line).name for line in pip["pip"] if not line.startswith("-e")} >= ASKED_FOR
    assert pip["pip"][0] == "-e ./capstone"
    assert {line.split("=")[0] for line in conda} == {"python", "openjdk", "pip"}


@pytest.mark.parametrize(
    ("pin", "platforms"),
    [
        pytest.param("x==1", {"linux", "darwin"}, id="no marker: everywhere"),
        pytest.param("x==1; sys_platform == 'darwin'", {"darwin"}, id="macOS alone"),
        pytest.param("x==1; python_full_version < '3.12'", set(), id="an older Python: nowhere"),
        pytest.param("x==1; os_name == 'nt'", set(), id="Windows alone: nowhere"),
    ],
)
def test_a_pin_goes_to_the_platforms_that_its_marker_names(pin, platforms):
    assert locks.platforms_of(Requirement(pin)) == platforms
