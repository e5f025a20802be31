"""Open a warehouse file: its tables are there, foreign files are refused, and what goes wrong is said in one line."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, event

from shopstream.errors import ShopstreamError, WarehouseError

APPLICATION_ID = 0x73686F70
"""Marks a SQLite file as ours: ``shop`` in ASCII."""

SCHEMA_VERSION = 2
PATIENCE_SECONDS = 5
"""So long a statement waits for another one that holds the file."""

ADVICE = {
    "SQLITE_BUSY": "is locked by another process: wait for its end, or end it, then call again",
    "SQLITE_READONLY": "may not be written: grant the permission, or choose another folder",
    "SQLITE_CANTOPEN": "cannot be opened: see that its folder is there and that both may be read and written",
    "SQLITE_NOTADB": "is no SQLite database: move it away, or name another file",
    "SQLITE_CORRUPT": "is damaged: delete it and run again, the landing files hold everything",
    "SQLITE_FULL": "has no room left on its disk: free some space, then call again",
    "SQLITE_IOERR": "could not be read or written by the system: see to the disk, then call again",
}


def open_warehouse(path: Path, *, create: bool = True, read_only: bool = False) -> Engine:
    """An engine on a warehouse file, with its tables. Transactions begin by taking the right to write.

    Args:
        create: make the file and its tables where there is none.
        read_only: statements that write are refused; the file is left as it is.

    Raises:
        WarehouseError: the file cannot be opened, is no warehouse, or has another schema version.
    """
    if not path.exists() and (read_only or not create):
        raise WarehouseError(f"no database at {path}: `shopstream run` makes one")
    engine = create_engine("sqlite://", creator=lambda: _connect(path, read_only), poolclass=NullPool)
    _manual_transactions(engine, "begin" if read_only else "begin immediate")
    _clear_errors(engine, path, read_only)
    _prepare(engine, path, read_only)
    return engine


def query(engine: Engine, sql: str) -> list[tuple]:
    """All rows of one statement, which is sent as it is: a colon in it is a colon."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(sql).cursor.fetchall()  # the driver's tuples, not one object of SQLAlchemy for each


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    if read_only:
        connection.execute("pragma query_only = on")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)  # an attached file would not be read only
    return connection


def _manual_transactions(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql(statement)


def _clear_errors(engine: Engine, path: Path, read_only: bool) -> None:
    @event.listens_for(engine, "handle_error")
    def handle(context):
        raise_clear(context.original_exception, path, read_only)


def raise_clear(error: BaseException, path: Path, read_only: bool) -> None:
    """Raise what a person can do something about; return where the error is in the statement, as a write is where only reading is asked.

    Raises:
        WarehouseError: naming the file and what to do.
    """
    name = getattr(error, "sqlite_errorname", None) or ""
    for code, advice in ADVICE.items():
        if name.startswith(code) and not (read_only and code == "SQLITE_READONLY"):
            raise WarehouseError(f"the database {path} {advice} ({error})") from error


def _prepare(engine: Engine, path: Path, read_only: bool) -> None:
    with engine.connect() as connection:
        mark = tuple(connection.exec_driver_sql(f"pragma {name}").scalar() for name in ("application_id", "user_version"))
        is_empty = not connection.exec_driver_sql("select count(*) from sqlite_schema").scalar()
        if is_empty and not read_only:
            _create(connection)
        elif mark != (APPLICATION_ID, SCHEMA_VERSION):
            raise _foreign(path, *mark)
        if not read_only:
            connection.exec_driver_sql("delete from loaded_files where false")  # SQLite says only now that a file may not be written
        connection.commit()


def _create(connection) -> None:
    for statement in statements(files(__package__).joinpath("sqlite.sql").read_text(encoding="utf-8")):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"pragma user_version = {SCHEMA_VERSION}")


def statements(script: str) -> list[str]:
    """The statements of a script, none of which holds a semicolon within.

    >>> statements("select 1; select 2;")
    ['select 1', 'select 2']
    """
    code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [statement.strip() for statement in code.split(";") if statement.strip()]


def _foreign(path: Path, application_id: int, version: int) -> ShopstreamError:
    if application_id != APPLICATION_ID:
        return WarehouseError(f"{path} is a database, but no warehouse of the course: name another file")
    return WarehouseError(
        f"{path} has schema version {version}, and this program works with {SCHEMA_VERSION}: move it away and run again, "
        "the landing files hold everything"
    )
