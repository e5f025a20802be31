"""Files that are whole or absent: written under a hidden name, then renamed."""

import json
import os
from pathlib import Path


def write_bytes(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``. A reader, or a kill, sees the old file or the new one, never a part."""
    hidden = path.with_name(f".{path.name}.part")
    hidden.write_bytes(data)
    os.replace(hidden, path)


def write_text(path: Path, text: str) -> None:
    """As ``write_bytes``, for text."""
    write_bytes(path, text.encode())


def write_json(path: Path, value: dict) -> None:
    """As ``write_text``, for a dictionary that JSON can hold."""
    write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
