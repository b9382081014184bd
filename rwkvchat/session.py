"""One conversation with one model: ask, retry, undo, reset. Knows text, tokens and states; no terminal, no files.

Every method that makes the model work is a generator of events; it runs on the engine's thread. Between
events, and between the model's layers, it looks at ``stopping``, which any thread may set.
"""

import contextlib
import secrets
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.dialogue.stream import Cut, ReplyStream, StopMatcher
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.generate import generate, prefill
from rwkvchat.engine.model import Model, ModelInfo, run
from rwkvchat.engine.sampling import Sampler
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.errors import ConversationError, Interrupted, PromptError, RwkvchatError
from rwkvchat.events import Chunk, Event, Finished, Prefilling, StopReason
from rwkvchat.params import SamplingParams, field_of
from rwkvchat.worker import Flag

SEEDS = 2**63


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds of replies: from ``base`` upwards, or drawn anew for each reply when there is no base."""

    base: int | None = None
    used: int = 0

    def next(self) -> tuple[int, "Seeds"]:
        """The next reply's seed, and the seeds after it."""
        if self.base is None:
            return secrets.randbelow(2**32), self
        return (self.base + self.used) % SEEDS, replace(self, used=self.used + 1)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """All of a session that outlives the program; what a conversation file holds."""

    model: ModelInfo
    tokenizer: str
    template: PromptTemplate
    system: str | None
    params: SamplingParams
    stops: tuple[str, ...]
    seeds: Seeds
    conversation: Conversation
    snapshots: Mapping[int, Snapshot]
    """By turn: at least those of the opening and of the cursor."""


class Session:
    """A conversation, its snapshots, and the settings of the next turn."""

    def __init__(
        self,
        model: Model,
        tokenizer: Tokenizer,
        template: PromptTemplate,
        params: SamplingParams,
        system: str | None = None,
        stops: Sequence[str] = (),
    ) -> None:
        """Args:
            system: the system text; None takes the template's own. stops: besides the template's.

        Raises:
            TokenizerError: the tokenizer is another model's. TemplateError: no place for a system text.
            SettingsError: a stop text that cannot be.
        """
        tokenizer.check_fits(model.info.n_vocab)
        template.opening_text(system)
        StopMatcher((*template.stops, *stops))
        self.model = model
        self.tokenizer = tokenizer
        self.template = template
        self.params = params
        self.system = system
        self.stops = tuple(stops)
        self.seeds = Seeds(params.seed)
        self.conversation = Conversation()
        self.snapshots: dict[int, Snapshot] = {}
        self.stopping = Flag()
        self.damage: RwkvchatError | None = None
        """Set from outside when the model turns out to be damaged: ends the turn, which leaves no trace."""
        self.last: Finished | None = None
        self.saved_turns = 1
        """How many turns there were when the conversation was last written to a file."""

    # What the model is asked to do

    def open(self) -> Iterator[Event]:
        """Read the opening: a new root of the tree, and the place that /reset goes back to."""
        ids = self.tokenizer.encode(self.template.opening_text(self.system))
        snapshot = yield from self._read(ids, self.model.initial_state()) if ids else self._nothing_read()
        if self.conversation.turns:
            self.conversation.mark()
        self._add(
            Turn("opening", tuple(ids), _one_reading(ids), text=self.template.opening_text(self.system)), snapshot
        )

    def ask(self, message: str) -> Iterator[Event]:
        """Read a message and sample the reply.

        Raises:
            PromptError: the message is empty. Interrupted: stopped while it was read; nothing has changed.
            NumericsError: nothing has changed either.
        """
        if not message.strip():
            raise PromptError("the message is empty", "type something, or /help")
        if not self.conversation.turns:
            yield from self.open()
        parent = self.conversation.cursor
        here = yield from self._here(parent)
        closing = self.conversation.turns[parent].closing
        ids = self.tokenizer.encode(closing) + self.tokenizer.encode(self.template.user_turn(message))
        start = time.perf_counter()
        snapshot = yield from self._read(ids, here.state)
        seconds = time.perf_counter() - start
        with self._whole_or_not_at_all():
            turn = Turn(
                "user", tuple(ids), _one_reading(ids), message, parent,
                self.template.closing, (*self.template.stops, *self.stops), self.template.trim_reply,
            )  # fmt: skip
            self._add(turn, snapshot)
            seed, self.seeds = self.seeds.next()
            yield from self._reply(self.params, seed, len(ids), seconds)

    def retry(self, changes: Mapping[str, str] | None = None) -> Iterator[Event]:
        """Sample another reply to the last message; the one before it stays in the tree.

        Args:
            changes: settings for this reply alone, as typed words and texts.

        Raises:
            ConversationError: there is no reply to try again. SettingsError: a change that cannot be.
        """
        cursor = self.conversation.cursor
        turn = self.conversation.turns.get(cursor)
        if turn is None or turn.role == "opening":
            raise ConversationError("there is no reply to try again yet", "ask something first")
        params = self.params.with_texts(changes or {})
        asked = cursor if turn.role == "user" else turn.parent
        if asked is None:
            raise ConversationError("this reply answers nothing", "ask something first")
        yield from self._here(asked)
        with self._whole_or_not_at_all():
            self.conversation.cursor = asked
            if any(field_of(word) == "seed" for word in changes or {}):
                seed, _ = Seeds(params.seed).next()
            else:
                seed, self.seeds = self.seeds.next()
            yield from self._reply(params, seed, 0, 0.0)

    # What costs no work of the model

    def undo(self, steps: int = 1) -> int:
        """Take back the last moves of the cursor; returns how many."""
        return self.conversation.undo(steps)

    def redo(self, steps: int = 1) -> int:
        """Make moves again that were taken back; returns how many."""
        return self.conversation.redo(steps)

    def reset(self) -> None:
        """Go back to the place after the opening."""
        line = self.conversation.line()
        if line and line[0] != self.conversation.cursor:
            self.conversation.go(line[0])

    def configure(self, changes: Mapping[str, str]) -> None:
        """Change settings from the next turn on, given as typed words and texts.

        Raises:
            SettingsError: a word or a value that cannot be; nothing has changed.
        """
        self.params = self.params.with_texts(changes)
        if any(field_of(word) == "seed" for word in changes):
            self.seeds = Seeds(self.params.seed)

    @property
    def unsaved(self) -> bool:
        """Whether something was said since the conversation was last written to a file."""
        return len(self.conversation.turns) > self.saved_turns

    def memory_text(self) -> str:
        """Exactly what the model remembers, decoded from the tokens that it read."""
        return self.tokenizer.decode(self.conversation.ids())

    def record(self) -> SessionRecord:
        """What a conversation file keeps: everything, with the snapshots of the opening and of the cursor."""
        line = self.conversation.line()
        kept = (
            {number: self.snapshots[number] for number in {line[0], line[-1]} if number in self.snapshots}
            if line
            else {}
        )
        return SessionRecord(
            model=self.model.info,
            tokenizer=self.tokenizer.fingerprint,
            template=self.template,
            system=self.system,
            params=self.params,
            stops=self.stops,
            seeds=self.seeds,
            conversation=self.conversation.copy(),
            snapshots=kept,
        )

    def check_fits(self, record: SessionRecord) -> None:
        """See that a record is of this model and tokenizer.

        Raises:
            ConversationError: it was made with another; names both.
        """
        theirs, ours = record.model, self.model.info
        sizes = (theirs.n_layer, theirs.n_embd, theirs.n_vocab) == (ours.n_layer, ours.n_embd, ours.n_vocab)
        if theirs.fingerprint != ours.fingerprint or not sizes:
            raise ConversationError(
                f"this conversation was held with {theirs.name} ({theirs.fingerprint[:8]}), "
                f"and {ours.name} ({ours.fingerprint[:8]}) cannot read its state",
                f"start with -m and the file of {theirs.name}",
            )
        if record.tokenizer != self.tokenizer.fingerprint:
            raise ConversationError(
                f"this conversation was written with another tokenizer ({record.tokenizer[:8]}) "
                f"than this one ({self.tokenizer.fingerprint[:8]})",
                "give the one it was made with by --tokenizer",
            )

    def adopt(self, record: SessionRecord) -> None:
        """Go on from a record instead of what is here. Raises as `check_fits` does."""
        self.check_fits(record)
        self.template = record.template
        self.system = record.system
        self.params = record.params
        self.stops = record.stops
        self.seeds = record.seeds
        self.conversation = record.conversation.copy()
        self.saved_turns = len(self.conversation.turns)
        device = self.model.initial_state().device
        self.snapshots = {n: Snapshot(s.state.to(device), s.logits) for n, s in record.snapshots.items()}
        self.last = None

    # How it is done

    def _check(self) -> None:
        if self.damage is not None:
            raise self.damage
        if self.stopping.is_set():
            raise Interrupted("stopped while reading", "nothing was changed")

    def _read(self, ids: Sequence[int], state: State) -> Generator[Prefilling, None, Snapshot]:
        return (yield from prefill(self.model, ids, state, self._check))

    def _nothing_read(self) -> Generator[Prefilling, None, Snapshot]:
        """The snapshot before the first token, as a reading that has nothing to do."""
        yield from ()
        return Snapshot.unread(self.model.initial_state(), self.model.info.n_vocab)

    @contextlib.contextmanager
    def _whole_or_not_at_all(self) -> Iterator[None]:
        """Around a command that can be undone: if it fails, it leaves no trace."""
        mark, seeds = self.conversation.mark(), self.seeds
        try:
            yield
        except Exception:  # not GeneratorExit: whoever looks away after the last event keeps the reply
            self.conversation.abandon(mark)
            self.snapshots = {n: kept for n, kept in self.snapshots.items() if n in self.conversation.turns}
            self.seeds = seeds
            raise

    def _add(self, turn: Turn, snapshot: Snapshot) -> None:
        self.snapshots[self.conversation.add(turn)] = snapshot

    def _here(self, number: int) -> Generator[Prefilling, None, Snapshot]:
        """The snapshot of a turn, rebuilt by repeating its line's readings where it is not kept."""
        line = self.conversation.line(number)
        kept = max((i for i, n in enumerate(line) if n in self.snapshots), default=-1)
        if kept >= 0:
            snapshot = self.snapshots[line[kept]]
        else:
            snapshot = yield from self._nothing_read()
        lost = {at: self.conversation.turns[at] for at in line[kept + 1 :]}
        done, total = 0, sum(len(turn.ids) for turn in lost.values())
        for at, turn in lost.items():
            start = 0
            for length in turn.readings:
                snapshot = run(self._read(turn.ids[start : start + length], snapshot.state))
                start += length
                yield Prefilling(done + start, total)
            done += start
            self.snapshots[at] = snapshot
        return snapshot

    def _reply(self, params: SamplingParams, seed: int, prompt_tokens: int, prefill_seconds: float) -> Iterator[Event]:
        """Sample a reply at the cursor and add its turn, whether it ends by itself, is cut or is stopped."""
        parent = self.conversation.cursor
        message = self.conversation.turns[parent]
        sampler = Sampler(params, seed, self.model.info.n_vocab)
        stream: ReplyStream[Snapshot] = ReplyStream(message.stops)
        trim = _Trim(message.trim_reply)
        ids: list[int] = []
        readings: list[int] = []
        reason: StopReason = "length"
        here = asked = self.snapshots[parent]
        start = time.perf_counter()
        for token, here in generate(self.model, asked, sampler):
            ended = self._ended(token, len(ids), params)
            if ended:
                reason = ended
                break
            ids.append(token)
            if text := trim(stream.feed(self.tokenizer.token_bytes(token), here)):
                yield Chunk(text)
            if stream.cut:
                reason = "stop"
                break
        readings = [1] * len(ids)
        if stream.cut:
            ids, readings, here = self._rolled_back(ids, stream.cut)
        elif text := trim(stream.finish()):
            yield Chunk(text)
        seconds = time.perf_counter() - start
        turn = Turn(
            "reply", tuple(ids), tuple(readings), trim.shown, parent, message.closing,
            params=replace(params, seed=None), seed=seed, stop_reason=reason,
        )  # fmt: skip
        self._add(turn, here)
        self.last = Finished(trim.shown, reason, seed, prompt_tokens, len(ids), prefill_seconds, seconds)
        yield self.last

    def _ended(self, token: int, length: int, params: SamplingParams) -> StopReason | None:
        """Why a sampled token is not wanted, if it is not."""
        if self.damage is not None:
            raise self.damage
        if self.stopping.is_set():
            return "interrupted"
        if token == self.tokenizer.end_of_text:
            return "end"
        return "length" if length >= params.max_tokens else None

    def _rolled_back(self, ids: list[int], cut: Cut[Snapshot]) -> tuple[list[int], list[int], Snapshot]:
        """Ids, readings and snapshot of a reply that ends where its stop text begins."""
        tail = self.tokenizer.encode(cut.tail) if cut.tail else []
        here = self.model.forward(tail, cut.before.state) if tail else cut.before
        return ids[: cut.kept] + tail, [1] * cut.kept + list(_one_reading(tail)), here


class _Trim:
    """Leaves out the white space at a reply's beginning, and remembers what was shown."""

    def __init__(self, active: bool) -> None:
        self.active = active
        self.shown = ""

    def __call__(self, text: str) -> str:
        if self.active and not self.shown:
            text = text.lstrip()
        self.shown += text
        return text


def _one_reading(ids: Sequence[int]) -> tuple[int, ...]:
    return (len(ids),) if ids else ()
