"""The parameters of all jobs: always texts, as a job of Databricks gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from shopstream.errors import UsageError
from shopstream.streaming.tables import Lakehouse


@dataclass(frozen=True)
class Params:
    """Names and places.

    ``landing`` and ``checkpoints`` are folders that Spark can reach; ``warehouse`` is the SQL warehouse to publish into;
    ``lake`` the folder of the tables' files, empty where they can only be reached by their names;
    ``ledger`` the folder of the shop's ledger, empty where there is none; ``files_per_batch`` 0 for all at once.
    """

    catalog: str = "spark_catalog"
    schema: str = "shop"
    landing: str = ""
    checkpoints: str = ""
    warehouse: str = ""
    lake: str = ""
    ledger: str = ""
    lines_fed: str = "0"
    files_per_batch: str = "0"

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Params":
        """From names and texts.

        Raises:
            UsageError: a name that no job knows.
        """
        known = {field.name for field in fields(cls)}
        if unknown := texts.keys() - known:
            raise UsageError(f"no parameter {', '.join(sorted(unknown))}: there is {', '.join(sorted(known))}")
        return cls(**texts)

    @property
    def lakehouse(self) -> Lakehouse:
        return Lakehouse(self.catalog, self.schema)

    def whole(self, name: str) -> int:
        """A parameter that is a whole number.

        Raises:
            UsageError: it is none.
        """
        text = getattr(self, name)
        if not text.isdecimal():
            raise UsageError(f"{name} must be a whole number, and is {text!r}")
        return int(text)
