"""``shopstream ...``: the commands. Heavy imports stand inside the commands, so that help is there at once.

Exit codes: 0 done, 1 a law does not hold or a lane lacks something, 2 something that the caller can mend, 3 a bug of ours,
130 interrupted.
"""

import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from shopstream.errors import ShopstreamError, UsageError
from shopstream.local import jvm
from shopstream.local.disk import mendable
from shopstream.local.parameters import Parameters, orders_of
from shopstream.local.runs import RunInterrupted

DEFAULTS = Parameters()
INTERRUPTED = 130

app = typer.Typer(
    help="A shop's damaged event stream, turned back into what the shop sent, to the cent.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Seed = Annotated[int, typer.Option(help="Number that the shop is drawn from.")]
Days = Annotated[int, typer.Option(help="Days that the shop is open.")]
Orders = Annotated[int, typer.Option(help="Orders on a usual day.")]
Faults = Annotated[str, typer.Option(help="What happens to the stream: none, everyday or hostile.")]


@app.callback(invoke_without_command=True)
def helped(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def run(
    context: typer.Context,
    seed: Seed = DEFAULTS.seed,
    days: Days = DEFAULTS.days,
    orders_per_day: Orders = DEFAULTS.orders_per_day,
    faults: Faults = DEFAULTS.faults,
    source: Annotated[str, typer.Option(help="simulator, landing=DIR or online_retail=DIR.")] = DEFAULTS.source,
    engine: Annotated[str, typer.Option(help="What does the work: python or spark.")] = DEFAULTS.engine,
    size: Annotated[str, typer.Option(help="default (200 orders a day) or large (2,000).")] = "default",
    run_dir: Annotated[Path | None, typer.Option(help="Folder of this run; without it a new one in runs/.")] = None,
    resume: Annotated[str | None, typer.Option(help="Go on with the run of this id, with its own parameters.")] = None,
) -> None:
    """Run the pipeline and reconcile it with the ledger."""
    from shopstream.local import launch, screen
    from shopstream.local.request import checked

    given = _given(context)
    if resume is not None and given - {"resume"}:
        raise UsageError("a resumed run keeps its parameters and its folder: give --resume alone, or start a new run without it")
    if {"size", "orders_per_day"} <= given:
        raise UsageError("--size and --orders-per-day say the same thing: give one of them")
    orders = orders_per_day if "orders_per_day" in given else orders_of(size)
    is_new = resume is None
    this = launch.start(checked(Parameters(seed, days, orders, faults, source, engine)), run_dir) if is_new else launch.resume(resume)
    result = launch.perform(this, _console(stderr=True), is_new=is_new)
    screen.show(result, this, _console())
    raise typer.Exit(0 if result.reconciled else 1)


@app.command()
def simulate(
    seed: Seed = DEFAULTS.seed,
    days: Days = DEFAULTS.days,
    orders_per_day: Orders = DEFAULTS.orders_per_day,
    faults: Faults = DEFAULTS.faults,
    out: Annotated[Path | None, typer.Option(help="Folder for landing/ and ledger/.")] = None,
    to: Annotated[str | None, typer.Option(help="-: write the lines to standard output.")] = None,
    pace: Annotated[str | None, typer.Option(help="Replay in accelerated time; 60x: an hour in a minute.")] = None,
) -> None:
    """Open the shop: write what it sends and what it knows."""
    from shopstream.local import simulation

    simulation.write(Parameters(seed, days, orders_per_day, faults), out=out, to=to, pace=pace, console=_console(stderr=True))


@app.command()
def job(
    name: Annotated[str, typer.Argument(help="bronze, silver, gold, publish or reconcile.")],
    run: Annotated[str, typer.Option(help="The run on whose tables the job works, by id or folder.")],
) -> None:
    """Run one job of the bundle on a run's lakehouse, as Databricks would."""
    from shopstream.local import jobs, launch, runs

    jobs.perform(name, runs.find(launch.runs_root(), run), _console(stderr=True))


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="A statement, or @name for a query of the package.", show_default=False)] = None,
    run: Annotated[str | None, typer.Option(help="The run to look into; without it the newest.")] = None,
    list_queries: Annotated[bool, typer.Option("--list", help="Name the queries of the package.")] = False,
) -> None:
    """Look into a run's database, read only."""
    from shopstream.local import launch, runs, sql_shell
    from shopstream.warehouse import open_warehouse, queries

    console = _console()
    if list_queries:
        sql_shell.show(sql_shell.Answer(("query", "question"), [(f"@{name}", queries.question(name)) for name in queries.names()]), console)
        return
    chosen = runs.newest(launch.runs_root()) if run is None else runs.find(launch.runs_root(), run)
    engine = open_warehouse(chosen.database, create=False, read_only=True)
    if query is None and sys.stdin.isatty():
        sql_shell.prompt(engine, console)
    else:
        text = sys.stdin.read() if query is None else query
        sql_shell.answer_all(engine, queries.text(text[1:].strip()) if text.startswith("@") else text, console)


@app.command()
def doctor(lane: Annotated[str, typer.Option(help="python, spark, kafka, ...: what you want to do.")] = "python") -> None:
    """Say what this machine lacks, and how to mend it."""
    from shopstream.local import doctor as checks

    raise typer.Exit(checks.main(lane, _console()))


@app.command()
def lab(open_it: Annotated[bool, typer.Option("--open/--no-open", help="Open JupyterLab on the copies.")] = True) -> None:
    """Open JupyterLab on your own copies of the notebooks."""
    from shopstream.local.checkout import root
    from shopstream.local.lab import copy_missing, open_lab

    copies = copy_missing(root())
    typer.echo(f"{len(copies)} notebooks copied to work/; what was there is as it was")
    if open_it:
        open_lab()


@app.command()
def reset(name: Annotated[str, typer.Argument(help="Part of the notebook's path, such as exercises/05.")]) -> None:
    """Take a fresh copy of one notebook; yours is kept beside it."""
    from shopstream.local import lab
    from shopstream.local.checkout import root

    copy, kept = lab.reset(root(), name)
    typer.echo(f"{copy.relative_to(root())} is as the course has it" + (f"; yours is {kept.name} in the same folder" if kept else ""))


@app.command()
def progress() -> None:
    """Show what you have solved, exercise by exercise, from records on this machine."""
    from shopstream.lessons import progress as told

    told.show(_console())


@app.command()
def release(
    folder: Annotated[Path, typer.Argument(help="A new folder for the course.")],
    without_solutions: Annotated[bool, typer.Option("--without-solutions", help="Leave the solution notebooks out.")] = False,
) -> None:
    """Copy the course as learners need it, for an instructor to give out."""
    from shopstream.local import release as releases
    from shopstream.local.checkout import root

    count = releases.write(root(), folder, without_solutions=without_solutions)
    typer.echo(f"{count} files in {folder}")


def main(arguments: list[str] | None = None) -> None:
    """The script ``shopstream``: run a command and end with its exit code; nothing ends in a traceback."""
    jvm.forget()
    raise SystemExit(_code(arguments))


def _code(arguments: list[str] | None) -> int:
    try:
        with mendable():
            code = app(args=arguments, prog_name="shopstream", standalone_mode=False) or 0
        return _fail("interrupted", code) if code == INTERRUPTED else code  # typer has swallowed the Ctrl-C
    except ShopstreamError as error:
        return _fail(f"error: {error}", 2)
    except TyperException as error:
        return _fail(f"error: {error.format_message().rstrip('.')}; `shopstream --help` lists what there is", error.exit_code)
    except RunInterrupted as interruption:
        return _fail(str(interruption), INTERRUPTED)
    except Exception as error:
        log = getattr(error, "log", None) or _logged()
        return _fail(f"error: unexpected {type(error).__name__}: {str(error)[:200]}; traceback: {log}", 3)


def _given(context: typer.Context) -> set[str]:
    return {name for name in context.params if context.get_parameter_source(name).name == "COMMANDLINE"}


def _fail(message: str, code: int) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return code


def _logged() -> str:
    with tempfile.NamedTemporaryFile("w", prefix="shopstream-", suffix=".log", delete=False) as file:
        traceback.print_exc(file=file)
    return file.name


def _console(*, stderr: bool = False):
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=None if stream.isatty() else 10_000)
