"""Poems of four rhyming lines, and limericks.

In the wordings {kind} is empty or ends with a space; {hero} is empty or what follows the word poem (" about a fox").
"""

from random import Random

from rwkvchat.demo.corpus.heroes import ANIMALS, any_noun, plural, pronoun_of, with_article
from rwkvchat.demo.corpus.names import pick_name
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, says, skill
from rwkvchat.demo.corpus.verse_data import (
    ANIMAL_COUPLETS,
    ANIMAL_ENDS,
    LIMERICKS,
    NAME_COUPLETS,
    NAME_ENDS,
    NATURE_COUPLETS,
    NATURE_ENDS,
    OPEN_COUPLETS,
    OTHER_COUPLETS,
    OTHER_ENDS,
)


def parts(text: str) -> tuple[str, ...]:
    """The alternatives of a text, each with its lines on lines of their own."""
    return tuple(part.replace(" / ", "\n") for part in text.split(" | "))


COUPLETS = {
    thing: (parts(texts), parts(" | ".join(ends)))
    for couplets, ends in (
        (ANIMAL_COUPLETS, ANIMAL_ENDS),
        (NATURE_COUPLETS, NATURE_ENDS),
        (OTHER_COUPLETS, OTHER_ENDS),
    )
    for thing, texts in couplets.items()
}
OPEN, NAMED = parts(" | ".join(OPEN_COUPLETS)), parts(" | ".join(NAME_COUPLETS))
OPEN_ENDS, NAMED_ENDS = parts(" | ".join(ANIMAL_ENDS)), parts(" | ".join(NAME_ENDS))
LIMERICK_ENDS = {place: parts(texts) for place, texts in LIMERICKS.items()}
POSSESSIVES = {"it": "its", "he": "his", "she": "her"}
WITH_THE = (
    "sea", "moon", "sun", "stars", "night", "rain", "snow", "wind", "river", "forest", "clouds", "morning", "rainbow",
)  # fmt: skip
ALONE = ("spring", "summer", "autumn", "winter", "home", "friendship", "love", "tea", "bread", "sleep", "music")


def last_word(line: str) -> str:
    return line.rstrip(".,:!?").rsplit(" ", 1)[-1].lower()


RHYMES = {
    frozenset(map(last_word, text.split("\n")))
    for first, second in [*COUPLETS.values(), (OPEN, OPEN_ENDS), (NAMED, NAMED_ENDS)]
    for text in first + second
}


def poem(rng: Random, thing: str = "", name: str = "") -> str:
    """Two couplets: on a thing it knows well, on any other noun, or for somebody."""
    if name:
        return f"{rng.choice(NAMED)}\n{rng.choice(NAMED_ENDS)}".format(name=name)
    thing = thing or rng.choice(list(COUPLETS))
    if thing not in COUPLETS:
        return f"{rng.choice(OPEN)}\n{rng.choice(OPEN_ENDS)}".format(a=with_article(thing))
    first, second = COUPLETS[thing]
    return f"{rng.choice(first)}\n{rng.choice(second)}"


def is_poem(*words: str) -> Check:
    """Four lines, two couplets of known rhymes, in which the words occur."""
    named = says(*words)

    def check(reply: str) -> bool:
        lines = reply.strip().split("\n")
        ends = list(map(last_word, lines))
        return len(lines) == 4 and {frozenset(ends[:2]), frozenset(ends[2:])} <= RHYMES and named(reply)

    return check


def asked_thing(rng: Random, thing: str) -> str:
    """A thing as users name it: the sea, a fox or foxes, love."""
    if thing in ALONE:
        return thing
    if thing in WITH_THE:
        return f"the {thing}" if thing not in ("stars", "clouds", "rain", "snow") or rng.random() < 0.7 else thing
    forms = [with_article(thing), with_article(thing), f"the {thing}", f"my {thing}"]
    if thing not in ("mouse", "fish", "butterfly") and thing in COUPLETS:
        forms.append(plural(thing))
    return rng.choice(forms)


ASK_POEM = Wording(
    (
        "Write a {kind}poem{hero}.",
        "Write me a {kind}poem{hero}.",
        "Tell me a {kind}poem{hero}.",
        "Make a {kind}poem{hero}.",
        "Make up a {kind}poem{hero}.",
        "Give me a {kind}poem{hero}.",
        "Read me a {kind}poem{hero}.",
        "Say a {kind}poem{hero}.",
        "Recite a {kind}poem{hero}.",
        "Compose a {kind}poem{hero}.",
        "Can you write a {kind}poem{hero}?",
        "Can you tell me a {kind}poem{hero}?",
        "Could you write me a {kind}poem{hero}?",
        "Do you know a {kind}poem{hero}?",
        "A {kind}poem{hero}, please.",
        "A {kind}poem{hero}",
        "I would like a {kind}poem{hero}.",
        "I want a {kind}poem{hero}.",
        "I need a {kind}poem{hero}.",
        "I'd like to hear a {kind}poem{hero}.",
        "How about a {kind}poem{hero}?",
        "Write some lines that rhyme{hero}.",
        "Write four lines{hero}.",
        "Let me have a {kind}poem{hero}.",
        "Write a little poem{hero}.",
        "Write a {kind}rhyme{hero}.",
        "{kind}poem{hero}",
        "Poem{hero}",
    ),
    (
        "Could you write a {kind}poem{hero}?",
        "Let me hear a {kind}poem{hero}.",
        "Give me a little poem{hero}.",
        "Please make me a {kind}poem{hero}.",
        "I would like to hear a {kind}poem{hero}.",
    ),
)
ASK_LIMERICK = Wording(
    (
        "Write a limerick{hero}.",
        "Write me a limerick{hero}.",
        "Tell me a limerick{hero}.",
        "Make up a limerick{hero}.",
        "Give me a limerick{hero}.",
        "Can you write a limerick{hero}?",
        "Can you tell me a limerick{hero}?",
        "Could you make up a limerick{hero}?",
        "Do you know a limerick{hero}?",
        "A limerick{hero}, please.",
        "A limerick{hero}",
        "I would like a limerick{hero}.",
        "I want to hear a limerick{hero}.",
        "Let me hear a limerick{hero}.",
        "How about a limerick{hero}?",
        "Write a funny limerick{hero}.",
        "Tell me a funny limerick{hero}.",
        "Compose a limerick{hero}.",
        "Please write a limerick{hero}.",
        "Limerick{hero}",
    ),
    ("Could you write a limerick{hero}?", "Could you tell me a limerick{hero}?", "I want a limerick{hero}.",
     "Can you make up a limerick{hero}?"),
)  # fmt: skip
ANOTHER_POEM = Wording(
    ("Another poem.", "Another poem, please.", "One more poem.", "Write another poem.", "Can you write another poem?",
     "Write another one.", "Do you know another poem?", "Tell me another poem.", "Now another poem.", "A new poem."),
    ("Can you tell me one more poem?", "Can you write another one?", "Do you know one more poem?"),
)  # fmt: skip
KINDS = ("", "", "", "", "short ", "little ", "nice ", "small ", "rhyming ", "short little ")


def on(thing: str, rng: Random) -> str:
    return f" {rng.choice(('about', 'about', 'about', 'on'))} {thing}"


@skill(0.8)
def writes_a_poem(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    kind, thing, name, about = rng.choice(KINDS), "", "", ""
    draw = rng.random()
    if draw < 0.5:
        thing = rng.choice(list(COUPLETS))
        about = on(asked_thing(rng, thing), rng)
    elif draw < 0.65:
        thing = any_noun(rng)
        about = on(asked_thing(rng, thing), rng)
    elif draw < 0.75:
        name = memory.name or pick_name(rng, memory.held_out_names, cased=False)
        asked = "me" if memory.name and rng.random() < 0.7 else name
        about = f" {rng.choice(('about', 'for'))} {asked}"
        kind = rng.choice(KINDS)
    text = poem(rng, thing, name)
    question = memory.ask(ASK_POEM, kind=kind, hero=about)
    exchanges = [Exchange(question, text, is_poem(*filter(None, (thing, name))), name or thing)]
    if rng.random() < 0.08:
        exchanges.append(Exchange(memory.ask(ANOTHER_POEM), poem(rng), is_poem()))
    return exchanges


def limerick(rng: Random, noun: str = "", place: str = "") -> str:
    """Five lines about somebody from a place."""
    place = place or rng.choice(list(LIMERICK_ENDS))
    noun = noun or rng.choice(ANIMALS)
    who = with_article(f"{rng.choice(('young ', 'old ', ''))}{noun}")
    it = pronoun_of(noun) or rng.choice(("he", "she"))
    ending = rng.choice(LIMERICK_ENDS[place]).format(it=it, It=it.capitalize(), its=POSSESSIVES[it])
    return f"There once was {who} from {place}\n{ending}"


def is_limerick(*words: str) -> Check:
    """Five lines, the first and the last of which rhyme as one of the known ones does, in which the words occur."""
    named = says(*words)

    def check(reply: str) -> bool:
        lines = reply.strip().split("\n")
        if len(lines) != 5 or not lines[0].startswith("There once was "):
            return False
        known = LIMERICK_ENDS.get(lines[0].rsplit(" from ", 1)[-1], ())
        return last_word(lines[-1]) in {last_word(text) for text in known} and named(reply)

    return check


@skill(0.5)
def writes_a_limerick(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    draw = rng.random()
    noun = rng.choice(ANIMALS) if draw < 0.6 else ""
    place = rng.choice(list(LIMERICK_ENDS)) if 0.4 < draw < 0.75 else ""
    about = ""
    if noun and place:
        about = f" about {with_article(noun)} from {place}"
    elif noun:
        about = f" about {rng.choice((with_article(noun), with_article(noun), f'the {noun}'))}"
    elif place:
        about = rng.choice((f" about {place}", f" about somebody from {place}", f" with {place} in it"))
    question = memory.ask(ASK_LIMERICK, kind="", hero=about)
    words = tuple(filter(None, (noun, place)))
    return [Exchange(question, limerick(rng, noun, place), is_limerick(*words), noun or place)]
