"""What lies outside the model's small world, asked for in every way; it answers with the declines of `declining.py`.

The questions come from frames and slots wide enough that "not among what I know" is learnt rather than a list.
"""

import re
import string
from random import Random

from rwkvchat.demo.corpus import how_to_data as how_to
from rwkvchat.demo.corpus import outside_data as data
from rwkvchat.demo.corpus import outside_questions as questions
from rwkvchat.demo.corpus import outside_requests as requests
from rwkvchat.demo.corpus import values
from rwkvchat.demo.corpus.countries import CAPITALS
from rwkvchat.demo.corpus.declining import (
    FRAMES,
    NO_ADVICE,
    NO_CAPITAL,
    NO_CODE,
    NO_HARM,
    NO_OPINION,
    NO_PICTURES,
    NO_ROLE,
    NO_WORDS,
    NOT_ABLE,
    OFFLINE,
    ONLY_ENGLISH,
    SUGGESTIONS,
    TOO_HARD,
    UNKNOWN,
    decline,
    declines,
)
from rwkvchat.demo.corpus.known import COUNTRIES, KNOWN, bare
from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, skill
from rwkvchat.demo.corpus.topics import TOPICS

__all__ = ["FRAMES", "NOT_ABLE", "SUGGESTIONS", "decline", "declines", "one_side"]


WARES = tuple(topic for topic in TOPICS if topic.names[0].lower() not in ("rwkv", "rwkvchat"))
CITIES = tuple(city for city in values.CITIES if city not in CAPITALS.values() and city != "Limerick")
SINGULAR = tuple(name.split(" ", 1)[1] for topic in TOPICS for name in topic.names if name.startswith(("a ", "an ")))

ABOUT = Wording(
    items("""
        Tell me about {thing}.; Tell me something about {thing}.; What do you know about {thing}?; What is {thing}?;
        What are {thing}?; Explain {thing}.; Explain {thing} to me.; Describe {thing}.; How does {thing} work?; How do
        {thing} work?; Can you explain {thing}?; What can you tell me about {thing}?; Who invented {thing}?; Why is
        {thing} important?; Give me some facts about {thing}.; Tell me a fact about {thing}.; Talk about {thing}.;
        Write about {thing}.; Write an essay about {thing}.; When was {thing} invented?; How do I learn about
        {thing}?; What are the advantages of {thing}?; What is the history of {thing}?; Where can I find {thing}?; Do
        you know anything about {thing}?; How much does {thing} cost?; What about {thing}?; {thing}; How is {thing}
        made?; What is the meaning of {thing}?; Summarize {thing} for me.; What is the difference between {thing} and
        {other}?; Compare {thing} with {other}.; Can you tell me about {thing}?; Teach me about {thing}.; Teach me
        {thing}.; I want to know about {thing}.; I want to know everything about {thing}.; Let's talk about {thing}.;
        What exactly is {thing}?; Do you know what {thing} is?; Do you know something about {thing}?; I would like to
        learn about {thing}.; What is {thing} used for?; Tell me all about {thing}.; Tell me more about {thing}.; Say
        something about {thing}.; what is a {thing}; Where do {thing} live?; What do {thing} eat?; Give me some
        information about {thing}.; Tell me everything about {thing}.; I like {thing}, tell me something.; Write a few
        sentences about {thing}.; Write a short text about {thing}.; How about {thing}?; Tell me what {thing} are.;
        Tell me where {thing} live.; Can you describe {thing}?; Now tell me about {thing}.; Tell me an interesting
        fact about {thing}.; Tell me a little about {thing}.; What do you know of {thing}?; Where do {thing} come
        from?; {thing}?; Who discovered {thing}?; Why do {thing} exist?; What does {thing} mean?; How do people use
        {thing}?; How would you explain {thing}?; Why do people like {thing}?; What happened to {thing}?
    """),
    items("""
        Could you tell me about {thing}?; Do you know about {thing}?; Tell me what you know about {thing}.; How would
        you explain {thing} to me?; What can you tell me about the history of {thing}?; Can you teach me something
        about {thing}?; Can you explain to me what {thing} is?
    """),
)
SOMEONE = Wording(
    items("""
        Who is {person}?; Who was {person}?; Tell me about {person}.; When was {person} born?; What did {person} do?;
        Do you know {person}?; What is {person} famous for?; Where does {person} live?; How old is {person}?; When did
        {person} die?; What did {person} write?; Is {person} married?; Write a biography of {person}.; What do you
        know about {person}?; Where was {person} born?; Tell me something about {person}.; {person}; Is {person}
        alive?; Who the hell is {person}?; What happened to {person}?; Tell me the story of {person}'s life.; Did
        {person} have children?; What does {person} do?; Which country is {person} from?; Do you know who {person}
        is?; How did {person} die?; Can you tell me who {person} was?; Have you met {person}?; Why did {person} become
        famous?; Who is this {person}?
    """),
    items("""
        Can you tell me something on {person}?; Why is {person} famous?; In which country was {person} born?; Do you
        know who {person} was?; What is the story of {person}?
    """),
)
SOMEWHERE = Wording(
    items("""
        What is the capital of {place}?; What's the capital of {place}?; Name the capital of {place}.; Tell me the
        capital of {place}.; Which city is the capital of {place}?; Do you know the capital of {place}?; Capital of
        {place}; What is the capital city of {place}?; What is {place}'s capital?; What's {place}'s capital?; Can you
        tell me the capital of {place}?; The capital of {place}?; What city is the capital of {place}?; The capital of
        {place} is; I want to know the capital of {place}.; Where is the capital of {place}?; Which is the capital of
        {place}?; Does {place} have a capital?; Do you know the name of the capital of {place}?
    """),
    items("""
        Could you tell me the capital of {place}?; What is the name of the capital of {place}?; Do you know what the
        capital of {place} is?; Tell me {place}'s capital.
    """),
)
ABOUT_PLACE = Wording(
    items("""
        How many people live in {place}?; What is the population of {place}?; What language do they speak in {place}?;
        How do I get to {place}?; Who is the president of {place}?; What can I see in {place}?; Is {place} a nice
        place?; How big is {place}?; Who is the king of {place}?; What is {place} famous for?; What food do they eat
        in {place}?; What is the currency of {place}?; What is the history of {place}?; Which countries border
        {place}?; How old is {place}?; What is the flag of {place}?; What is the national anthem of {place}?; What are
        the people of {place} like?; Is {place} rich?; What is the highest mountain in {place}?; Who governs {place}?;
        Does {place} have a king or a queen?; Which rivers are in {place}?; When was {place} founded?; Should I travel
        to {place}?; How warm is {place}?; What is the religion of {place}?; How many cities are there in {place}?;
        Which languages are spoken in {place}?
    """),
    items("""
        What do they eat in {place}?; Who is the queen of {place}?; Which food is {place} famous for?; How many people
        are there in {place}?; Can you tell me the population of {place}?
    """),
)
WHERE = Wording(
    items("""
        Where is {where}?; In which country is {where}?; Which country is {where} in?; What country is {where} in?;
        Which continent is {where} in?; Tell me where {where} is.; Do you know where {where} is?; Where exactly is
        {where}?; Where can I find {where}?; What is {where} the capital of?; {where} is the capital of which
        country?; Where on the map is {where}?; Can you tell me where {where} is?; On which continent is {where}?;
        Tell me about {where}.; Is {where} the capital of a country?; What do you know about {where}?; {where}; Where
        in the world is {where}?; How do I get to {where}?; What is {where} like?
    """),
    items("""
        Could you tell me where {where} is?; Can you tell me which country {where} is in?; Do you know the country of
        {where}?; Tell me the continent that {where} lies in.
    """),
)
HAPPENING = Wording(
    items("""
        When was {event}?; What was {event}?; Tell me about {event}.; What happened in {event}?; Why did {event}
        happen?; In which year was {event}?; Who won {event}?; How did {event} end?; When did {event} begin?; Who
        fought in {event}?; What caused {event}?; Explain {event}.; What do you know about {event}?; How long did
        {event} last?; Where was {event}?; Why was {event} important?; Describe {event}.; Who was in {event}?; When
        did {event} end?; {event}; Who started {event}?
    """),
    items(
        "When did {event} happen?; Why did {event} begin?; Who was it that started {event}?; Can you describe {event} "
        "to me?"
    ),
)
DOER = Wording(
    items("""
        Who {deed}?; Do you know who {deed}?; Tell me who {deed}.; Who was it that {deed}?; Can you tell me who
        {deed}?; What is the name of the person who {deed}?; I want to know who {deed}.; Which person {deed}?; who
        {deed}, and when?; Name the person who {deed}.; Was it {person} who {deed}?; Is it true that {person} {deed}?;
        Guess who {deed}.
    """),
    items("Could you tell me who {deed}?; Do you know the person who {deed}?; Do you know the name of who {deed}?"),
)
PLACE_STARTS = words(
    "Al Bar Bel Cor Dra El Far Gon Hol Il Kar Lor Mel Nar Or Pel Quin Ros Syl Tar Ul Ven Wes Xan Yor Zan"
)
PLACE_ENDS = words("andia aria avia dor onia ovia land mark stan istan ura ania ia essa oria ador guay burg ton ville")
PLACE_MIDDLES = ("", "", "b", "d", "g", "l", "m", "n", "r", "s", "t", "v", "an", "er", "or")


SMALL_WORDS = words("the of if when because under not run green with and but jump over from yellow is to seven very at")


def one_side(memory: Memory, items: tuple[str, ...]) -> str:
    """An item from the side of the list that training, or the evaluation, may use: every seventh is held out."""
    while True:
        place = memory.rng.randrange(len(items))
        if (place % 7 == 0) == memory.held_out:
            return items[place]


def some_thing(memory: Memory) -> str:
    """A thing that is no topic: of the lists, of two words put together, or a topic's name with something after it."""
    draw = memory.rng.random()
    if draw < 0.64:
        return one_side(memory, data.THINGS if draw < 0.36 else data.NEIGHBOURS)
    if draw < 0.76:
        return f"{one_side(memory, data.MODIFIERS)} {one_side(memory, data.FIELDS)}"
    made = one_side(memory, data.NEAR)
    if draw < 0.92:
        made = f"{memory.rng.choice(SINGULAR)} {one_side(memory, data.TAILS)}"
    return made if bare(made) not in KNOWN else one_side(memory, data.THINGS)


def some_person(memory: Memory) -> str:
    """Somebody of whom nothing is known: of the list, or a first and a last name."""
    if memory.rng.random() < 0.65:
        return one_side(memory, data.PEOPLE)
    return f"{one_side(memory, data.FIRST_NAMES)} {one_side(memory, data.LAST_NAMES)}"


def some_place(memory: Memory) -> str:
    """A place whose capital is not known: of the list, or invented."""
    if memory.rng.random() < 0.7:
        return one_side(memory, data.PLACES)
    rng = memory.rng
    made = one_side(memory, PLACE_STARTS) + rng.choice(PLACE_MIDDLES) + rng.choice(PLACE_ENDS)
    return made if bare(made) not in COUNTRIES and bare(made) not in KNOWN else one_side(memory, data.PLACES)


def some_event(memory: Memory) -> str:
    """Something that happened, or might have."""
    if memory.rng.random() < 0.6:
        return one_side(memory, data.EVENTS)
    kind = memory.rng.choice(("Battle", "Treaty", "Siege", "Peace", "Council", "War", "Battle"))
    return f"the {kind} of {some_place(memory) if memory.rng.random() < 0.8 else some_year(memory.rng)}"


def some_year(rng: Random) -> str:
    return str(rng.randint(1000, 2040))


def ask(memory: Memory, wording: Wording) -> str:
    """A question with whatever slots it has filled."""
    rng = memory.rng
    choices = wording.held_out if memory.held_out and wording.held_out else wording.train
    chosen = rng.choice(choices)
    makers = {
        "thing": lambda: some_thing(memory),
        "person": lambda: some_person(memory),
        "place": lambda: some_place(memory),
        "where": lambda: one_side(memory, CITIES) if rng.random() < 0.5 else some_place(memory),
        "event": lambda: some_event(memory),
        "year": lambda: some_year(rng),
        "topic": lambda: rng.choice(rng.choice(WARES).names),
        "a": lambda: str(rng.randint(2, 60)),
        "b": lambda: str(rng.randint(2, 60)),
        "n": lambda: str(rng.randint(101, 10 ** rng.choice((3, 4, 6)))),
    }
    makers |= {"other": makers["thing"], "person2": makers["person"], "place2": makers["place"]}
    slots = {}
    for slot in dict.fromkeys(re.findall(r"\{(\w+)\}", chosen)):
        slots[slot] = makers[slot]() if slot in makers else one_side(memory, LISTS[slot])
    return memory.ask(Wording((chosen,)), **slots)


LISTS = {
    "do": how_to.DOINGS, "harm": how_to.HARM, "language": requests.LANGUAGE_NAMES, "phrase": requests.PHRASES,
    "role": requests.ROLES, "team": questions.TEAMS, "team2": questions.TEAMS, "ailment": questions.AILMENTS,
    "drug": questions.DRUGS, "drug2": questions.DRUGS, "dish": requests.DISHES, "work": requests.WORKS,
    "property": questions.PROPERTIES, "adjective": questions.ADJECTIVES, "deed": data.DEEDS,
}  # fmt: skip


def refused(memory: Memory, wording: Wording, reasons: tuple[str, ...]) -> list[Exchange]:
    return [Exchange(ask(memory, wording), decline(memory.rng, reasons), declines)]


def one_of_side(memory: Memory, texts: tuple[str, ...]) -> Wording:
    """One frame of a list, from the side that training, or the evaluation, may use."""
    return Wording((one_side(memory, texts),))


@skill(3.0)
def declines_a_thing(memory: Memory) -> list[Exchange]:
    return refused(memory, ABOUT, UNKNOWN)


@skill(0.9)
def declines_a_person(memory: Memory) -> list[Exchange]:
    return refused(memory, SOMEONE, UNKNOWN)


@skill(1.8)
def declines_a_place(memory: Memory) -> list[Exchange]:
    """Capitals of places that are not known, and other questions about places that may be."""
    draw = memory.rng.random()
    if draw < 0.7:
        return refused(memory, SOMEWHERE, NO_CAPITAL) if draw < 0.45 else refused(memory, WHERE, UNKNOWN)
    if draw < 0.85:
        return refused(memory, ABOUT_PLACE, UNKNOWN)
    place = memory.rng.choice(list(CAPITALS))
    return [Exchange(memory.ask(ABOUT_PLACE, place=place), decline(memory.rng, UNKNOWN), declines)]


@skill(0.6)
def declines_history(memory: Memory) -> list[Exchange]:
    return refused(memory, HAPPENING if memory.rng.random() < 0.5 else DOER, UNKNOWN)


@skill(2.0)
def declines_how_to(memory: Memory) -> list[Exchange]:
    return refused(memory, Wording(how_to.DO_FRAMES, how_to.DO_HELD_OUT), UNKNOWN)


@skill(3.4)
def declines_code_and_work(memory: Memory) -> list[Exchange]:
    """Code, texts, translations, errands, parts to play, pictures."""
    kinds = (
        (requests.CODE, NO_CODE), (requests.CODE, NO_CODE), (requests.WORK, NOT_ABLE), (requests.WORK, NOT_ABLE),
        (requests.PICTURES, NO_PICTURES), (requests.ROLE_FRAMES, NO_ROLE),
    )  # fmt: skip
    texts, reasons = memory.rng.choice(kinds)
    return refused(memory, one_of_side(memory, texts), reasons)


@skill(2.8)
def declines_a_loose_question(memory: Memory) -> list[Exchange]:
    return refused(memory, one_of_side(memory, questions.LOOSE), UNKNOWN)


@skill(2.2)
def declines_what_it_cannot_see(memory: Memory) -> list[Exchange]:
    return refused(memory, one_of_side(memory, questions.OFFLINE), OFFLINE)


@skill(1.8)
def declines_advice_and_opinions(memory: Memory) -> list[Exchange]:
    texts, reasons = memory.rng.choice(((questions.ADVICE, NO_ADVICE), (requests.OPINIONS, NO_OPINION)))
    return refused(memory, one_of_side(memory, texts), reasons)


@skill(1.0)
def declines_hard_maths(memory: Memory) -> list[Exchange]:
    return refused(memory, one_of_side(memory, questions.MATHS), TOO_HARD)


@skill(0.5)
def declines_harm(memory: Memory) -> list[Exchange]:
    if memory.rng.random() < 0.2:
        return refused(memory, one_of_side(memory, requests.HARM_LOOSE), NO_HARM)
    return refused(memory, Wording(how_to.HARM_FRAMES, how_to.HARM_HELD_OUT), NO_HARM)


@skill(1.6)
def declines_other_languages(memory: Memory) -> list[Exchange]:
    return refused(memory, one_of_side(memory, requests.LANGUAGES), ONLY_ENGLISH)


@skill(1.7)
def declines_nonsense(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    draw = rng.random()
    if draw < 0.25:
        text = one_side(memory, requests.NONSENSE)
    elif draw < 0.45:
        some = [*rng.sample(SINGULAR, 2), *rng.sample(SMALL_WORDS, rng.randint(2, 4))]
        text = " ".join(rng.sample(some, len(some)))
    elif draw < 0.55:
        text = " ".join(rng.choice(string.ascii_lowercase) * rng.randint(2, 6) for _ in range(rng.randint(1, 3)))
    elif draw < 0.65:
        text = "".join(f"{rng.randint(2, 99)}{rng.choice('abkmpqrvwyz')}" for _ in range(rng.randint(2, 4)))
    else:
        letters = rng.choice(("asdfghjkl", string.ascii_lowercase, string.ascii_letters, string.digits + "abcdef"))
        text = " ".join("".join(rng.choices(letters, k=rng.randint(3, 9))) for _ in range(rng.randint(1, 3)))
        if text.isdigit():
            text += "qx"
    return [Exchange(text, decline(rng, NO_WORDS), declines)]
