"""A notebook executed by papermill in a kernel of this interpreter; a stop from outside leaves no kernel behind."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import IO

import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError

from shopstream import errors

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookFailure(Exception):
    """A cell ended in an error that is no error of the user's. ``log`` names the file that holds the traceback."""

    def __init__(self, message: str, log: Path) -> None:
        super().__init__(message)
        self.log = log


class OwnKernel(AsyncKernelManager):
    """A kernel of the interpreter that runs this code, whatever kernels are registered on the machine."""

    output: IO | int = subprocess.DEVNULL

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
    kernel = OwnKernel()
    with log.open("a", encoding="utf-8") as kernel.output, ThreadPoolExecutor(1) as worker:
        options = {"km": kernel, "kernel_name": "python3", "language": "python", "progress_bar": False}
        running = worker.submit(papermill.execute_notebook, notebook, output, parameters, **options)
        try:
            running.result()
        except PapermillExecutionError as error:
            kernel.output.write(_plain(error) + "\n")
            raise _translated(error, log) from None
        finally:
            _stop(kernel, running)


def _stop(kernel: OwnKernel, running: Future) -> None:
    kernel.kill()
    while not running.done():  # a kernel may be about to start
        wait([running], timeout=0.1)
        kernel.kill()
    if kernel.has_kernel:
        kernel.cleanup_connection_file()


def _plain(error: PapermillExecutionError) -> str:
    return ANSI.sub("", "\n".join(error.traceback))


def _translated(error: PapermillExecutionError, log: Path) -> Exception:
    kind = getattr(errors, error.ename, None)
    if isinstance(kind, type) and issubclass(kind, errors.ShopstreamError):
        return kind(error.evalue)
    return NotebookFailure(f"the notebook failed in cell {error.exec_count} ({error.ename}: {error.evalue[:200]})", log)
