"""Small talk as tables: what people say, and the few replies to it, with the user's name where it is known.

In a reply `[name]` is where the name goes. It knows how a saying becomes an exchange; it knows none of them.
"""

from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of


class Saying(NamedTuple):
    """Things people say, and the replies that fit them all."""

    wording: Wording
    replies: tuple[str, ...]


def saying(train: str, held_out: str, *replies: str) -> Saying:
    """A saying whose wordings are written as texts with semicolons between them."""
    return Saying(Wording(items(train), items(held_out) if held_out else ()), replies)


def with_name(reply: str, name: str) -> str:
    """A reply with the name in its place, or without any."""
    return reply.replace("[name]", f", {name}" if name else "")


def forms(memory: Memory, replies: tuple[str, ...]) -> tuple[str, ...]:
    """All forms that the replies may have now: without a name, and with the name that is known."""
    names = ("", memory.name) if memory.name else ("",)
    return tuple(dict.fromkeys(with_name(reply, name) for name in names for reply in replies))


def replied(memory: Memory, question: str, replies: tuple[str, ...]) -> Exchange:
    """A question and one of the replies; a known name is used two times out of three."""
    reply = memory.rng.choice(replies)
    name = memory.name if "[name]" in reply and memory.rng.random() < 0.67 else ""
    return Exchange(question, with_name(reply, name), one_of(*forms(memory, replies)), name)


def spoken(memory: Memory, said: Saying, **slots: str) -> Exchange:
    """A saying in one of its wordings, and one of its replies."""
    return replied(memory, memory.ask(said.wording, **slots), said.replies)
