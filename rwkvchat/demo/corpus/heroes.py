"""Who stories and poems are about: animals, people and things of a list that is open, and names."""

from random import Random
from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.names import pick_name
from rwkvchat.demo.corpus.registry import Memory
from rwkvchat.demo.corpus.story_grammar import QUALITIES

ANIMALS = words(
    """fox raven cat dog mouse owl bear rabbit hedgehog wolf frog duck horse cow pig sheep goat hen goose swan crow
    sparrow squirrel deer badger otter beaver mole bat bee ant spider snail turtle snake lizard crocodile lion tiger
    elephant giraffe zebra camel kangaroo koala panda monkey parrot penguin seal whale dolphin shark crab octopus
    dragon unicorn donkey hamster lamb kitten puppy pony robin eagle hawk stork heron pelican peacock turkey rooster
    butterfly moth beetle ladybird worm fish salmon trout llama moose lynx weasel wombat robot witch wizard king
    queen princess prince knight pirate sailor baker farmer gardener painter teacher doctor ghost giant dwarf fairy
    clown astronaut fisherman shepherd miller tailor musician boy girl child cloud tree snowman teddy train"""
)
THINGS = words(
    """car boat ship house chair table lamp spoon cup book pencil clock bell drum kite balloon shoe sock hat umbrella
    star leaf flower apple potato stone bus tractor bike plane rocket computer toaster teapot button candle broom"""
)
WOMEN = words("witch queen princess girl fairy")
MEN = words("wizard king prince boy fisherman")
NEITHER = words(
    "knight pirate sailor baker farmer gardener painter teacher doctor giant dwarf clown astronaut shepherd miller "
    "tailor musician child"
)
PLURALS = words("fox raven cat dog owl bear rabbit dragon unicorn bee penguin robot pirate lion elephant witch ghost")
PETS = words("dog cat rabbit hamster parrot horse pony teddy turtle mouse")
PEOPLE_KNOWN = items("friend; brother; sister; son; daughter; cousin; neighbour; best friend")


class Hero(NamedTuple):
    """Who it is about: as it is asked for, introduced, and called afterwards; and what a reply has to name."""

    asked: str
    introduced: str
    called: str
    pronoun: str
    named: tuple[str, ...]
    nouns: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        return self.pronoun == "they"


def with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' or noun.startswith('umbrella') else 'a'} {noun}"


def plural(noun: str) -> str:
    return noun + ("es" if noun.endswith(("x", "ch", "sh", "s")) else "s")


def pronoun_of(noun: str) -> str:
    """What a noun is called in the next sentence; empty where it is called by the noun again."""
    return "she" if noun in WOMEN else "he" if noun in MEN else "" if noun in NEITHER else "it"


def noun_hero(rng: Random, noun: str, quality: str = "", asked: str = "") -> Hero:
    """A hero without a name, with the quality that was asked for or with any."""
    introduced = with_article(f"{quality or rng.choice(QUALITIES)} {noun}")
    named = (quality, noun) if quality else (noun,)
    return Hero(asked or with_article(noun), introduced, f"the {noun}", pronoun_of(noun), named, (noun,))


def named_hero(noun: str, name: str, asked: str = "") -> Hero:
    """A hero with a name, and with a noun if there is one."""
    introduced = f"{with_article(noun)} named {name}" if noun else ""
    return Hero(asked or name, introduced, name, "", tuple(filter(None, (noun, name))), (noun,) if noun else ())


def two_heroes(rng: Random) -> Hero:
    first, second = rng.sample(ANIMALS, 2)
    both = f"the {first} and the {second}"
    asked = f"{with_article(first)} and {with_article(second)}"
    return Hero(asked, asked, both, "they", (first, second), (first, second))


def any_noun(rng: Random) -> str:
    return rng.choice(ANIMALS) if rng.random() < 0.85 else rng.choice(THINGS)


def pick_hero(memory: Memory) -> Hero:
    """A hero as users ask for one."""
    rng = memory.rng
    noun, kind = any_noun(rng), rng.random()
    if memory.name and kind < 0.12:
        return named_hero("", memory.name, "me")
    if kind < 0.03:
        return named_hero("raven", "Nano", rng.choice(("you", "yourself")))
    if kind < 0.35:
        return noun_hero(rng, noun, "", rng.choice((with_article(noun), with_article(noun), f"the {noun}")))
    if kind < 0.42:
        noun = rng.choice(PLURALS)
        return noun_hero(rng, noun, "", plural(noun))
    if kind < 0.55:
        quality = rng.choice(QUALITIES)
        return noun_hero(rng, noun, quality, with_article(f"{quality} {noun}"))
    if kind < 0.63:
        return two_heroes(rng)
    name = pick_name(rng, memory.held_out_names, cased=False)
    if kind < 0.72:
        return named_hero("", name)
    if kind < 0.76:
        pet = rng.choice(PETS)
        return named_hero(pet, name, f"my {pet} {name}")
    if kind < 0.80:
        return named_hero("", name, f"my {rng.choice(PEOPLE_KNOWN)} {name}")
    article = with_article(noun)
    forms = (f"{article} named {name}", f"{article} called {name}", f"{article} whose name is {name}",
             f"{article} named {name}", f"{article} called {name}", f"{name} the {noun}")  # fmt: skip
    return named_hero(noun, name, rng.choice(forms))
