"""Looking into a session: tokens, what comes next, how a reply came about, and whether snapshots are what they say."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from checkpoints import build
from fakes import small_tokenizer
from talks import FREE, GREEDY, Start, always, check, fake, finish, last

from rwkvchat import audit
from rwkvchat.dialogue.conversation import Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import run
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session


@pytest.fixture
def session(tmp_path: Path, template: PromptTemplate) -> Session:
    """With a small random network, which says something else under every seed, and under this one ends no reply."""
    tokenizer = small_tokenizer()
    return Session(build(tmp_path, n_vocab=tokenizer.size), tokenizer, template, replace(FREE, max_tokens=12, seed=1))


def test_the_tokens_are_what_the_model_remembers_turn_by_turn(start: Start) -> None:
    session = start()
    for message in ("hello", "grüß dich 日本"):
        finish(session.ask(message))
    rows = list(audit.tokens(session))
    assert [row.id for row in rows] == session.conversation.ids()
    assert [row.position for row in rows] == list(range(len(rows)))
    assert b"".join(row.data for row in rows).decode() == session.memory_text()
    assert list(dict.fromkeys(row.turn for row in rows)) == session.conversation.line()


def test_tokens_of_another_branch_are_not_among_them(start: Start) -> None:
    session = start(always(" the hello"))
    finish(session.ask("hello"))
    session.reset()
    assert {row.turn for row in audit.tokens(session)} == {0}


def test_the_likeliest_token_is_the_one_that_comes_next_and_nothing_is_changed(start: Start) -> None:
    session = start(always(" the hello"), GREEDY)
    run(session.say("user", "hello"))
    before = session.stamp()
    best, *others = run(audit.likeliest(session, 5))
    assert len(others) == 4
    chances = [best.probability, *(each.probability for each in others)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.99
    assert best.data == session.tokenizer.token_bytes(best.id)
    assert session.stamp() == before
    finish(session.retry())
    assert last(session).ids[0] == best.id


def test_the_likeliest_are_found_again_where_the_snapshot_was_dropped(start: Start) -> None:
    session = start()
    finish(session.ask("hello"))
    before = run(audit.likeliest(session, 3))
    session.snapshots.clear()
    assert run(audit.likeliest(session, 3)) == before
    assert len(run(audit.likeliest(session, 10_000))) == session.tokenizer.size


def assert_comes_again(session: Session, turn: Turn) -> None:
    words = audit.settings_of(turn)
    session.params = SamplingParams(temperature=0, presence=9, frequency=9, max_tokens=77)  # others
    finish(session.retry(words))
    assert (last(session).ids, last(session).text) == (turn.ids, turn.text)
    assert last(session).seed == turn.seed
    check(session)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="the usual"),
        pytest.param({"temp": "0.1234567890123", "top_p": "0.333333333333", "top_k": "7"}, id="long numbers"),
        pytest.param({"presence": "0.7", "frequency": "-0.3", "penalty_decay": "0.9"}, id="penalties"),
        pytest.param({"max_tokens": "1", "seed": str(2**63 - 1)}, id="the largest seed"),
    ],
)
def test_a_reply_comes_again_from_its_own_settings(session: Session, changes: dict[str, str]) -> None:
    session.configure(changes)
    finish(session.ask("hello"))
    first = last(session)
    finish(session.retry({"temp": "3"}))
    assert last(session).ids != first.ids
    assert_comes_again(session, first)


def test_a_reply_that_was_cut_and_continued_comes_again_whole(session: Session) -> None:
    finish(session.ask("hello"))
    list(session.go_on(5))
    turn = last(session)
    assert len(turn.ids) == 17
    assert_comes_again(session, turn)


def test_a_reply_that_was_stopped_comes_again_as_far_as_it_went(session: Session) -> None:
    for count, _ in enumerate(session.ask("hello")):
        if count == 8:
            session.stopping.set()
    turn = last(session)
    assert turn.stop_reason == "interrupted"
    assert 0 < len(turn.ids) < 12
    session.stopping.clear()
    assert_comes_again(session, turn)


def test_one_of_several_replies_comes_again_alone(session: Session) -> None:
    list(session.compare([{}, {"temp": "0.5"}, {"seed": "7"}], "hello"))
    for number in session.conversation.answers()[:3]:
        assert_comes_again(session, session.conversation.turns[number])


def test_a_reply_that_ended_by_a_stop_text_comes_again(start: Start) -> None:
    texts = (" the hello!\n\nBob: and", " hello the!\n\nBob", " Alice!\n\nBob: so")
    session = start(always(*texts), replace(FREE, seed=1))
    finish(session.ask("hello"))
    assert last(session).stop_reason == "stop"
    assert_comes_again(session, last(session))


def test_a_turn_that_was_not_sampled_has_no_settings(start: Start) -> None:
    session = start()
    run(session.say("user", "hello"))
    run(session.say("reply", "the hello"))
    assert [audit.settings_of(turn) for turn in session.conversation.current_line()] == [{}, {}, {}]


def test_kept_snapshots_are_bit_for_bit_what_their_readings_give(session: Session) -> None:
    for message in ("hello", "the hello", "hell"):
        finish(session.ask(message))
    finish(session.retry())
    kept = set(session.snapshots)
    found = run(audit.differences(session))
    assert {each.turn for each in found} == kept
    assert {(each.exact, each.largest) for each in found} == {(True, 0.0)}
    check(session)


def test_a_snapshot_that_is_another_is_found_with_how_far_it_is(start: Start) -> None:
    session = start()
    for message in ("hello", "hello again"):
        finish(session.ask(message))
    number = session.conversation.cursor
    right = session.snapshots[number]
    block = right.state.flatten()
    block[0, 2, 0] *= 1.25  # the only number of its row
    wrong = Snapshot(State.unflatten(block), right.logits)
    session.snapshots.keep(number, last(session), wrong)
    fake(session).calls = 0
    apart = {each.turn: each for each in run(audit.differences(session))}
    assert fake(session).calls > 0
    assert not apart.pop(number).exact
    assert all(each.exact for each in apart.values())
    session.snapshots.keep(number, last(session), wrong)
    assert next(e.largest for e in run(audit.differences(session)) if not e.exact) == pytest.approx(0.25)
    logits = right.logits + torch.zeros_like(right.logits).index_fill(0, torch.tensor([3]), 3.0)
    session.snapshots.keep(number, last(session), Snapshot(right.state, logits))
    assert next(e.largest for e in run(audit.differences(session)) if not e.exact) == pytest.approx(0.1)
