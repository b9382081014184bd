"""What the evaluation asks: held-out wordings of every skill, things told at a distance, what lies outside, templates.

It makes messages and checks from the corpus; it knows no model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from rwkvchat.demo.corpus import conversation  # noqa: F401  (registers the skills)
from rwkvchat.demo.corpus.inputs import with_input
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.out_of_world import COUNT, out_of_world
from rwkvchat.demo.corpus.registry import SKILLS, Check, Exchange, Memory, one_of
from rwkvchat.demo.corpus.slots import SLOTS
from rwkvchat.demo.corpus.stories import story_about
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.dialogue.template import template_names

FAMILIES = {
    "greets and takes leave": words("greets says_how_it_is says_what_it_does says_bye"),
    "takes thanks, praise, blame": words(
        "takes_thanks takes_praise takes_blame takes_an_apology takes_a_remark takes_it_seriously"
    ),
    "hears moods, makes small talk": words(
        "hears_a_feeling talks_about_weather suggests_something answers_a_wish tells_something"
    ),
    "says who and what it is": words("says_who_it_is knows_itself"),
    "says what it can do": words("says_what_it_can_do knows_its_skills knows_its_limit"),
    "explains RWKV": words("explains_rwkv explains_a_word"),
    "explains the commands": words("explains_a_command names_the_help knows_no_such_command"),
    "helps with rwkvchat": words("helps_with_a_purpose helps_to_start"),
    "is told about the user": ("introduces_themselves", *(f"tells_{slot}" for slot in SLOTS)),
    "recalls, or was not told": (
        "recalls_what_was_told",
        "knows_the_user",
        *(f"recalls_{slot}" for slot in SLOTS),
    ),
    "adds": words("adds"),
    "subtracts": words("subtracts"),
    "multiplies and halves": words("multiplies says_a_times_table doubles halves"),
    "compares numbers": words("says_which_is_bigger says_if_it_is_bigger says_odd_or_even finds_a_neighbour"),
    "counts": words("counts_up counts_between counts_down counts_in_steps"),
    "spells": words("spells"),
    "spells backwards": words("spells_backwards"),
    "knows letters": words(
        "names_the_first_or_last_letter counts_letters finds_a_letter knows_the_alphabet writes_capitals"
    ),
    "puts words in order": words("sorts_words"),
    "repeats words": words("repeats"),
    "days, months, seasons": words("knows_the_days knows_the_months knows_the_seasons"),
    "names a capital": words("names_a_capital"),
    "names the country of a capital": words("names_a_country"),
    "knows continents": words("names_a_continent says_if_a_country_is_there lists_the_continents"),
    "colours and parts of things": words("knows_a_colour mixes_colours counts_parts"),
    "sounds and young of animals": words("knows_a_sound knows_the_young"),
    "opposites": words("knows_an_opposite"),
    "rhymes": words("finds_a_rhyme"),
    "plurals": words("knows_a_plural"),
    "tells about a topic": words("tells_about"),
    "tells where they live, what they eat": words("tells_where tells_food"),
    "tells stories": words("tells_a_story"),
    "writes poems and limericks": words("writes_a_poem writes_a_limerick"),
    "gives recipes": words("gives_a_recipe"),
    "tells jokes and riddles": words("tells_a_joke asks_a_riddle"),
    "makes lists and tables": words("lists_things lists_so_many makes_a_table writes_down_a_list"),
    "writes Python": words("writes_python"),
    "declines things": words("declines_a_thing"),
    "declines people, places, history": words("declines_a_person declines_a_place declines_history"),
    "declines work and loose questions": words(
        "declines_how_to declines_code_and_work declines_a_loose_question declines_hard_maths"
    ),
    "declines what it cannot or will not do": words(
        "declines_what_it_cannot_see declines_advice_and_opinions declines_harm declines_other_languages "
        "declines_nonsense"
    ),
}
"""The rows of the table, and the skills of each; every skill is in one of them."""
FILLERS = words("tells_about tells_about tells_about tells_a_story declines_a_thing declines_a_place counts_in_steps")
"""What is talked about in between: long replies, so that ten turns are more than 600 tokens."""
DISTANCES = (1, 5, 10)
OTHER_SLOTS = tuple(slot for slot in SLOTS if slot != "name")


@dataclass(frozen=True, slots=True)
class Probe:
    """A short conversation: messages that are only asked, and then exchanges whose replies are judged."""

    before: tuple[str, ...]
    judged: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """A row of a table: its title, its probes, and the template they go through."""

    title: str
    probes: tuple[Probe, ...]
    template: str = "raven-chat"


def skill_probes(names: tuple[str, ...], seed: int, count: int) -> Iterator[Probe]:
    """Some skills in turn, in held-out wordings; training names."""
    for index in range(count):
        memory = Memory(Random(f"probe:{seed}:{names[0]}:{index}"), held_out=True)
        yield Probe((), tuple(SKILLS[names[index % len(names)]][0](memory)))


def recall_probes(slots: tuple[str, ...], distance: int, held_out: bool, seed: int, count: int) -> Iterator[Probe]:
    """Something told, and asked for `distance` turns later; `held_out` tells values that training never had."""
    for index in range(count):
        rng = Random(f"recall:{seed}:{slots[0]}:{distance}:{held_out}:{index}")
        memory = Memory(rng, held_out=True, held_out_names=held_out)
        slot = slots[index % len(slots)]
        told = SKILLS[f"tells_{slot}"][0](memory)
        fillers = [SKILLS[rng.choice(FILLERS)][0](memory)[0] for _ in range(distance - 1)]
        asked = SKILLS[f"recalls_{slot}"][0](memory)
        yield Probe(tuple(exchange.question for exchange in told + fillers), tuple(asked[:1]))


def correction_probes(seed: int, count: int) -> Iterator[Probe]:
    """A name told, another turn, the name corrected, another turn, and the name asked for."""
    for index in range(count):
        rng = Random(f"correction:{seed}:{index}")
        memory = Memory(rng, held_out=True)
        parts = ("tells_name", rng.choice(FILLERS), "tells_name", rng.choice(FILLERS))
        before = [SKILLS[part][0](memory)[0].question for part in parts]
        yield Probe(tuple(before), tuple(SKILLS["recalls_name"][0](memory)[:1]))


def held_out_word_probes(seed: int, count: int) -> Iterator[Probe]:
    """Words and names letter by letter that training never saw."""
    names = words("spells spells_backwards names_the_first_or_last_letter")
    for index in range(count):
        memory = Memory(Random(f"words:{seed}:{index}"), held_out=True, held_out_names=True)
        yield Probe((), tuple(SKILLS[names[index % len(names)]][0](memory)))


def outside_probes() -> dict[str, list[Probe]]:
    """All questions from outside its world by kind, each in a conversation of its own."""
    found: dict[str, list[Probe]] = {}
    for index in range(COUNT):
        kind, exchange = out_of_world(index)
        found.setdefault(kind, []).append(Probe((), (exchange,)))
    return found


def template_probes(template: str, seed: int, count: int) -> Iterator[Probe]:
    """A mixture of skills as one template's users would ask for them."""
    if template == "completion":
        yield from completion_probes(seed, count)
        return
    names = list(SKILLS)
    Random(seed).shuffle(names)
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


def skill_suites(seed: int, count: int) -> list[Suite]:
    return [Suite(title, tuple(skill_probes(names, seed, count))) for title, names in FAMILIES.items()]


def memory_suites(seed: int, count: int) -> list[Suite]:
    """Names at every distance, trained ones and others; the other slots; corrections; words never seen."""
    suites = []
    for distance in DISTANCES:
        turns = f"{distance} turns later" if distance > 1 else "in the next turn"
        for held_out, kind in ((False, "a name"), (True, "a held-out name")):
            suites.append(
                Suite(f"recalls {kind} {turns}", tuple(recall_probes(("name",), distance, held_out, seed, count)))
            )
        probes = recall_probes(OTHER_SLOTS, distance, False, seed, count)
        suites.append(Suite(f"recalls other things {turns}", tuple(probes)))
    suites.append(Suite("recalls a corrected name", tuple(correction_probes(seed, count))))
    suites.append(Suite("spells held-out words", tuple(held_out_word_probes(seed, count))))
    return suites


def outside_suites() -> list[Suite]:
    return [Suite(f"declines {kind}", tuple(probes)) for kind, probes in outside_probes().items()]


def template_suites(seed: int, count: int) -> list[Suite]:
    return [Suite(name, tuple(template_probes(name, seed, count)), name) for name in template_names()]


def all_suites(seed: int, count: int) -> dict[str, list[Suite]]:
    """Every table by its title."""
    return {
        "skills": skill_suites(seed, count),
        "memory": memory_suites(seed, 2 * count),
        "outside": outside_suites(),
        "templates": template_suites(seed, 2 * count),
    }
