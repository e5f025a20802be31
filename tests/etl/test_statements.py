"""What the load asks the database, it finds by an index: no question costs more because the warehouse has grown."""

from importlib.resources import files

import pytest
from shopstream.etl.load import prepare
from shopstream.etl.statements import text
from shopstream.warehouse import METADATA, open_warehouse

FOLDER = files("shopstream.etl").joinpath("sql")
NAMES = ["touch", "touch_told_again", "touch_moved", "known_lines"]
NAMES += [f"events/{path.name.removesuffix('.sql')}" for path in FOLDER.joinpath("events").iterdir()]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_question_reads_a_whole_table(tmp_path, name):
    engine = open_warehouse(tmp_path / "warehouse.db")
    with engine.connect() as connection:
        prepare(connection)
        plan = [row[-1] for row in connection.exec_driver_sql(f"explain query plan {text(name)}")]
    engine.dispose()
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")}
    assert scanned & set(METADATA.tables) == set()
