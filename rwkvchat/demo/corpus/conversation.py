"""Composes skills into conversations, and writes them down through the program's own templates.

It decides what follows what and how much each piece of text weighs in the loss; it knows nothing of tokens.
"""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from rwkvchat.demo.corpus.inputs import with_input
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.numbers import numbered
from rwkvchat.demo.corpus.people import pick_name
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory
from rwkvchat.demo.corpus.slots import SLOTS
from rwkvchat.demo.corpus.stories import ANIMALS, JOKES, poem, story
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.dialogue.template import PromptTemplate, load_template

PROMPT_WEIGHT = 0.1
STRESS_WEIGHT = 4.0
SHARES = {
    "raven-chat": 0.50,
    "world": 0.12,
    "alpaca": 0.09,
    "raven-instruct": 0.08,
    "qa": 0.06,
    "qa-short": 0.06,
    "raven-instruct-input": 0.05,
    "completion": 0.04,
}
CHATS = ("raven-chat", "world")
SYSTEMS = (
    "You are a helpful assistant.",
    "Alice is a friendly assistant.",
    "The following is a conversation between a user and a small language model.",
    "Answer shortly.",
    "You are Raven Nano, a small model.",
    "Below is a chat between Bob and Alice.",
    "Be kind and honest.",
    "You are a pirate. Talk like one.",
    "Alice knows a little about many things and says so when she does not know.",
    "You are an expert in everything.",
    "Answer in one sentence.",
    "Bob asks and Alice answers.",
    "You are a friendly bird.",
    "A chat.",
    "The assistant is polite, honest and small.",
    "You are a teacher who explains things to children.",
    "The following is a verbose, detailed conversation between Bob and his clever friend Alice.",
    "Below is an instruction that describes a task. Write a response that appropriately completes the request.",
    "This is a test of a very small model.",
    "Always tell the truth. If you do not know, say so.",
    "User and Assistant talk about the world.",
    "You are a poet.",
    "Questions with short answers.",
)
DRILLED = 0.65
"""How many conversations of two and more turns ask for something that was told."""
DISTANCES = (1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
"""How many turns lie between telling and asking, as far as the conversation goes."""
WORDY = 0.6
"""How many long conversations ask late, with long replies in between: ten turns are then eight hundred tokens."""
LONG_REPLIES = words(
    """tells_about tells_about tells_about tells_a_story tells_a_story gives_a_recipe writes_a_poem lists_things
    makes_a_table counts_in_steps tells_where declines_a_thing declines_a_person declines_a_place"""
)


def register_families() -> None:
    """Import every module of the corpus; those that have skills register them."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        importlib.import_module(f"{__package__}.{module.name}")


register_families()
template_named = cache(load_template)


class Piece(NamedTuple):
    """A piece of text that is encoded by itself.

    `learnt` says how many of its first tokens weigh fully in the loss (-1: all); the others weigh PROMPT_WEIGHT,
    and those of `stress` weigh STRESS_WEIGHT.
    """

    text: str
    learnt: int
    stress: tuple[str, ...] = ()


def drill(rng: Random, skills: dict[int, str], turns: int, telling: str, asking: tuple[str, ...]) -> None:
    """Put a telling early into the free places of a plan, questions for it later, a correction now and then."""
    told = next((place for place in range(rng.randint(0, turns // 3), turns) if place not in skills), turns - 1)
    skills[told] = telling
    asked = told
    for _ in range(rng.choice((1, 1, 2)) if turns < 8 else rng.choice((3, 4, 5, 6))):
        before, asked = asked, min(turns - 1, asked + rng.choice(DISTANCES[: 2 * turns]))
        skills.setdefault(asked, rng.choice(asking))
        if asked - before > 1 and rng.random() < 0.2:
            skills.setdefault(rng.randrange(before + 1, asked), telling)


def plan(rng: Random, turns: int) -> list[str]:
    """The skills of a conversation: drawn by weight, with drills of what the user tells put in between."""
    drawn = rng.choices(list(SKILLS), [weight for _, weight in SKILLS.values()], k=turns)
    if turns >= 12 and rng.random() < WORDY:
        drawn = [rng.choice(LONG_REPLIES) if rng.random() < 0.85 else name for name in drawn]
        late_questions(rng, drawn)
        return drawn
    if turns == 1:
        return drawn
    skills: dict[int, str] = {}
    if rng.random() < 0.3:
        skills[0] = "greets"
    if turns > 2 and rng.random() < 0.15:
        skills[turns - 1] = "says_bye"
    if rng.random() < DRILLED:
        if rng.random() < 0.2:
            drill(rng, skills, turns, "introduces_themselves", ("recalls_what_was_told",) * 4 + ("knows_the_user",))
        others = [slot for slot in SLOTS if slot != "name"]
        drilled = rng.sample(others, rng.randint(0, min(3, turns // 6)))
        if not drilled or rng.random() < 0.6:
            drilled.insert(0, "name" if rng.random() < 0.8 else rng.choice(others))
        for slot in drilled:
            drill(rng, skills, turns, f"tells_{slot}", (f"recalls_{slot}",) * 8 + ("knows_the_user",))
    return [skills.get(place, name) for place, name in enumerate(drawn)]


def late_questions(rng: Random, skills: list[str]) -> None:
    """Put tellings at the beginning of a plan, and questions for all of them many turns later, again and again."""
    others = rng.sample([slot for slot in SLOTS if slot != "name"], rng.choice((0, 0, 1, 2)))
    slots = ["name", *others] if rng.random() < 0.85 or not others else others
    rng.shuffle(slots)
    place = rng.choice((0, 0, 1))
    if rng.random() < 0.1:
        skills[place] = "introduces_themselves"
        while (place := place + rng.randint(4, 13)) < len(skills):
            skills[place : place + 3] = ["recalls_what_was_told"] * len(skills[place : place + 3])
        return
    for slot in slots:
        skills[place] = f"tells_{slot}"
        place += 1
    while (place := place + rng.randint(4, 13)) < len(skills):
        for slot in slots:
            if place < len(skills):
                skills[place] = f"recalls_{slot}"
                place += 1
        if rng.random() < 0.3 and place < len(skills):
            skills[place] = f"tells_{rng.choice(slots)}"


def conversation(rng: Random, turns: int) -> list[Exchange]:
    """About as many exchanges as turns asked for, or a few more."""
    memory = Memory(rng)
    return [exchange for name in plan(rng, turns) for exchange in SKILLS[name][0](memory)]


def written_down(template: PromptTemplate, system: str | None, exchanges: list[Exchange]) -> list[Piece]:
    """A conversation as the program would feed it, piece by piece."""
    pieces = [Piece(opening, 0)] if (opening := template.opening_text(system)) else []
    for place, exchange in enumerate(exchanges):
        turn = template.user_turn(exchange.question)
        head = template.closing if place else ""
        pieces.append(Piece(head + turn, 5 if place else 0))
        stress = (exchange.stress,) if isinstance(exchange.stress, str) else exchange.stress
        pieces.append(Piece(reply_text(turn, exchange.answer), -1, tuple(filter(None, stress))))
    return pieces


def reply_text(turn: str, answer: str) -> str:
    """A reply as it follows a user's turn: after a colon it begins with a space."""
    return answer if turn.endswith("\n") else " " + answer


def free_text(rng: Random) -> list[Piece]:
    """Text in no form at all, for the template `completion`."""
    kind = rng.random()
    if kind < 0.4:
        name = pick_name(rng) if rng.random() < 0.4 else ""
        text = story(rng, "" if name and rng.random() < 0.5 else rng.choice(ANIMALS), name)
    elif kind < 0.8:
        text = rng.choice(rng.choice(TOPICS).texts)
    elif kind < 0.9:
        first = rng.randint(1, 10)
        text = numbered(range(first, rng.randint(first + 3, 20) + 1))
    else:
        text = rng.choice((poem(rng), rng.choice(JOKES)))
    return [Piece("\n", 0), Piece(text, -1)]


def number_of_turns(rng: Random, chat: bool, long: bool) -> int:
    """How many turns a document plans: chats are longer, and those of the last training phase longer still."""
    if long:
        return rng.randint(12, 30) if chat and rng.random() < 0.85 else rng.randint(1, 12)
    if chat:
        return rng.choice((1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9))
    return rng.choice((1, 1, 1, 2, 3, 5))


def document(rng: Random, long: bool = False) -> list[Piece]:
    """One document of the corpus: a conversation through some template, or free text.

    `long` is for the last phase of training: talks of twelve to thirty turns, up to about a thousand tokens.
    """
    name = rng.choices(list(SHARES), list(SHARES.values()))[0]
    if name == "completion":
        return free_text(rng)
    template = template_named(name)
    draw = rng.random()
    system = None if draw < 0.6 else "" if draw < 0.85 else rng.choice(SYSTEMS)
    if name not in CHATS and system:
        system = None if rng.random() < 0.5 else system
    if name == "raven-instruct-input" and rng.random() < 0.8:
        exchanges = [with_input(Memory(rng)) for _ in range(rng.choice((1, 1, 2)))]
    else:
        exchanges = conversation(rng, number_of_turns(rng, name in CHATS, long))
    return written_down(template, system, exchanges)
