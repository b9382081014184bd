"""The eight things a user may tell of themselves, and how people tell, ask for and correct each.

Wordings are clauses set into frames. {v} is the value, {a} the value with an article, {new} and {old} what
corrects and is corrected, {kind} the kind of pet. It knows no replies but one sentence for each slot.
"""

from dataclasses import dataclass

from rwkvchat.demo.corpus.names import pick_name, pick_pet_name
from rwkvchat.demo.corpus.registry import Memory, Wording
from rwkvchat.demo.corpus.values import ANIMALS, COLOURS, FOODS, JOBS, PETS, pick_age, pick_city

TELL_FRAMES = (
    "By the way, {c}.", "Remember that {c}.", "Please remember that {c}.", "You should know that {c}.",
    "Just so you know, {c}.", "I want to tell you that {c}.", "Did you know that {c}?", "Note that {c}.",
    "I wanted to say that {c}.", "One more thing: {c}.", "Keep in mind that {c}.", "You know, {c}.",
)  # fmt: skip
HELD_TELL_FRAMES = ("You should remember that {c}.", "I wanted to tell you that {c}.", "By the way, remember that {c}.")
CORRECT_FRAMES = (
    "No, {c}.", "Actually, {c}.", "Actually {c} now.", "Sorry, {c}.", "That is wrong, {c}.", "That's wrong: {c}.",
    "I made a mistake, {c}.", "Wait, {c}.", "{c} now.", "{c}, not {old}.", "No, {c}, not {old}.", "Oh no, {c}.",
    "That is not right. {c}.", "That was a mistake: {c}.", "Not {old}, {new}.", "It is not {old}, it is {new}.",
    "No, not {old}. {c}.", "I meant {new}, not {old}.",
)  # fmt: skip
HELD_CORRECT_FRAMES = (
    "No no, {c}.",
    "Sorry, I made a mistake: {c}.",
    "Wait, that is not right: {c}.",
    "Oh, not {old}. {c}.",
)
ASK_FRAMES = (
    "Do you know {x}?", "Do you remember {x}?", "Tell me {x}.", "Can you tell me {x}?", "Have you forgotten {x}?",
    "I forgot {x}.", "Did I tell you {x}?", "Can you say {x}?", "I want to know {x}.", "Do you recall {x}?",
    "Say {x}.", "Do you still know {x}?", "Could you say {x}?", "Try to remember {x}.", "I hope you remember {x}.",
    "You know {x}, don't you?", "Do you know {x} by now?", "Tell me again {x}.",
)  # fmt: skip
HELD_ASK_FRAMES = (
    "Do you still remember {x}?",
    "Would you tell me {x}?",
    "Could you tell me {x}?",
    "Can you recall {x}?",
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to remember: the sentence that tells it back, what to call it, and its wordings."""

    sentence: str
    what: str
    tell: Wording
    ask: Wording
    correct: Wording
    clauses: tuple[str, ...]

    def said(self, value: str, kind: str = "") -> str:
        """The sentence with its value."""
        return self.sentence.format(v=value, a=with_article(value), kind=kind)

    def shown(self, value: str) -> str:
        """The value as it stands by itself, with the article of the sentence."""
        if "{a}" in self.sentence:
            return with_article(value)
        return f"the {value}" if "the {v}" in self.sentence else value


def with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def framed(frames: tuple[str, ...], mark: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Every part in every frame, beginning with a capital."""
    texts = (frame.replace(mark, part) for frame in frames for part in parts)
    return tuple(dict.fromkeys(text[0].upper() + text[1:] for text in texts))


def slot(
    sentence: str,
    what: str,
    clauses: tuple[str, ...],
    held_out_clauses: tuple[str, ...],
    asked: tuple[str, ...],
    questions: tuple[str, ...],
    held_out_questions: tuple[str, ...],
) -> Slot:
    """A slot from clauses that tell it, noun phrases that ask for it, and whole questions.

    Plain clauses and questions are as frequent as framed ones.
    """
    plain = framed(("{c}.",), "{c}", clauses)
    told = framed(TELL_FRAMES, "{c}", clauses)
    framed_questions = framed(ASK_FRAMES, "{x}", asked)
    return Slot(
        sentence,
        what,
        Wording(
            plain * (len(told) // len(plain)) + told,
            framed(("{c}.", *HELD_TELL_FRAMES), "{c}", held_out_clauses) + framed(HELD_TELL_FRAMES, "{c}", clauses[:3]),
        ),
        Wording(
            questions * (len(framed_questions) // len(questions)) + framed_questions,
            held_out_questions + framed(HELD_ASK_FRAMES, "{x}", asked),
        ),
        Wording(framed(CORRECT_FRAMES, "{c}", clauses), framed(HELD_CORRECT_FRAMES, "{c}", clauses)),
        clauses,
    )


def favourite(kind: str, article: str, others: tuple[str, ...]) -> Slot:
    """A favourite of some kind; `others` are clauses that fit this kind only."""
    thing = article + "{v}"
    return slot(
        f"Your favourite {kind} is {thing}.",
        f"your favourite {kind}",
        (
            f"my favourite {kind} is {thing}",
            f"the {kind} I like best is {thing}",
            f"{thing} is my favourite {kind}",
            f"my favourite {kind} of all is {thing}",
            f"of all {kind}s I like {thing} best",
            f"the {kind} that I like most is {thing}",
            f"my best {kind} is {thing}",
            *others,
        ),
        (f"{thing} is the {kind} I like best", f"the {kind} I like most is {thing}"),
        (
            f"my favourite {kind}",
            f"what my favourite {kind} is",
            f"which {kind} I like best",
            f"the {kind} I like most",
            f"which is my favourite {kind}",
        ),
        (
            f"What is my favourite {kind}?",
            f"What's my favourite {kind}?",
            f"Which {kind} do I like best?",
            f"What {kind} do I like best?",
            f"What was my favourite {kind} again?",
            f"Which {kind} did I say I like?",
            f"My favourite {kind}?",
            f"Which {kind} is my favourite?",
            f"What did I say is my favourite {kind}?",
            f"And my favourite {kind}?",
        ),
        (f"Which {kind} do I like most?", f"What's my favourite {kind} again?", f"What {kind} is my favourite?"),
    )


NAME_CLAUSES = (
    "my name is {v}", "I am {v}", "I'm {v}", "I am called {v}", "my name's {v}", "people call me {v}",
    "my friends call me {v}",
    "everyone who knows me calls me {v}", "you can call me {v}", "my first name is {v}", "the name is {v}",
)  # fmt: skip
NAME = slot(
    "Your name is {v}.",
    "your name",
    NAME_CLAUSES,
    ("I'm called {v}", "everyone calls me {v}"),
    ("my name", "what my name is", "who I am", "what I am called", "what to call me"),
    (
        "What is my name?",
        "What's my name?",
        "Who am I?",
        "What am I called?",
        "What did I say my name was?",
        "What was my name?",
        "What was my name again?",
        "Which name did I give you?",
        "What do you call me?",
        "And what is my name?",
        "My name?",
        "How am I called?",
        "What name did I tell you?",
        "Remind me, what is my name?",
        "I am who?",
    ),
    ("What's my name again?", "What did I say I am called?", "What name did I give you?"),
)
TELL_NAME = Wording(
    NAME.tell.train
    + (
        "Hi, I'm {v}.",
        "Hello, I am {v}.",
        "Hello, my name is {v}.",
        "Hi, my name is {v}.",
        "Hey, I'm {v}.",
        "Call me {v}.",
        "Please call me {v}.",
        "They call me {v}.",
        "This is {v}.",
        "Remember my name: {v}.",
        "Nice to meet you, I'm {v}.",
        "Let me introduce myself: I am {v}.",
        "Good morning, my name is {v}.",
        "Good evening, my name is {v}.",
        "My name is {v}, what is yours?",
        "I'm {v}, who are you?",
        "I am {v}. And you?",
        "It's {v} here.",
        "Hello there, I'm {v}.",
    )
    * 6,
    ("Hey there, my name is {v}.", "Good evening, I am {v}.", "Nice to meet you, my name is {v}.", *NAME.tell.held_out),
)
CORRECT_NAME = Wording(
    NAME.correct.train
    + (
        "No, call me {v}.",
        "Actually, call me {v}.",
        "Please call me {v} instead.",
        "I changed my mind, call me {v}.",
        "From now on call me {v}.",
        "Wait, call me {v} from now on.",
        "Call me {v}, not {old}.",
        "It is spelled {v}, not {old}.",
        "I am not {old}, I am {v}.",
        "You got my name wrong, it is {v}.",
    )
    * 8,
    (
        "No no, call me {v}.",
        "Actually, call me {v} instead.",
        "My name is not {old}, it is {v}.",
        "Sorry, call me {v}.",
    ),
)
SLOTS: dict[str, Slot] = {
    "name": Slot(NAME.sentence, NAME.what, TELL_NAME, NAME.ask, CORRECT_NAME, NAME_CLAUSES[:4]),
    "age": slot(
        "You are {v} years old.",
        "your age",
        ("I am {v} years old", "I am {v}", "I'm {v}", "my age is {v}", "I'm {v} years old", "I just turned {v}"),
        ("I just turned {v} years old", "my age now is {v}"),
        ("my age", "how old I am", "what my age is", "how many years old I am"),
        (
            "How old am I?",
            "What is my age?",
            "What's my age?",
            "How old did I say I am?",
            "What age am I?",
            "And how old am I?",
            "How many years old am I?",
            "My age?",
            "How old was I again?",
            "What age did I tell you?",
        ),
        ("How old am I again?", "What age did I say I am?", "What was my age again?"),
    ),
    "city": slot(
        "Your city is {v}.",
        "your city",
        (
            "I live in {v}", "I am from {v}", "my city is {v}", "I'm from {v}", "I come from {v}",
            "my home is in {v}", "my home town is {v}", "I am living in {v}", "{v} is my city", "{v} is my home",
            "my home is the city of {v}",
        ),
        ("my home is {v}", "I'm living in {v}", "{v} is my home town"),
        ("my city", "where I live", "which city I live in", "where I come from", "what my city is", "where my home is",
         "where I am from"),
        (
            "Where do I live?",
            "Where am I from?",
            "What is my city?",
            "What's my city?",
            "Which city do I live in?",
            "In which city do I live?",
            "Where is my home?",
            "Where do I come from?",
            "Which is my city?",
            "Where did I say I live?",
            "And where do I live?",
            "What city do I live in?",
            "My city?",
            "Where was I from again?",
        ),
        ("Where do I live again?", "Which city is my home?", "What city am I from?", "Where did I say I am from?"),
    ),
    "job": slot(
        "You are {a}.",
        "your job",
        (
            "I work as {a}", "I am {a}", "I'm {a}", "my job is {v}", "I am {a} by profession",
            "I work as {a} for a living", "my work is {v}", "I earn my living as {a}", "I have a job as {a}",
            "as for my job, I am {a}",
        ),
        ("I'm {a} by profession", "I am {a} for a living", "my profession is {v}"),
        ("my job", "what my job is", "what I do for a living", "what I work as", "my profession", "what my work is"),
        (
            "What is my job?",
            "What's my job?",
            "What do I do for a living?",
            "What do I work as?",
            "What is my profession?",
            "What is my work?",
            "As what do I work?",
            "What did I say my job is?",
            "What was my job again?",
            "Which job do I have?",
            "What do I do?",
            "And what is my job?",
            "My job?",
            "What kind of work do I do?",
        ),
        ("What's my job again?", "What job do I have?", "What's my profession?", "What work do I do for a living?"),
    ),
    "favourite_colour": favourite(
        "colour", "", ("I like {v} best", "I love the colour {v}", "I like the colour {v} most", "I love {v}")
    ),
    "favourite_food": favourite(
        "food",
        "",
        ("I love {v}", "I like eating {v} most", "I like to eat {v} best", "my favourite dish is {v}",
         "my favourite meal is {v}", "I love eating {v}"),
    ),
    "favourite_animal": favourite(
        "animal", "the ", ("my favourite animal is {a}", "I love the {v} most", "I like the {v} best of all animals")
    ),
    "pet": slot(
        "Your {kind} is called {v}.",
        "the name of your {kind}",
        (
            "my {kind} is called {v}", "I have a {kind} called {v}", "my {kind}'s name is {v}",
            "I have a {kind} named {v}", "I have a {kind} and it is called {v}", "the name of my {kind} is {v}",
            "my pet is a {kind} called {v}", "I call my {kind} {v}", "{v} is my {kind}", "we have a {kind} called {v}",
            "our {kind}'s name is {v}", "{v} is the name of my {kind}", "I own a {kind} named {v}",
        ),
        ("our {kind} is called {v}", "I own a {kind} called {v}", "my pet {kind}'s name is {v}"),
        ("my {kind}'s name", "the name of my {kind}", "what my {kind} is called", "what I call my {kind}"),
        (
            "What is my {kind} called?",
            "What's my {kind} called?",
            "What is the name of my {kind}?",
            "What is my {kind}'s name?",
            "What's my {kind}'s name?",
            "How is my {kind} called?",
            "What do I call my {kind}?",
            "What was my {kind} called again?",
            "Which name has my {kind}?",
            "What did I say my {kind} is called?",
            "And what is my {kind} called?",
            "What name does my {kind} have?",
            "Who is my {kind}?",
            "My {kind}'s name?",
        ),
        ("What is my {kind} called again?", "What's the name of my {kind}?", "What was my {kind}'s name again?"),
    ),
}  # fmt: skip


VALUES = {"job": JOBS, "favourite_colour": COLOURS, "favourite_food": FOODS, "favourite_animal": ANIMALS}


def pick_value(memory: Memory, name: str) -> str:
    """A value for a slot, from the side that training or the evaluation may use."""
    rng, held_out = memory.rng, memory.held_out_names
    match name:
        case "name":
            return pick_name(rng, held_out, cased=False)
        case "age":
            return pick_age(rng)
        case "city":
            return pick_city(rng, held_out)
        case "pet":
            return pick_pet_name(rng, held_out)
    return rng.choice(VALUES[name])


def pick_kind(memory: Memory) -> str:
    """The kind of the user's pet, which stays once it was told."""
    return memory.known.get("kind") or memory.rng.choice(PETS)
