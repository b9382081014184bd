"""One prompt and what comes of it on standard output: ``-p``, a pipe, ``--json``, ``-n``; or a document read."""

import contextlib
import json
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, BinaryIO

from rwkvchat.cli.candidates import ask_several, in_order
from rwkvchat.cli.wiring import Plan
from rwkvchat.errors import Interrupted, PromptError, RwkvchatError
from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.files import user_path
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

if TYPE_CHECKING:
    from rwkvchat.session import Session


def prompt_text(given: str | None, stdin: BinaryIO, *, stdin_is_terminal: bool, needed: bool = True) -> str:
    """The prompt that ``-p`` and standard input make together.

    Args:
        needed: whether there has to be one.

    Raises:
        PromptError: it is empty, or not UTF-8; names the byte.
    """
    piped = "" if stdin_is_terminal and given != "-" else _decoded(stdin.read())
    text = piped if given in (None, "-") else "\n\n".join(part for part in (given, piped.rstrip("\n")) if part)
    if text.strip():
        return text
    if needed or given is not None:
        raise PromptError("the prompt is empty", 'give one: rwkvchat -p "Tell me about ravens."')
    return ""


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise PromptError(
            f"standard input is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}",
            "convert it first, for example with iconv -t UTF-8",
        ) from None


class _Job:
    """All that the engine has to do, and stopping it."""

    def __init__(self, plan: Plan, prompt: str) -> None:
        self.plan = plan
        self.prompt = prompt
        self.session: Session | None = None
        """None until it is ready to be asked."""
        self.stopped = False
        self.failure: RwkvchatError | None = None
        """Why the conversation is not saved."""

    def run(self) -> Iterator[Event]:
        """Open the session, ask, and keep what is to be kept."""
        flags, start = self.plan.flags, self.plan.start
        keeper = self.plan.make_keeper() if start and start.id else None
        try:
            self.session = session = yield from self.plan.open(keeper)
            if self.stopped:
                session.stopping.set()
            if self.prompt and flags.replies:
                yield from ask_several(session, self.prompt, flags.replies)
            elif self.prompt:
                yield from session.ask(self.prompt)
            if keeper:
                self._try(lambda: keeper.keep(session.id, session.record()))
        finally:
            if keeper:
                keeper.close()
        if flags.save_state is not None:
            from rwkvchat.storage.session_file import save_session

            self._try(lambda: save_session(user_path(flags.save_state), session.record()))

    def _try(self, save: Callable[[], None]) -> None:
        """Save; a failure must not stand in the way of the reply, nor of saving elsewhere."""
        try:
            save()
        except RwkvchatError as error:
            self.failure = self.failure or error

    def stop(self) -> None:
        self.stopped = True
        if self.session:
            self.session.stopping.set()

    @contextlib.contextmanager
    def stopped_by_interrupts(self) -> Iterator[None]:
        """Ctrl-C stops the reply, which is kept; a second one, or one before there is a reply, ends the program."""

        def interrupt(signum: int, frame: FrameType | None) -> None:
            if self.stopped or not self.session:
                raise KeyboardInterrupt
            self.stop()

        before = signal.getsignal(signal.SIGINT)
        if before is not signal.SIG_IGN:  # as in a background job of a script
            signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        except BaseException:
            self.stop()
            raise
        finally:
            signal.signal(signal.SIGINT, before)


def reply_once(plan: Plan, prompt: str, worker: Worker, renderer: Renderer) -> int:
    """Reply to a prompt, if there is one, write it, keep what is to be kept, and give the exit code."""
    job, replies = _Job(plan, prompt), list[Finished]()
    with job.stopped_by_interrupts():
        events: Iterator[Event] = iter(worker.submit(job.run))
        if plan.flags.json:
            events = (event for event in events if not isinstance(event, Chunk))
        renderer.stream(in_order(events, replies, silent=plan.flags.json))
    if job.session is None or (prompt and not replies):
        raise Interrupted("stopped", "")
    _write_end(replies, plan, job.session, renderer, saved=job.failure is None)
    if job.failure:
        sys.stdout.flush()
        raise job.failure
    return Interrupted.exit_code if any(each.stop_reason == "interrupted" for each in replies) else 0


def _write_end(replies: list[Finished], plan: Plan, session: "Session", renderer: Renderer, *, saved: bool) -> None:
    flags = plan.flags
    if flags.json:
        for number, finished in enumerate(replies, 1):
            told = described(finished, session.model.info.name)
            renderer.data(json.dumps(told | {"candidate": number} if flags.replies else told))
    elif replies:
        renderer.data("")
    if plan.preferences.stats:
        for finished in replies:
            renderer.figures_of(finished)
    for remark in plan.remarks_after(session):
        renderer.notice(remark)
    if saved and not replies:
        renderer.notice(f"read it; the conversation is kept in {flags.save_state or 'its place'}")


def described(finished: Finished, model: str) -> dict[str, Any]:
    """A reply as other programs read it."""
    return {
        "text": finished.text,
        "stop_reason": finished.stop_reason,
        "seed": finished.seed,
        "prompt_tokens": finished.prompt_tokens,
        "completion_tokens": finished.completion_tokens,
        "prefill_tokens_per_s": round(finished.prefill_tokens_per_s, 2),
        "decode_tokens_per_s": round(finished.decode_tokens_per_s, 2),
        "model": model,
    }
