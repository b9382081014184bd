"""The session, on a model whose state tells exactly how it was made, and on a small real one."""

import itertools
from pathlib import Path

import pytest
from checkpoints import build
from fakes import FakeModel, same, small_tokenizer
from hypothesis import given, settings
from hypothesis import strategies as st
from talks import (
    FREE,
    GREEDY,
    Start,
    always,
    check,
    counting,
    fake,
    finish,
    last,
    last_user,
    places,
    without_snapshots,
)  # fmt: skip

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.errors import (
    ConversationError,
    Interrupted,
    NumericsError,
    PromptError,
    SettingsError,
    TemplateError,
    TokenizerError,
)
from rwkvchat.events import Chunk, Finished, Prefilling
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session
from rwkvchat.session_record import SEEDS, Seeds

# Asking


def test_a_turn_reads_the_opening_the_user_turn_and_each_token(start: Start, tokenizer: Tokenizer) -> None:
    session = start()
    finished = finish(session.ask(" hello? "))
    opening, user, reply = session.conversation.turns.values()
    assert (opening.role, user.role, reply.role) == ("opening", "user", "reply")
    assert list(opening.ids) == tokenizer.encode("\nBob talks with Alice.\n\n")
    assert list(user.ids) == tokenizer.encode("Bob: hello?\n\nAlice:")
    assert user.text == " hello? "
    assert tokenizer.decode(reply.ids) == " the 1e!"
    assert (opening.readings, user.readings) == ((len(opening.ids),), (len(user.ids),))
    assert (finished.text, finished.stop_reason) == (reply.text, reply.stop_reason) == ("the 1e!", "stop")
    assert finished is session.last
    assert (finished.prompt_tokens, finished.completion_tokens) == (len(user.ids), len(reply.ids))
    assert session.memory_text() == "\nBob talks with Alice.\n\nBob: hello?\n\nAlice: the 1e!"
    check(session)


def test_the_closing_is_fed_at_the_head_of_the_next_user_turn(start: Start, tokenizer: Tokenizer) -> None:
    session = start()
    finish(session.ask("a"))
    finish(session.ask("b"))
    user = session.conversation.turns[3]
    assert list(user.ids) == tokenizer.encode("\n\n") + tokenizer.encode("Bob: b\n\nAlice:")
    assert user.ids != tuple(tokenizer.encode("\n\nBob: b\n\nAlice:"))
    assert user.readings == (len(user.ids),)
    check(session)


def test_the_closing_is_that_of_the_template_the_reply_was_made_under(start: Start, tokenizer: Tokenizer) -> None:
    session = start()
    finish(session.ask("a"))
    session.template = PromptTemplate("other", user="{message} Alice:", closing="#")
    finish(session.ask("b"))
    assert list(last_user(session).ids) == tokenizer.encode("\n\n") + tokenizer.encode("b Alice:")
    finish(session.ask("c"))
    assert list(last_user(session).ids) == tokenizer.encode("#") + tokenizer.encode("c Alice:")
    check(session)


def test_prefilling_tells_its_progress_in_blocks(start: Start) -> None:
    session = start()
    list(session.open())
    events = [event for event in session.ask("abc" * 3) if isinstance(event, Prefilling)]
    total = len(last_user(session).ids)
    assert total > 8
    assert events == [Prefilling(min(done, total), total) for done in range(4, total + 4, 4)]


def test_an_empty_message_is_refused_and_changes_nothing(start: Start) -> None:
    session = start()
    list(session.open())
    before = places(session)
    with pytest.raises(PromptError):
        list(session.ask(" \n "))
    assert places(session) == before


def test_a_template_without_an_opening_starts_from_the_empty_state(start: Start) -> None:
    session = start(template=PromptTemplate("bare", user="{message} Alice:"))
    finish(session.ask("hello"))
    assert session.conversation.turns[0].ids == ()
    assert session.conversation.turns[0].readings == ()
    assert session.memory_text() == "hello Alice: the 0e!\n\nBob: and"
    check(session)
    session.reset()
    check(session)
    session.snapshots.drop(0)
    finish(session.ask("again"))
    check(session)


def test_a_new_opening_starts_a_new_line_that_can_be_undone(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    list(session.open("Be brief."))
    assert session.system == "Be brief."
    assert session.memory_text() == "\nBe brief.\n\n"
    finish(session.ask("b"))
    assert len(session.conversation.line()) == 3
    check(session)
    session.reset()
    assert session.memory_text() == "\nBe brief.\n\n"
    assert session.undo(3) == 3
    assert session.memory_text() == "\nBob talks with Alice.\n\nBob: a\n\nAlice: the 1e!"
    check(session)
    assert session.system is None
    list(session.begin_anew())
    assert session.memory_text() == "\nBob talks with Alice.\n\n"


def test_a_session_of_parts_that_do_not_fit_is_refused(
    start: Start, tokenizer: Tokenizer, template: PromptTemplate
) -> None:
    with pytest.raises(TokenizerError):
        Session(FakeModel(tokenizer, counting), small_tokenizer([("q", "q")]), template, GREEDY)
    with pytest.raises(TemplateError):
        start(template=PromptTemplate("bare", user="{message}"), system="be kind")
    with pytest.raises(SettingsError):
        start(stops=["x", ""])


# How replies end


@pytest.mark.parametrize(
    ("said", "kept", "tokens", "readings"),
    [
        pytest.param(" a\n\nBob", " a", 2, [1, 1], id="stop is one token"),
        pytest.param(" a\n\nBob: and then", " a", 2, [1, 1], id="stop with a rest after it"),
        pytest.param(" one\n\nBob: x", " one", 4, [1, 1, 1, 1], id="its first token carries text"),
        pytest.param(" hi!\n\nBob: x", " hi!", 4, [1, 1, 1, 1], id="one token carries text and all of the stop"),
        pytest.param("\n\nBob: x", "", 0, [], id="nothing but a stop"),
        pytest.param("!\n\nBob: x", "!", 1, [1], id="nothing kept but a tail"),
        pytest.param(" eé\n\nBob", " eé", 4, [1, 1, 1, 1], id="after a character of two tokens"),
        pytest.param(" e\n\nBoe\n\nBob", " e\n\nBoe", 5, [1] * 5, id="after what only looked like a stop"),
    ],
)
def test_a_stop_text_is_rolled_back(
    start: Start, tokenizer: Tokenizer, said: str, kept: str, tokens: int, readings: list[int]
) -> None:
    session = start(always(said))
    finished = finish(session.ask("x"))
    assert finished.text == kept.lstrip()
    assert finished.stop_reason == "stop"
    assert tokenizer.decode(last(session).ids) == kept
    assert len(last(session).ids) == tokens
    assert list(last(session).readings) == readings
    check(session)
    finish(session.ask("y"))
    check(session)


def test_text_kept_from_a_cut_token_is_encoded_anew_and_read_at_once(
    tokenizer: Tokenizer, template: PromptTemplate
) -> None:
    # One token "cats\n", of which "cats" stays: four tokens when it is encoded alone.
    vocabulary = small_tokenizer([("a", "t"), ("c", "at"), ("cat", "s\n")])
    session = Session(FakeModel(vocabulary, always(" s cats\nx")), vocabulary, template, GREEDY, stops=["\nx"])
    finish(session.ask("x"))
    assert [vocabulary.token_text(token) for token in last(session).ids] == [" ", "s", " ", "cat", "s"]
    assert last(session).readings == (1, 1, 1, 2)
    check(session)


def test_the_end_of_a_text_ends_a_reply_and_is_not_in_it(start: Start, tokenizer: Tokenizer) -> None:
    session = start(always(" hello"))
    finished = finish(session.ask("x"))
    assert (finished.text, finished.stop_reason) == ("hello", "end")
    assert list(last(session).ids) == tokenizer.encode(" hello")
    check(session)


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_limit_ends_a_reply_after_so_many_tokens(start: Start, limit: int) -> None:
    session = start(always(" abcdefghijkl"), SamplingParams(temperature=0, max_tokens=limit))
    finished = finish(session.ask("x"))
    assert (finished.stop_reason, finished.completion_tokens) == ("length", limit)
    assert finished.text == " abcdefghijkl"[:limit].lstrip()
    check(session)


def test_a_reply_of_exactly_the_limit_is_told_as_ended_by_its_end(start: Start) -> None:
    session = start(always("abc"), SamplingParams(temperature=0, max_tokens=3))
    assert finish(session.ask("x")).stop_reason == "end"


def test_text_held_back_for_a_stop_that_never_came_is_shown_at_the_end(start: Start) -> None:
    session = start(always(" so\n\nBo"))
    assert finish(session.ask("x")).text == "so\n\nBo"
    check(session)


def test_a_users_own_stops_work_beside_the_templates(start: Start) -> None:
    session = start(always(" one, two\n\nBob"), stops=[","])
    assert finish(session.ask("x")).text == "one"
    session.stops = ()
    assert finish(session.ask("x")).text == "one, two"
    check(session)


@pytest.mark.parametrize(("trim", "shown"), [(True, "hello \n"), (False, " \n hello \n")], ids=["trimmed", "as it is"])
def test_white_space_before_a_reply_is_left_out_of_what_is_shown_only(start: Start, trim: bool, shown: str) -> None:
    template = PromptTemplate("t", user="{message} Alice:", trim_reply=trim)
    session = start(always(" \n hello \n"), template=template)
    assert finish(session.ask("x")).text == last(session).text == shown
    assert session.memory_text() == "x Alice: \n hello \n"


def test_a_character_cut_in_its_middle_is_shown_and_remembered_as_broken(start: Start) -> None:
    session = start(always(" eé"), SamplingParams(temperature=0, max_tokens=3))
    assert finish(session.ask("x")).text == "e\ufffd"
    assert session.memory_text().endswith("Alice: e\ufffd")
    check(session)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text("ae!s\nBob:é ", max_size=14), st.lists(st.sampled_from(["\n\nBob", "e\n", "ob:", "é"]), max_size=3))
def test_no_stop_text_ever_appears_in_what_is_shown(said: str, stops: list[str]) -> None:
    vocabulary = small_tokenizer()
    template = PromptTemplate("t", user="{message} Alice:", trim_reply=False, stops=tuple(stops))
    session = Session(FakeModel(vocabulary, always(said)), vocabulary, template, GREEDY)
    finished = finish(session.ask("x"))
    first = min((said.find(stop) + len(stop) for stop in stops if stop in said), default=None)
    assert finished.stop_reason == ("end" if first is None else "stop")
    assert not any(stop in finished.text for stop in stops)
    assert said[:first].startswith(finished.text)
    assert session.memory_text() == "x Alice:" + finished.text
    check(session)


# Being stopped


def test_stopping_at_any_step_of_a_reply_keeps_what_was_said(start: Start, tokenizer: Tokenizer) -> None:
    said = " hello the hello é the end"
    whole = tokenizer.encode(said)
    for step in range(len(whole) + 1):
        session = start(always(said))
        list(session.open())
        first = fake(session).calls + 2

        def stop(call: int, at: int = first + step, session: Session = session) -> None:
            if call == at:
                session.stopping.set()

        fake(session).watch = stop
        finished = finish(session.ask("x"))
        # Set during the reading of token `step`, the flag is seen before the next one is taken.
        expected = min(step + 1, len(whole))
        assert list(last(session).ids) == whole[:expected]
        assert finished.stop_reason == ("interrupted" if step < len(whole) else "end")
        assert session.memory_text().endswith("Alice:" + tokenizer.decode(whole[:expected]))
        check(session)
        fake(session).watch = lambda call: None
        session.stopping.clear()
        finish(session.ask("y"))
        check(session)


def test_stopping_between_events_keeps_what_was_shown(start: Start) -> None:
    for count in itertools.count(1):
        session = start(always(" one\n\nBob: two"), stops=["never"])
        session.template = PromptTemplate("t", user="{message} Alice:")
        events = session.ask("x")
        chunks = []
        for event in events:
            chunks += [event.text] if isinstance(event, Chunk) else []
            if len(chunks) == count:
                session.stopping.set()
        check(session)
        assert last(session).text == "".join(chunks)
        if last(session).stop_reason == "end":
            break
        assert last(session).stop_reason == "interrupted"
    assert count > 4


def test_a_reply_stopped_before_its_first_token_is_empty(start: Start) -> None:
    session = start()
    list(session.open())
    for event in session.ask("x"):
        if isinstance(event, Prefilling) and event.done == event.total:
            session.stopping.set()
    assert (last(session).role, last(session).ids, last(session).text) == ("reply", (), "")
    assert last(session).stop_reason == "interrupted"
    check(session)


def test_stopping_while_a_message_is_read_changes_nothing(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    finish(session.ask("b"))
    session.undo()
    before = places(session)
    for block in itertools.count(1):
        seen = 0
        events = session.ask("a longer message")
        try:
            for event in events:
                seen += isinstance(event, Prefilling)
                if seen == block and not (isinstance(event, Prefilling) and event.done == event.total):
                    session.stopping.set()
        except Interrupted:
            assert places(session) == before
            check(session)
            session.stopping.clear()
        else:
            break
    assert block > 3


def test_stopping_while_the_opening_is_read_leaves_no_conversation(start: Start) -> None:
    session = start()
    session.stopping.set()
    with pytest.raises(Interrupted):
        list(session.ask("x"))
    assert session.conversation == Conversation()
    session.stopping.clear()
    finish(session.ask("x"))
    check(session)


def test_whoever_looks_away_after_the_last_event_keeps_the_reply(start: Start) -> None:
    session = start()
    events = session.ask("x")
    for event in events:
        if isinstance(event, Finished):
            break
    events.close()  # type: ignore[attr-defined]
    assert last(session).role == "reply"
    check(session)


# Failing


@pytest.mark.parametrize("command", ["ask", "retry"])
def test_a_failure_at_any_step_leaves_everything_as_it_was(start: Start, command: str) -> None:
    for step in itertools.count(1):
        session = start(params=SamplingParams(temperature=0, seed=5))
        finish(session.ask("a"))
        finish(session.ask("b"))
        finish(session.ask("c"))
        session.undo()
        assert session.conversation.future
        before = places(session)
        fake(session).fail_at = fake(session).calls + step
        events = session.ask("d") if command == "ask" else session.retry()
        try:
            finish(events)
        except NumericsError:
            assert places(session) == before
            check(session)
            fake(session).fail_at = 0
            assert session.redo() == 1
            check(session)
            finish(session.ask("e"))
            check(session)
        else:
            break
    assert step > 5


def test_any_other_error_leaves_everything_as_it_was_too(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    before = places(session)

    def run_out(call: int) -> None:
        if call == at:
            raise MemoryError

    at = fake(session).calls + 4
    fake(session).watch = run_out
    with pytest.raises(MemoryError):
        list(session.ask("b"))
    assert places(session) == before
    check(session)


# Trying again


def test_retry_answers_the_same_message_again_and_keeps_both(start: Start) -> None:
    session = start(always(" yes\n\nBob", " no\n\nBob", " why\n\nBob"), FREE)
    session.seeds = Seeds(0)
    finish(session.ask("x"))
    first = session.conversation.cursor
    texts = {last(session).text}
    for _ in range(12):
        texts.add(finish(session.retry()).text)
        assert last(session).parent == session.conversation.turns[first].parent
        check(session)
    assert texts == {"yes", "no", "why"}
    assert session.undo(12) == 12
    assert session.conversation.cursor == first
    assert session.redo(99) == 12
    check(session)


def test_retry_feeds_nothing_anew(start: Start) -> None:
    session = start(always(" abc"))
    finish(session.ask("x"))
    calls = fake(session).calls
    finished = finish(session.retry())
    assert fake(session).calls == calls + len(last(session).ids)
    assert finished.prompt_tokens == 0


def test_changes_of_a_retry_hold_once(start: Start) -> None:
    session = start(always(" abcdef"))
    finish(session.ask("x"))
    assert finish(session.retry({"max": "2", "temp": "0.5"})).text == "a"
    assert last(session).params == SamplingParams(temperature=0.5, max_tokens=2)
    assert session.params == GREEDY
    assert finish(session.retry()).text == "abcdef"
    assert last(session).params == GREEDY


def test_retry_needs_a_reply(start: Start) -> None:
    session = start()
    for _ in range(2):
        before = places(session)
        with pytest.raises(ConversationError):
            list(session.retry())
        assert places(session) == before
        list(session.open())


def test_a_bad_change_of_a_retry_changes_nothing(start: Start) -> None:
    session = start()
    finish(session.ask("x"))
    before = places(session)
    for changes in ({"temp": "hot"}, {"warmth": "1"}):
        with pytest.raises(SettingsError):
            list(session.retry(changes))
    assert places(session) == before


# Seeds and settings


def test_replies_take_the_seeds_from_the_given_one_upwards(start: Start) -> None:
    session = start(params=SamplingParams(temperature=0, seed=7))
    assert [finish(session.ask("x")).seed for _ in range(3)] == [7, 8, 9]
    assert finish(session.retry()).seed == 10
    assert finish(session.retry({"seed": "3"})).seed == 3
    assert finish(session.retry({"temp": "1"})).seed == 11
    assert finish(session.ask("x")).seed == 12
    session.configure({"seed": "7"})
    assert finish(session.ask("x")).seed == 7
    session.configure({"temp": "1"})
    assert finish(session.ask("x")).seed == 8
    assert all(turn.params.seed is None for turn in session.conversation.turns.values() if turn.params)
    assert [turn.seed for turn in session.conversation.turns.values() if turn.role == "reply"][:3] == [7, 8, 9]


def test_replies_without_a_seed_draw_their_own_and_record_it(start: Start) -> None:
    session = start()
    seeds = [finish(session.ask("x")).seed for _ in range(4)]
    assert len(set(seeds)) == 4
    assert [turn.seed for turn in session.conversation.turns.values() if turn.role == "reply"] == seeds


def test_a_retry_with_a_random_seed_leaves_the_row_of_seeds(start: Start) -> None:
    session = start(params=SamplingParams(temperature=0, seed=7))
    finish(session.ask("x"))
    assert finish(session.retry({"seed": "random"})).seed != 8
    assert finish(session.retry()).seed == 8
    session.configure({"seed": "random"})
    assert session.seeds == Seeds()


def test_the_last_seed_is_followed_by_the_first() -> None:
    seed, after = Seeds(SEEDS - 1).next()
    assert (seed, after.next()[0]) == (SEEDS - 1, 0)


def test_the_same_seed_gives_the_same_reply(start: Start) -> None:
    session = start(always(*(f" {letter}{number}" for letter in "abcdef" for number in range(3))), FREE)
    finish(session.ask("x"))
    texts = {seed: finish(session.retry({"seed": str(seed)})).text for seed in range(20)}
    assert len(set(texts.values())) > 5
    for seed in reversed(range(20)):
        assert finish(session.retry({"seed": str(seed)})).text == texts[seed]


def test_a_bad_setting_changes_nothing(start: Start) -> None:
    session = start(params=SamplingParams(seed=3))
    session.seeds = Seeds(3, used=2)
    before = places(session)
    with pytest.raises(SettingsError):
        session.configure({"seed": "5", "temp": "-1"})
    assert places(session) == before


# Moving


def test_undo_redo_and_reset_move_the_cursor(start: Start) -> None:
    session = start()
    assert (session.undo(), session.redo()) == (0, 0)
    session.reset()
    list(session.open())
    assert session.undo() == 0
    for message in "abc":
        finish(session.ask(message))
    texts = [session.memory_text()]
    session.reset()
    assert session.memory_text() == "\nBob talks with Alice.\n\n"
    session.reset()
    assert session.undo() == 1
    assert session.memory_text() == texts[0]
    assert session.undo(2) == 2
    assert session.memory_text().endswith("Bob: a\n\nAlice: the 1e!")
    assert session.redo(9) == 3
    assert session.memory_text() == "\nBob talks with Alice.\n\n"
    session.undo(9)
    finish(session.ask("d"))
    assert session.redo() == 0
    check(session)


COMMANDS = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from("ab"), st.none() | st.integers(0, 8)),
    st.tuples(st.just("retry"), st.sampled_from(["", "1", "2"]), st.none() | st.integers(0, 8)),
    st.tuples(st.just("fail"), st.sampled_from(["ask", "retry"]), st.integers(1, 6)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(1, 3), st.none()),
    st.tuples(st.sampled_from(["reset", "forget"]), st.integers(0, 9), st.none()),
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(COMMANDS, max_size=10))
def test_after_any_commands_the_state_is_that_of_a_replay(commands: list[tuple[str, object, int | None]]) -> None:
    vocabulary = small_tokenizer()
    template = PromptTemplate("t", "Bob: {message}\n\nAlice:", opening="Hi.\n", closing="\n\n", stops=("\n\nBob",))
    model = FakeModel(vocabulary, always(" one\n\nBob: x", " hello!\n\nBob", " é", "\n\nBob"))
    session = Session(model, vocabulary, template, SamplingParams(temperature=1, top_p=1, seed=1))
    list(session.open())
    for name, argument, step in commands:
        before = places(session)
        place = session.conversation.cursor
        model.watch, model.fail_at = (lambda call: None), 0
        session.stopping.clear()
        if name in ("ask", "retry"):
            stop_at = model.calls + step if step is not None else -1
            model.watch = lambda call, at=stop_at: session.stopping.set() if call == at else None
            changes = {"seed": argument} if name == "retry" and argument else {}
            try:
                finish(session.ask(str(argument)) if name == "ask" else session.retry(changes))  # type: ignore[arg-type]
            except (Interrupted, ConversationError):
                assert without_snapshots(places(session)) == without_snapshots(before)
            else:
                assert session.undo() == 1
                assert session.conversation.cursor == place
                assert session.redo() == 1
        elif name == "fail":
            model.fail_at = model.calls + (step or 0)
            try:
                finish(session.ask("c") if argument == "ask" else session.retry())
            except (NumericsError, ConversationError):
                assert without_snapshots(places(session)) == without_snapshots(before)
        elif name == "undo":
            moved = session.undo(argument)  # type: ignore[arg-type]
            assert session.redo(moved) == moved
            assert without_snapshots(places(session)) == without_snapshots(before)
            session.undo(argument)  # type: ignore[arg-type]
        elif name == "redo":
            session.redo(argument)  # type: ignore[arg-type]
        elif name == "reset":
            session.reset()
        else:
            session.snapshots.drop(argument)  # type: ignore[arg-type]
        model.watch, model.fail_at = (lambda call: None), 0
        session.stopping.clear()
        list(session.recall.at(session.conversation.cursor))
        check(session)


# Dropped snapshots


def test_a_dropped_snapshot_is_rebuilt_with_the_progress_of_all_that_is_read(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    finish(session.ask("b"))
    kept = dict(session.snapshots)
    line = session.conversation.line()
    for number in line[1:]:
        session.snapshots.drop(number)
    total = sum(len(session.conversation.turns[number].ids) for number in line[1:])
    events = list(session.recall.at(line[-1]))
    done = [event.done for event in events if isinstance(event, Prefilling)]
    assert len(done) == len(events) >= sum(len(session.conversation.turns[number].readings) for number in line[1:])
    assert all(event.total == total for event in events if isinstance(event, Prefilling))
    assert done == sorted(set(done))
    assert done[-1] == total
    assert all(same(session.snapshots[number], kept[number]) for number in line)


def test_stopping_a_rebuilding_changes_nothing_that_shows(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    finish(session.ask("b"))
    session.snapshots.clear()
    before = places(session)
    for command in (lambda: session.ask("c"), session.retry):
        for count, _ in enumerate(command(), 1):
            if count == 3:
                break
        session.snapshots.clear()
        session.stopping.set()
        with pytest.raises(Interrupted):
            list(command())
        assert without_snapshots(places(session)) == without_snapshots(before)
        session.stopping.clear()
        session.snapshots.clear()
    finish(session.retry())
    check(session)


# A real model


@pytest.fixture
def real(tmp_path: Path, tokenizer: Tokenizer, template: PromptTemplate) -> Session:
    model = build(tmp_path, n_vocab=tokenizer.size)
    return Session(model, tokenizer, template, SamplingParams(temperature=1, top_p=0.9, seed=1, max_tokens=30))


def test_a_real_models_dropped_snapshots_are_rebuilt_to_the_bit(real: Session) -> None:
    for message in ("hello there", "and the é?"):
        finish(real.ask(message))
    finish(real.retry())
    kept = dict(real.snapshots)
    check(real)
    real.snapshots.clear()
    list(real.recall.at(real.conversation.cursor))
    assert set(real.snapshots) == set(real.conversation.line())
    assert all(same(real.snapshots[number], kept[number]) for number in real.snapshots)


def test_a_real_model_says_the_same_with_the_same_seed(real: Session) -> None:
    finish(real.ask("hello"))
    ids = {}
    for seed in (1, 2, 1, 2):
        finish(real.retry({"seed": str(seed)}))
        assert ids.setdefault(seed, last(real).ids) == last(real).ids
    assert ids[1] != ids[2]


def test_a_real_model_goes_on_from_an_earlier_place_as_if_nothing_had_come_after(real: Session) -> None:
    finish(real.ask("a"))
    finish(real.retry({"seed": "4"}))
    finish(real.ask("b"))
    ids = real.conversation.ids()
    real.undo()
    finish(real.ask("something else"))
    real.undo(2)
    finish(real.retry({"seed": "4"}))
    real.seeds = Seeds(2)
    finish(real.ask("b"))
    assert real.conversation.ids() == ids
    check(real)


# Records


def test_a_record_does_not_change_with_the_session(start: Start) -> None:
    session = start()
    finish(session.ask("a"))
    record = session.record()
    turns, cursor = dict(record.conversation.turns), record.conversation.cursor
    finish(session.ask("b"))
    session.undo(2)
    assert (record.conversation.turns, record.conversation.cursor) == (turns, cursor)
    assert set(record.snapshots) == {0, cursor}
    other = start()
    other.adopt(record)
    finish(other.ask("c"))
    assert record.conversation.turns == turns
    check(other)


def test_a_retry_is_read_by_the_template_that_its_question_was_written_in(start: Start) -> None:
    session = start()
    finish(session.ask("hello"))
    first = session.conversation.turns[session.conversation.cursor]
    session.template = PromptTemplate("other", "Q: {message}\nA:", closing="###", stops=("###",), trim_reply=False)
    again = finish(session.retry())
    turn = session.conversation.turns[session.conversation.cursor]
    assert (again.text, again.stop_reason, turn.closing) == (first.text, "stop", first.closing)
    finish(session.ask("hello"))
    asked = session.conversation.turns[session.conversation.turns[session.conversation.cursor].parent or 0]
    assert session.tokenizer.decode(asked.ids) == f"{first.closing}Q: hello\nA:"


def test_moves_before_the_first_opening_do_no_harm(start: Start) -> None:
    session = start()
    session.conversation.fork("side")
    finish(session.ask("a"))
    check(session)
    assert session.undo(9) == 2
    finish(session.ask("b"))
    check(session)
    session.undo(9)
    list(session.study("x", "text"))
    check(session)
