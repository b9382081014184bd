"""One reply on standard output: ``-p``, a pipe, ``--json``."""

import json
import signal
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO

from rwkvchat.cli.wiring import Plan
from rwkvchat.errors import Interrupted, PromptError
from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.files import user_path
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

if TYPE_CHECKING:
    from rwkvchat.session import Session


def prompt_text(given: str | None, stdin: BinaryIO, *, stdin_is_terminal: bool) -> str:
    """The prompt that ``-p`` and standard input make together.

    Raises:
        PromptError: it is empty, or not UTF-8; names the byte.
    """
    piped = "" if stdin_is_terminal and given != "-" else _decoded(stdin.read())
    text = piped if given in (None, "-") else "\n\n".join(part for part in (given, piped.rstrip("\n")) if part)
    if not text.strip():
        raise PromptError("the prompt is empty", 'give one: rwkvchat -p "Tell me about ravens."')
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise PromptError(
            f"standard input is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}",
            "convert it first, for example with iconv -t UTF-8",
        ) from None


def reply_once(plan: Plan, prompt: str, worker: Worker, renderer: Renderer) -> int:
    """Reply to a prompt, write it, and give the exit code."""
    sessions: list[Session] = []
    stopped = False

    def work() -> Iterator[Event]:
        session = yield from plan.open()
        sessions.append(session)
        if stopped:
            session.stopping.set()
        yield from session.ask(prompt)
        if plan.flags.save_state:
            from rwkvchat.session_file import save_session

            save_session(user_path(plan.flags.save_state), session.record())

    def interrupt(signum: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped or not sessions:
            raise KeyboardInterrupt
        stopped = True
        sessions[0].stopping.set()

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # as in a background job of a script
        signal.signal(signal.SIGINT, interrupt)
    try:
        events: Iterator[Event] = iter(worker.submit(work))
        if plan.flags.json:
            events = (event for event in events if not isinstance(event, Chunk))
        finished = renderer.stream(events)
    except BaseException:
        stopped = True
        for session in sessions:
            session.stopping.set()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if finished is None:
        raise Interrupted("stopped", "")
    _write_end(finished, plan, sessions[0], renderer)
    return Interrupted.exit_code if finished.stop_reason == "interrupted" else 0


def _write_end(finished: Finished, plan: Plan, session: "Session", renderer: Renderer) -> None:
    if plan.flags.json:
        renderer.data(
            json.dumps(
                {
                    "text": finished.text,
                    "stop_reason": finished.stop_reason,
                    "seed": finished.seed,
                    "prompt_tokens": finished.prompt_tokens,
                    "completion_tokens": finished.completion_tokens,
                    "prefill_tokens_per_s": round(finished.prefill_tokens_per_s, 2),
                    "decode_tokens_per_s": round(finished.decode_tokens_per_s, 2),
                    "model": session.model.info.name,
                }
            )
        )
    else:
        renderer.data("")
    if plan.flags.stats:
        renderer.figures_of(finished)
