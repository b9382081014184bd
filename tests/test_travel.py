"""Going from one conversation into another and back, and taking one to another model."""

from dataclasses import replace
from pathlib import Path

import pytest
from checkpoints import build
from fakes import FakeModel, same, small_tokenizer
from talks import GREEDY, Start, always, check, counting, fake, finish, last, places

from rwkvchat.dialogue.template import PromptTemplate, load_template
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.model import run
from rwkvchat.errors import ConversationError, Interrupted
from rwkvchat.events import Prefilling
from rwkvchat.params import SamplingParams
from rwkvchat.session import FARTHEST, Session
from rwkvchat.session_record import SessionRecord

OTHER = PromptTemplate(
    "other", "Q: {message}\nAlice:", opening="# {system}\n", system="S", closing="\n", stops=("\nQ",)
)


def told(session: Session) -> list[str]:
    return [turn.text for turn in session.conversation.current_line()]


def test_a_new_conversation_leaves_a_system_text_behind_that_has_no_place(start: Start) -> None:
    session = start()
    list(session.open("You are a pirate."))
    session.template = load_template("completion")
    list(session.begin_anew())
    assert session.system is None


def test_a_new_conversation_is_undone_and_made_again(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    first, before = session.id, session.memory_text()
    session.title = "first"
    list(session.begin_anew())
    assert session.memory_text() == "\nBob talks with Alice.\n\n"
    assert (session.title, session.conversation.past) == ("", [])
    assert session.id != first
    second = session.id
    finish(session.ask("b"))
    finish(session.ask("c"))
    after = session.memory_text()
    assert session.undo(2) == 2
    assert session.id == second
    assert session.undo() == 1
    assert (session.id, session.title, session.memory_text()) == (first, "first", before)
    check(session)
    assert session.redo(9) == 3
    assert (session.id, session.memory_text()) == (second, after)
    list(session.here())
    check(session)
    assert session.undo(99) == 4  # the first question too
    assert session.redo(99) == 4
    assert (session.id, session.memory_text()) == (second, after)


def test_a_loaded_conversation_is_another_one_whose_loading_is_undone_first(start: Start) -> None:
    there = start()
    for message in "xyz":
        finish(there.ask(message))
    session = start()
    finish(session.ask("a"))
    before, first = session.memory_text(), session.id
    session.adopt(there.record())
    assert session.id not in (first, there.id)
    assert session.memory_text() == there.memory_text()
    finish(session.ask("b"))
    assert session.undo(2) == 2
    assert (session.memory_text(), session.id) == (before, first)
    assert session.redo(2) == 2
    assert told(session)[-2] == "b"
    list(session.here())
    check(session)
    assert told(there)[-2] == "z"


def test_a_conversation_gone_on_with_in_place_keeps_its_name_and_all_its_past(start: Start) -> None:
    there = start()
    for message in "xyz":
        finish(there.ask(message))
    session = start()
    session.adopt(there.record(), id=there.id)
    assert session.id == there.id
    assert session.undo(9) == 3
    assert told(session) == told(there)[:1]


def test_after_another_move_a_way_back_is_forgotten(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    list(session.begin_anew())
    assert session.undo() == 1
    finish(session.ask("b"))
    assert session.redo() == 0
    assert session.undo() == 1
    assert session.redo(5) == 1
    check(session)


def test_moves_undone_before_leaving_are_not_made_again(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    session.undo()
    list(session.begin_anew())
    session.undo()
    assert session.redo() == 1
    assert told(session) == told(session)[:1]
    assert len(session.conversation.turns) == 1


def test_a_new_conversation_that_cannot_be_opened_leaves_the_old_one(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    finish(session.ask("b"))
    session.undo()
    before, name = places(session)[:5], session.id
    session.stopping.set()
    with pytest.raises(Interrupted):
        list(session.begin_anew())
    session.stopping.clear()
    assert (places(session)[:5], session.id) == (before, name)
    assert session.redo() == 1
    list(session.here())
    check(session)


def test_the_stamp_tells_every_change(start: Start) -> None:
    session = start()
    stamps = [session.stamp()]

    def changed() -> None:
        stamps.append(session.stamp())
        assert stamps.count(stamps[-1]) == 1

    for command in (
        session.open,
        lambda: session.ask("a"),
        session.retry,
        lambda: session.ask("b"),
        session.begin_anew,
    ):
        list(command())
        changed()
    session.undo()
    assert session.stamp() == stamps[-2]
    for move in (
        session.undo,
        lambda: session.conversation.fork("x"),
        lambda: session.delete(3),
        lambda: session.configure({"temp": "1"}),
        lambda: session.conversation.begin_with("x"),
    ):
        move()
        changed()
    session.title = "title"
    changed()
    list(session.aside("x"))
    assert session.stamp() == stamps[-1]


def test_a_deletion_does_not_shorten_the_way_back(start: Start) -> None:
    there = start()
    for message in "xyz":
        finish(there.ask(message))
    session = start()
    finish(session.ask("a"))
    first = session.id
    session.adopt(there.record())
    session.conversation.fork("b")
    session.conversation.fork("c")
    session.delete(3)
    assert session.undo(2) == 2
    assert session.id != first
    assert session.undo() == 1
    assert session.id == first


def test_whether_steps_lead_elsewhere_is_known_before(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    assert not session.leads_elsewhere(undo=9, redo=9)
    list(session.begin_anew())
    finish(session.ask("b"))
    assert not session.leads_elsewhere(undo=1)
    assert session.leads_elsewhere(undo=2)
    session.undo(2)
    assert session.leads_elsewhere(redo=1)
    assert len(session.ids()) == 2
    finish(session.ask("c"))
    assert not session.leads_elsewhere(redo=1)


def test_only_so_many_conversations_are_held(start: Start) -> None:
    session = start()
    for _ in range(FARTHEST + 5):
        finish(session.ask("a"))
        list(session.begin_anew())
    assert len(session.ids()) == FARTHEST + 1
    assert session.undo(10**6) == 2 * FARTHEST


def test_a_conversation_that_is_come_back_to_has_its_snapshots(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    session.conversation.fork("side")
    finish(session.ask("b"))
    before, stored = dict(session.snapshots), session.record().snapshots.keys()
    list(session.begin_anew())
    finish(session.ask("c"))
    assert session.undo(2) == 2
    assert session.snapshots == before
    assert session.record().snapshots.keys() == stored
    events = session.begin_anew()
    next(events)
    with pytest.raises(Interrupted):
        events.throw(Interrupted("stopped"))
    assert session.snapshots == before
    assert session.redo(2) == 2
    check(session)


def test_what_was_left_keeps_no_more_snapshots_than_the_budget_has_room_for(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    one = next(iter(session.snapshots.values())).nbytes
    session.snapshots.budget = 8 * one  # the one that goes on has three

    def held() -> list[int]:
        return [len(visit.record.snapshots) for visit in session._before]

    for expected in ([3], [1, 3], [1, 1, 3]):
        list(session.begin_anew())
        finish(session.ask("b"))
        assert held() == expected
        assert len(session.snapshots) == 3
    session.undo(2)
    check(session)


def test_a_record_is_taken_over_as_it_is_or_read_again(start: Start) -> None:
    there = start()
    finish(there.ask("a"))
    record = there.record()
    foreign = replace(record, model=replace(record.model, fingerprint="f" * 64))
    session = start()
    assert finish_taking(session, record, replay=True) is False
    assert session.conversation == record.conversation
    assert finish_taking(session, foreign, replay=True) is True
    check(session)
    with pytest.raises(ConversationError):
        finish_taking(session, foreign, replay=False)


def finish_taking(session: Session, record: SessionRecord, *, replay: bool) -> bool:
    return run(session.take_over(record, replay=replay))


def test_each_opening_is_told_anew_with_its_own_system_text(start: Start) -> None:
    old = start()
    list(old.open("First."))
    list(old.open("Second."))
    vocabulary = small_tokenizer([("b", "l")])
    new = Session(FakeModel(vocabulary, counting), vocabulary, OTHER, GREEDY)
    list(new.retell(old.record()))
    assert new.memory_text() == "# Second.\n"
    new.undo()
    assert new.memory_text() == "# First.\n"


# Records


def test_a_record_keeps_the_snapshots_that_a_talk_may_go_on_from(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    session.conversation.fork("side")
    finish(session.ask("b"))
    list(session.study("x", "text"))
    finish(session.ask("c"))
    assert set(session.record().snapshots) == {0, 2, 5, 7}
    session.snapshots.drop(5)
    assert set(session.record().snapshots) == {0, 2, 7}


def test_what_is_of_another_model_or_tokenizer_is_refused_with_both_names(start: Start, tokenizer: Tokenizer) -> None:
    session = start()
    finish(session.ask("a"))
    record = session.record()
    before = places(session)
    for other, name in (
        (replace(record, model=replace(record.model, name="raven", fingerprint="f" * 64)), "raven"),
        (replace(record, model=replace(record.model, n_layer=9)), "fake"),
        (replace(record, tokenizer="f" * 64), "ffffffff"),
    ):
        with pytest.raises(ConversationError) as caught:
            session.adopt(other)
        assert name in caught.value.message
        assert "--replay" in caught.value.hint
        assert places(session) == before


# Another model


def long_talk(start: Start) -> Session:
    session = start()
    finish(session.ask("a"))
    session.conversation.fork("side")
    finish(session.ask("b"))
    list(session.say("reply", "given"))
    session.conversation.switch("main")
    session.conversation.begin_with("Well")
    finish(session.ask("c"))
    list(session.study("book", "black ravens"))
    finish(session.ask("d"))
    return session


def test_another_model_of_the_same_vocabulary_reads_the_same_tokens(
    start: Start, tokenizer: Tokenizer, template: PromptTemplate
) -> None:
    old = long_talk(start)
    model = FakeModel(tokenizer, counting)
    model.info = replace(model.info, name="bigger", fingerprint="another")
    new = Session(model, tokenizer, OTHER, SamplingParams(temperature=0.5))
    events = list(new.retell(old.record()))
    assert all(isinstance(event, Prefilling) for event in events)
    assert events[-1] == Prefilling(len(old.conversation.ids()), len(old.conversation.ids()))
    assert new.memory_text() == old.memory_text()
    assert told(new) == told(old)
    assert (new.template, new.params) == (old.template, SamplingParams(temperature=0.5))
    assert all(len(turn.readings) <= 1 for turn in new.conversation.turns.values())
    check(new)
    new.conversation.switch("side")
    list(new.here())
    check(new)
    finish(new.ask("e"))
    check(new)
    new.conversation.go(4)
    with pytest.raises(ConversationError):
        list(new.go_on())


def test_another_vocabulary_is_told_the_texts_in_its_own_models_form(start: Start) -> None:
    old = long_talk(start)
    vocabulary = small_tokenizer([("b", "l"), ("r", "a")])
    new = Session(FakeModel(vocabulary, counting), vocabulary, OTHER, GREEDY)
    list(new.retell(old.record()))
    assert new.memory_text() == ("# S\nQ: a\nAlice: the 1e!\nQ: c\nAlice: Well\nblack ravens\n\nQ: d\nAlice: the 3e!")
    assert told(new)[1:] == told(old)[1:]
    assert new.template == OTHER
    check(new)
    finish(new.ask("e"))
    check(new)
    new.conversation.switch("side")
    list(new.here())
    assert new.memory_text() == "# S\nQ: a\nAlice: the 1e!\nQ: b\nAlice: given"
    check(new)


def test_a_retelling_that_is_stopped_leaves_what_was_there(start: Start) -> None:
    old = long_talk(start)
    new = start()
    finish(new.ask("mine"))
    before, name = places(new)[:5], new.id
    record = replace(old.record(), tokenizer="f" * 64)
    events = new.retell(record)
    next(iter(events))
    new.stopping.set()
    with pytest.raises(Interrupted):
        list(events)
    new.stopping.clear()
    assert (places(new)[:5], new.id) == (before, name)
    list(new.retell(record))
    assert new.id not in (name, old.id)
    assert new.undo() == 1
    assert (new.id, told(new)[1]) == (name, "mine")
    check(new)


def test_a_system_text_that_the_new_template_has_no_place_for_is_left_out(start: Start) -> None:
    old = start(system="Be kind.")
    finish(old.ask("a"))
    vocabulary = small_tokenizer([("b", "l")])
    new = Session(FakeModel(vocabulary, counting), vocabulary, PromptTemplate("bare", "{message} Alice:"), GREEDY)
    list(new.retell(old.record()))
    assert new.memory_text() == "a Alice: the 1e!"
    check(new)


# Openings that were read before


class Shelf:
    """Openings kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, ...], object] = {}

    def find(self, ids: object) -> object:
        return self.kept.get(tuple(ids))  # type: ignore[arg-type]

    def keep(self, ids: object, snapshot: object) -> None:
        self.kept[tuple(ids)] = snapshot  # type: ignore[arg-type]


def test_an_opening_that_was_read_once_is_not_read_again(start: Start) -> None:
    shelf = Shelf()
    sessions = [start(openings=shelf) for _ in range(2)]
    for session in sessions:
        list(session.open())
    assert [fake(session).calls for session in sessions] == [1, 0]
    assert same(sessions[0].snapshots[0], sessions[1].snapshots[0])
    finish(sessions[1].ask("a"))
    check(sessions[1])
    bare = start(openings=shelf, template=PromptTemplate("bare", "{message} Alice:"))
    list(bare.open())
    assert len(shelf.kept) == 1


def test_a_real_model_reads_a_retold_talk_in_whole_turns(
    tmp_path: Path, tokenizer: Tokenizer, template: PromptTemplate
) -> None:
    old = Session(FakeModel(tokenizer, always(" hello")), tokenizer, template, GREEDY)
    finish(old.ask("a"))
    new = Session(build(tmp_path, n_vocab=tokenizer.size), tokenizer, template, GREEDY)
    list(new.retell(old.record()))
    assert last(new).ids == last(old).ids
    check(new)
