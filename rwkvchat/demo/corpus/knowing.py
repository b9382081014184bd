"""What the families of single facts share: articles, names that are held out, and saying that a fact is not known."""

from collections.abc import Sequence

from rwkvchat.demo.corpus.registry import Exchange, Memory, says


def with_article(noun: str) -> str:
    """A noun with a or an."""
    vowel = noun.startswith("hour") or (noun[0] in "aeiou" and not noun.startswith(("uni", "eu")))
    return f"{'an' if vowel else 'a'} {noun}"


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[0].upper() + text[1:]


def unknown_one(memory: Memory, things: Sequence[str]) -> str:
    """One of the things about which a fact is not known; every fifth is kept for the evaluation."""
    return memory.rng.choice([thing for place, thing in enumerate(things) if (place % 5 == 0) == memory.held_out])


def not_known(question: str, answer: str, *names: str) -> Exchange:
    """A question whose answer is that this is not known; the reply must name what it is about."""
    return Exchange(question, answer, says("I do not know", *names), "I do not know")
