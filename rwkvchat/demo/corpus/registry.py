"""What a skill is: wordings, exchanges, a conversation's memory, and the table of skills.

It knows nothing of any particular skill, of templates, or of tokens.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from rwkvchat.demo.corpus.phrasing import vary

Check = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Wording:
    """Ways to say one thing: those trained on, and those kept for the evaluation."""

    train: tuple[str, ...]
    held_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, the reply it is trained to have, and the check that judges any other reply.

    `stress` is the part of the answer that matters most (a name, a sum), or several of them; they weigh more in the
    loss. Where what is right depends on the reply before, which may be another one than was trained, `after` makes
    the check from it.
    """

    question: str
    answer: str
    check: Check
    stress: str | tuple[str, ...] = ""
    after: Callable[[str], Check] | None = None

    def right(self, reply: str, before: str) -> bool:
        """Whether a reply passes, after the reply before it."""
        return (self.after(before) if self.after else self.check)(reply)


@dataclass(slots=True)
class Memory:
    """What a conversation has established so far, and where its randomness comes from.

    `known` is what the user has told, by the names of `slots.SLOTS`, in the order of telling.
    """

    rng: Random
    held_out: bool = False
    held_out_names: bool = False
    known: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The user's name, or nothing."""
        return self.known.get("name", "")

    def ask(self, wording: Wording, **slots: str) -> str:
        """One of the wordings with its slots filled, varied as people vary what they type."""
        if self.held_out and wording.held_out:
            return vary(self.rng, self.rng.choice(wording.held_out), slots)
        return vary(self.rng, self.rng.choice(wording.train), slots, barred=wording.held_out)

    def reply(self, *choices: str, **slots: str) -> str:
        """One of the wordings of a reply."""
        return self.rng.choice(choices).format(**slots)


Skill = Callable[[Memory], list[Exchange]]
SKILLS: dict[str, tuple[Skill, float]] = {}


def add_skill(name: str, function: Skill, weight: float) -> None:
    """Register a skill under a name, with its share of the exchanges."""
    if name in SKILLS:
        raise ValueError(f"two skills are called {name}")
    SKILLS[name] = (function, weight)


def skill(weight: float) -> Callable[[Skill], Skill]:
    """Register a skill under its function's name, with its share of the exchanges."""

    def register(function: Skill) -> Skill:
        add_skill(function.__name__, function, weight)
        return function

    return register


def says(*texts: str) -> Check:
    """The reply contains each of the texts as whole words, whatever their case."""
    patterns = [rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts]
    return lambda reply: all(re.search(pattern, reply, re.IGNORECASE) for pattern in patterns)


def one_of(*answers: str) -> Check:
    """The reply is one of the answers."""
    return lambda reply: reply.strip() in answers
