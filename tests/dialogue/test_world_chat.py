"""World models from end to end: the vocabulary, the template, and a small model with as many ids."""

from collections.abc import Callable
from pathlib import Path

import pytest
from checkpoints import build, random_weights, write_pth
from fakes import FakeModel, same
from talks import GREEDY, always, check, finish, last, last_user

from rwkvchat.catalogue import load_model
from rwkvchat.dialogue.template import load_template
from rwkvchat.dialogue.tokenizer import Tokenizer, world_tokenizer
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session
from rwkvchat.storage.session_file import load_session, save_session

pytest.importorskip("pyrwkv_tokenizer", reason="no build of the World vocabulary's library for this Python")

FREE = SamplingParams(temperature=1, top_p=1, max_tokens=12, seed=3)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return world_tokenizer()


@pytest.fixture
def chat(tmp_path: Path, tokenizer: Tokenizer) -> Callable[[], Session]:
    """Makes sessions with one small random model."""
    model = build(tmp_path, n_layer=2, n_embd=32, n_vocab=65536)
    return lambda: Session(model, tokenizer, load_template("world"), FREE)


def test_a_conversation_is_held_undone_saved_and_gone_on_with(chat: Callable[[], Session], tmp_path: Path) -> None:
    session = chat()
    finish(session.ask("Why is the sky blue?\n\nTell me."))
    assert session.memory_text().startswith("User: Why is the sky blue?\nTell me.\n\nAssistant:")
    assert session.conversation.turns[0].ids == ()  # the World template begins with nothing
    check(session)
    before = session.memory_text()
    finish(session.ask("日本語で 😀"))
    check(session)
    after, here = session.memory_text(), session.snapshots[session.conversation.cursor]
    assert "\n\nUser: 日本語で 😀\n\nAssistant:" in after
    assert session.undo() == 1
    assert session.memory_text() == before
    assert session.redo() == 1
    assert session.memory_text() == after

    save_session(tmp_path / "a.state", session.record())
    again = chat()
    again.adopt(load_session(tmp_path / "a.state"))
    assert again.memory_text() == after
    assert same(again.snapshots[again.conversation.cursor], here)
    assert finish(again.ask("And then?")).text == finish(session.ask("And then?")).text
    check(again)


def test_the_closing_is_one_token_of_two_line_feeds(chat: Callable[[], Session], tokenizer: Tokenizer) -> None:
    session = chat()
    finish(session.ask("a"))
    finish(session.ask("b"))
    assert list(last_user(session).ids) == [261, *tokenizer.encode("User: b\n\nAssistant:")]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param(" Because.\n\nUser: and", "Because.", id="two line feeds that are one token"),
        pytest.param("終わり。\n\nUser: and", "終わり。", id="a token that ends the sentence too"),
        pytest.param(" One.\n\nTwo:\n\n    x = 1\n\nUser:", "One.\n\nTwo:\n\n    x = 1", id="blank lines within"),
        pytest.param(" For ever", "For ever", id="no stop text"),
    ],
)
def test_a_reply_ends_before_the_users_turn(tokenizer: Tokenizer, said: str, text: str) -> None:
    model = FakeModel(tokenizer, always(said), reply_opening="Assistant:")
    session = Session(model, tokenizer, load_template("world"), GREEDY)
    finished = finish(session.ask("why"))
    assert finished.text == text
    assert finished.stop_reason == ("stop" if "User" in said else "end")
    assert session.memory_text() == "User: why\n\nAssistant:" + said.partition("\n\nUser")[0]
    check(session)


def test_ids_that_have_no_text_do_not_end_a_chat(tokenizer: Tokenizer, tmp_path: Path) -> None:
    weights = random_weights(n_layer=1, n_embd=32, n_vocab=65536)
    # One place of the last layer is always 10, and makes the ids that the vocabulary leaves free the likeliest.
    weights["ln_out.weight"][0], weights["ln_out.bias"][0] = 0, 10
    weights["head.weight"][:, 0] = 0
    weights["head.weight"][65530:, 0] = 100
    model = load_model(write_pth(tmp_path / "model.pth", weights), "cpu fp32")
    session = Session(model, tokenizer, load_template("world"), FREE)
    finished = finish(session.ask("hello"))
    assert (finished.text, finished.stop_reason, finished.completion_tokens) == ("", "length", 12)
    assert set(last(session).ids) <= set(range(65530, 65536))
    finish(session.ask("and now?"))
    check(session)
    assert session.memory_text() == "User: hello\n\nAssistant:\n\nUser: and now?\n\nAssistant:"
    save_session(tmp_path / "a.state", session.record())
    assert load_session(tmp_path / "a.state").conversation.ids() == session.conversation.ids()
