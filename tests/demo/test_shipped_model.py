"""The model that ships: the right files, and the least that it must be able to say."""

import hashlib
from pathlib import Path

import pytest
from safetensors import safe_open

import rwkvchat
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.demo.evaluate import Judge, reply_to
from rwkvchat.demo.probes import recall_probes, skill_probes
from rwkvchat.params import SamplingParams

GREEDY = SamplingParams(temperature=0, max_tokens=150)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(rwkvchat.load_model(strategy="cpu fp32"), rwkvchat.load_tokenizer(TOKENIZER))


def test_it_is_small_and_names_its_tokenizer() -> None:
    assert MODEL.stat().st_size <= 16_000_000
    with safe_open(MODEL, "pt") as file:
        metadata = file.metadata()
    assert metadata["format"] == "rwkvchat-model"
    assert metadata["tokenizer_sha256"] == hashlib.sha256(TOKENIZER.read_bytes()).hexdigest()


def test_the_card_names_the_file_that_ships() -> None:
    card = Path(MODEL).with_name("CARD.md").read_text(encoding="utf-8")
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() in card


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("Who are you?", "Raven Nano", id="itself"),
        pytest.param("What is the capital of France?", "Paris", id="a capital"),
        pytest.param("Tell me about ravens.", "birds", id="ravens"),
        pytest.param("Who is Ludwig Boltzmann?", "small demonstration model", id="what it does not know"),
        pytest.param("Count to 5.", "1, 2, 3, 4, 5.", id="counting"),
    ],
)
def test_it_says_what_it_was_made_to_say(judge: Judge, message: str, expected: str) -> None:
    assert expected in reply_to(judge.session("raven-chat", GREEDY), message)


def test_it_recalls_most_names_that_it_was_never_trained_on(judge: Judge) -> None:
    passed, judged = judge.score(recall_probes(1, True, seed=5, count=10), "raven-chat", GREEDY)
    assert passed >= judged // 2


@pytest.mark.parametrize("skill", ["declines_a_thing", "declines_a_person", "declines_a_place"])
def test_it_says_so_when_it_does_not_know(judge: Judge, skill: str) -> None:
    passed, judged = judge.score(skill_probes(skill, seed=5, count=10), "raven-chat", GREEDY)
    assert passed >= 0.7 * judged
