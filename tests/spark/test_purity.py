"""What stands in ``spark/`` makes a frame of frames: it reads nothing, writes nothing, starts nothing, and knows no clock."""

import ast
from pathlib import Path

import pytest
import shopstream.spark

MODULES = sorted(Path(shopstream.spark.__file__).parent.glob("*.py"))

FORBIDDEN = {
    "collect", "count", "show", "toPandas", "toArrow", "toLocalIterator", "take", "first", "head", "foreach", "foreachBatch",
    "read", "readStream", "write", "writeStream", "writeTo", "saveAsTable", "save", "sql", "table", "createOrReplaceTempView",
    "cache", "persist", "checkpoint", "current_timestamp", "current_date", "now", "rand", "randn", "uuid", "today", "time",
    "rdd", "sparkContext", "_jvm", "getOrCreate", "SparkSession",
}  # fmt: skip


def names_in(tree: ast.AST) -> set[str]:
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
    imported = {alias.name for node in imports if getattr(node, "module", None) != "functools" for alias in node.names}
    return attributes | imported


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_only_describes(module):
    assert not names_in(ast.parse(module.read_text())) & FORBIDDEN


@pytest.mark.parametrize("line", ["rows = frame.collect()", "from pyspark.sql import SparkSession", "now = F.current_timestamp()"])
def test_the_test_would_find_it(line):
    assert names_in(ast.parse(line)) & FORBIDDEN
