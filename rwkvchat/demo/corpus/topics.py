"""What the model can tell about: every topic with its names, two texts, and where, food and one fact more.

The texts lie in the files `topics_*.py`, written for people: a topic is a heading with its names and its verb, then
lines that begin with `1:`, `2:`, `where:`, `food:` or `more:`; other lines go on. `telling.py` makes exchanges of it.
"""

import re
from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.topics_birds import BIRDS
from rwkvchat.demo.corpus.topics_home import HOME_ANIMALS
from rwkvchat.demo.corpus.topics_machines import MACHINES
from rwkvchat.demo.corpus.topics_people import PEOPLE
from rwkvchat.demo.corpus.topics_places import PLACES
from rwkvchat.demo.corpus.topics_plants_food import PLANTS_AND_FOOD
from rwkvchat.demo.corpus.topics_sky_weather import SKY_AND_WEATHER
from rwkvchat.demo.corpus.topics_small import SMALL_ANIMALS
from rwkvchat.demo.corpus.topics_wild import WILD_ANIMALS

LABELS = re.compile(r"(?:^|\n)(1|2|where|food|more): ")


class Topic(NamedTuple):
    """A topic: its names (the first one is used in titles), the verb that fits them, two texts, and single facts.

    A fact that is not known is empty.
    """

    names: tuple[str, ...]
    verb: str
    texts: tuple[str, str]
    where: str = ""
    food: str = ""
    more: str = ""

    def is_are(self, name: str) -> str:
        """The verb that fits one of the names."""
        if name == self.names[0] or name == f"the {self.names[0]}":
            return self.verb
        if name.startswith(("a ", "an ", "the ")):
            return "was" if self.verb == "were" else "is"
        if self.verb == "is":
            return "are" if name.endswith("s") else "is"
        return self.verb


def read_topic(block: str) -> Topic:
    """One topic as it is written in the files."""
    heading, _, rest = block.partition("\n")
    names, _, verb = heading.rpartition(" | ")
    _, *parts = LABELS.split(rest)
    facts = {label: " ".join(text.split()) for label, text in zip(parts[::2], parts[1::2], strict=True)}
    texts = (facts["1"], facts["2"])
    return Topic(items(names), verb, texts, *(facts.get(label, "") for label in ("where", "food", "more")))


ANIMALS = tuple(
    read_topic(block)
    for text in (BIRDS, HOME_ANIMALS, WILD_ANIMALS, SMALL_ANIMALS)
    for block in text.strip().split("\n\n")
)
OTHERS = tuple(
    read_topic(block)
    for text in (PLANTS_AND_FOOD, SKY_AND_WEATHER, PLACES, MACHINES, PEOPLE)
    for block in text.strip().split("\n\n")
)
TOPICS = (*ANIMALS, *OTHERS)
