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


def create(spark: SparkSession, lakehouse: Lakehouse, table: str) -> None:
    """Make an empty table where there is none."""
    partitions = PARTITIONS.get(table)
    partitioned = f" partitioned by ({', '.join(partitions)})" if partitions else ""
    spark.sql(f"create table if not exists {lakehouse.name(table)} ({columns_ddl(TABLES[table])}) using delta{partitioned}")


def insert_new(frame: DataFrame, lakehouse: Lakehouse, table: str) -> None:
    """Insert the rows whose key the table does not hold."""
    _merge(frame, lakehouse, table, "")


def insert_new_or_earlier(frame: DataFrame, lakehouse: Lakehouse, table: str) -> None:
    """Insert the rows whose key the table does not hold; of two rows of a key the one with the lower sequence stays."""
    _merge(frame, lakehouse, table, "when matched and new.sequence < stored.sequence then update set *")


def _merge(frame: DataFrame, lakehouse: Lakehouse, table: str, matched: str) -> None:
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
