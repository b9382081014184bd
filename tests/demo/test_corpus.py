"""The corpus: what training may see, and that every answer passes its own check."""

import importlib
import pkgutil
from collections.abc import Iterator
from random import Random

import pytest

from rwkvchat.demo import corpus
from rwkvchat.demo.corpus.conversation import SHARES, conversation, document, written_down
from rwkvchat.demo.corpus.outside import SUGGESTIONS, decline, declines
from rwkvchat.demo.corpus.outside_data import PEOPLE, PLACES, THINGS
from rwkvchat.demo.corpus.people import held_out_name, pick_name
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory, Wording, ends_with_number, says
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.demo.corpus.world import CAPITALS, OTHER_NAMES
from rwkvchat.dialogue.template import load_template, template_names


def wordings() -> Iterator[tuple[str, Wording]]:
    """Every wording of every family, also those inside of tables."""
    for module in pkgutil.iter_modules(corpus.__path__, "rwkvchat.demo.corpus."):
        for name, value in vars(importlib.import_module(module.name)).items():
            found = value if isinstance(value, tuple) else (value,)
            for part in found:
                for item in part if isinstance(part, tuple) else (part,):
                    if isinstance(item, Wording):
                        yield f"{module.name}.{name}", item


def exchanges(skill: str, held_out: bool, count: int = 60) -> Iterator[Exchange]:
    for seed in range(count):
        memory = Memory(Random(seed), held_out, held_out)
        memory.name = "Ada" if seed % 2 else ""
        yield from SKILLS[skill][0](memory)


def test_no_held_out_wording_is_ever_trained() -> None:
    trained = {text.lower().strip(".?!") for _, wording in wordings() for text in wording.train}
    found = [(where, text) for where, w in wordings() for text in w.held_out if text.lower().strip(".?!") in trained]
    assert found == []


def test_held_out_questions_use_held_out_wordings_only() -> None:
    wording = Wording(("Train me?",), ("Hold me out?",))
    asked = {Memory(Random(seed), held_out=True).ask(wording).lower().strip("?!. ")[-11:] for seed in range(30)}
    assert not any("train me" in text for text in asked)


def test_a_name_is_on_one_side_only() -> None:
    rng = Random(1)
    trained = {pick_name(rng, held_out=False) for _ in range(3000)}
    kept = {pick_name(rng, held_out=True) for _ in range(300)}
    assert not trained & kept
    assert len(trained) > 1500
    assert all(held_out_name(name) for name in kept)


@pytest.mark.parametrize("held_out", [False, True], ids=["training", "held-out"])
@pytest.mark.parametrize("skill", list(SKILLS))
def test_every_answer_passes_its_own_check(skill: str, held_out: bool) -> None:
    for exchange in exchanges(skill, held_out):
        assert exchange.check(exchange.answer), exchange
        assert exchange.question.strip()
        assert exchange.answer == exchange.answer.strip()
        assert "\n\n" not in exchange.answer


@pytest.mark.parametrize("skill", list(SKILLS))
def test_no_check_is_passed_by_silence_or_by_another_skill(skill: str) -> None:
    other = "Why did the scarecrow sing in Narnia? Nobody knows."
    for exchange in exchanges(skill, held_out=False, count=20):
        assert not exchange.check("")
        assert not exchange.check(other)


def test_it_holds_enough_of_the_world() -> None:
    assert len(CAPITALS) >= 40
    assert len(TOPICS) >= 30
    assert TOPICS[0].names[0] == "ravens"
    assert all(len(set(topic.texts)) == 2 for topic in TOPICS)


def test_what_it_declines_is_not_what_it_knows() -> None:
    known = {name.lower() for topic in TOPICS for name in topic.names}
    assert not known & {thing.lower() for thing in (*THINGS, *PEOPLE)}
    assert not {*CAPITALS, *OTHER_NAMES} & set(PLACES)
    assert len(set(THINGS)) == len(THINGS)


def test_a_decline_says_what_it_is_and_suggests_two_different_things() -> None:
    for seed in range(50):
        reply = decline(Random(seed), ("No.",))
        assert declines(reply)
        assert sum(suggestion in reply for suggestion in SUGGESTIONS) == 2


def test_every_shipped_template_is_trained() -> None:
    assert set(SHARES) == set(template_names())


def test_a_document_is_a_function_of_its_seed() -> None:
    assert [document(Random(f"a:{i}")) for i in range(20)] == [document(Random(f"a:{i}")) for i in range(20)]


def test_a_conversation_is_written_as_the_program_feeds_it() -> None:
    template = load_template("raven-chat")
    said = [Exchange("Hi", "Hello!", says("Hello")), Exchange("Bye", "See you!", says("See"))]
    pieces = written_down(template, "", said)
    assert "".join(piece.text for piece in pieces) == "Bob: Hi\n\nAlice: Hello!\n\nBob: Bye\n\nAlice: See you!"
    assert [piece.learnt for piece in pieces] == [0, -1, 5, -1]


def test_a_name_is_only_recalled_where_it_was_told() -> None:
    for seed in range(300):
        asked: list[str] = []
        for exchange in conversation(Random(seed), 6):
            asked.append(exchange.question)
            for opening in ("Your name is ", "You told me that your name is "):
                if exchange.answer.startswith(opening):
                    name = exchange.answer.removeprefix(opening).rstrip(".")
                    assert any(name in question for question in asked[:-1])


def test_the_last_number_is_what_counts() -> None:
    assert ends_with_number(7)("3 + 4 = 7.")
    assert not ends_with_number(7)("7 + 4 = 11.")
