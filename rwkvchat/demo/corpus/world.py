"""Countries: their capitals, the countries of capitals, and their continents; importing it registers all knowledge.

Everything it has not been told is the matter of `outside.py`.
"""

import rwkvchat.demo.corpus.creatures
import rwkvchat.demo.corpus.dates
import rwkvchat.demo.corpus.language
import rwkvchat.demo.corpus.telling
import rwkvchat.demo.corpus.things  # noqa: F401  (importing a family registers its skills)
from rwkvchat.demo.corpus.countries import CAPITALS, CONTINENTS, OTHER_NAMES, SAME
from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, one_of, says, skill

__all__ = ["CAPITALS", "OTHER_NAMES"]

ASK_CAPITAL = worded(
    """
    What is the capital of {country}?; What's the capital of {country}?; Which city is the capital of {country}?; Do
    you know the capital of {country}?; Tell me the capital of {country}.; Name the capital of {country}.; The capital
    of {country}?; Capital of {country}; What is the capital city of {country}?; What city is the capital of
    {country}?; Can you tell me the capital of {country}?; I want to know the capital of {country}.; What is
    {country}'s capital?; What's {country}'s capital?; Where is the capital of {country}?; The capital of {country}
    is; Which is the capital of {country}?; {country}: what is the capital?; Give me the capital of {country}.; What
    is the name of {country}'s capital?; What's the capital city of {country}?; {country} capital; Say the capital of
    {country}.; Do you know {country}'s capital?; Tell me what the capital of {country} is.; What is the main city of
    {country} called, the capital?; I forgot the capital of {country}.; Could you name the capital of {country}?
    """,
    """
    Could you tell me the capital of {country}?; Do you know what the capital of {country} is?; What is the name of
    the capital of {country}?; Tell me {country}'s capital.; Can you name the capital city of {country}?; Which city
    is {country}'s capital?
    """,
)
ASK_COUNTRY = worded(
    """
    {city} is the capital of which country?; Which country has the capital {city}?; What country is {city} the capital
    of?; Which country's capital is {city}?; Of which country is {city} the capital?; Where is {city}?; In which
    country is {city}?; What is {city} the capital of?; {city} is the capital of; Which country is {city} in?; Tell me
    which country {city} is in.; Tell me the country of {city}.; Do you know where {city} is?; Where can I find
    {city}?; Where is {city} exactly?; Where is {city} located?; Where is the city of {city}?; {city} is in which
    country?; In what country is {city}?; Can you tell me where {city} is?; Do you know which country {city} is in?;
    Where on the map is {city}?; Name the country whose capital is {city}.; Whose capital is {city}?
    """,
    """
    {city} is the capital of what country?; What is the country that {city} is in?; Tell me the country that {city} lies
    in.; In what land is {city}?; Can you tell me which country {city} is in?; Which country is {city} the capital of?
    """,
)
NEXT_CAPITAL = worded("""
    And {country}?; And of {country}?; What about {country}?; How about {country}?; And for {country}?
""")
ASK_CONTINENT = worded(
    """
    Which continent is {country} in?; What continent is {country} in?; On which continent is {country}?; Which
    continent is {country} on?; What continent is {country} on?; In which continent is {country}?; Where is
    {country}?; Where is {country}?; Where exactly is {country}?; Where in the world is {country}?; Tell me where
    {country} is.; Do you know where {country} is?; Can you tell me where {country} is?; Where can I find {country}?;
    Where is {country} located?; Which continent does {country} belong to?; What continent does {country} belong to?;
    {country} is in which continent?; Tell me which continent {country} is in.; Do you know which continent {country}
    is in?; Name the continent of {country}.; What is the continent of {country}?; Which part of the world is
    {country} in?; Where on the map is {country}?; To which continent does {country} belong?; In what part of the
    world is {country}?
    """,
    """
    Can you tell me which continent {country} is in?; Tell me what continent {country} is in.; Do you know where in
    the world {country} is?; {country} is on which continent?; Do you know the continent of {country}?; In which part
    of the world is {country}?
    """,
)
ASK_IF_IN = worded(
    """
    Is {country} in {place}?; Is {country} in {place}?; Is {country} a country in {place}?; Is it true that {country}
    lies in {place}?; I think {country} belongs to {place}.; Is {country} really a part of {place}?; Is {country} one
    of the countries of {place}?; Does {country} really lie in {place}?; Does {country} belong to {place}?; Is
    {country} a part of {place}?; Does {country} lie in {place}?; Is it true that {country} is in {place}?; Do you
    think {country} is in {place}?; {country} is in {place}, right?; {country} is in {place}, isn't it?; I think
    {country} is in {place}.; Tell me if {country} is in {place}.; Can you tell me if {country} is in {place}?; Is
    {country} part of {place}?; Is {country} located in {place}?; Do you know if {country} is in {place}?
    """,
    """
    Is {country} really in {place}?; Is it right that {country} is in {place}?; Do you know if {country} lies in
    {place}?; Is {country} one of the countries in {place}?; Is it true that {country} belongs to {place}?
    """,
)
LOCATED = (*CAPITALS, *(name for name in OTHER_NAMES if name != "America"))
CONTINENT_NAMES = ("Europe", "Africa", "Asia", "North America", "South America", "Oceania")


def named(memory: Memory, country: str) -> str:
    """A country as people name it, now and then without its article."""
    return country.removeprefix("the ") if memory.rng.random() < 0.3 else country


def sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def no_other(country: str) -> Check:
    """The reply names no other country, but one whose name is part of this one's."""
    own = " ".join((country, *(name for name, same in SAME.items() if same == country)))
    others = [other for other in CAPITALS if other != country and other not in own]
    return lambda reply: not any(says(other)(reply) for other in others)


def both(*checks: Check) -> Check:
    return lambda reply: all(check(reply) for check in checks)


@skill(1.3)
def names_a_capital(memory: Memory) -> list[Exchange]:
    exchanges = []
    wording = ASK_CAPITAL
    for _ in range(2 if memory.rng.random() < 0.12 else 1):
        country, city = memory.rng.choice([*CAPITALS.items(), *OTHER_NAMES.items()])
        question = memory.ask(wording, country=named(memory, country))
        check = both(says(city), no_other(SAME.get(country, country)))
        exchanges.append(Exchange(question, f"The capital of {country} is {city}.", check, city))
        wording = NEXT_CAPITAL
    return exchanges


def is_named(country: str) -> Check:
    """The reply names the country by one of its names."""
    names = (country, *(name for name, same in SAME.items() if same == country))
    return lambda reply: any(says(name.removeprefix("the "))(reply) for name in names)


@skill(0.9)
def names_a_country(memory: Memory) -> list[Exchange]:
    country, city = memory.rng.choice(list(CAPITALS.items()))
    question = memory.ask(ASK_COUNTRY, city=city)
    return [
        Exchange(question, f"{city} is the capital of {country}.", both(is_named(country), no_other(country)), country)
    ]


def places_of(country: str) -> tuple[str, ...]:
    """The one or two continents of a country, by any of its names."""
    return tuple(CONTINENTS[SAME.get(country, country)].split(" and in "))


def only_places(wanted: tuple[str, ...], *start: str) -> Check:
    """The reply names these continents and no others, and says what it must say."""
    right = says(*wanted, *start)
    wrong = [place for place in CONTINENT_NAMES if place not in wanted]
    return lambda reply: right(reply) and not any(says(place)(reply) for place in wrong)


def lies_in(country: str) -> str:
    return f"{country} is in {CONTINENTS[SAME.get(country, country)]}."


@skill(1.6)
def names_a_continent(memory: Memory) -> list[Exchange]:
    country = memory.rng.choice(LOCATED)
    question = memory.ask(ASK_CONTINENT, country=named(memory, country))
    places = places_of(country)
    return [
        Exchange(
            question,
            sentence(lies_in(country)),
            both(only_places(places), no_other(SAME.get(country, country))),
            " and in ".join(places),
        )
    ]


@skill(1.2)
def says_if_a_country_is_there(memory: Memory) -> list[Exchange]:
    """Whether a country lies on a continent; where it does not, on which it does."""
    country = memory.rng.choice(LOCATED)
    places = places_of(country)
    others = [place for place in CONTINENT_NAMES if place not in places]
    right = memory.rng.random() < 0.5
    place = memory.rng.choice(places if right else others)
    question = memory.ask(ASK_IF_IN, country=named(memory, country), place=place)
    start = "Yes" if right else "No"
    answer = f"{start}, {lies_in(country)}"
    return [
        Exchange(question, answer, both(only_places(places, start), no_other(SAME.get(country, country))), f"{start}, ")
    ]


CONTINENT_LIST = "Africa, Antarctica, Asia, Australia, Europe, North America and South America"
ASK_CONTINENTS = worded(
    """
    Name the continents.; What are the continents?; Which continents are there?; List the continents.; How many
    continents are there?; Tell me the continents.; Do you know the continents?; Can you name the continents?; What
    are the seven continents?; Name all continents.; Can you list all the continents?; I want to know the continents.
    """,
    "Could you name the continents?; Tell me all the continents.; Do you know how many continents there are?",
)


@skill(0.12)
def lists_the_continents(memory: Memory) -> list[Exchange]:
    answer = f"The seven continents are {CONTINENT_LIST}."
    return [Exchange(memory.ask(ASK_CONTINENTS), answer, one_of(answer))]
