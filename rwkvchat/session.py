"""A talk that can be left for another one and come back to, kept as a record, and taken over by another model.

Knows what has to be known to write a conversation down; writes no file.
"""

import contextlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.dialogue.writing import same_words
from rwkvchat.engine.model import Model
from rwkvchat.errors import ConversationError
from rwkvchat.events import Event
from rwkvchat.params import SamplingParams
from rwkvchat.session_record import SessionRecord, new_id
from rwkvchat.talk import Openings, Talk

FARTHEST = 20
"""Conversations that an undo may lead back through; those before them are only on disk."""


@dataclass(slots=True)
class _Visit:
    """A conversation that was left for another one."""

    record: SessionRecord
    id: str

    @property
    def nbytes(self) -> int:
        """Bytes of its snapshots."""
        return sum(snapshot.nbytes for snapshot in self.record.snapshots.values())

    def shrink(self) -> int:
        """Let go of all snapshots but that at its cursor; gives their bytes. Coming back then reads again."""
        before, kept = self.nbytes, self.record.snapshots
        cursor = self.record.conversation.cursor
        self.record = replace(self.record, snapshots={n: each for n, each in kept.items() if n == cursor})
        return before - self.nbytes


class Session(Talk):
    """The conversation of the moment, those before it, and those that an undo led back from."""

    def __init__(
        self,
        model: Model,
        tokenizer: Tokenizer,
        template: PromptTemplate,
        params: SamplingParams,
        system: str | None = None,
        stops: Sequence[str] = (),
        *,
        source: str = "",
        openings: Openings | None = None,
    ) -> None:
        """Args:
        source: where the model is found again. Else as `Talk`.
        """
        super().__init__(model, tokenizer, template, params, system, stops, openings=openings)
        self.source = source
        self.title = ""
        """What the user calls the conversation."""
        self.id = new_id()
        self._before: list[_Visit] = []
        self._after: list[tuple[_Visit, int]] = []
        """With the number of moves in the conversation before it: after another move it is out of reach."""
        self.snapshots.make_room = self._make_room

    def undo(self, steps: int = 1) -> int:
        """Take back the last moves, also those into another conversation; returns how many."""
        moved = 0
        while moved < steps:
            if taken_back := self.conversation.undo(steps - moved):
                moved += taken_back
            elif self._before:
                left = self._visit()
                self._come_back(self._before.pop())
                self._after.append((left, self.conversation.moves))
                self.snapshots.fit()
                moved += 1
            else:
                break
        return moved

    def redo(self, steps: int = 1) -> int:
        """Make moves again that were taken back; returns how many."""
        moved = 0
        while moved < steps:
            if self.conversation.future:
                moved += self.conversation.redo(steps - moved)
            elif self._goes_forth():
                visit, _ = self._after.pop()
                left = self._visit()
                self._come_back(visit)
                self._before.append(left)
                self.snapshots.fit()
                moved += 1
            else:
                break
        return moved

    def leads_elsewhere(self, *, undo: int = 0, redo: int = 0) -> bool:
        """Whether so many steps lead into another conversation."""
        tree = self.conversation
        back = bool(self._before) and undo > len(tree.past) - tree.floor
        return back or (redo > len(tree.future) and self._goes_forth())

    def ids(self) -> set[str]:
        """The conversations that are here, or that undo and redo lead to."""
        return {self.id, *(visit.id for visit in self._before), *(visit.id for visit, _ in self._after)}

    def forget(self, id: str) -> None:
        """Let go of a conversation that was left: no undo comes back to it."""
        self._before = [visit for visit in self._before if visit.id != id]
        self._after = [(visit, moves) for visit, moves in self._after if visit.id != id]

    def record(self) -> SessionRecord:
        """What a conversation file keeps: everything, with the snapshots that the talk may go on from."""
        tree = self.conversation
        kept = {n for n, turn in tree.turns.items() if turn.role in ("opening", "document")}
        kept |= {tree.cursor, *tree.place.tips.values()}
        return SessionRecord(
            model=self.model.info,
            source=self.source,
            tokenizer=self.tokenizer.fingerprint,
            title=self.title,
            template=self.template,
            system=self.system,
            params=self.params,
            stops=self.stops,
            seeds=self.seeds,
            conversation=tree.copy(),
            snapshots={number: self.snapshots[number] for number in sorted(kept) if number in self.snapshots},
        )

    def stamp(self) -> object:
        """A value that is another one after every change that a record would show."""
        tree = self.conversation
        return (
            self.id, self.title, self.template, self._system, self.params, self.stops, self.seeds, len(tree.turns),
            tree.place, len(tree.past), len(tree.future), tree.moves,
        )  # fmt: skip

    def check_fits(self, record: SessionRecord) -> None:
        """See that a record is of this model and tokenizer.

        Raises:
            ConversationError: it was made with another; names both.
        """
        theirs, ours = record.model, self.model.info
        sizes = (theirs.n_layer, theirs.n_embd, theirs.n_vocab) == (ours.n_layer, ours.n_embd, ours.n_vocab)
        again = "or read its text again through this model: --replay"
        if theirs.fingerprint != ours.fingerprint or not sizes:
            raise ConversationError(
                f"this conversation was held with {theirs.name} ({theirs.fingerprint[:8]}), "
                f"and {ours.name} ({ours.fingerprint[:8]}) cannot read its state",
                f"start with -m and the file of {theirs.name}, {again}",
            )
        if record.tokenizer != self.tokenizer.fingerprint:
            raise ConversationError(
                f"this conversation was written with another tokenizer ({record.tokenizer[:8]}) "
                f"than this one ({self.tokenizer.fingerprint[:8]})",
                f"give the one it was made with by --tokenizer, {again}",
            )

    def adopt(self, record: SessionRecord, id: str | None = None) -> None:
        """Go on from a record instead of what is here, which an undo comes back to.

        Args:
            id: what it is kept under; None makes it another conversation than the one that was recorded.

        Raises:
            ConversationError: as `check_fits` does.
        """
        self.check_fits(record)
        with self._leaving(id):
            self._take(record)

    def take_over(
        self, record: SessionRecord, id: str | None = None, *, replay: bool = False
    ) -> Generator[Event, None, bool]:
        """Go on from a record; where that cannot be and ``replay`` is wished, from its text, as another conversation.

        Gives whether its text was read again. Raises as `adopt` and `retell`.
        """
        try:
            self.adopt(record, id)
        except ConversationError:
            if not replay:
                raise
            yield from self.retell(record)
            return True
        return False

    def retell(self, record: SessionRecord) -> Generator[Event, None, None]:
        """Go on from a conversation with another model, reading its text again; other lines are read when needed.

        Raises:
            Interrupted: stopped; nothing has changed.
        """
        alike = record.tokenizer == self.tokenizer.fingerprint
        tree = same_words(record.conversation) if alike else self._writing.again(record.conversation)
        told = replace(record, conversation=tree, snapshots={}, params=self.params, seeds=self.seeds)
        if not alike:
            told = replace(told, template=self.template, stops=self.stops)
        with self._leaving():
            self._take(told)
            yield from self.here()

    def begin_anew(self) -> Iterator[Event]:
        """Leave this conversation for a new one, with the settings as they are; an undo comes back to it.

        A system text for which the template has no place is left behind.
        """
        with self._leaving():
            self._system = self._writing.opening_if_any(self.system).system
            self.recall.take(Conversation(), {})
            self.title, self.last = "", None
            yield from self.open()

    def begin_like(self, record: SessionRecord) -> Iterator[Event]:
        """Open as another session in which nothing was said: with its title and, where it has a place, system text."""
        self.title = record.title
        self._system = self._writing.opening_if_any(record.system).system
        yield from self.open()

    @contextlib.contextmanager
    def _leaving(self, id: str | None = None) -> Iterator[None]:
        """Around going into another conversation: if that fails, this one goes on."""
        here, before, after = self._visit(), list(self._before), list(self._after)
        if self.conversation.turns:
            self._before = [*before[1 - FARTHEST :], here]
        self._after = []
        try:
            yield
        except BaseException:
            self.id, self._before, self._after = here.id, before, after
            self._take(here.record)
            raise
        here.record.conversation.future.clear()
        self.id = new_id() if id is None else id
        self.conversation.floor = len(self.conversation.past) if self._before else 0

    def _goes_forth(self) -> bool:
        return bool(self._after) and self._after[-1][1] == self.conversation.moves

    def _visit(self) -> _Visit:
        return _Visit(replace(self.record(), snapshots=dict(self.snapshots)), self.id)

    def _make_room(self, room: int) -> None:
        """Let go of snapshots of other conversations, those that were left first, until ``room`` bytes hold them."""
        visits = [*self._before, *(visit for visit, _ in self._after)]
        held = sum(visit.nbytes for visit in visits)
        for visit in visits:
            if held <= room:
                return
            held -= visit.shrink()

    def _come_back(self, visit: _Visit) -> None:
        self._take(visit.record)
        self.id = visit.id

    def _take(self, record: SessionRecord) -> None:
        self.title, self.template, self._system = record.title, record.template, record.system
        self.params, self.stops, self.seeds, self.last = record.params, record.stops, record.seeds, None
        self.recall.take(record.conversation.copy(), record.snapshots)
