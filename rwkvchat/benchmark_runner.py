"""What is measured of a program in its process, round by round: seconds as they are found, medians in the end.

Knows the orders that a subject takes, and nothing of what they are compared with.
"""

import statistics
from collections.abc import Callable
from typing import Any, Literal

from rwkvchat.benchmark_entries import Entry, devices_of
from rwkvchat.benchmark_process import SubjectProcess
from rwkvchat.engine.memory import pool_of
from rwkvchat.machine_rates import Rates, medians

What = Literal["prefill", "decode", "candidates"]


class Runner:
    """An entry's process, and the seconds that a token took in it."""

    def __init__(
        self, entry: Entry, threads: int = 0, *, stays: bool = True, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """Args:
        threads: 0 leaves it to torch. stays: whether the process lives through all rounds; else `end_round` ends it.
            tell: is told when it is loaded.
        """
        self.entry, self.threads, self.stays, self.tell = entry, threads, stays, tell
        self.starts: list[dict[str, Any]] = []
        """What it said of itself, each time that it was loaded."""
        self.memory: list[dict[str, int]] = []
        self._process: SubjectProcess | None = None
        self._seconds: dict[tuple[What, int], list[float]] = {}

    @property
    def strategy(self) -> str:
        """What ``auto`` has become, when it has begun."""
        return str(self.starts[0]["strategy"])

    def begin(self) -> None:
        """Load the model if it is not loaded."""
        if self._process is None:
            self.tell(f"loading {self.entry.name}")
            entry = self.entry
            self._process = SubjectProcess(entry.name, entry.program, entry.model, entry.strategy, self.threads)
            self.starts.append(self._process.begin())

    def prefill(self, length: int) -> None:
        """Read a text of so many tokens."""
        self._keep("prefill", length, [self.ask("prefill", count=length)["seconds"] / length])

    def decode(self, tokens: int, after: int = 0) -> None:
        """Write one token after another, at the beginning or after what `go_on` has read."""
        self._keep("decode", after, self.ask("decode", tokens=tokens, after=after)["seconds"])

    def candidates(self, count: int, tokens: int) -> None:
        """Write so many texts side by side."""
        self._keep("candidates", count, self.ask("candidates", count=count, tokens=tokens)["seconds"])

    def ask(self, what: str, **details: int) -> dict[str, Any]:
        """Give an order to the process, which is begun if need be."""
        self.begin()
        if self._process is None:
            raise RuntimeError("it has begun")
        return self._process.ask(what, **details)

    def end_round(self) -> None:
        """See how much memory it took."""
        self.memory.append(self.ask("memory"))
        if not self.stays:
            self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def rate(self, what: What, number: int) -> float:
        """Tokens a second, by the median over all rounds: of a prompt, or of each text that is written."""
        return 1 / statistics.median(self._seconds[what, number])

    def start(self, what: str) -> float:
        """Something that it said of itself, by the median of all times that it was loaded."""
        return float(statistics.median(each[what] for each in self.starts))

    def _keep(self, what: What, number: int, seconds: list[float]) -> None:
        self._seconds.setdefault((what, number), []).extend(seconds)


class MachineMeter:
    """Measures the devices that strategies need, each in a process of its own."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._processes: dict[str, tuple[str, SubjectProcess]] = {}
        self._samples: dict[str, list[dict[str, float]]] = {}

    def measure(self, strategy: str) -> None:
        """Measure the devices of a strategy, and those of all before."""
        for device in devices_of(strategy):
            if pool_of(device) not in self._processes:
                process = SubjectProcess(f"measuring {device}", "machine", None, device, self.threads)
                self._processes[pool_of(device)] = device, process
                process.begin()
        for pool, (_, process) in self._processes.items():
            self._samples.setdefault(pool, []).append(process.ask("rates"))

    def rates(self) -> dict[str, Rates]:
        """Medians, by pools of memory."""
        return {pool: medians(self._processes[pool][0], found) for pool, found in self._samples.items()}

    def close(self) -> None:
        """End the processes."""
        for _, process in self._processes.values():
            process.close()
