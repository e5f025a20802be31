"""Write the JSON Schema of each event version to ``capstone/schemas/``, for senders that are not written in Python.

python tools/export_schemas.py            write all
python tools/export_schemas.py --check    write nothing; fail where a stored schema is not what the models say
"""

import argparse
import json
import sys
from pathlib import Path

from shopstream.contracts.events import MODELS, Event

FOLDER = Path(__file__).resolve().parents[1] / "capstone" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="write nothing, compare")
    if arguments.parse_args().check:
        faults = check(FOLDER)
        print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
        return 1 if faults else 0
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def schemas() -> dict[str, str]:
    """File name to text, one for each event version."""
    return {f"{event_type}.v{version}.json": schema_text(model) for (event_type, version), model in MODELS.items()}


def schema_text(model: type[Event]) -> str:
    """The schema of a model. It cannot say all that the model does: that a day is in the calendar, that line numbers are distinct."""
    schema = {"$schema": DIALECT} | model.model_json_schema()
    return json.dumps(schema, indent=2, sort_keys=True) + "\n"


def check(folder: Path) -> list[str]:
    """What is wrong with the stored schemas, a sentence each."""
    expected = schemas()
    stored = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    differing = [name for name in sorted(expected.keys() | stored.keys()) if expected.get(name) != stored.get(name)]
    return [f"capstone/schemas/{name} is not what contracts/events.py says: `make schemas`" for name in differing]


if __name__ == "__main__":
    sys.exit(main())
