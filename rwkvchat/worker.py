"""The one thread that does all of the model's work, so that the user interface's thread never waits in torch.

A job is a function that gives an iterator of events; its events, and the error that ends it, cross a queue.
"""

import queue
import threading
from collections.abc import Callable, Iterator

from rwkvchat.events import Event


class Flag:
    """A switch that any thread and any signal handler may turn.

    Not a `threading.Event`: a second signal in the middle of its `set` would leave its lock taken for ever.
    """

    def __init__(self) -> None:
        self._on = False

    def set(self) -> None:
        self._on = True

    def clear(self) -> None:
        self._on = False

    def is_set(self) -> bool:
        return self._on


class Job:
    """A job under way: iterate over it for its events; an error of the job is raised there."""

    def __init__(self, work: Callable[[], Iterator[Event]], on_end: Callable[[BaseException | None], None]) -> None:
        self._work = work
        self._on_end = on_end
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work; called on the engine's thread."""
        try:
            for event in self._work():
                self._events.put(event)
        except BaseException as error:  # it is raised again where the job is waited for
            self.error = error
        try:
            self._on_end(self.error)
        except BaseException as error:  # the thread must outlive it, or all later jobs would wait for ever
            self.error = self.error or error
        self._events.put(None)

    def __iter__(self) -> Iterator[Event]:
        while True:
            try:
                # With a timeout, since on some systems a wait without one cannot be interrupted.
                event = self._events.get(timeout=0.2)
            except queue.Empty:
                continue
            if event is None:
                self._events.put(None)  # for whoever iterates once more
                if self.error is not None:
                    raise self.error
                return
            yield event

    def wait(self) -> None:
        """Let the job run to its end."""
        for _ in self:
            pass


class Worker:
    """The engine's thread; jobs run one after another, in the order they were given."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def submit(
        self, work: Callable[[], Iterator[Event]], on_end: Callable[[BaseException | None], None] = lambda _: None
    ) -> Job:
        """Queue a job. ``on_end`` is called on the engine's thread with the error that ended it, or None."""
        job = Job(work, on_end)
        self._jobs.put(job)
        return job

    def close(self, seconds: float = 2.0) -> bool:
        """Let the thread end after its jobs, and wait for it for so long; says whether it has ended."""
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run()
