"""``rwkvchat run``: a whole conversation driven by a program, with JSON lines in and JSON lines out."""

import argparse
import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType
from typing import Any

from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import chat_parser, check_together, read_flags
from rwkvchat.cli.lines import Line, LineError, named, read_lines, told
from rwkvchat.cli.oneshot import described
from rwkvchat.cli.wiring import Plan, plan
from rwkvchat.commands import dispatch, remarks
from rwkvchat.config import Folders
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, UsageError, unexpected
from rwkvchat.events import Candidate, Chunk, Event, Finished
from rwkvchat.shell import EngineShell
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

DESCRIPTION = """\
Talk with a model line by line, for programs. Each line of standard input is a
JSON value:
  {"message": "Hello."}           something said to the model
  {"command": "/retry temp=0.5"}  a command, as in a chat (/help lists them)
  "Hello." or "/retry"            the same, by its slash; //text says /text
An object may have an "id", which comes back; "stream": true, to have the reply
piece by piece as well; and "sure": true, for a command that would ask once
more. Each line is answered by one JSON object on standard output before the
next line is read:
  {"text": ..., "stop_reason": ..., ...}  a reply, as -p --json gives it
  {"replies": [...]}                      several, each with its "candidate"
  {"output": "..."}                       what a command shows
  {"error": {"message": ..., ...}}        what is wrong; the next line goes on
An error has "message", "hint" and "code". What else there is to know is there
as "notices": [...]. Each piece of a streamed reply comes before, as
{"chunk": "..."}."""

EPILOG = """\
Nothing is kept but with -c, -r or --save-state. The exit code is 0, or that of
the first error; Ctrl-C stops the reply, answers with what there is of it, and
ends with 130."""

WIDE = 100_000
"""Columns of what a command shows, so that a row of a table is one line."""


def run(arguments: Sequence[str]) -> int:
    """Do what the command line and then standard input say; gives the exit code."""
    flags, folders = read_flags(command_line(), arguments), Folders.of_user()
    preferences, renderer = prepared(flags, folders)
    check_together(flags, preferences)
    wanted = plan(flags, preferences, folders, renderer)
    for remark in (*remarks(preferences), *wanted.remarks_before()):
        renderer.notice(remark)
    worker = Worker()
    try:
        return Coprocess(wanted, worker, renderer).run(sys.stdin.buffer)
    finally:
        worker.close(seconds=4)


def command_line() -> argparse.ArgumentParser:
    parser = chat_parser("rwkvchat run", DESCRIPTION, EPILOG, once=False)
    parser.add_argument("--stream", action="store_true", help="give every reply piece by piece as well")
    return parser


class Collector(Renderer):
    """Keeps what is shown instead of showing it."""

    def __init__(self, on_chunk: Callable[[str], None]) -> None:
        """Args:
        on_chunk: told each piece of a reply.
        """
        self._out, self._err = io.StringIO(), io.StringIO()
        super().__init__(self._out, self._err, plain=True)
        self.out.width = self.err.width = WIDE
        self.on_chunk = on_chunk
        self.replies: list[Finished | Candidate] = []

    def stream(self, events: Iterable[Event], settings: Sequence[str] = ()) -> Finished | None:
        finished = None
        for event in events:
            match event:
                case Chunk(text):
                    self.on_chunk(text)
                case Candidate():
                    self.replies.append(event)
                case Finished():
                    finished = event
        return finished

    def end_of_reply(self, finished: Finished, note: str = "") -> None:
        self.replies.append(finished)
        self.notice(note)

    def take(self, model: str) -> dict[str, Any]:
        """What was shown since the last time, as an answer."""
        answer: dict[str, Any] = {}
        several = [{"candidate": each.number, **described(each.finished, model)}
                   for each in self.replies if isinstance(each, Candidate)]  # fmt: skip
        output = self._out.getvalue().rstrip("\n")
        if several:
            answer["replies"] = several
        for each in self.replies:
            if isinstance(each, Finished):
                answer |= described(each, model)
        if output or not answer:
            answer["output"] = output
        if notices := [line for line in self._err.getvalue().split("\n") if line.strip()]:
            answer["notices"] = notices
        self.replies.clear()
        for kept in (self._out, self._err):
            kept.seek(0)
            kept.truncate()
        return answer


class Coprocess(EngineShell):
    """A chat whose lines come from a program."""

    interactive = False

    def __init__(self, wanted: Plan, worker: Worker, renderer: Renderer) -> None:
        self.wanted = wanted
        self.outside = renderer
        self.line = Line("", command=False)
        self.answering = self.stopped = False
        collector = Collector(self._chunk)
        super().__init__(
            wanted.found, worker, collector, wanted.folders, wanted.load, find=wanted.find,
            preferences=wanted.preferences,
        )  # fmt: skip
        self.collector = collector
        kept = wanted.start is not None and wanted.start.id is not None
        self.opening = worker.submit(lambda: wanted.open_for(self, keep=kept))

    def run(self, stream: Any) -> int:
        """Answer lines until there are no more."""
        code = 0
        with self._interrupts_end():
            try:
                self.outside.stream(self.opening)
                for remark in self.remarks:
                    self.outside.notice(remark)
                for line in read_lines(stream):
                    of_line = self._answer(line)
                    code = code or of_line
                    if self.stopped or self.leaving:
                        break
            finally:
                self.end()
        return Interrupted.exit_code if self.stopped else code

    def _answer(self, line: Line | LineError) -> int:
        """Answer a line; gives the exit code of its error."""
        if isinstance(line, LineError):
            self._write(told(line.error), line.id)
            return line.error.exit_code
        self.listen()
        self.line, self.answering = line, True
        error: RwkvchatError | None = None
        try:
            if line.command:
                self.editing = None
                dispatch(self, line.text)
            else:
                self.ask(line.text)
        except RwkvchatError as caught:
            error = caught
        except Exception as caught:
            if os.environ.get(TRACEBACK):
                raise
            error = unexpected(caught)
        finally:
            self.answering = False
        self.autosave.after_line(self.session)
        figures = [each for each in self.collector.replies if isinstance(each, Finished)]
        answer = self.collector.take(self.session.model.info.name)
        if error is not None:
            notices = {"notices": answer["notices"]} if "notices" in answer else {}
            answer = {**told(error), **notices}
        self._write(answer, line.id)
        if self.preferences.stats:
            for each in figures:
                self.outside.figures_of(each)
        return error.exit_code if error else 0

    def _chunk(self, text: str) -> None:
        if self.line.stream or self.wanted.flags.stream:
            self._write({"chunk": text}, self.line.id)

    def _write(self, answer: dict[str, Any], id: Any) -> None:
        self.outside.data(json.dumps(named(answer, id)))

    def sure(self, line: str, warning: str) -> bool:
        if not self.line.sure:
            raise UsageError(warning, 'nothing was done; give "sure": true with the command')
        return True

    def confirm(self, question: str) -> bool:
        return False

    def end(self) -> None:
        try:
            super().end()
        finally:
            if self.opened is not None:
                self.wanted.save(self)

    @contextlib.contextmanager
    def _interrupts_end(self) -> Iterator[None]:
        """Ctrl-C stops the reply, which is kept, and the program; a second one ends it at once."""

        def interrupt(signum: int, frame: FrameType | None) -> None:
            if self.stopped or not self.answering or self.opened is None:
                raise KeyboardInterrupt
            self.stopped = True
            self.opened.stopping.set()

        before = signal.getsignal(signal.SIGINT)
        if before is not signal.SIG_IGN:  # as in a background job of a script
            signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
