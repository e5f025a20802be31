"""The business queries: a ``.sql`` file each, whose second line asks the question that it answers."""

from importlib.resources import files

from shopstream.errors import UsageError


def names() -> list[str]:
    """What the queries are called, in order."""
    return sorted(path.name.removesuffix(".sql") for path in files(__package__).iterdir() if path.name.endswith(".sql"))


def text(name: str) -> str:
    """The SQL of a query.

    Raises:
        UsageError: there is none of that name; the message lists them.
    """
    if name not in names():
        raise UsageError(f"no query @{name}: there is {', '.join(names())}")
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def question(name: str) -> str:
    """What a query answers, in a sentence.

    Raises:
        UsageError: there is none of that name.
    """
    return text(name).splitlines()[1].removeprefix("-- ")
