"""What the evaluation asks: held-out wordings of every skill, names at a distance, every template.

It makes messages and checks from the corpus; it knows no model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from rwkvchat.demo.corpus import conversation  # noqa: F401  (registers the skills)
from rwkvchat.demo.corpus.inputs import with_input
from rwkvchat.demo.corpus.registry import SKILLS, Check, Exchange, Memory, one_of
from rwkvchat.demo.corpus.stories import story_about
from rwkvchat.demo.corpus.topics import TOPICS

FILLERS = (
    "adds", "subtracts", "counts_up", "names_a_capital", "names_a_country", "tells_about", "greets", "knows_itself",
    "says_how_it_is", "declines_a_thing", "declines_a_person", "tells_a_joke", "says_what_it_can_do", "lists_things",
)  # fmt: skip
DISTANCES = (1, 5)


@dataclass(frozen=True, slots=True)
class Probe:
    """A short conversation: messages that are only asked, and then exchanges whose replies are judged."""

    before: tuple[str, ...]
    judged: tuple[Exchange, ...]


def skill_probes(name: str, seed: int, count: int) -> Iterator[Probe]:
    """One skill in held-out wordings; training names."""
    for index in range(count):
        memory = Memory(Random(f"probe:{seed}:{name}:{index}"), held_out=True)
        yield Probe((), tuple(SKILLS[name][0](memory)))


def recall_probes(distance: int, held_out_names: bool, seed: int, count: int) -> Iterator[Probe]:
    """A name told, and asked for `distance` turns later."""
    for index in range(count):
        rng = Random(f"recall:{seed}:{distance}:{held_out_names}:{index}")
        memory = Memory(rng, held_out=True, held_out_names=held_out_names)
        told = SKILLS["tells_name"][0](memory)
        fillers = [SKILLS[rng.choice(FILLERS)][0](memory)[0] for _ in range(distance - 1)]
        asked = SKILLS["recalls_name"][0](memory)
        yield Probe(tuple(exchange.question for exchange in told + fillers), tuple(asked))


def correction_probes(seed: int, count: int) -> Iterator[Probe]:
    """A name told, another turn, the name corrected, another turn, and the name asked for."""
    for index in range(count):
        rng = Random(f"correction:{seed}:{index}")
        memory = Memory(rng, held_out=True)
        parts = ("tells_name", rng.choice(FILLERS), "tells_name", rng.choice(FILLERS))
        before = [SKILLS[part][0](memory)[0].question for part in parts]
        yield Probe(tuple(before), tuple(SKILLS["recalls_name"][0](memory)))


def template_probes(template: str, seed: int, count: int) -> Iterator[Probe]:
    """A mixture of skills as one template's users would ask for them."""
    if template == "completion":
        yield from completion_probes(seed, count)
        return
    names = list(SKILLS)
    for index in range(count):
        rng = Random(f"template:{seed}:{index}")
        memory = Memory(rng, held_out=True)
        if template == "raven-instruct-input":
            yield Probe((), (with_input(memory),))
        else:
            yield Probe((), tuple(SKILLS[names[index % len(names)]][0](memory)[:1]))


def completion_probes(seed: int, count: int) -> Iterator[Probe]:
    """Beginnings that the model continues: topics and stories."""
    for index in range(count):
        rng = Random(f"completion:{seed}:{index}")
        if rng.random() < 0.3:
            beginning = rng.choice(("Once upon a time", "Long ago there was a", "Many years ago"))
            yield Probe((), (Exchange(beginning, "", story_about()),))
            continue
        topic = rng.choice(TOPICS)
        beginning = " ".join(topic.texts[0].split(" ")[: 3 if topic.texts[0].startswith("The ") else 2])
        yield Probe((), (Exchange(beginning, "", rest_of(beginning, topic.texts)),))


def rest_of(beginning: str, texts: tuple[str, ...]) -> Check:
    """The reply is what follows the beginning in one of the texts."""
    return one_of(*(text.removeprefix(beginning).strip() for text in texts))
