"""Tells about topics: two texts each, and on the next questions where, what they eat, and one fact more."""

from rwkvchat.demo.corpus.registry import Exchange, Memory, one_of, says, skill
from rwkvchat.demo.corpus.telling_wordings import (
    ASK_FOOD,
    ASK_IS_WHERE,
    ASK_TOPIC,
    ASK_WHAT,
    ASK_WHERE,
    MORE,
    THEIR_FOOD,
    THEIR_HOME,
    THEIR_PLACE,
)
from rwkvchat.demo.corpus.topics import ANIMALS, TOPICS, Topic

WITH_PLACE = tuple(topic for topic in TOPICS if topic.where)


def any_name(memory: Memory, topic: Topic) -> str:
    """A name of the topic as people type it, now and then without its article."""
    name = memory.rng.choice(topic.names)
    article, _, bare = name.partition(" ")
    return bare if article in ("a", "an", "the") and bare and memory.rng.random() < 0.08 else name


def verb_of(topic: Topic) -> str:
    """What the sentence on its place says: live, grow, come from, or nothing but "is"."""
    return next((verb for verb in ("live", "grow", "come") if f" {verb}" in topic.where), "")


def grammar(topic: Topic, name: str) -> dict[str, str]:
    """The words that fit the topic under one of its names: verbs with and without an s, and pronouns."""
    is_are = topic.is_are(name)
    many = is_are in ("are", "were")
    place, past = verb_of(topic), topic.verb == "were"
    verb = {"": "live", "come": "come from"}.get(place, place)
    third = {"live": "lives", "grow": "grows", "come from": "comes from"}[verb]
    return {
        "topic": name,
        "is": is_are,
        "do": "did" if past else "do" if many else "does",
        "live": verb,
        "lives": "lived" if past else verb if many else third,
        "eats": "ate" if past else "eat" if many else "eats",
    }


def pronouns(topic: Topic) -> dict[str, str]:
    """The words that stand for the topic once it was named."""
    many = topic.verb != "is"
    words = grammar(topic, topic.names[0])
    return {**words, "they": "they" if many else "it", "them": "them" if many else "it"}


def named(topic: Topic) -> str:
    """Its first name, within a sentence."""
    return topic.names[0]


def about(memory: Memory, topic: Topic, first: int) -> Exchange:
    name = any_name(memory, topic)
    if memory.rng.random() < 0.25 and not memory.held_out:
        question = memory.ask(ASK_WHAT, verb=topic.is_are(name), topic=name)
    else:
        question = memory.ask(ASK_TOPIC, topic=name)
    return Exchange(question, topic.texts[first], one_of(*topic.texts))


def one_fact(topic: Topic, question: str, fact: str) -> Exchange:
    """A question about a topic and the fact that answers it, or the honest sentence where there is none."""
    if fact:
        return Exchange(question, fact, one_of(fact))
    return Exchange(question, f"I do not know that about {named(topic)}.", says("I do not know", named(topic)))


def where(memory: Memory, topic: Topic, pronoun: bool) -> Exchange:
    place = bool(topic.where) and not verb_of(topic)
    if pronoun:
        question = memory.ask(THEIR_PLACE if place else THEIR_HOME, **pronouns(topic))
    else:
        question = memory.ask(ASK_IS_WHERE if place else ASK_WHERE, **grammar(topic, memory.rng.choice(topic.names)))
    return one_fact(topic, question, topic.where)


def food(memory: Memory, topic: Topic, pronoun: bool) -> Exchange:
    if pronoun:
        question = memory.ask(THEIR_FOOD, **pronouns(topic))
    else:
        question = memory.ask(ASK_FOOD, **grammar(topic, memory.rng.choice(topic.names)))
    return one_fact(topic, question, topic.food)


def kinds_of_next(memory: Memory, topic: Topic) -> list[str]:
    """What is asked next; what is not known of a topic is rarely asked for."""
    rng = memory.rng
    kinds = ["more", "more"]
    if topic.where or rng.random() < 0.15:
        kinds.append("where")
    if topic.food or rng.random() < 0.1:
        kinds.append("food")
    rng.shuffle(kinds)
    return kinds[: rng.choices((0, 1, 2, 3), (40, 38, 15, 7))[0]]


def then(memory: Memory, topic: Topic, kinds: list[str], left: list[str]) -> list[Exchange]:
    """The questions that follow; `left` is what has not been told yet, in the order of telling."""
    exchanges = []
    for kind in kinds:
        if kind == "more":
            told = left.pop(0) if left else f"That is all I know about {named(topic)}."
            others = [told, *left]
            exchanges.append(Exchange(memory.ask(MORE, **pronouns(topic)), told, one_of(*others)))
        else:
            exchanges.append((where if kind == "where" else food)(memory, topic, pronoun=True))
    return exchanges


@skill(11.5)
def tells_about(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    topic = TOPICS[0] if rng.random() < 0.02 else rng.choice(TOPICS)
    first = rng.randrange(2)
    left = [topic.more, topic.texts[1 - first]]
    return [about(memory, topic, first), *then(memory, topic, kinds_of_next(memory, topic), left)]


@skill(1.2)
def tells_where(memory: Memory) -> list[Exchange]:
    """Where something lives, grows, comes from or is, asked by name."""
    topic = memory.rng.choice(WITH_PLACE)
    exchanges = [where(memory, topic, pronoun=False)]
    if topic.food and memory.rng.random() < 0.2:
        exchanges.append(food(memory, topic, pronoun=True))
    return exchanges


@skill(0.8)
def tells_food(memory: Memory) -> list[Exchange]:
    """What an animal eats, asked by name."""
    topic = memory.rng.choice(ANIMALS)
    exchanges = [food(memory, topic, pronoun=False)]
    if memory.rng.random() < 0.2:
        exchanges.append(where(memory, topic, pronoun=True))
    return exchanges
