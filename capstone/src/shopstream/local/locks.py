"""The locks in ``requirements/``: what they pin."""

from pathlib import Path

from packaging.requirements import Requirement


def read_pins(lock: Path) -> list[Requirement]:
    """The pins of a lock, ``name==version`` with their markers, in its order; none where there is no such file."""
    if not lock.is_file():
        return []
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Requirement(line.removesuffix("\\").strip()) for line in lines if "==" in line and not line.startswith((" ", "#"))]


def versions_here(pins: list[Requirement]) -> dict[str, str]:
    """Name to version of the pins that this interpreter on this system needs."""
    return {pin.name: next(iter(pin.specifier)).version for pin in pins if pin.marker is None or pin.marker.evaluate()}
