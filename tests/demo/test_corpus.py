"""The corpus: what training may see, that every answer passes its own check, and what talks are made of."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from tokenizers import Tokenizer

from rwkvchat.commands import COMMANDS
from rwkvchat.demo import TOKENIZER, corpus
from rwkvchat.demo.batches import Encoder
from rwkvchat.demo.corpus import commands as explained
from rwkvchat.demo.corpus.conversation import SHARES, SYSTEMS, conversation, document, plan, written_down
from rwkvchat.demo.corpus.names import held_out_name, near_name, pick_close_name, pick_name, pick_pet_name
from rwkvchat.demo.corpus.outside import SUGGESTIONS, decline, declines
from rwkvchat.demo.corpus.outside_data import PEOPLE, PLACES, THINGS
from rwkvchat.demo.corpus.people import NOTHING_KNOWN
from rwkvchat.demo.corpus.phrasing import american, essence, vary
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory, Wording, says
from rwkvchat.demo.corpus.sayings import forms, with_name
from rwkvchat.demo.corpus.slots import SLOTS
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.demo.corpus.world import CAPITALS, OTHER_NAMES
from rwkvchat.dialogue.template import load_template, template_names


def modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(corpus.__path__, "rwkvchat.demo.corpus."):
        yield module.name


def wordings() -> Iterator[tuple[str, Wording]]:
    """Every wording of every family, also those inside of tables and dataclasses."""
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("_"):
                for wording in inside(value):
                    yield f"{module}.{name}", wording


def inside(value: object, depth: int = 4) -> Iterator[Wording]:
    """The wordings in a value."""
    if isinstance(value, Wording):
        yield value
    elif isinstance(value, tuple | list) and depth:
        for part in value:
            yield from inside(part, depth - 1)
    elif isinstance(value, dict) and depth:
        for part in value.values():
            yield from inside(part, depth - 1)
    elif type(value).__module__.startswith(corpus.__name__) and hasattr(value, "__slots__") and depth:
        for slot in type(value).__slots__:
            yield from inside(getattr(value, slot, None), depth - 1)


def exchanges(skill: str, held_out: bool, count: int = 60) -> Iterator[Exchange]:
    """Exchanges of a skill where nothing was told before, and where some things were."""
    for seed in range(count):
        memory = Memory(Random(seed), held_out, held_out)
        if seed % 2:
            for slot in memory.rng.sample(list(SLOTS), seed % 5):
                SKILLS[f"tells_{slot}"][0](memory)
        yield from SKILLS[skill][0](memory)


def test_no_held_out_wording_is_ever_trained() -> None:
    found = set()
    for where, wording in wordings():
        trained = {essence(text) for text in wording.train}
        found |= {(where, text) for text in wording.held_out if essence(text) in trained}
    assert sorted(found) == []


def test_no_held_out_wording_is_trained_in_another_family_with_other_words_in_its_slots() -> None:
    def frame(text: str) -> str:
        return essence(re.sub(r"\{\w+\}", "{}", text))

    every = list(wordings())
    trained = {frame(text): where for where, wording in every for text in wording.train}
    found = {
        (where, text, trained[frame(text)])
        for where, wording in every
        for text in wording.held_out
        if frame(text) in trained
    }
    assert sorted(found) == []


def test_courtesies_make_no_held_out_wording_of_a_trained_one() -> None:
    wording = Wording(("Tell me a story.",), ("Please tell me a story.", "So, tell me a story now."))
    asked = {essence(Memory(Random(seed)).ask(wording)) for seed in range(3000)}
    assert not asked & {essence(text) for text in wording.held_out}
    assert "well tell me a story" in asked


def test_held_out_questions_use_held_out_wordings_only() -> None:
    wording = Wording(("Train me?",), ("Hold me out?",))
    asked = {Memory(Random(seed), held_out=True).ask(wording).lower().strip("?!. ")[-11:] for seed in range(30)}
    assert not any("train me" in text for text in asked)


def test_every_module_of_skills_is_registered() -> None:
    before = set(SKILLS)
    for module in modules():
        importlib.import_module(module)
    assert set(SKILLS) == before


def test_a_name_is_on_one_side_only() -> None:
    rng = Random(1)
    trained = {pick_name(rng, held_out=False) for _ in range(12000)} | {pick_pet_name(rng) for _ in range(2000)}
    kept = {pick_name(rng, held_out=True) for _ in range(300)} | {pick_pet_name(rng, held_out=True) for _ in range(100)}
    assert not {name.lower() for name in trained} & {name.lower() for name in kept}
    assert len(trained) > 5000
    assert all(held_out_name(name) for name in kept)
    assert all(name.isascii() and name.isalpha() for name in trained | kept)


def test_held_out_names_are_never_trained() -> None:
    for index in range(300):
        memory = Memory(Random(f"names:{index}"))
        for place in plan(memory.rng, 8):
            SKILLS[place][0](memory)
        for slot in ("name", "pet", "city"):
            assert not held_out_name(memory.known.get(slot, "Anna"))


def test_close_names_differ_in_little_and_stay_on_their_side() -> None:
    rng = Random(2)
    for held_out in (False, True):
        for _ in range(200):
            name = pick_name(rng, held_out)
            close = pick_close_name(rng, name, held_out)
            assert close.lower() != name.lower()
            assert held_out_name(close) == held_out
    assert all(abs(len(near_name(rng, "Hannah")) - 6) <= 1 for _ in range(50))


@pytest.mark.parametrize("held_out", [False, True], ids=["training", "held-out"])
@pytest.mark.parametrize("skill", list(SKILLS))
def test_every_answer_passes_its_own_check(skill: str, held_out: bool) -> None:
    before = ""
    for exchange in exchanges(skill, held_out):
        assert exchange.check(exchange.answer), exchange
        assert exchange.right(exchange.answer, before), exchange
        before = exchange.answer
        assert exchange.question.strip()
        assert "{" not in exchange.question
        assert exchange.answer == exchange.answer.strip()
        assert exchange.answer.isascii()
        assert "\n\n" not in exchange.answer
        stress = (exchange.stress,) if isinstance(exchange.stress, str) else exchange.stress
        assert all(part in exchange.answer for part in stress)


@pytest.mark.parametrize("skill", list(SKILLS))
def test_no_check_is_passed_by_silence_or_by_another_skill(skill: str) -> None:
    other = "Why did the scarecrow sing in Narnia? Nobody knows."
    for exchange in exchanges(skill, held_out=False, count=20):
        assert not exchange.check("")
        assert not exchange.check(other)


@pytest.mark.parametrize("slot", list(SLOTS))
def test_a_recalled_value_is_the_last_one_told(slot: str) -> None:
    for seed in range(40):
        memory = Memory(Random(seed))
        first = SKILLS[f"tells_{slot}"][0](memory)[0]
        old = memory.known[slot]
        SKILLS[f"tells_{slot}"][0](memory)
        asked = SKILLS[f"recalls_{slot}"][0](memory)[0]
        if "not told" not in asked.answer:
            assert memory.known[slot] in asked.answer
            assert asked.check(first.answer) == (memory.known[slot].lower() == old.lower())


@pytest.mark.parametrize("slot", list(SLOTS))
def test_what_was_not_told_is_not_made_up(slot: str) -> None:
    for seed in range(20):
        memory = Memory(Random(seed))
        for other in SLOTS:
            if other != slot:
                SKILLS[f"tells_{other}"][0](memory)
        reply = SKILLS[f"recalls_{slot}"][0](memory)[0].answer
        assert reply.startswith(("You have not told me", "I do not know"))


def test_what_is_known_of_the_user_is_listed_in_the_order_of_the_slots() -> None:
    memory = Memory(Random(1))
    assert SKILLS["knows_the_user"][0](memory)[0].answer == NOTHING_KNOWN
    memory.known |= {"pet": "Tofu", "kind": "cat", "age": "30", "job": "artist", "name": "Eve", "city": "Oslo"}
    expected = "Your name is Eve. You are 30 years old. Your city is Oslo. You are an artist. Your cat is called Tofu."
    assert SKILLS["knows_the_user"][0](memory)[0].answer == expected


def test_a_name_is_only_recalled_where_it_was_told() -> None:
    for seed in range(300):
        asked: list[str] = []
        for exchange in conversation(Random(seed), 6):
            asked.append(exchange.question)
            if found := re.match(r"(?:You told me that y|Y)our name is (\w+)", exchange.answer):
                assert any(found[1] in question for question in asked[:-1])


def test_a_known_name_is_used_in_small_talk() -> None:
    memory = Memory(Random(1), known={"name": "Eve"})
    assert with_name("Hello[name]!", "Eve") == "Hello, Eve!"
    assert with_name("Hello[name]!", "") == "Hello!"
    assert forms(memory, ("Hello[name]!",)) == ("Hello!", "Hello, Eve!")
    assert any("Eve" in SKILLS["greets"][0](memory)[0].answer for _ in range(20))


def test_talks_ask_for_what_was_told_at_all_distances() -> None:
    distances: Counter[int] = Counter()
    for seed in range(400):
        skills = plan(Random(seed), 18)
        told = {name.removeprefix("tells_"): place for place, name in reversed(list(enumerate(skills)))}
        for place, name in enumerate(skills):
            if name.startswith("recalls_"):
                asked = name.removeprefix("recalls_").replace("what_was_told", "introduces_themselves")
                distances[place - told.get(asked, place)] += 1
    assert all(distances[distance] >= 10 for distance in range(1, 16))


def test_long_talks_ask_for_a_name_as_late_as_the_evaluation_does() -> None:
    encoding, template = Encoder(Tokenizer.from_file(str(TOKENIZER))), load_template("raven-chat")
    late = 0
    for seed in range(100):
        memory, tokens, said = Memory(Random(seed)), 0, 0
        for name in plan(memory.rng, 20):
            for exchange in SKILLS[name][0](memory):
                named = memory.name and memory.name in exchange.answer
                late += bool(named and name == "recalls_name" and tokens - said > 700)
                tokens += len(encoding.document(written_down(template, None, [exchange]))[0])
                if memory.name and memory.name in exchange.question + exchange.answer:
                    said = tokens
    assert late >= 10


def test_it_knows_the_commands_that_there_are_and_no_others() -> None:
    names = {word for each in COMMANDS.values() for word in each.words}
    assert set(explained.COMMANDS) == set(COMMANDS)
    assert set(explained.OTHER_NAMES) == names - set(COMMANDS)
    assert not names & set(explained.NO_COMMANDS)


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
    assert len(set(SYSTEMS)) >= 20


def test_a_document_is_a_function_of_its_seed() -> None:
    for long in (False, True):
        first, second = ([document(Random(f"a:{i}"), long) for i in range(20)] for _ in range(2))
        assert first == second


def test_long_documents_reach_a_thousand_tokens() -> None:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    texts = ["".join(piece.text for piece in document(Random(f"long:{i}"), long=True)) for i in range(60)]
    lengths = sorted(len(tokenizer.encode(text).ids) for text in texts)
    assert lengths[-1] >= 1024
    assert lengths[len(lengths) // 2] >= 400


def test_a_conversation_is_written_as_the_program_feeds_it() -> None:
    template = load_template("raven-chat")
    said = [Exchange("Hi", "Hello!", says("Hello")), Exchange("Bye", "See you!", says("See"))]
    pieces = written_down(template, "", said)
    assert "".join(piece.text for piece in pieces) == "Bob: Hi\n\nAlice: Hello!\n\nBob: Bye\n\nAlice: See you!"
    assert [piece.learnt for piece in pieces] == [0, -1, 5, -1]


@pytest.mark.parametrize("name", [name for name in SHARES if name != "completion"])
def test_no_reply_holds_what_ends_it(name: str) -> None:
    template = load_template(name)
    for seed in range(40):
        for exchange in conversation(Random(seed), 4):
            assert not any(stop in exchange.answer for stop in template.stops)


def test_typing_keeps_names_and_braces() -> None:
    for seed in range(500):
        text = vary(
            Random(seed), "Please remember my favourite colour, {name} {colour}.", {"name": "McX", "colour": "Red"}
        )
        assert "McX" in text
        assert "{" not in text
    assert american("My favourite {colour} is grey.") == "My favorite {colour} is gray."
