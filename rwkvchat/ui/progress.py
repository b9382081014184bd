"""One line that tells how far something has come, and is gone when it is done. Knows numbers and words; no events."""

import time
from collections.abc import Sequence

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class ProgressLine:
    """At most one line at a time, at the bottom of what was written so far."""

    def __init__(self, console: Console, active: bool) -> None:
        self._console = console
        self._active = active
        self._progress: Progress | None = None
        self._task = TaskID(0)
        self._at = 0.0

    def show(self, what: str, done: int, total: int, rate: str = "", at: float | None = None) -> None:
        """Show how much is done: a bar, percent and the time that is left, and how fast it goes if that has a unit.

        Args:
            at: when it was so, of ``time.monotonic``; None means now. What was told late is no faster for that.
        """
        self._at = time.monotonic() if at is None else at
        columns = (BarColumn(24), TaskProgressColumn(), TimeRemainingColumn())
        self._draw(what, done, total, (*columns, _Rate(rate)) if rate else columns)

    def tell(self, words: str) -> None:
        """Show words, where nobody knows how much there is to do."""
        self._draw(words, 0, None, ())

    def hide(self) -> None:
        """Take the line away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _draw(self, words: str, done: int, total: int | None, columns: Sequence[ProgressColumn]) -> None:
        if not self._active:
            return
        if self._progress is not None and len(self._progress.columns) != 1 + len(columns):
            self.hide()
        if self._progress is None:
            described = TextColumn("{task.description}", markup=False)
            self._progress = Progress(
                described, *columns, console=self._console, transient=True, get_time=lambda: self._at
            )
            self._task = self._progress.add_task(words, total=total)
            self._progress.start()
        self._progress.update(self._task, description=words, completed=done, total=total)


class _Rate(ProgressColumn):
    """How fast it goes."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit = unit

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} {self.unit}" if task.speed else "", style="notice")
