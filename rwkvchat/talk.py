"""One conversation with one model: ask, retry, compare, read a document, go back. Knows text, tokens and states; no
terminal, no files, and no other conversation.

Every method that makes the model work is a generator of events; it runs on the engine's thread. Between
events, and between the model's layers, it looks at ``stopping``, which any thread may set.
"""

import contextlib
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.dialogue.writing import Writing
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot
from rwkvchat.errors import ConversationError, Interrupted, PromptError, RwkvchatError
from rwkvchat.events import Candidate, Chunk, Event, Finished, Prefilling, Sampling
from rwkvchat.params import SETTINGS, SamplingParams, field_of
from rwkvchat.recall import Reading, Recall
from rwkvchat.reply import Reply, sample
from rwkvchat.session_record import Seeds
from rwkvchat.snapshots import Snapshots
from rwkvchat.worker import Flag


class Openings(Protocol):
    """Where snapshots of openings are kept between sessions."""

    def find(self, ids: Sequence[int]) -> Snapshot | None:
        """The snapshot after ``ids``, if it is there."""
        ...

    def keep(self, ids: Sequence[int], snapshot: Snapshot) -> None:
        """Keep a snapshot, if that can be done."""
        ...


class Talk:
    """A conversation, its snapshots, and the settings of the next turn."""

    def __init__(
        self,
        model: Model,
        tokenizer: Tokenizer,
        template: PromptTemplate,
        params: SamplingParams,
        system: str | None = None,
        stops: Sequence[str] = (),
        *,
        openings: Openings | None = None,
    ) -> None:
        """Args:
            system: the system text; None takes the template's own. stops: besides the template's.
            openings: keeps what an opening leads to.

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
        self._system = system
        self.stops = tuple(stops)
        self.seeds = Seeds(params.seed)
        self.recall = Recall(model, self._check)
        self.stopping = Flag()
        self.damage: RwkvchatError | None = None
        """Set from outside when the model turns out to be damaged: ends the turn, which leaves no trace."""
        self.last: Finished | None = None
        self._openings = openings

    @property
    def conversation(self) -> Conversation:
        return self.recall.conversation

    @property
    def snapshots(self) -> Snapshots:
        return self.recall.snapshots

    # What the model is asked to do

    @property
    def system(self) -> str | None:
        """The system text that was given for the line of talk here; None for the template's own."""
        line = self.conversation.line()
        return self.conversation.turns[line[0]].system if line else self._system

    def open(self, system: str | None = None) -> Generator[Event, None, None]:
        """Read the opening: a new root of the tree, and the place that /reset goes back to.

        Args:
            system: its system text; None for that of the line of talk here.

        Raises:
            TemplateError: the template has no place for a system text.
        """
        turn = self._writing.opening(self.system if system is None else system)
        snapshot = self._openings.find(turn.ids) if self._openings and turn.ids else None
        if snapshot is None:
            snapshot = yield from self.recall.read(turn.ids, self.model.initial_state())
            if self._openings and turn.ids:
                self._openings.keep(turn.ids, snapshot)
        if self.conversation.turns:
            self.conversation.mark()
        self.recall.add(turn, snapshot)

    def ask(self, message: str, instead_of: int | None = None) -> Generator[Event, None, None]:
        """Read a message and sample the reply.

        Args:
            instead_of: an earlier message; this one goes where that one was, as another line of talk.

        Raises:
            PromptError: the message is empty. Interrupted: stopped while it was read; nothing has changed.
            NumericsError: nothing has changed either.
        """
        _not_empty(message, "the message")
        if self.conversation.cursor < 0:
            yield from self.open()
        with self._command():
            if instead_of is not None:
                self.conversation.stand(self.before(instead_of))
            start = time.perf_counter()
            asked = yield from self._message(message)
            seconds = time.perf_counter() - start
            seed = self._draw_seed({}, self.params)
            read = len(self.conversation.turns[asked].ids)
            yield from self._reply(asked, self._begin(asked, self.params, seed), read, seconds)

    def aside(self, message: str, *, document: bool = False) -> Generator[Event, None, None]:
        """Ask without a trace: from here, or from the document that was read last.

        Raises:
            ConversationError: no document was read. Else as `ask`.
        """
        place = self.conversation.cursor
        if document:
            line = reversed(self.conversation.line())
            place = next((number for number in line if self.conversation.turns[number].role == "document"), -1)
            if place < 0:
                raise ConversationError("no document was read in this line of talk", "/read FILE reads one")
        before, seeds, last = self.conversation.copy(), self.seeds, self.last
        try:
            if place >= 0:
                self.conversation.stand(place)
            yield from self.ask(message)
        finally:
            self.recall.forget(self.conversation.turns.keys() - before.turns.keys())
            self.recall.conversation, self.seeds, self.last = before, seeds, last

    def retry(self, changes: Mapping[str, str] | None = None) -> Generator[Event, None, None]:
        """Sample another reply to the last message; the one before it stays in the tree.

        Args:
            changes: settings for this reply alone, as typed words and texts.

        Raises:
            ConversationError: there is no message. SettingsError: a change that cannot be.
        """
        asked = self._asked()
        params = self.params.with_texts(changes or {})
        with self._command():
            asked = yield from self._again(asked)
            yield from self._reply(asked, self._begin(asked, params, self._draw_seed(changes or {}, params)))

    def compare(self, changes: Sequence[Mapping[str, str]], message: str = "") -> Generator[Event, None, None]:
        """Sample several replies side by side; the cursor goes to the first of them.

        Args:
            changes: for each reply its settings, as typed words and texts.
            message: what they reply to; the last message if it is empty.

        Raises:
            ConversationError: there is no message. SettingsError: a change that cannot be. Else as `ask`.
        """
        last = None if message else self._asked()
        if self.conversation.cursor < 0:
            yield from self.open()
        settings = [self.params.with_texts(each) for each in changes]
        with self._command():
            asked = yield from self._message(message) if last is None else self._again(last)
            seeds = [self._draw_seed(each, params) for each, params in zip(changes, settings, strict=True)]
            replies = [self._begin(asked, params, seed) for params, seed in zip(settings, seeds, strict=True)]
            yield from self._replies(asked, replies)

    def go_on(self, tokens: int | None = None) -> Generator[Event, None, None]:
        """Go on with a reply that was cut, from its last token: a new reply that begins with it.

        Args:
            tokens: how many more at most; None for as many as a whole reply may have.

        Raises:
            ConversationError: there is no reply here that was cut.
        """
        cursor = self.conversation.cursor
        turn = self.conversation.turns.get(cursor)
        if turn is None or turn.role != "reply" or turn.parent is None:
            raise ConversationError("there is no reply here to go on with", "ask something first, or /retry")
        if turn.params is None or turn.seed is None:
            raise ConversationError(
                "this reply was not sampled by this model", "/prefix TEXT lets one begin with a text"
            )
        if turn.stop_reason not in ("length", "interrupted"):
            raise ConversationError("this reply came to its end by itself", "ask on, or /retry for another")
        more = self.params.max_tokens if tokens is None else tokens
        params = replace(turn.params, max_tokens=min(len(turn.ids) + more, int(SETTINGS["max_tokens"].high)))
        with self._command():
            asked = yield from self.recall.at(turn.parent)
            here = yield from self.recall.at(cursor)
            message = self.conversation.turns[turn.parent]
            self.conversation.stand(turn.parent)
            reply = Reply(self.tokenizer, message, params, turn.seed, asked, begun=turn, here=here)
            yield from self._reply(turn.parent, reply)

    def say(self, role: str, text: str) -> Generator[Event, None, None]:
        """Add a turn without sampling.

        Args:
            role: ``user``, or ``reply`` to the last message (another one, where there is one).

        Raises:
            PromptError: the text is empty. ConversationError: no message to reply to.
        """
        _not_empty(text, "the text")
        last = self._asked() if role == "reply" else None
        if self.conversation.cursor < 0:
            yield from self.open()
        with self._command():
            if last is None:
                yield from self._message(text)
            else:
                turn = self.conversation.turns[last]
                if turn.prefix and turn.parent is not None and not self.conversation.place.prefix:
                    # What the sampled reply began with is no part of this one.
                    self.conversation.stand(turn.parent)
                    asked = yield from self._message(turn.text)
                else:
                    asked = yield from self._again(last)
                yield from self.recall.append(self._writing.reply(text, asked, self.conversation.turns[asked]))

    def study(self, name: str, text: str) -> Generator[Event, None, None]:
        """Read a document as it is, after all that was said.

        Raises:
            PromptError: it is empty. Interrupted: stopped; nothing has changed.
        """
        _not_empty(text, f"the document {name}")
        if self.conversation.cursor < 0:
            yield from self.open()
        with self._command():
            parent = self.conversation.cursor
            yield from self.recall.append(self._writing.document(name, text, parent, self.conversation.turns[parent]))

    def here(self) -> Reading:
        """The snapshot at the cursor, read again if it was dropped."""
        return (yield from self.recall.at(self.conversation.cursor))

    # What costs no work of the model; other moves are the tree's own

    def reset(self) -> None:
        """Go back to the place after the opening."""
        line = self.conversation.line()
        if line:
            self.conversation.go(line[0])

    def before(self, message: int) -> int:
        """The turn that a message follows.

        Raises:
            ConversationError: there is no such message.
        """
        turn = self.conversation.turns.get(message)
        if turn is None or turn.role != "user" or turn.parent is None:
            raise ConversationError(f"there is no message of the number {message}", "/goto lists the turns")
        return turn.parent

    def delete(self, number: int) -> list[int]:
        """Take a turn out for good, with all that follows it. Raises as `Conversation.delete`."""
        gone = self.conversation.delete(number)
        self.recall.forget(gone)
        return gone

    def configure(self, changes: Mapping[str, str]) -> None:
        """Change settings from the next turn on, given as typed words and texts.

        Raises:
            SettingsError: a word or a value that cannot be; nothing has changed.
        """
        self.params = self.params.with_texts(changes)
        if any(field_of(word) == "seed" for word in changes):
            self.seeds = Seeds(self.params.seed)

    def memory_text(self) -> str:
        """Exactly what the model remembers, decoded from the tokens that it read."""
        return self.tokenizer.decode(self.conversation.ids())

    # How it is done

    @property
    def _writing(self) -> Writing:
        return Writing(self.tokenizer, self.template, self.stops)

    def _asked(self) -> int:
        asked = self.conversation.asked()
        if asked is None:
            raise ConversationError("there is no message here to answer", "ask something first, or /goto one")
        return asked

    def _message(self, text: str) -> Generator[Prefilling, None, int]:
        """Read a message after the cursor, with the beginning of the reply where one is wished."""
        place, turns = self.conversation.place, self.conversation.turns
        turn = self._writing.message(text, place.prefix, place.cursor, turns[place.cursor])
        return (yield from self.recall.append(turn))

    def _again(self, asked: int) -> Generator[Prefilling, None, int]:
        """Stand at a message once more; where its reply is to begin with a text, at a new one that says the same."""
        turn = self.conversation.turns[asked]
        if self.conversation.place.prefix and turn.parent is not None:
            self.conversation.stand(turn.parent)
            return (yield from self._message(turn.text))
        self.conversation.stand(asked)
        yield from self.recall.at(asked)
        return asked

    def _begin(self, asked: int, params: SamplingParams, seed: int) -> Reply:
        return Reply(self.tokenizer, self.conversation.turns[asked], params, seed, self.recall.snapshots[asked])

    def _check(self) -> None:
        self._undamaged()
        if self.stopping.is_set():
            raise Interrupted("stopped while reading", "nothing was changed")

    def _undamaged(self) -> None:
        if self.damage is not None:
            raise self.damage

    def _stopped(self) -> bool:
        self._undamaged()
        return self.stopping.is_set()

    @contextlib.contextmanager
    def _command(self) -> Iterator[None]:
        """Around what the model is asked to do: if it fails, it leaves no trace."""
        seeds = self.seeds
        try:
            with self.recall.whole_or_not_at_all():
                yield
        except Exception:
            self.seeds = seeds
            raise

    def _draw_seed(self, changes: Mapping[str, str], params: SamplingParams) -> int:
        """The seed of the next reply: the one that was given for it, or the next in turn."""
        if any(field_of(word) == "seed" for word in changes):
            return Seeds(params.seed).next()[0]
        seed, self.seeds = self.seeds.next()
        return seed

    def _reply(
        self, asked: int, reply: Reply, prompt_tokens: int = 0, prefill_seconds: float = 0.0
    ) -> Generator[Event, None, None]:
        """Sample a reply and add its turn, whether it ends by itself, is cut or is stopped."""
        begun = len(reply.ids)
        start = time.perf_counter()
        for _ in sample(self.model, [reply], self._stopped):
            if text := reply.news():
                yield Chunk(text)
        self.recall.add(reply.turn(asked), reply.here)
        seconds = time.perf_counter() - start
        self.last = _finished(reply, prompt_tokens, len(reply.ids) - begun, prefill_seconds, seconds)
        yield self.last

    def _replies(self, asked: int, replies: Sequence[Reply]) -> Generator[Event, None, None]:
        """Sample several replies side by side and add their turns; the cursor goes to the first."""
        first = len(self.conversation.answers()) + 1
        start = time.perf_counter()
        running, done = len(replies), 0
        for reply in sample(self.model, replies, self._stopped):
            if reply.reason is None:
                done += 1
                yield Sampling(done, running, len(replies))
                continue
            running -= 1
            finished = _finished(reply, 0, len(reply.ids), 0.0, time.perf_counter() - start)
            yield Candidate(first + replies.index(reply), finished, reply.params)
        numbers = [self.recall.add(reply.turn(asked), reply.here) for reply in replies]
        self.conversation.stand(numbers[0])


def _finished(reply: Reply, prompt_tokens: int, tokens: int, prefill_seconds: float, seconds: float) -> Finished:
    reason = reply.reason or "interrupted"
    return Finished(reply.text, reason, reply.seed, prompt_tokens, tokens, prefill_seconds, seconds)


def _not_empty(text: str, what: str) -> None:
    if not text.strip():
        raise PromptError(f"{what} is empty", "type something, or /help")
