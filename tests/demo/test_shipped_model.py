"""The model that ships, judged as its card judges it, on fewer questions and others."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path

import pytest
from tokenizers import Tokenizer

import rwkvchat
from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.demo.batches import Encoder
from rwkvchat.demo.evaluate import Judge, Score, finish, own_settings, perplexity, reply_to
from rwkvchat.demo.probes import Suite, memory_suites, outside_suites, skill_suites, template_suites

SEED = 7
OWN = own_settings(MODEL)
GREEDY = replace(OWN, temperature=0.0)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(rwkvchat.load_model(strategy="cpu fp32"), rwkvchat.load_tokenizer(TOKENIZER))


@pytest.fixture(scope="module")
def found() -> FoundModel:
    return find_model()


def score(judge: Judge, suites: Sequence[Suite]) -> Score:
    return reduce(add, (judge.score(suite.probes, suite.template, GREEDY) for suite in suites))


def test_its_file_is_small_and_says_what_it_is(found: FoundModel) -> None:
    assert found.name == "raven-nano"
    assert found.weights.size <= 16_000_000
    assert 5e6 < found.layout.n_params < 8e6
    assert found.profile.template == "raven-chat"
    assert found.profile.params == OWN
    assert {"recipe", "sampling"} <= set(found.weights.metadata)
    assert found.weights.metadata["tokenizer_sha256"] == found.tokenizer.fingerprint


def test_the_card_names_the_file_that_ships() -> None:
    card = Path(MODEL).with_name("CARD.md").read_text(encoding="utf-8")
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() in card


def test_it_can_do_what_it_was_made_for(judge: Judge) -> None:
    total = score(judge, skill_suites(SEED, 3))
    assert total.passed >= 0.85 * total.judged, total.misses


def test_it_declines_what_lies_outside(judge: Judge) -> None:
    total = score(judge, [replace(suite, probes=suite.probes[:2]) for suite in outside_suites()])
    assert total.judged >= 40
    assert total.passed >= 0.85 * total.judged, total.misses


def test_it_remembers_over_ten_turns(judge: Judge) -> None:
    suites = [suite for suite in memory_suites(SEED, 6) if suite.title.endswith("10 turns later")]
    total = score(judge, suites)
    assert total.judged == 18
    assert total.passed >= 10, total.misses  # few talks; the card's figures are of more


def test_it_follows_every_template(judge: Judge) -> None:
    total = score(judge, template_suites(SEED, 4))
    assert total.judged >= 32
    assert total.passed >= 0.85 * total.judged, total.misses


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("what is the capital of france", "Paris", id="lower case"),
        pytest.param("WHAT IS THE CAPITAL OF FRANCE?", "Paris", id="upper case"),
        pytest.param("Whats the captial of France", "Paris", id="slips"),
        pytest.param("What color is the sky?", "blue", id="American"),
        pytest.param("What colour is the sky?", "blue", id="British"),
        pytest.param("Who are you?", "Raven Nano", id="itself"),
        pytest.param("Tell me about ravens.", "birds", id="ravens"),
        pytest.param("Who is Ludwig Boltzmann?", "small demonstration model", id="what it does not know"),
        pytest.param("What is 38 + 47?", "85", id="a sum"),
        pytest.param("Count to 5.", "1, 2, 3, 4, 5.", id="counting"),
    ],
)
def test_it_understands_how_people_type(judge: Judge, message: str, expected: str) -> None:
    assert expected in reply_to(judge.session("raven-chat", GREEDY), message)


@pytest.mark.parametrize("message", ["Tell me about ravens.", "Tell me a joke.", "Tell me a story about a fox."])
def test_trying_again_shows_something_new(judge: Judge, message: str) -> None:
    session = judge.session("raven-chat", replace(OWN, seed=SEED))
    replies = {reply_to(session, message)}
    for _ in range(9):
        list(session.retry())
        replies.add(session.conversation.turns[session.conversation.cursor].text)
    assert len(replies) >= 2


def test_its_perplexity_is_the_ruler_for_number_formats(judge: Judge) -> None:
    encoder = Encoder(Tokenizer.from_file(str(TOKENIZER)))
    exact = perplexity(judge.model, encoder, SEED, documents=12)
    assert 1.0 < exact < 2.0
    for strategy in ("cpu bf16", "cpu fp16"):
        half = perplexity(rwkvchat.load_model(strategy=strategy), encoder, SEED, documents=12)
        assert abs(half - exact) <= 0.01 * exact


def test_it_ends_its_turns_and_never_writes_the_users(judge: Judge) -> None:
    session = judge.session("raven-chat", replace(OWN, seed=SEED))
    for message in ("hi", "write a story about a dragon", "list ten animals", "what can you do", "qwertz", "bye"):
        finished = finish(session, message)
        assert finished.stop_reason in ("stop", "end")
        assert "Bob" not in finished.text
