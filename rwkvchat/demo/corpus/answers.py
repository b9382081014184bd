"""Questions with a few fixed answers, and the exchanges made of them; it knows none of the questions."""

from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of


class Fact(NamedTuple):
    """One thing to know: how it is asked for, the answers it may have, and what matters most in them."""

    wording: Wording
    answers: tuple[str, ...]
    stress: str = ""


def fact(train: str, held_out: str, *answers: str, stress: str = "") -> Fact:
    """A fact whose wordings are written as one text, with semicolons between them."""
    return Fact(Wording(items(train), items(held_out) if held_out else ()), answers, stress)


def answered(memory: Memory, known: Fact) -> Exchange:
    """The fact asked for in one of its wordings, and one of its answers."""
    return Exchange(memory.ask(known.wording), memory.rng.choice(known.answers), one_of(*known.answers), known.stress)
