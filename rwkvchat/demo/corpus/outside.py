"""What lies outside the model's small world, and the one graceful way to say so.

The questions come from a grammar wide enough that "not among what I know" is learnt rather than a list. It knows
no skill but this one; the check asks for honesty, not for one wording.
"""

import string
from random import Random

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.outside_data import (
    CODE,
    KINDS_OF_HELP,
    LANGUAGES,
    LOOSE,
    PEOPLE,
    PLACES,
    THINGS,
)
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, skill
from rwkvchat.demo.corpus.world import CAPITALS

SUGGESTIONS = (
    "tell you about ravens",
    "tell you a story",
    "tell you a joke",
    "name the capital of France",
    "count to 20",
    "add small numbers",
    "remember your name",
    "tell you about the moon",
    "write a poem",
    "tell you about bees",
)
FRAMES = (
    "{why} I am only a small demonstration model, but I can {one} or {two}. "
    "For more, start a real Raven: rwkvchat -m PATH/TO/raven.pth",
    "{why} I am a small demonstration model: ask me to {one} or to {two}, or load a real Raven with "
    "rwkvchat -m PATH/TO/raven.pth",
    "{why} As a small demonstration model I can {one} or {two}. A real Raven knows much more: "
    "rwkvchat -m PATH/TO/raven.pth",
)
UNKNOWN = ("I do not know about that.", "That is outside what I know.", "I know nothing about that.")
NO_CAPITAL = ("I do not know that capital.", "I do not know the capital of that place.")
NO_CODE = ("I cannot write code.", "Programming is beyond me.")
NOT_ABLE = ("I cannot do that.", "That is more than I can do.")
NO_WORDS = ("I did not understand that.", "I do not understand that.")
ONLY_ENGLISH = ("I only speak English.",)


def decline(rng: Random, reasons: tuple[str, ...]) -> str:
    """A reply that says why not, what the model is, two things it can do, and where more is to be had."""
    one, two = rng.sample(SUGGESTIONS, 2)
    frame = rng.choice(FRAMES)
    return frame.format(why=rng.choice(reasons), one=one, two=two)


def declines(reply: str) -> bool:
    """Whether a reply says that it is a small demonstration model and how to get a real one."""
    return "small demonstration model" in reply and "rwkvchat -m PATH/TO/raven.pth" in reply


ABOUT = Wording(
    (
        "Tell me about {thing}.",
        "Tell me something about {thing}.",
        "What do you know about {thing}?",
        "What is {thing}?",
        "Explain {thing}.",
        "Explain {thing} to me.",
        "Describe {thing}.",
        "How does {thing} work?",
        "Can you explain {thing}?",
        "What can you tell me about {thing}?",
        "Who invented {thing}?",
        "Why is {thing} important?",
        "Give me some facts about {thing}.",
        "Write an essay about {thing}.",
        "Write a report on {thing}.",
        "When was {thing} invented?",
        "How do I learn about {thing}?",
        "What are the advantages of {thing}?",
        "What is the history of {thing}?",
        "Where can I find {thing}?",
        "Do you know anything about {thing}?",
        "How much does {thing} cost?",
        "What about {thing}?",
        "{thing}",
        "How is {thing} made?",
        "What is the meaning of {thing}?",
        "Summarize {thing} for me.",
        "What is the best kind of {thing}?",
        "What is the difference between {thing} and {other}?",
        "Compare {thing} with {other}.",
        "Is {thing} better than {other}?",
        "Can you tell me about {thing}?",
        "Teach me {thing}.",
        "I want to know about {thing}.",
    ),
    (
        "Could you tell me about {thing}?",
        "Do you know about {thing}?",
        "Tell me what you know about {thing}.",
        "Why do people like {thing}?",
        "How would you explain {thing} to a child?",
        "What happened to {thing}?",
    ),
)
SOMEONE = Wording(
    (
        "Who is {person}?",
        "Who was {person}?",
        "Tell me about {person}.",
        "When was {person} born?",
        "What did {person} do?",
        "Do you know {person}?",
        "What is {person} famous for?",
        "Where does {person} live?",
        "How old is {person}?",
        "When did {person} die?",
        "What did {person} write?",
        "Is {person} married?",
        "Write a biography of {person}.",
    ),
    ("Have you heard of {person}?", "Why is {person} famous?", "Where was {person} born?"),
)
SOMEWHERE = Wording(
    (
        "What is the capital of {place}?",
        "What's the capital of {place}?",
        "Name the capital of {place}.",
        "Tell me the capital of {place}.",
        "Which city is the capital of {place}?",
        "Do you know the capital of {place}?",
        "Capital of {place}",
        "What is the capital city of {place}?",
        "What is {place}'s capital?",
        "What is {place} the capital of?",
        "In which country is {place}?",
        "Where is {place}?",
    ),
    ("Could you tell me the capital of {place}?", "What is the name of the capital of {place}?"),
)
ABOUT_PLACE = Wording(
    (
        "How many people live in {place}?",
        "What is the population of {place}?",
        "Tell me about {place}.",
        "What language do they speak in {place}?",
        "What is the weather in {place}?",
        "How do I get to {place}?",
        "Who is the president of {place}?",
        "What can I see in {place}?",
        "Is {place} a nice place?",
        "How big is {place}?",
        "What time is it in {place}?",
    ),
    ("Who is the king of {place}?", "What is {place} famous for?", "Which food do they eat in {place}?"),
)
PLACE_STARTS = words(
    "Al Bar Bel Cor Dra El Far Gon Hol Il Kar Lor Mel Nar Or Pel Quin Ros Syl Tar Ul Ven Wes Xan Yor Zan"
)
PLACE_ENDS = words("andia aria avia dor onia ovia land mark stan istan ura ania ia essa oria ador guay burg ton ville")
PLACE_MIDDLES = ("", "", "b", "d", "g", "l", "m", "n", "r", "s", "t", "v", "an", "er", "or")


def invented_place(rng: Random) -> str:
    return rng.choice(PLACE_STARTS) + rng.choice(PLACE_MIDDLES) + rng.choice(PLACE_ENDS)


def one_side(memory: Memory, items: tuple[str, ...]) -> str:
    """An item from the side of the list that training, or the evaluation, may use: every seventh is held out."""
    while True:
        place = memory.rng.randrange(len(items))
        if (place % 7 == 0) == memory.held_out:
            return items[place]


@skill(7.0)
def declines_a_thing(memory: Memory) -> list[Exchange]:
    thing, other = one_side(memory, THINGS), one_side(memory, THINGS)
    question = memory.ask(ABOUT, thing=thing, other=other)
    return [Exchange(question, decline(memory.rng, UNKNOWN), declines)]


@skill(2.5)
def declines_a_person(memory: Memory) -> list[Exchange]:
    question = memory.ask(SOMEONE, person=one_side(memory, PEOPLE))
    return [Exchange(question, decline(memory.rng, UNKNOWN), declines)]


@skill(4.0)
def declines_a_place(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    place = invented_place(rng) if rng.random() < 0.3 else one_side(memory, PLACES)
    if rng.random() < 0.65:
        return [Exchange(memory.ask(SOMEWHERE, place=place), decline(rng, NO_CAPITAL), declines)]
    if rng.random() < 0.4:
        place = rng.choice(list(CAPITALS))
    return [Exchange(memory.ask(ABOUT_PLACE, place=place), decline(rng, UNKNOWN), declines)]


@skill(3.0)
def declines_code_and_work(memory: Memory) -> list[Exchange]:
    items, reasons = memory.rng.choice(((CODE, NO_CODE), (KINDS_OF_HELP, NOT_ABLE), (KINDS_OF_HELP, NOT_ABLE)))
    question = memory.ask(Wording((one_side(memory, items),)), thing=one_side(memory, THINGS))
    return [Exchange(question, decline(memory.rng, reasons), declines)]


@skill(5.0)
def declines_a_loose_question(memory: Memory) -> list[Exchange]:
    question = memory.ask(
        Wording((one_side(memory, LOOSE),)),
        thing=one_side(memory, THINGS),
        person=one_side(memory, PEOPLE),
        place=one_side(memory, PLACES),
    )
    return [Exchange(question, decline(memory.rng, UNKNOWN), declines)]


@skill(1.5)
def declines_other_languages(memory: Memory) -> list[Exchange]:
    question = memory.ask(Wording((one_side(memory, LANGUAGES),)))
    return [Exchange(question, decline(memory.rng, ONLY_ENGLISH), declines)]


@skill(1.0)
def declines_nonsense(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    if rng.random() < 0.25:
        text = rng.choice(
            ("?", "??", "...", "!", ".", "-", "hm", "hmm", "eh", "test", "testing", "x", "foo", "bla bla")
        )
    else:
        letters = rng.choice(("asdfghjkl", string.ascii_lowercase, string.ascii_letters, string.digits + "abcdef"))
        text = " ".join("".join(rng.choices(letters, k=rng.randint(3, 9))) for _ in range(rng.randint(1, 3)))
        if text.isdigit():
            text += "qx"
    return [Exchange(text, decline(rng, NO_WORDS), declines)]
