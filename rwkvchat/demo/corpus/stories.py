"""Stories told from the grammar of `story_grammar.py`, as they are wished for, and what is asked after a story.

`tell` is the story teller; the skills around it know how people ask.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from rwkvchat.demo.corpus.heroes import ANIMALS, THINGS, Hero, any_noun, named_hero, noun_hero, pick_hero, with_article
from rwkvchat.demo.corpus.jokes import JOKES
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, one_of, says, skill
from rwkvchat.demo.corpus.story_grammar import (
    ASKED_PLACES,
    ENDINGS,
    ENDINGS_OF,
    HELPERS,
    LENGTH_WORDS,
    MEETINGS,
    MOOD_WORDS,
    MOODS,
    NEXT_EVENTS,
    PLACES,
    PLOTS,
    SPOTS,
    STARTS,
    THOUGHTS,
    TURNS,
    Plot,
)
from rwkvchat.demo.corpus.story_wordings import (
    ANOTHER_STORY,
    ASK_STORY,
    ASK_WHAT,
    ASK_WHERE,
    ASK_WHO,
    GO_ON,
    PLACE_TAILS,
    TITLE_TAILS,
)
from rwkvchat.demo.corpus.verse import poem

__all__ = ["ANIMALS", "JOKES", "poem", "story", "story_about", "with_article"]  # what others take from here

THEMES = (
    ("friendship", "friend", "a friend", "friend"),
    ("courage", "afraid", "", "afraid"),
    ("a treasure", "treasure", "a treasure", "treasure"),
    ("a race", "win", "the race", "race"),
    ("a party", "party", "a party", "party"),
    ("a birthday party", "party", "a birthday party", "party"),
    ("a magic flower", "treasure", "a magic flower", "flower"),
    ("the sea", "see", "the sea", "sea"),
    ("the snow", "see", "the snow", "snow"),
    ("the jungle", "see", "the jungle", "jungle"),
    ("the circus", "see", "the circus", "circus"),
    ("the moon", "catch", "the moon", "moon"),
    ("a lost key", "lost", "a key", "key"),
    ("a lost ring", "lost", "a ring", "ring"),
    ("a lost ball", "lost", "a ball", "ball"),
    ("a garden", "grow", "", "garden"),
    ("the dark", "afraid", "the dark", "dark"),
)  # fmt: skip


@dataclass(slots=True)
class Wish:
    """What a user wants of a story; whatever is empty is free."""

    hero: Hero
    place: str = ""
    mood: str = ""
    length: str = ""
    title: bool = False
    plot: Plot | None = None
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A story, and what can be asked about it."""

    text: str
    place: str
    wanted: str
    helper: str


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def titled(text: str) -> str:
    small = ("the", "and", "of", "a", "an", "to", "in")
    return capital(" ".join(word if word in small else capital(word) for word in text.split()))


def definite(thing: str) -> str:
    """A thing that is known by now: the key, the sea."""
    return re.sub(r"^an? ", "the ", thing)


def speaks_of(plot: Plot, nouns: tuple[str, ...]) -> bool:
    """Whether a plot's own words name a hero's noun, who would then meet itself."""
    text = " ".join((plot.wish, plot.outcome, *plot.things, *(part for turn in plot.turns for part in turn)))
    return any(noun in text for noun in nouns)


def helper_for(rng: Random, hero: Hero) -> str:
    return rng.choice([helper for helper in HELPERS if not any(noun in helper for noun in hero.nouns)])


def tell(rng: Random, wish: Wish) -> Told:
    """A story as it is wished for: opening, wish, trouble, helper, outcome, ending."""
    hero, length = wish.hero, wish.length
    plots = [plot for plot in MOODS[wish.mood] if not speaks_of(plot, hero.nouns)]
    plot = wish.plot or rng.choice(plots or MOODS[wish.mood])
    thing = wish.thing or rng.choice(plot.things)
    trouble, advice = rng.choice(plot.turns)
    helper = helper_for(rng, hero)
    place = wish.place or rng.choice(PLACES)
    be = "were" if hero.several else "was"
    slots = {
        "hero": hero.called, "Hero": capital(hero.called), "x": thing, "the": definite(thing), "was": be,
        "spot": rng.choice(SPOTS), "helper": helper,
    }  # fmt: skip
    start = rng.choice(STARTS)
    opening = f"{start} there {be} {hero.introduced} who lived {place}." if hero.introduced else ""
    wanted = plot.wish.format(**slots)
    subject = hero.pronoun if hero.pronoun and rng.random() < 0.5 else hero.called
    sentences = [opening or f"{start} {hero.called} lived {place}.", f"{capital(subject)} {wanted}."]
    if length != "tiny":
        sentences.append(trouble.format(**slots))
        if length == "long":
            sentences.append(rng.choice(THOUGHTS).format(**slots))
        meets = length == "long" or (length != "short" and rng.random() < 0.5)
        if meets:
            sentences.append(rng.choice(MEETINGS).format(**slots))
        sentences.append(f'"{advice.format(**slots)}," said {known(helper) if meets else helper}.')
        if length == "long" and plot in PLOTS:
            sentences.append(rng.choice(TURNS))
    sentences.append(f"In the end {hero.called} {plot.outcome.format(**slots)}.")
    sentences.append(rng.choice(ENDINGS_OF[wish.mood]))
    text = " ".join(sentences)
    if wish.title:
        bare = re.sub(r"^(an?|the) ", "", thing)
        named = plot.title.format(Hero=hero.called, The=definite(thing), Thing=bare, Was=be)
        text = f"{titled(named)}\n{text}"
    return Told(text, place, wanted, "" if length == "tiny" else helper)


def known(helper: str) -> str:
    """A helper who was introduced: an old owl is the owl from then on."""
    return "the " + helper.partition(" with ")[0].rpartition(" ")[2]


def story(rng: Random, noun: str = "", name: str = "") -> str:
    """A story about a noun, a name, or a noun with a name."""
    hero = named_hero(noun, name) if name else noun_hero(rng, noun)
    return tell(rng, Wish(hero)).text


def sentences_in(text: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", text))


def story_about(*words: str) -> Check:
    """A whole story, three sentences or longer, that has these words in it."""
    named = says(*words)
    return lambda reply: named(reply) and sentences_in(reply) >= 3 and reply.strip().endswith(ENDINGS)


def as_wished(wish: Wish, *words: str) -> Check:
    """A story that takes up what was wished for."""
    about = story_about(*wish.hero.named, *words, *filter(None, (wish.place,)))
    low, high = {"tiny": (3, 4), "short": (3, 6), "long": (7, 12)}.get(wish.length, (4, 9))
    endings = ENDINGS_OF[wish.mood] if wish.mood else ENDINGS

    def check(reply: str) -> bool:
        title, parted, rest = reply.strip().partition("\n")
        body = rest if wish.title else reply.strip()
        fits = bool(parted) == wish.title and not (wish.title and title.endswith("."))
        return fits and about(reply) and low <= sentences_in(body) <= high and body.endswith(endings)

    return check


def pick_wish(memory: Memory) -> tuple[Wish, str, str, tuple[str, ...]]:
    """A wish, how it is put before and behind the word story, and the words it asks for beside the hero."""
    rng = memory.rng
    plain = noun_hero(rng, any_noun(rng))
    wish, tail, words = Wish(plain._replace(named=())), "", ()
    draw = rng.random()
    if draw < 0.56:
        wish.hero = pick_hero(memory)
        tail = memory.rng.choice(ABOUT).format(hero=wish.hero.asked)
        words = ()
    elif draw < 0.66:
        theme, name, thing, word = rng.choice(THEMES)
        wish.plot = next(plot for plot in PLOTS if plot.name == name)
        wish.thing = thing
        tail = f" about {theme}"
        return Wish(wish.hero, plot=wish.plot, thing=thing), "", tail, (word,)
    elif draw < 0.80:
        wish.hero = noun_hero(rng, rng.choice(ANIMALS))
        plots = [plot for plot in PLOTS if plot.asked and not speaks_of(plot, wish.hero.nouns)]
        wish.plot = rng.choice(plots)
        wish.thing = rng.choice(wish.plot.things)
        asked = wish.plot.asked.format(x=wish.thing)
        return wish, "", f" about {wish.hero.asked} who {asked}", tuple(filter(None, (wish.thing,)))
    before: list[str] = []
    if rng.random() < 0.25:
        word, wish.length = rng.choice(list(LENGTH_WORDS.items()))
        before.append(word)
    if rng.random() < 0.3:
        word, wish.mood = rng.choice(list(MOOD_WORDS.items()))
        if word in ("funny", "scary", "sad", "happy") and rng.random() < 0.2:
            tail += rng.choice((f" that is {word}", f", and make it {word}"))
        else:
            before.append(word)
    if rng.random() < 0.2 and not tail.endswith(("y", "sad")):
        wish.place = rng.choice(ASKED_PLACES)
        tails = PLACE_TAILS if tail.endswith(wish.hero.asked) and not wish.hero.several else PLACE_TAILS[:5]
        tail += rng.choice(tails).format(place=wish.place)
    if rng.random() < 0.04:
        wish.title = True
        tail += rng.choice(TITLE_TAILS)
    return wish, " ".join([*before, ""]), tail, words


ABOUT = (" about {hero}",) * 8 + (" with {hero}", " with {hero} in it", " for me about {hero}")


@skill(4.5)
def tells_a_story(memory: Memory) -> list[Exchange]:
    """A story, and now and then what is asked after it."""
    rng = memory.rng
    wish, before, tail, words = pick_wish(memory)
    if not memory.name and rng.random() < 0.01:
        answers = ("You have not told me your name yet.", "I do not know your name yet. What is it?")
        return [Exchange(memory.ask(ASK_STORY, kind="", hero=" about me"), rng.choice(answers), one_of(*answers))]
    told = tell(rng, wish)
    question = memory.ask(ASK_STORY, kind=before, hero=tail)
    exchanges = [Exchange(question, told.text, as_wished(wish, *words), stressed(wish, told, words))]
    draw = rng.random()
    if draw < 0.08:
        other = Wish(noun_hero(rng, any_noun(rng)))
        exchanges.append(Exchange(memory.ask(ANOTHER_STORY), tell(rng, other).text, story_about()))
    elif draw < 0.18:
        exchanges.append(goes_on(memory, wish, told))
    elif draw < 0.60:
        exchanges.append(asked_about(memory, wish, told))
    return exchanges


def stressed(wish: Wish, told: Told, words: tuple[str, ...]) -> tuple[str, ...]:
    """What was asked for: who, where and what; the ending of a mood, and where a short story may not grow."""
    ending = next(ending for ending in ENDINGS_OF[wish.mood] if told.text.endswith(ending)) if wish.mood else ""
    return *wish.hero.named, *words, wish.place, ending, ' "' if wish.length == "short" else ""


def goes_on(memory: Memory, wish: Wish, told: Told) -> Exchange:
    """What happened next to the same hero."""
    rng, hero = memory.rng, wish.hero
    helper = known(told.helper or helper_for(rng, hero))
    event, after = rng.choice(NEXT_EVENTS)
    text = f"{event.format(hero=hero.called, helper=helper)} {after}"
    named = says(hero.called.removeprefix("the "))

    def check(reply: str) -> bool:
        return named(reply) and reply.strip().endswith(".") and sentences_in(reply) >= 2 and reply != told.text

    def of_told(story: str) -> Check:
        about = [noun for noun in (*ANIMALS, *THINGS, *hero.named) if says(noun)(story)]
        return lambda reply: any(says(noun)(reply) for noun in about) and sentences_in(reply) >= 2 and reply != story

    return Exchange(memory.ask(GO_ON), text, check, hero.called.removeprefix("the "), of_told)


def names_part(pattern: str) -> Callable[[str], Check]:
    """The reply says the part of the story before it that a pattern finds first, before an ending that is like it."""

    def after(story: str) -> Check:
        found = re.search(pattern, story)
        return says(found[1]) if found else lambda reply: False

    return after


named_helper = names_part(r"\" said [^.]*?(\w+)(?: with [^.]*)?\.")


def asked_about(memory: Memory, wish: Wish, told: Told) -> Exchange:
    """A question about the story: where, what, or who."""
    hero = wish.hero.called
    kind = memory.rng.choice(("where", "what", "who"))
    if kind == "what" and told.wanted.startswith("wanted"):
        text = f"{capital(hero)} {told.wanted}."
        return Exchange(
            memory.ask(ASK_WHAT, hero=hero), text, says(told.wanted), told.wanted, names_part(r" (wanted [^.]+)\.")
        )
    if kind == "who" and told.helper:
        text = f"{capital(told.helper)} helped {hero}."
        return Exchange(
            memory.ask(ASK_WHO, hero=hero), text, says(told.helper), told.helper.split(" ", 1)[1], named_helper
        )
    return Exchange(
        memory.ask(ASK_WHERE, hero=hero),
        f"{capital(hero)} lived {told.place}.",
        says(told.place),
        told.place,
        names_part(r" lived ([^.]+)\."),
    )
