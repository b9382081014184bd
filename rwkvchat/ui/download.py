"""How far a download has come: a bar, what is here, the rate and the time that is left. Knows numbers; no network."""

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import TransferSpeedColumn as SpeedColumn


@contextlib.contextmanager
def download_bar(console: Console, name: str, total: int, *, active: bool) -> Iterator[Callable[[int], None]]:
    """Draw it while a download runs; gives what is to be told how many bytes are here.

    Args:
        active: whether to draw anything; not where nobody looks on.
    """
    if not active:
        yield lambda done: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(None),
        TaskProgressColumn(),
        DownloadColumn(),
        SpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, expand=True) as progress:
        task = progress.add_task(name, total=total)
        begun = False

        def show(done: int) -> None:
            nonlocal begun
            if not begun and done:
                # What was here before did not come at this rate.
                progress.reset(task, completed=done)
                begun = True
            progress.update(task, completed=done)

        yield show
