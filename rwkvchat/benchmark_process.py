"""A program under measurement, from the outside: starts its process, gives it orders, and ends it.

What the process does is in `benchmark_subject`; its failure is told as one error, with its own last words.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import rwkvchat
from rwkvchat.errors import RwkvchatError

ELSE = "leave it out, or choose a strategy that this machine has room for"


class SubjectProcess:
    """A subject in its process, which ends with the block that it is used in."""

    def __init__(self, name: str, program: str, model: Path | None, strategy: str, threads: int = 0) -> None:
        """Start it; it is ready when `begin` has returned.

        Args:
            name: for errors. program: one of `benchmark_subject.SUBJECTS`, or ``machine``, whose strategy is a device.
            threads: 0 leaves it to torch.
        """
        self.name = name
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (open to its end; a pipe would fill up, and it would wait)
        self._started = time.perf_counter()
        command = (sys.executable, "-P", "-m", "rwkvchat.benchmark_subject", program, str(model or ""), strategy)
        self._process = subprocess.Popen(  # noqa: S603 (our own words)
            (*command, str(threads)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | {"PYTHONWARNINGS": "ignore", "PYTHONPATH": _path_to_this_program()},
        )

    def begin(self) -> dict[str, Any]:
        """Wait until it is loaded, and has read a first text; gives what it says of itself, and the seconds until then.

        Raises:
            RwkvchatError: it cannot; see `ask`.
        """
        about = self._answer()
        return about | {"first": time.perf_counter() - self._started}

    def ask(self, what: str, **details: int) -> dict[str, Any]:
        """Give an order, and wait for its answer.

        Raises:
            RwkvchatError: it fails, with the exit code of its own error.
        """
        orders = self._process.stdin
        with suppress(BrokenPipeError):  # it has ended, as its missing answer will tell
            if orders:
                orders.write(json.dumps({"what": what, **details}).encode() + b"\n")
                orders.flush()
        return self._answer()

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self) -> dict[str, Any]:
        answers = self._process.stdout
        line = answers.readline() if answers else b""
        if not line:
            raise RwkvchatError(f"{self.name} ended before it was measured: {self._last_words()}", ELSE)
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            failure = RwkvchatError(f"{self.name}: {answer['error']}", answer["hint"] or ELSE)
            failure.exit_code = answer["code"]
            raise failure
        return answer

    def _last_words(self) -> str:
        code = self._process.wait()
        if code < 0:
            return f"signal {-code} ended it, as the system does where memory runs out"
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip().splitlines()
        return said[-1] if said else f"with exit code {code}"


def _path_to_this_program() -> str:
    """Where a process finds the program that is running, be it installed or a checkout, whatever folder it is in.

    What is installed is found anyway, and its folder must not come before the standard library.
    """
    own = str(Path(rwkvchat.__file__).resolve().parent.parent)
    installed = {str(Path(sysconfig.get_path(name)).resolve()) for name in ("purelib", "platlib")}
    others = [str(Path(path).resolve()) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.pathsep.join(others if own in installed else [own, *others])
