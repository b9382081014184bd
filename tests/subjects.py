"""A program under measurement that has no process of its own, and a log of all that is asked of such programs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rwkvchat import benchmark_runner, machine_rates
from rwkvchat.benchmark_subject import SUBJECTS, Machine, Reader


class Log:
    """What was done, in order, as texts."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.running: set[str] = set()
        self.most = 0
        """Models that were loaded at the same time, at most."""


@contextmanager
def without_processes(patch: pytest.MonkeyPatch) -> Iterator[Log]:
    """While measuring, programs are in this process, and the machine is measured with little memory."""
    log = Log()

    class Here:
        """In the place of a `SubjectProcess`; a program that is not rwkvchat is played by it."""

        def __init__(self, name: str, program: str, model: Path | None, strategy: str, threads: int = 0) -> None:
            self.name, self.is_machine, self.threads = name, program == "machine", threads
            self.obeying: Any = (
                Machine(strategy) if self.is_machine else Reader(SUBJECTS["rwkvchat"](str(model), strategy))
            )
            if not self.is_machine:
                log.lines.append(f"begin {name}")
                log.running.add(name)
                log.most = max(log.most, len(log.running))

        def begin(self) -> dict[str, Any]:
            subject = None if self.is_machine else self.obeying.subject
            about = {"strategy": subject.strategy, "about": "", "load": 0.5} if subject else {}
            return {"threads": self.threads or 7, "torch": 0.25, "first": 1.0, **about}

        def ask(self, what: str, **details: int) -> Any:
            log.lines.append(f"{what} {'machine' if self.is_machine else self.name}")
            return getattr(self.obeying, what)(**details)

        def close(self) -> None:
            if not self.is_machine:
                log.lines.append(f"end {self.name}")
                log.running.discard(self.name)

    patch.setattr(benchmark_runner, "SubjectProcess", Here)
    patch.setattr(machine_rates, "READ", 1 << 16)
    patch.setattr(machine_rates, "WIDTH", 64)
    yield log
