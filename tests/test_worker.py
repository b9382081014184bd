"""The engine's thread: order, errors, and that nothing a job does leaves another waiting for ever."""

import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from rwkvchat.errors import NumericsError
from rwkvchat.events import Chunk, Event
from rwkvchat.worker import Flag, Worker

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")

PATIENCE = 5.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close(PATIENCE)


def saying(*texts: str) -> Callable[[], Iterator[Event]]:
    return lambda: iter([Chunk(text) for text in texts])


def failing(error: BaseException, *texts: str) -> Callable[[], Iterator[Event]]:
    def work() -> Iterator[Event]:
        yield from saying(*texts)()
        raise error

    return work


def within_patience(work: Callable[[], None]) -> None:
    """Run what must not wait for ever, on a thread that may be left behind."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "it waits for ever"
    for error in errors:
        raise error


def test_events_arrive_in_order(worker: Worker) -> None:
    texts = [str(number) for number in range(1000)]
    assert [event.text for event in worker.submit(saying(*texts)) if isinstance(event, Chunk)] == texts


def test_jobs_run_one_after_another_in_the_order_given(worker: Worker) -> None:
    seen: list[int] = []
    running = threading.Lock()

    def job(number: int) -> Callable[[], Iterator[Event]]:
        def work() -> Iterator[Event]:
            assert running.acquire(blocking=False)
            seen.append(number)
            yield Chunk("")
            seen.append(number)
            running.release()

        return work

    jobs = [worker.submit(job(number)) for number in range(20)]
    for one in reversed(jobs):
        one.wait()
    assert seen == [number for number in range(20) for _ in range(2)]


def test_all_work_is_done_on_one_thread_that_is_not_the_callers(worker: Worker) -> None:
    threads: list[threading.Thread] = []

    def work() -> Iterator[Event]:
        threads.append(threading.current_thread())
        yield Chunk("")
        threads.append(threading.current_thread())

    for _ in range(3):
        worker.submit(work, lambda error: threads.append(threading.current_thread())).wait()
    assert len(set(threads)) == 1
    assert len(threads) == 9
    assert threading.current_thread() not in threads


@pytest.mark.parametrize(
    "error", [NumericsError("not a number"), MemoryError(), SystemExit(3), KeyboardInterrupt()], ids=repr
)
def test_an_error_is_raised_where_the_job_is_waited_for_after_its_events(worker: Worker, error: BaseException) -> None:
    job = worker.submit(failing(error, "a", "b"))
    seen: list[Event] = []
    with pytest.raises(type(error)) as caught:
        seen.extend(job)
    assert caught.value is error
    assert seen == [Chunk("a"), Chunk("b")]
    worker.submit(saying("still there")).wait()


def test_an_error_before_the_first_event_is_raised_there_too(worker: Worker) -> None:
    def work() -> Iterator[Event]:
        raise NumericsError("at once")

    with pytest.raises(NumericsError):
        worker.submit(work).wait()


def test_on_end_is_told_the_error_or_that_there_was_none(worker: Worker) -> None:
    ends: list[BaseException | None] = []
    error = NumericsError("no")
    worker.submit(saying("a"), ends.append).wait()
    with pytest.raises(NumericsError):
        worker.submit(failing(error), ends.append).wait()
    assert ends == [None, error]


def test_whoever_waited_finds_what_on_end_did(worker: Worker) -> None:
    for _ in range(200):
        ends: list[BaseException | None] = []
        worker.submit(saying(), ends.append).wait()
        assert ends == [None]


def test_an_error_of_on_end_is_raised_where_the_job_is_waited_for_and_later_jobs_run(worker: Worker) -> None:
    def on_end(error: BaseException | None) -> None:
        raise NumericsError("in on_end")

    job = worker.submit(saying("a"), on_end)
    with pytest.raises(NumericsError, match="in on_end"):
        within_patience(job.wait)
    with pytest.raises(MemoryError):
        within_patience(worker.submit(failing(MemoryError()), on_end).wait)
    within_patience(worker.submit(saying("b")).wait)


def test_a_job_can_be_waited_for_twice(worker: Worker) -> None:
    job = worker.submit(saying("a"))
    job.wait()
    within_patience(job.wait)
    failed = worker.submit(failing(NumericsError("no")))
    for _ in range(2):
        with pytest.raises(NumericsError):
            within_patience(failed.wait)


def test_closing_lets_the_jobs_given_before_end(worker: Worker) -> None:
    begin = threading.Event()

    def slow() -> Iterator[Event]:
        begin.wait(PATIENCE)
        yield Chunk("done")

    jobs = [worker.submit(slow), worker.submit(saying("after"))]
    worker.close(0)
    begin.set()
    worker.close(PATIENCE)
    assert [list(job) for job in jobs] == [[Chunk("done")], [Chunk("after")]]


def test_closing_does_not_wait_for_a_job_longer_than_it_is_told(worker: Worker) -> None:
    begin = threading.Event()

    def stuck() -> Iterator[Event]:
        begin.wait(3 * PATIENCE)
        yield from ()

    worker.submit(stuck)
    within_patience(lambda: worker.close(0.01))
    begin.set()


def test_the_thread_does_not_keep_the_program_alive(worker: Worker) -> None:
    assert worker._thread.daemon


def interrupted_at(place: int, work: Callable[[], None]) -> bool:
    """Run something with a KeyboardInterrupt at its n-th step, as a signal might bring it; whether it came so far."""
    steps = itertools.count()

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        if next(steps) == place:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def test_an_interrupt_anywhere_in_a_flag_leaves_it_usable() -> None:
    flag = Flag()
    place = 0
    while interrupted_at(place, flag.set):
        # A lock that was left taken would hold up this thread, as it would the program.
        other = threading.Thread(target=flag.set, daemon=True)
        other.start()
        other.join(5)
        assert not other.is_alive()
        place += 1
    assert place >= 2
    assert flag.is_set()
