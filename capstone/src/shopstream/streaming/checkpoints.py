"""What a kill can leave of a checkpoint that Spark would not start from."""

import shutil
from pathlib import Path


def mend(checkpoint: str) -> bool:
    """Clear a checkpoint of which not even the first batch was planned whole. Returns whether there was one.

    A kill during the very first write of an offset leaves a temporary file, and Spark refuses to start from it. No batch has
    run then, so nothing is lost with the folder.
    """
    folder = Path(checkpoint)
    if not (folder / "offsets").is_dir() or _batches(folder / "offsets") or _batches(folder / "commits"):
        return False
    shutil.rmtree(folder)
    return True


def _batches(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*") if path.name.isdecimal()]
