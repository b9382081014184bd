"""Composes skills into conversations, and writes them down through the program's own templates.

It decides what follows what and how much each piece of text weighs in the loss; it knows nothing of tokens.
"""

from functools import cache
from random import Random
from typing import NamedTuple

import rwkvchat.demo.corpus.identity
import rwkvchat.demo.corpus.numbers
import rwkvchat.demo.corpus.outside
import rwkvchat.demo.corpus.people
import rwkvchat.demo.corpus.stories
import rwkvchat.demo.corpus.talk
import rwkvchat.demo.corpus.world  # noqa: F401  (importing a family registers its skills)
from rwkvchat.demo.corpus.inputs import with_input
from rwkvchat.demo.corpus.numbers import numbered
from rwkvchat.demo.corpus.people import pick_name
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory
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
)


template_named = cache(load_template)


class Piece(NamedTuple):
    """A piece of text that is encoded by itself.

    `learnt` says how many of its first tokens weigh fully in the loss (-1: all); the others weigh PROMPT_WEIGHT,
    and those of `stress` weigh STRESS_WEIGHT.
    """

    text: str
    learnt: int
    stress: str = ""


def plan(rng: Random, turns: int) -> list[str]:
    """The skills of a conversation: drawn by weight, often with a name told early and asked for some turns later."""
    names = rng.choices(list(SKILLS), [weight for _, weight in SKILLS.values()], k=turns)
    if turns > 1 and rng.random() < 0.3:
        names[0] = "greets"
    if turns > 1 and rng.random() < 0.15:
        names[-1] = "says_bye"
    if turns > 1 and rng.random() < 0.55:
        told = rng.randrange(0, min(3, turns - 1))
        names[told] = "tells_name"
        asked = min(turns - 1, told + rng.randint(1, 6))
        names[asked] = "recalls_name"
        if asked - told > 2 and rng.random() < 0.2:
            names[rng.randrange(told + 1, asked)] = "tells_name"
        if asked + 1 < turns and rng.random() < 0.3:
            names[rng.randrange(asked + 1, turns)] = "recalls_name"
    elif turns > 2 and rng.random() < 0.3:
        told = rng.randrange(0, turns - 1)
        names[told] = "tells_favourite"
        names[min(turns - 1, told + rng.randint(1, 4))] = "recalls_favourite"
    return names


def conversation(rng: Random, turns: int) -> list[Exchange]:
    """About as many exchanges as turns asked for."""
    memory = Memory(rng)
    return [exchange for name in plan(rng, turns) for exchange in SKILLS[name][0](memory)]


def written_down(template: PromptTemplate, system: str | None, exchanges: list[Exchange]) -> list[Piece]:
    """A conversation as the program would feed it, piece by piece."""
    pieces = [Piece(opening, 0)] if (opening := template.opening_text(system)) else []
    for place, exchange in enumerate(exchanges):
        turn = template.user_turn(exchange.question)
        head = template.closing if place else ""
        pieces.append(Piece(head + turn, 5 if place else 0))
        pieces.append(Piece(reply_text(turn, exchange.answer), -1, exchange.stress))
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


def document(rng: Random) -> list[Piece]:
    """One document of the corpus: a conversation through some template, or free text."""
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
        turns = rng.choice((1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9)) if name in CHATS else rng.choice((1, 1, 1, 2, 3, 5))
        exchanges = conversation(rng, turns)
    return written_down(template, system, exchanges)
