"""Run the benchmarks: ``python -m bench`` all of them, ``python -m bench NAME ...`` some. Each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def names(folder: Path) -> list[str]:
    """The benchmarks in a folder: its modules, without those that begin with an underscore."""
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


def run(name: str) -> bool:
    """Run one benchmark, which prints what it measured; whether it ended well."""
    print(f"\n{name}", flush=True)
    return subprocess.run([sys.executable, "-c", f"from bench.{name} import main; main()"]).returncode == 0


def main(asked: list[str]) -> int:
    known = names(Path(__file__).parent)
    if unknown := sorted(set(asked) - set(known)):
        print(f"error: no benchmark {', '.join(unknown)}: there is {', '.join(known)}", file=sys.stderr)
        return 2
    failed = [name for name in asked or known if not run(name)]
    if failed:
        print(f"error: {', '.join(failed)} did not end well (see above)", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
