"""What only a chat on a recurrent network does at once: go on, compare, ask aside, put words in, read a document."""

from collections.abc import Callable
from pathlib import Path

import pytest
from checkpoints import build
from fakes import same
from talks import FREE, Start, always, check, fake, finish, last, places, without_snapshots

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.errors import ConversationError, Interrupted, NumericsError, PromptError, SettingsError
from rwkvchat.events import Candidate, Chunk, Event, Finished, Prefilling, Sampling
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session

SAMPLED = SamplingParams(temperature=1, top_p=0.9, presence=0.4, frequency=0.4, seed=1, max_tokens=30)


@pytest.fixture
def real(tmp_path: Path, tokenizer: Tokenizer, template: PromptTemplate) -> Session:
    return Session(build(tmp_path, n_vocab=tokenizer.size), tokenizer, template, SAMPLED)


def stop_after(session: Session, readings: int) -> None:
    """Press Ctrl-C during a reading to come."""
    at = fake(session).calls + readings
    fake(session).watch = lambda call: session.stopping.set() if call == at else None


def go_on_freely(session: Session) -> None:
    fake(session).watch = lambda call: None
    session.stopping.clear()


# Going on with a reply that was cut


def test_a_cut_reply_goes_on_from_its_last_token(start: Start) -> None:
    session = start(always(" abcdef"), SamplingParams(temperature=0, max_tokens=3))
    finish(session.ask("x"))
    cut = last(session)
    assert cut.text == "ab"
    calls = fake(session).calls
    events = list(session.go_on(2))
    assert [event.text for event in events if isinstance(event, Chunk)] == ["c", "d"]
    assert isinstance(events[-1], Finished)
    assert (events[-1].text, events[-1].completion_tokens) == ("abcd", 2)
    assert fake(session).calls == calls + 2
    assert last(session).ids[:3] == cut.ids
    assert last(session).parent == cut.parent
    assert session.conversation.answers() == [2, 3]
    check(session)
    list(session.go_on())
    assert (last(session).text, last(session).stop_reason) == ("abcdef", "end")
    assert session.undo(2) == 2
    assert last(session) is cut


def test_each_going_on_is_as_long_as_a_whole_reply_may_be(start: Start) -> None:
    session = start(always(" " + "abcdefgh" * 9), SamplingParams(temperature=0, max_tokens=4))
    finish(session.ask("x"))
    for length in (8, 12, 16):
        list(session.go_on())
        assert len(last(session).ids) == length
    session.configure({"max": str(2**31)})
    list(session.go_on())
    assert last(session).stop_reason == "end"


def test_going_on_leaves_a_wish_for_the_next_reply(start: Start) -> None:
    session = start(always(" abcdef"), SamplingParams(temperature=0, max_tokens=2))
    finish(session.ask("x"))
    session.conversation.begin_with("Well")
    list(session.go_on())
    assert session.conversation.place.prefix == "Well"


@pytest.mark.parametrize("seed", range(4))
def test_a_reply_that_was_cut_anywhere_ends_as_if_it_never_was(real: Session, seed: int) -> None:
    list(real.open())
    finish(real.ask("hello"))
    whole = finish(real.retry({"seed": str(seed)}))
    ids = last(real).ids
    for limit in range(1, len(ids), 3):
        finish(real.retry({"seed": str(seed), "max": str(limit)}))
        assert last(real).ids == ids[:limit]
        list(real.go_on(30 - limit))
        assert (last(real).ids, last(real).text) == (ids, whole.text)
        check(real)


def test_a_stop_text_that_began_before_the_cut_is_found(start: Start) -> None:
    for limit in range(1, 12):
        session = start(always(" one é!\n\nBob: x"), SamplingParams(temperature=0, max_tokens=limit))
        finish(session.ask("x"))
        if last(session).stop_reason == "length":
            list(session.go_on(20))
        assert (last(session).text, last(session).stop_reason) == ("one é!", "stop")
        check(session)


def test_an_interrupted_reply_goes_on_too(start: Start) -> None:
    session = start(always(" hello the hello"))
    list(session.open())
    stop_after(session, 2)
    assert finish(session.ask("x")).stop_reason == "interrupted"
    go_on_freely(session)
    list(session.go_on())
    assert (last(session).text, last(session).stop_reason) == ("hello the hello", "end")
    check(session)


def test_only_a_sampled_reply_that_was_cut_can_go_on(start: Start) -> None:
    session = start(always(" a"))
    list(session.open())

    def refused() -> str:
        before = places(session)
        with pytest.raises(ConversationError) as caught:
            list(session.go_on())
        assert places(session) == before
        return caught.value.message

    assert "no reply here" in refused()
    finish(session.ask("x"))
    assert "by itself" in refused()
    list(session.say("reply", "b"))
    assert "not sampled" in refused()


# Several at once


def compared(events: list[Event]) -> dict[int, Finished]:
    assert isinstance(events[-1], Candidate)
    return {event.number: event.finished for event in events if isinstance(event, Candidate)}


def test_replies_side_by_side_are_those_of_the_same_seeds_alone(real: Session) -> None:
    finish(real.ask("hello"))
    changes = [{"seed": str(seed), "temp": str(1 + seed / 4)} for seed in range(5)]
    alone = []
    for each in changes:
        finish(real.retry(each))
        alone.append((last(real).ids, last(real).text, real.snapshots[real.conversation.cursor]))
    found = compared(list(real.compare(changes)))
    numbers = real.conversation.answers()[-5:]
    assert real.conversation.cursor == numbers[0]
    for (ids, text, snapshot), number in zip(alone, numbers, strict=True):
        assert (real.conversation.turns[number].ids, real.conversation.turns[number].text) == (ids, text)
        assert same(real.snapshots[number], snapshot)
        real.conversation.go(number)
        check(real)
    assert len({finished.text for finished in found.values()}) > 1


def test_each_is_told_when_it_is_complete_under_the_number_that_chooses_it(start: Start) -> None:
    session = start(always(" a", " bcdefgh"), FREE)
    finish(session.ask("x"))
    events = list(session.compare([{"seed": str(seed)} for seed in range(8)]))
    found = compared(events)
    assert sorted(found) == list(range(2, 10))
    order = [event.finished.completion_tokens for event in events if isinstance(event, Candidate)]
    assert order == sorted(order)
    assert len(set(order)) == 2
    progress = [event for event in events if isinstance(event, Sampling)]
    assert [event.done for event in progress] == list(range(1, sum(order) + 1))
    assert progress[0].running == progress[0].total == 8
    for number, finished in found.items():
        turn = session.conversation.turns[session.conversation.answers()[number - 1]]
        assert (turn.text, turn.seed) == (finished.text, finished.seed)
    assert session.undo() == 1
    assert session.conversation.answers()[0] == session.conversation.cursor


def test_seeds_of_candidates_follow_one_another(start: Start) -> None:
    session = start(params=SamplingParams(temperature=0, seed=7))
    list(session.compare([{}, {}, {"seed": "3"}, {}], "hello"))
    assert [turn.seed for turn in session.conversation.turns.values() if turn.role == "reply"] == [7, 8, 3, 9]
    assert session.conversation.turns[1].text == "hello"
    check(session)


def test_stopping_a_comparison_keeps_what_each_has_said(start: Start) -> None:
    session = start(always(" a", " bcdefgh"), FREE)
    finish(session.ask("x"))
    stop_after(session, 12)
    found = compared(list(session.compare([{"seed": str(seed)} for seed in range(4)])))
    assert {finished.stop_reason for finished in found.values()} <= {"end", "interrupted"}
    assert "interrupted" in {finished.stop_reason for finished in found.values()}
    for number in session.conversation.answers():
        session.conversation.go(number)
        check(session)


def test_a_comparison_that_fails_leaves_no_trace(start: Start) -> None:
    session = start(always(" abc"), SamplingParams(temperature=0, seed=4))
    finish(session.ask("x"))
    before = places(session)
    fake(session).fail_at = fake(session).calls + 5
    with pytest.raises(NumericsError):
        list(session.compare([{}, {}]))
    assert places(session) == before
    with pytest.raises(SettingsError):
        list(session.compare([{}, {"temp": "hot"}]))
    assert places(session) == before


# Asides


def test_an_aside_leaves_no_trace(start: Start) -> None:
    session = start(params=SamplingParams(temperature=0, seed=4))
    finish(session.ask("a"))
    finish(session.ask("b"))
    session.undo()
    before, memory = places(session), session.memory_text()
    finished = finish(session.aside("c"))
    assert (finished.text, finished.seed) == ("the 2e!", 6)
    assert (places(session), session.memory_text()) == (before, memory)
    assert session.redo() == 1
    check(session)


def test_an_aside_that_is_stopped_or_fails_leaves_none_either(start: Start) -> None:
    session = start(always(" abcdefgh"))
    finish(session.ask("a"))
    before = places(session)
    stop_after(session, 3)
    assert finish(session.aside("c")).stop_reason == "interrupted"
    assert places(session) == before
    session.stopping.set()
    with pytest.raises(Interrupted):
        list(session.aside("c"))
    assert places(session) == before
    go_on_freely(session)
    events = session.aside("c")
    next(iter(events))
    events.close()  # type: ignore[attr-defined]
    assert places(session) == before


# Documents


def test_questions_from_a_document_are_blind_to_each_other(start: Start) -> None:
    session = start()
    list(session.open())
    events = list(session.study("book.txt", "The raven is black."))
    assert isinstance(events[-1], Prefilling)
    assert (last(session).role, last(session).name) == ("document", "book.txt")
    assert session.memory_text() == "\nBob talks with Alice.\n\nThe raven is black."
    check(session)
    alone = [finish(session.aside(text, document=True)).text for text in ("a", "b")]
    assert alone == ["the 1e!", "the 1e!"]
    finish(session.ask("c"))
    assert session.memory_text().endswith("The raven is black.\n\nBob: c\n\nAlice: the 1e!")
    finish(session.ask("d"))
    cursor = session.conversation.cursor
    assert finish(session.aside("e", document=True)).text == "the 1e!"
    assert session.conversation.cursor == cursor
    check(session)


def test_a_document_may_come_after_a_reply(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    list(session.study("x", "text"))
    assert session.memory_text().endswith("Alice: the 1e!\n\ntext")
    check(session)
    assert session.undo() == 1
    with pytest.raises(ConversationError):
        list(session.aside("e", document=True))
    with pytest.raises(PromptError):
        list(session.study("x", " \n"))


def test_stopping_while_a_document_is_read_changes_nothing(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    before = places(session)
    events = session.study("x", "a long document " * 5)
    next(iter(events))
    session.stopping.set()
    with pytest.raises(Interrupted):
        list(events)
    assert places(session) == before


# Words put in


def test_the_next_reply_begins_with_a_prefix(start: Start) -> None:
    session = start(always(" Sure, yes"))
    list(session.open())
    session.conversation.begin_with("Sure,")
    finished = finish(session.ask("x"))
    assert finished.text == last(session).text == "Sure, yes"
    assert session.memory_text().endswith("Bob: x\n\nAlice: Sure, yes")
    assert session.conversation.place.prefix == ""
    check(session)
    assert finish(session.retry()).text == "Sure, yes"  # it belongs to the message now
    finish(session.ask("y"))
    check(session)
    assert session.undo(3) == 3
    assert session.conversation.place.prefix == "Sure,"
    assert session.undo() == 1
    assert session.conversation.place.prefix == ""


def test_a_prefix_before_a_retry_asks_the_same_once_more(start: Start) -> None:
    session = start(always(" Sure, yes", " no"), SamplingParams(temperature=1, top_p=1, seed=1))
    finish(session.ask("x"))
    session.conversation.begin_with("Sure,")
    assert finish(session.retry()).text == "Sure, yes"
    assert len(session.conversation.answers()) == 2
    assert session.conversation.line() == [0, 3, 4]
    check(session)


@pytest.mark.parametrize(
    ("user", "trim", "prefix", "read"),
    [
        pytest.param("{message} Alice:", True, "Yes", "x Alice: Yes", id="a space where the model would say one"),
        pytest.param("{message} Alice:\n", True, "Yes", "x Alice:\nYes", id="none after a new line"),
        pytest.param("{message} Alice:", True, "\nYes", "x Alice:\nYes", id="none before white space"),
        pytest.param("{message} Alice:", False, "Yes", "x Alice:Yes", id="none where nothing is trimmed"),
    ],
)
def test_a_prefix_stands_where_the_reply_would(start: Start, user: str, trim: bool, prefix: str, read: str) -> None:
    session = start(always(""), template=PromptTemplate("t", user, trim_reply=trim))
    list(session.open())
    session.conversation.begin_with(prefix)
    finish(session.ask("x"))
    assert session.memory_text() == read


def test_turns_are_added_in_either_voice(start: Start) -> None:
    session = start()
    with pytest.raises(ConversationError):
        list(session.say("reply", "hello"))
    list(session.say("user", "hello"))
    assert session.memory_text().endswith("Bob: hello\n\nAlice:")
    check(session)
    list(session.say("reply", "Good day."))
    assert session.memory_text().endswith("Bob: hello\n\nAlice: Good day.")
    assert (last(session).text, last(session).seed, last(session).params) == ("Good day.", None, None)
    check(session)
    finish(session.ask("b"))
    assert session.memory_text().endswith("Alice: Good day.\n\nBob: b\n\nAlice: the 2e!")
    list(session.say("reply", "Other"))
    assert len(session.conversation.answers()) == 2
    check(session)
    finish(session.retry())
    assert session.undo(99) == 5
    for role in ("user", "reply"):
        with pytest.raises(PromptError):
            list(session.say(role, " "))


# Editing and deleting


def test_a_message_may_take_the_place_of_an_earlier_one(start: Start) -> None:
    session = start()
    for message in "abc":
        finish(session.ask(message))
    finish(session.ask("B", instead_of=3))
    assert session.memory_text().endswith("Bob: a\n\nAlice: the 1e!\n\nBob: B\n\nAlice: the 2e!")
    check(session)
    assert session.undo() == 1
    assert session.conversation.turns[session.conversation.line()[-2]].text == "c"
    before = places(session)
    for number in (0, 2, 99):
        with pytest.raises(ConversationError):
            list(session.ask("B", instead_of=number))
    assert places(session) == before


def test_a_given_reply_has_nothing_of_what_a_sampled_one_began_with(start: Start) -> None:
    session = start(always(" Well, yes"))
    list(session.open())
    session.conversation.begin_with("Well")
    finish(session.ask("x"))
    list(session.say("reply", "Hm."))
    assert session.memory_text().endswith("Bob: x\n\nAlice: Hm.")
    assert last(session).text == "Hm."
    check(session)


def test_what_is_deleted_is_forgotten(start: Start) -> None:
    session = start()
    for message in "abc":
        finish(session.ask(message))
    assert session.delete(3) == [3, 4, 5, 6]
    assert set(session.snapshots) == {0, 1, 2}
    assert session.memory_text().endswith("Bob: a\n\nAlice: the 1e!")
    check(session)
    finish(session.ask("d"))
    assert session.conversation.cursor == 4
    check(session)
    while session.undo():
        list(session.here())
        check(session)


# The budget


@pytest.mark.parametrize("budget", [0, 1, 3], ids=lambda count: f"{count} snapshots")
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda session: session.ask("x"), id="ask"),
        pytest.param(lambda session: session.retry(), id="retry"),
        pytest.param(lambda session: session.compare([{}, {}, {}]), id="compare"),
        pytest.param(lambda session: session.aside("x"), id="aside"),
        pytest.param(lambda session: session.say("reply", "x"), id="say"),
        pytest.param(lambda session: session.study("x", "text"), id="study"),
        pytest.param(lambda session: session.go_on(3), id="go on"),
    ],
)
def test_a_budget_of_next_to_nothing_changes_only_how_much_is_read(
    start: Start, budget: int, command: Callable[[Session], object]
) -> None:
    free, bound = (
        start(always(" abcdefghijklmnop"), SamplingParams(temperature=0, max_tokens=4, seed=1)) for _ in "ab"
    )
    finish(free.ask("a"))
    size = free.snapshots[0].nbytes
    bound.snapshots.budget = budget * size
    finish(bound.ask("a"))
    for session in (free, bound):
        finish(session.ask("b"))
        list(command(session))  # type: ignore[call-overload]
        list(session.here())
        check(session)
        session.conversation.go(2)
        list(session.here())
        check(session)
    assert bound.snapshots.nbytes <= max(1, budget) * size
    assert bound.conversation == free.conversation
    assert without_snapshots(places(bound))[:5] == without_snapshots(places(free))[:5]
