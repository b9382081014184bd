"""Any commands in any order: after each, the state is a replay of the cursor's readings, the text their decoding.

The figures of the promise are 500 conversations of 50 commands on a model whose state is a hash of its readings, and
30 of 30 on a real one; the usual run makes fewer.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from checkpoints import build
from fakes import FakeModel, replay, same, small_tokenizer
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from records import parse
from talks import always

from rwkvchat.dialogue.conversation import Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot
from rwkvchat.errors import ConversationError, Interrupted, NumericsError
from rwkvchat.events import Event
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session
from rwkvchat.storage.session_file import dump

TOKENIZER = small_tokenizer()
TEMPLATE = PromptTemplate("t", "Bob: {message}\n\nAlice:", opening="Hi.\n", closing="\n\n", stops=("\n\nBob",))
PARAMS = SamplingParams(temperature=1, top_p=0.9, presence=0.3, seed=1, max_tokens=4)
SCRIPT = always(" one\n\nBob: x", " hello!\n\nBob", " é", "\n\nBob", " hello the hello é the end")
LONGEST = 700
"""Tokens of a line of talk from which on it is reset."""

numbers = st.integers(0, 40)
words = st.sampled_from(["a", "b é", "hello"])
steps = st.none() | st.integers(0, 8)
budgets = st.sampled_from([0, 1, 2, 4, 100])
"""Snapshots that there is room for."""


class Replays:
    """What an untouched model makes of turns, each turn read once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.known: dict[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...], Snapshot] = {}

    def __call__(self, turns: list[Turn]) -> Snapshot:
        key = tuple((turn.ids, turn.readings) for turn in turns)
        if key not in self.known:
            if len(turns) <= 1:
                self.known[key] = replay(self.model, turns)
            else:
                snapshot, start = self(turns[:-1]), 0
                for length in turns[-1].readings:
                    snapshot = self.model.forward(turns[-1].ids[start : start + length], snapshot.state)
                    start += length
                assert start == len(turns[-1].ids)
                self.known[key] = snapshot
        return self.known[key]


class Talking(RuleBasedStateMachine):
    """A user who does anything."""

    replays: Replays
    """Of an equal model that nobody else uses."""

    def make(self) -> Session:
        raise NotImplementedError

    @property
    def fake(self) -> FakeModel | None:
        return self.session.model if isinstance(self.session.model, FakeModel) else None

    def run(self, events: Iterator[Event], stop: int | None = None) -> bool:
        """A command to its end, with Ctrl-C at an event; says whether it was done, and that else nothing was."""
        before, tree = self.session.stamp(), self.session.conversation
        try:
            for number, _ in enumerate(events):
                if number == stop:
                    self.session.stopping.set()
        except (Interrupted, ConversationError, NumericsError):
            assert self.session.stamp() == before
            return False
        finally:
            self.session.stopping.clear()
        self.undone_and_done_again = self.session.conversation is tree and self.session.stamp() != before
        return True

    @initialize(budget=budgets)
    def begin(self, budget: int) -> None:
        self.session = self.make()
        self.undone_and_done_again = False
        assert self.run(self.session.open())
        self.files = [dump(self.session.record())]
        self.size = self.session.snapshots.nbytes
        self.budget(budget)

    @rule(message=words, stop=steps)
    def ask(self, message: str, stop: int | None) -> None:
        self.run(self.session.ask(message), stop)

    @rule(changes=st.sampled_from([{}, {"seed": "3"}, {"temp": "0", "max": "3"}]), stop=steps)
    def retry(self, changes: dict[str, str], stop: int | None) -> None:
        self.run(self.session.retry(changes), stop)

    @rule(count=st.integers(1, 4), stop=steps)
    def compare(self, count: int, stop: int | None) -> None:
        self.run(self.session.compare([{"temp": str(1 + i)} for i in range(count)]), stop)

    @rule(tokens=st.none() | st.integers(1, 4), stop=steps)
    def go_on(self, tokens: int | None, stop: int | None) -> None:
        self.run(self.session.go_on(tokens), stop)

    @rule(message=words, document=st.booleans(), stop=steps)
    def aside(self, message: str, document: bool, stop: int | None) -> None:
        before = self.session.stamp()
        self.run(self.session.aside(message, document=document), stop)
        assert self.session.stamp()[:-1] == before[:-1]  # type: ignore[index]

    @rule(role=st.sampled_from(["user", "reply"]), text=words)
    def say(self, role: str, text: str) -> None:
        self.run(self.session.say(role, text))

    @rule(text=words, stop=steps)
    def study(self, text: str, stop: int | None) -> None:
        self.run(self.session.study("file", text), stop)

    @rule(message=words, call=st.integers(1, 8))
    def fail(self, message: str, call: int) -> None:
        if self.fake:
            self.fake.fail_at = self.fake.calls + call
            self.run(self.session.ask(message))
            self.fake.fail_at = 0

    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        self.session.undo(count)

    @rule(count=st.integers(1, 4))
    def redo(self, count: int) -> None:
        self.session.redo(count)

    @rule(
        name=st.sampled_from(["go", "fork", "switch", "begin_with", "alt", "edit"]),
        number=numbers,
        word=st.sampled_from(["main", "b", "c", ""]),
    )
    def move(self, name: str, number: int, word: str) -> None:
        session, tree, before = self.session, self.session.conversation, self.session.stamp()
        place = tree.place
        try:
            match name:
                case "go":
                    tree.go([*tree.turns, 99][number % (len(tree.turns) + 1)])
                case "alt":
                    answers = tree.answers()
                    tree.go(answers[number % len(answers)] if answers else tree.cursor)
                case "edit":
                    self.run(session.ask(word or "a", instead_of=number))
                case _:
                    getattr(tree, name)(word)
        except ConversationError:
            assert session.stamp() == before
        else:
            if tree.place != place:
                assert session.undo() == 1
                assert tree.place == place
                assert session.redo() == 1
                assert tree.place != place

    @rule(
        name=st.sampled_from(["delete", "reset", "new", "save", "load", "two_windows"]), number=numbers, message=words
    )
    def rarer(self, name: str, number: int, message: str) -> None:
        match name:
            case "delete":
                self.delete(number)
            case "reset":
                self.session.reset()
            case "new":
                self.run(self.session.begin_anew())
            case "save":
                self.files.append(dump(self.session.record()))
            case "load":
                data = self.files[number % len(self.files)]
                self.session.adopt(parse(data, "file"))
                assert dump(self.session.record()) == data
            case "two_windows":
                self.two_windows(message)

    def delete(self, number: int) -> None:
        tree = self.session.conversation
        try:
            gone = self.session.delete(number)
        except ConversationError:
            assert number not in tree.turns or tree.turns[number].role == "opening"
        else:
            assert not tree.turns.keys() & set(gone)

    def two_windows(self, message: str) -> None:
        """The same file opened twice goes on alike."""
        data = dump(self.session.record())
        replies = []
        for _ in range(2):
            other = self.make()
            other.adopt(parse(data, "file"))
            for _ in other.ask(message):
                pass
            replies.append(other.conversation.ids())
        assert replies[0] == replies[1]

    @rule(snapshots=budgets)
    def budget(self, snapshots: int) -> None:
        self.session.snapshots.budget = snapshots * self.size
        self.session.snapshots.fit()

    @precondition(lambda self: getattr(self, "undone_and_done_again", False))
    @rule()
    def the_last_command_is_undone_and_done_again(self) -> None:
        session, after = self.session, self.session.conversation.place
        if session.conversation.future or not session.conversation.past:
            return
        assert session.undo() == 1
        before = session.conversation.place
        assert session.redo() == 1
        assert session.conversation.place == after
        session.undo()
        assert session.conversation.place == before

    @invariant()
    def remembers_what_it_was_told(self) -> None:
        session = getattr(self, "session", None)
        if session is None:
            return
        if len(session.conversation.ids()) > LONGEST:
            session.reset()
        for _ in session.here():
            pass
        line = list(session.conversation.current_line())
        kept = session.snapshots[session.conversation.cursor] if line else None
        assert kept is None or same(kept, self.replays(line))
        told = b"".join(TOKENIZER.decode_bytes(turn.ids) for turn in line).decode("utf-8", "replace")
        assert session.memory_text() == told
        for turn, before in zip(line[1:], line, strict=False):
            if turn.role == "reply":
                said = before.prefix + TOKENIZER.decode_bytes(turn.ids).decode("utf-8", "replace")
                assert said.lstrip() == turn.text
        in_use = {session.conversation.cursor}
        assert session.snapshots.nbytes <= session.snapshots.budget or set(session.snapshots) <= in_use
        assert set(session.snapshots) <= set(session.conversation.turns)
        assert session.conversation.place.branch not in session.conversation.place.tips


class TalkingToFake(Talking):
    replays = Replays(FakeModel(TOKENIZER, SCRIPT))

    def make(self) -> Session:
        return Session(FakeModel(TOKENIZER, SCRIPT), TOKENIZER, TEMPLATE, PARAMS)


def run_machine(machine: type[Talking], examples: int, steps: int) -> None:
    hypothesis.stateful.run_state_machine_as_test(
        machine,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize="RWKVCHAT_SEED" not in os.environ,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


def real_machine(folder: Path) -> type[Talking]:
    model = build(folder, n_vocab=TOKENIZER.size)

    class TalkingToReal(Talking):
        replays = Replays(model)

        def make(self) -> Session:
            return Session(model, TOKENIZER, TEMPLATE, PARAMS)

    return TalkingToReal


def test_any_commands_on_a_model_that_tells_its_readings() -> None:
    run_machine(TalkingToFake, 60, 50)


def test_any_commands_on_a_real_model(tmp_path: Path) -> None:
    run_machine(real_machine(tmp_path), 8, 30)


@pytest.mark.nightly
def test_the_figures_of_the_promise(tmp_path: Path) -> None:
    run_machine(TalkingToFake, 500, 50)
    run_machine(real_machine(tmp_path), 30, 30)
