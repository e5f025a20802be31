"""The tables of a lakehouse by name: one function turns a root into ``catalog.schema.table``. No path stands here."""

from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession

from shopstream.contracts.tables import TABLES
from shopstream.spark.schemas import PARTITIONS, columns_ddl


@dataclass(frozen=True)
class Lakehouse:
    """Where the tables are: a catalogue and a schema in it."""

    catalog: str
    schema: str

    @property
    def root(self) -> str:
        return f"{self.catalog}.{self.schema}"

    def name(self, table: str) -> str:
        """The full name of a table of the contract."""
        return f"{self.root}.{TABLES[table].name}"


def create(spark: SparkSession, lakehouse: Lakehouse, table: str) -> bool:
    """Make an empty table where there is none. Returns whether there was none."""
    is_new = not spark.catalog.tableExists(lakehouse.name(table))
    partitions = PARTITIONS.get(table)
    partitioned = f" partitioned by ({', '.join(partitions)})" if partitions else ""
    spark.sql(f"create table if not exists {lakehouse.name(table)} ({columns_ddl(TABLES[table])}) using delta{partitioned}")
    return is_new


def insert_new(frame: DataFrame, lakehouse: Lakehouse, table: str, *, is_empty: bool) -> None:
    """Insert the rows whose key the table does not hold.

    Args:
        frame: one row for each key.
        is_empty: the table is known to hold nothing, as one has that this very query made: nothing is looked up, which saves seconds.
            After a kill it is not known any more.
    """
    _insert(frame, lakehouse, table, "", is_empty)


def insert_new_or_earlier(frame: DataFrame, lakehouse: Lakehouse, table: str, *, is_empty: bool) -> None:
    """The same; where the table holds the key, the row with the lower sequence stays."""
    _insert(frame, lakehouse, table, "when matched and new.sequence < stored.sequence then update set *", is_empty)


def _insert(frame: DataFrame, lakehouse: Lakehouse, table: str, matched: str, is_empty: bool) -> None:
    if is_empty:
        frame.writeTo(lakehouse.name(table)).append()
        return
    keys = [*TABLES[table].key, *PARTITIONS.get(table, ())]
    same = " and ".join(f"stored.{key} = new.{key}" for key in keys)
    frame.createOrReplaceTempView(f"new_{table}")
    frame.sparkSession.sql(
        f"merge into {lakehouse.name(table)} as stored using new_{table} as new on {same} {matched} when not matched then insert *"
    )


def replace(frame: DataFrame, lakehouse: Lakehouse, table: str) -> None:
    """Make the rows the whole content of a table, in one commit."""
    frame.write.format("delta").mode("overwrite").option("overwriteSchema", "true").saveAsTable(lakehouse.name(table))


def version(spark: SparkSession, lakehouse: Lakehouse, table: str) -> int:
    """The number of the table's last commit."""
    return spark.sql(f"describe history {lakehouse.name(table)} limit 1").select("version").first()[0]
