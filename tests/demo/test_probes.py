"""What the evaluation asks: every skill, enough of it, and nothing that training asks in the same words."""

from collections.abc import Iterator
from functools import cache
from random import Random

from tokenizers import Tokenizer

from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.corpus.phrasing import PLAIN
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory
from rwkvchat.demo.probes import (
    DISTANCES,
    FAMILIES,
    all_suites,
    memory_suites,
    outside_probes,
    outside_suites,
    skill_suites,
)
from rwkvchat.dialogue.template import template_names

COUNT = 30
DRAWS = 150
"""Questions of each skill that are compared with those of the evaluation."""


def wording(question: str) -> str:
    """A question without case, spaces and punctuation between words, in British spelling."""
    return " ".join(PLAIN.get(word, word) for word in question.lower().replace("?", " ").replace(".", " ").split())


@cache
def trained() -> frozenset[str]:
    questions = set()
    for name, (skill, _) in SKILLS.items():
        for index in range(DRAWS):
            questions |= {wording(exchange.question) for exchange in skill(Memory(Random(f"trained:{name}:{index}")))}
    return frozenset(questions)


def judged() -> Iterator[Exchange]:
    for suite in (*skill_suites(1, COUNT), *memory_suites(1, COUNT), *outside_suites()):
        for probe in suite.probes:
            yield from probe.judged


def test_every_skill_is_in_one_row() -> None:
    placed = [name for names in FAMILIES.values() for name in names]
    assert sorted(placed) == sorted(SKILLS)


def test_training_asks_nothing_that_the_evaluation_asks() -> None:
    asked = [wording(exchange.question) for exchange in judged()]
    assert [question for question in asked if question in trained()] == []
    assert len(trained()) > 8000


def test_a_question_of_training_would_be_found() -> None:
    again = [wording(exchange.question) for exchange in SKILLS["adds"][0](Memory(Random("trained:adds:3")))]
    assert trained().issuperset(again)


def test_there_are_enough_questions_of_every_kind() -> None:
    skills = skill_suites(1, COUNT)
    assert len(skills) >= 18
    assert sum(len(probe.judged) for suite in skills for probe in suite.probes) >= 800
    assert all(len(suite.probes) == COUNT for suite in skills)
    outside = outside_probes()
    assert len(outside) >= 20
    assert sum(map(len, outside.values())) >= 100
    assert [suite.template for suite in all_suites(1, 2)["templates"]] == list(template_names())


def test_ten_turns_are_more_than_six_hundred_tokens() -> None:
    """As the questions and the replies that are expected of it would be."""
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    lengths = []
    for index in range(20):
        memory = Memory(Random(f"length:{index}"), held_out=True)
        talk = "".join(
            f"Bob: {exchange.question}\n\nAlice: {exchange.answer}\n\n"
            for name in ("tells_about", "tells_about", "tells_about", "tells_a_story", "declines_a_thing") * 2
            for exchange in SKILLS[name][0](memory)[:1]
        )
        lengths.append(len(tokenizer.encode(talk).ids))
    assert sum(lengths) / len(lengths) >= 600
    assert max(DISTANCES) >= 10


def test_probes_are_a_function_of_the_seed() -> None:
    first, second, other = (
        [exchange.question for suite in skill_suites(seed, 3) for probe in suite.probes for exchange in probe.judged]
        for seed in (1, 1, 2)
    )
    assert first == second != other
