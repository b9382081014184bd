"""The program with raven-nano, a real model: what it is told survives a file, and number formats agree on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from rwkvchat.catalogue import FoundModel, find_model, load_model
from rwkvchat.dialogue.template import load_template
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot
from rwkvchat.events import Finished
from rwkvchat.session import Session
from rwkvchat.storage.session_file import load_session, save_session

TALK = (
    "Hello!",
    "My name is Marta.",
    "Tell me about ravens.",
    "What is 7 + 8?",
    "What is the capital of France?",
    "Count from 3 to 9.",
    "Tell me a story about a fox.",
    "What is my name?",
    "Who are you?",
    "How do I fix the brakes of my car?",
)


@pytest.fixture(scope="module")
def found() -> FoundModel:
    return find_model()


@pytest.fixture(scope="module")
def model(found: FoundModel) -> Model:
    return load_model(strategy="cpu fp32")


@pytest.fixture
def session(found: FoundModel, model: Model) -> Session:
    greedy = replace(found.profile.params, temperature=0)
    return Session(model, found.tokenizer, load_template(found.profile.template), greedy)


def reply(session: Session, message: str) -> str:
    events = list(session.ask(message))
    assert isinstance(events[-1], Finished)
    return events[-1].text


def held_out_text(session: Session) -> list[int]:
    """The tokens of a conversation held with it."""
    for message in TALK:
        reply(session, message)
    return session.conversation.ids()


def test_it_holds_a_small_conversation(session: Session) -> None:
    assert reply(session, "Hello!")
    assert "Marta" in reply(session, "My name is Marta.")
    assert "raven" in reply(session, "Tell me about ravens.").lower()
    assert "15" in reply(session, "What is 7 + 8?")
    assert "Paris" in reply(session, "What is the capital of France?")
    assert "3, 4, 5, 6, 7, 8, 9" in reply(session, "Count from 3 to 9.")
    assert "Marta" in reply(session, "What is my name?")
    assert all(
        turn.stop_reason in ("stop", "end") for turn in session.conversation.turns.values() if turn.seed is not None
    )


def test_a_reset_forgets_and_an_undo_remembers(session: Session) -> None:
    reply(session, "My name is Marta.")
    session.reset()
    assert "Marta" not in reply(session, "What is my name?")
    session.undo(2)
    assert "Marta" in reply(session, "What is my name?")


def test_a_file_remembers(found: FoundModel, model: Model, session: Session, tmp_path: Path) -> None:
    reply(session, "My name is Marta.")
    save_session(tmp_path / "a.state", session.record())
    other = Session(model, found.tokenizer, load_template("raven-chat"), session.params)
    other.adopt(load_session(tmp_path / "a.state"))
    assert "Marta" in reply(other, "What is my name?")


@pytest.mark.parametrize("strategy", ["cpu bf16", "cpu fp16"])
def test_half_precision_makes_the_same_choices(session: Session, model: Model, strategy: str) -> None:
    ids = held_out_text(session)
    assert len(ids) > 400
    half = load_model(strategy=strategy)
    exact, ours = model.score(ids, model.initial_state()), half.score(ids, half.initial_state())
    same = exact.argmax(-1) == ours.argmax(-1)
    best = exact.topk(2, dim=-1).values
    clear = best[:, 0] - best[:, 1] > 0.01 * exact.abs().amax(-1)
    assert same.float().mean() >= 0.98
    assert same[clear].float().mean() >= 0.99
    assert (ours - exact).abs().max() <= 5e-2 * exact.abs().max()


def test_reading_at_once_and_one_by_one_make_the_same_choices(session: Session, model: Model) -> None:
    ids = held_out_text(session)
    rows = torch.stack(list(stepwise(model, ids)))
    whole = model.score(ids, model.initial_state())
    assert ((rows - whole).abs().amax(-1) <= 1e-4 * whole.abs().amax(-1)).all()


def stepwise(model: Model, ids: list[int]) -> Iterator[torch.Tensor]:
    snapshot = Snapshot.unread(model.initial_state(), model.info.n_vocab)
    for token in ids:
        snapshot = model.forward([token], snapshot.state)
        yield snapshot.logits
