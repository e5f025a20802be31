"""A notebook executed by papermill in a kernel of this interpreter; a stop from outside leaves no kernel behind."""

import os
import re
import signal
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import IO

import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from papermill.exceptions import PapermillExecutionError

from shopstream import errors

POLL_SECONDS = 0.2
"""So often a waiting thread looks for a Ctrl-C: polars replaces the handler by one after which a lock goes on waiting."""

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookFailure(Exception):
    """A cell ended in an error that is no error of the user's. ``log`` names the file that holds the traceback."""

    def __init__(self, message: str, log: Path) -> None:
        super().__init__(message)
        self.log = log


class OwnKernel(AsyncKernelManager):
    """A kernel of the interpreter that runs this code, whatever kernels are registered on the machine."""

    output: IO

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")

    async def start_kernel(self, **options) -> None:
        await super().start_kernel(**options, stdout=self.output, stderr=self.output)

    def kill(self) -> None:
        """End the kernel at once, if it runs."""
        if self.has_kernel and (pid := getattr(self.provisioner, "pid", None)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def execute(notebook: Path, output: Path, parameters: dict, *, log: Path) -> None:
    """Execute ``notebook`` with ``parameters`` into ``output``, which is written after each cell.

    Raises:
        ShopstreamError: as the notebook raised it.
        NotebookFailure: any other error in a cell; the traceback is in ``log``.
    """
    with log.open("a", encoding="utf-8") as file, ThreadPoolExecutor(1) as worker:
        kernel_class, started = _recorded(file)
        options = {"kernel_manager_class": kernel_class, "shutdown_kernel": "immediate", "kernel_name": "python3", "language": "python"}
        running = worker.submit(_execute, notebook, output, parameters, progress_bar=False, **options)
        try:
            while not wait([running], timeout=POLL_SECONDS).done:
                pass
            running.result()
        except PapermillExecutionError as error:
            file.write(_plain(error) + "\n")
            raise _translated(error, log) from None
        finally:
            _stop(started, running)


def _execute(*arguments, **options) -> None:
    loop = ensure_event_loop()  # the loop of this thread, which papermill would leave open
    try:
        papermill.execute_notebook(*arguments, **options)
    finally:
        loop.close()


def _recorded(file: IO) -> tuple[type[OwnKernel], list[OwnKernel]]:
    """A kernel class that writes to ``file``, and the list of its kernels: papermill keeps its kernel to itself."""
    started: list[OwnKernel] = []

    class Recorded(OwnKernel):
        output = file

        def __init__(self, **options) -> None:
            super().__init__(**options)
            started.append(self)

    return Recorded, started


def _stop(started: list[OwnKernel], running: Future) -> None:
    while not running.done():  # a kernel may be about to start
        for kernel in started:
            kernel.kill()
        wait([running], timeout=POLL_SECONDS)


def _plain(error: PapermillExecutionError) -> str:
    return ANSI.sub("", "\n".join(error.traceback))


def _translated(error: PapermillExecutionError, log: Path) -> Exception:
    kind = getattr(errors, error.ename, None)
    if isinstance(kind, type) and issubclass(kind, errors.ShopstreamError):
        return kind(error.evalue)
    return NotebookFailure(f"the notebook failed in cell {error.exec_count} ({error.ename}: {error.evalue[:200]})", log)
