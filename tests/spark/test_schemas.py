"""Spark's tables say what the contract says."""

import pytest
from pyspark.sql.types import BooleanType, DateType, DecimalType, IntegerType, LongType, StringType, TimestampType
from shopstream.contracts.keys import surrogate_key
from shopstream.contracts.tables import TABLES
from shopstream.spark.dimensions import surrogate_key as spark_key
from shopstream.spark.schemas import columns_ddl

TYPES = {
    "bigint": LongType(), "int": IntegerType(), "text": StringType(), "timestamp": TimestampType(), "date": DateType(),
    "boolean": BooleanType(), "double": DecimalType(18, 2),
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_has_the_contract_s_columns_types_and_nulls(spark, table):
    spark.sql(f"create table if not exists spark_catalog.shop.{table.name} ({columns_ddl(table)}) using delta")
    found = spark.table(f"spark_catalog.shop.{table.name}").schema
    assert [field.name for field in found] == table.names
    assert [field.nullable for field in found] == [column.nullable for column in table.columns]
    told = {column.name: TYPES[column.type] for column in table.columns if (table.name, column.name) != ("silver_events", "lines")}
    assert {field.name: field.dataType for field in found if field.name in told} == told


def test_a_surrogate_key_is_the_contract_s(spark):
    rows = [(2001, "2026-11-02T10:00:00.000Z"), (7, "2026-11-02T23:59:59.999Z"), (2**63 - 1, "2000-01-01T00:00:00.001Z")]
    frame = spark.createDataFrame(rows, "id bigint, at string").selectExpr("id", "cast(at as timestamp) as at")
    assert [row.key for row in frame.select(spark_key("id", "at").alias("key")).collect()] == [surrogate_key(*row) for row in rows]
