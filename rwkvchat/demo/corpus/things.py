"""Everyday things: their colours, mixed colours, and how many parts they have."""

import re
from typing import NamedTuple

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.knowing import not_known, sentence, unknown_one, with_article
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, says, skill
from rwkvchat.demo.corpus.things_data import ANY_COLOUR, COLOURED, MIXED, NO_NUMBER, PARTS

COLOUR_WORDS = frozenset(
    words("red green blue yellow orange black white grey gray brown pink purple violet indigo gold silver turquoise")
)
ASK_COLOUR = worded(
    """
    What colour {is} {thing}?; What colour {is} {thing}?; Which colour {is} {thing}?; What colour {do} {thing} have?;
    What is the colour of {thing}?; What's the colour of {thing}?; Tell me the colour of {thing}.; Which colour {do}
    {thing} have?; Do you know what colour {thing} {is}?; Can you tell me what colour {thing} {is}?; Tell me what
    colour {thing} {is}.; Do you know the colour of {thing}?; Can you tell me the colour of {thing}?; The colour of
    {thing}?; What colours {is} {thing}?; What colour {is} {thing} usually?; And what colour {is} {thing}?; I want to
    know the colour of {thing}.; Of which colour {is} {thing}?; Name the colour of {thing}.; What kind of colour {do}
    {thing} have?; What colour should I use for {thing}?; I want to paint {thing}, which colour should I use?
    """,
    """
    Could you tell me what colour {thing} {is}?; Do you know which colour {thing} {is}?; Tell me which colour {thing}
    {do_have}.; So what colour {is} {thing}?; Can you name the colour of {thing}?; Which colours {is} {thing}?
    """,
)
ASK_MIXED = worded(
    """
    What do you get if you mix {a} and {b}?; What colour do you get if you mix {a} and {b}?; What do {a} and {b}
    make?; What colour do {a} and {b} make?; What is {a} and {b} mixed?; Mix {a} and {b}.; What colour do I get from
    {a} and {b}?; What colour will {a} and {b} make?; Can you mix {a} and {b}?; Tell me what {a} and {b} make.; What
    happens if I mix {a} and {b}?; What colour is {a} and {b} together?; Which colour comes from {a} and {b}?; If I
    mix {a} with {b}, what do I get?; {a} and {b} make what colour?; What do I get when I mix {a} paint and {b}
    paint?; What colour is {a} mixed with {b}?
    """,
    """
    Which colour do I get if I mix {a} and {b}?; What colour do you get from {a} and {b}?; Which colour do {a} and {b}
    make?
    """,
)
HOW_MANY = worded(
    """
    How many {parts} does {thing} have?; How many {parts} does {thing} have?; How many {parts} has {thing}?; How many
    {parts} are in {thing}?; How many {parts} are there in {thing}?; How many {parts} has {thing} got?; How many
    {parts} does {thing} usually have?; Tell me how many {parts} {thing} has.; Do you know how many {parts} {thing}
    has?; Can you tell me how many {parts} {thing} has?; What is the number of {parts} of {thing}?; The number of
    {parts} of {thing}?; How many {parts} in {thing}?; I want to know how many {parts} {thing} has.; {thing} has how
    many {parts}?; How many {parts} can you count in {thing}?; And how many {parts} does {thing} have?; Tell me the
    number of {parts} in {thing}.; What number of {parts} does {thing} have?; Do you know how many {parts} there are
    in {thing}?
    """,
    """
    Could you tell me how many {parts} {thing} has?; Can you tell me how many {parts} there are in {thing}?; Do you
    know the number of {parts} of {thing}?; So how many {parts} does {thing} have?; Tell me how many {parts} there are
    in {thing}.
    """,
)


MANY = ("my eyes", "your eyes", "your feathers")


class Coloured(NamedTuple):
    """A thing as it is named, by one or by many, and its colour."""

    names: tuple[str, ...]
    colour: str


THINGS = tuple(
    Coloured(tuple(names.split(", ")), colour) for names, _, colour in (item.partition(": ") for item in COLOURED)
)


def has_colours(colour: str, names: tuple[str, ...]) -> Check:
    """The reply names the thing by one of its names, all of these colours, and no other."""
    bare = [name.removeprefix("an ").removeprefix("a ").removeprefix("the ") for name in names]
    wanted = COLOUR_WORDS & set(re.findall(r"[a-z]+", colour))
    own = set(bare) - wanted

    def check(reply: str) -> bool:
        found = set(re.findall(r"[a-z]+", reply.lower().replace("gray", "grey"))) & COLOUR_WORDS - own
        return wanted <= found <= wanted and any(says(name)(reply) for name in bare)

    return check


@skill(0.7)
def knows_a_colour(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    unknown = rng.random() < 0.12
    thing = rng.choice(THINGS)
    name = unknown_one(memory, ANY_COLOUR) if unknown else rng.choice(thing.names)
    many = len(thing.names) == 2 and name == thing.names[1] if not unknown else name in MANY
    is_are = "are" if many else "is"
    question = memory.ask(
        ASK_COLOUR, thing=name, **{"is": is_are, "do": "do" if many else "does", "do_have": "have" if many else "has"}
    )
    if unknown:
        return [not_known(question, "I do not know the colour of that.")]
    answer = f"{sentence(name)} {is_are} {thing.colour}."
    return [Exchange(question, answer, has_colours(thing.colour, thing.names), thing.colour)]


@skill(0.2)
def mixes_colours(memory: Memory) -> list[Exchange]:
    mixed, _, colour = memory.rng.choice(MIXED).partition(": ")
    pair = mixed.split(", ")
    one, two = memory.rng.sample(pair, 2)
    answer = f"{sentence(one)} and {two} make {colour}."
    wrong = COLOUR_WORDS - {one, two, colour}
    right = says(colour)

    def check(reply: str) -> bool:
        return right(reply) and not any(says(other)(reply) for other in wrong)

    return [Exchange(memory.ask(ASK_MIXED, a=one, b=two), answer, check, f"make {colour}")]


def phrase_of(thing: str) -> str:
    return f"the {thing}" if thing == "English alphabet" else with_article(thing)


def counts(number: str, parts: str, thing: str) -> Check:
    """The reply says this number of the parts of this thing, and no other number."""
    right = says(thing, f"{number} {parts if number != '1' else parts.removesuffix('s')}")
    return lambda reply: right(reply) and set(re.findall(r"\d+", reply)) <= {number}


@skill(0.6)
def counts_parts(memory: Memory) -> list[Exchange]:
    """How many legs, wheels, days or other parts something has."""
    rng = memory.rng
    if rng.random() < 0.1:
        parts, _, thing = unknown_one(memory, NO_NUMBER).partition(", ")
        question = memory.ask(HOW_MANY, parts=parts, thing=phrase_of(thing))
        return [not_known(question, f"I do not know how many {parts} {phrase_of(thing)} has.", parts)]
    named, _, number = rng.choice(PARTS).partition(": ")
    parts, _, thing = named.partition(", ")
    question = memory.ask(HOW_MANY, parts=parts, thing=phrase_of(thing))
    told = parts.removesuffix("s") if number == "1" else parts
    answer = f"{sentence(phrase_of(thing))} has {number} {told}."
    return [Exchange(question, answer, counts(number, parts, thing), f"{number} {told}")]
