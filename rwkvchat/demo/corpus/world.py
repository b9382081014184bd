"""Capitals and topics: the facts the model holds, and how people ask for them.

Everything it has not been told is the matter of `outside.py`.
"""

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, says, skill
from rwkvchat.demo.corpus.topics import TOPICS, Topic

CAPITALS = dict(
    pair.split(": ")
    for pair in items("""
        France: Paris; Germany: Berlin; Italy: Rome; Spain: Madrid; Portugal: Lisbon; England: London; Ireland:
        Dublin; Scotland: Edinburgh; Belgium: Brussels; the Netherlands: Amsterdam; Denmark: Copenhagen; Norway:
        Oslo; Sweden: Stockholm; Finland: Helsinki; Iceland: Reykjavik; Poland: Warsaw; Austria: Vienna; Hungary:
        Budapest; Greece: Athens; Turkey: Ankara; Russia: Moscow; Ukraine: Kyiv; Romania: Bucharest; Bulgaria:
        Sofia; Croatia: Zagreb; Switzerland: Bern; Egypt: Cairo; Kenya: Nairobi; Morocco: Rabat; Nigeria: Abuja;
        Ethiopia: Addis Ababa; China: Beijing; Japan: Tokyo; India: New Delhi; South Korea: Seoul; Thailand:
        Bangkok; Vietnam: Hanoi; Indonesia: Jakarta; Iran: Tehran; Iraq: Baghdad; Australia: Canberra; New
        Zealand: Wellington; Canada: Ottawa; the United States: Washington; Mexico: Mexico City; Cuba: Havana;
        Brazil: Brasilia; Argentina: Buenos Aires; Chile: Santiago; Peru: Lima; Colombia: Bogota
    """)
)
OTHER_NAMES = {
    "the UK": "London",
    "the United Kingdom": "London",
    "Great Britain": "London",
    "the USA": "Washington",
    "America": "Washington",
    "Holland": "Amsterdam",
}
ASK_CAPITAL = Wording(
    (
        "What is the capital of {country}?",
        "What's the capital of {country}?",
        "Which city is the capital of {country}?",
        "Do you know the capital of {country}?",
        "Tell me the capital of {country}.",
        "Name the capital of {country}.",
        "The capital of {country}?",
        "Capital of {country}",
        "What is the capital city of {country}?",
        "What city is the capital of {country}?",
        "Can you tell me the capital of {country}?",
        "I want to know the capital of {country}.",
        "What is {country}'s capital?",
        "What's {country}'s capital?",
        "Where is the capital of {country}?",
        "The capital of {country} is",
        "Which is the capital of {country}?",
    ),
    (
        "Could you tell me the capital of {country}?",
        "Do you know what the capital of {country} is?",
        "What is the name of the capital of {country}?",
        "Tell me {country}'s capital.",
    ),
)
ASK_COUNTRY = Wording(
    (
        "{city} is the capital of which country?",
        "Which country has the capital {city}?",
        "What country is {city} the capital of?",
        "Which country's capital is {city}?",
        "Of which country is {city} the capital?",
        "Where is {city}?",
        "In which country is {city}?",
        "What is {city} the capital of?",
        "{city} is the capital of",
        "Which country is {city} in?",
        "Tell me which country {city} is in.",
        "Tell me the country of {city}.",
        "Do you know where {city} is?",
        "Where can I find {city}?",
        "Where is {city} exactly?",
    ),
    ("{city} is the capital of what country?", "What country is {city} in?", "Tell me where {city} is."),
)
NEXT_CAPITAL = Wording(("And {country}?", "And of {country}?", "What about {country}?", "How about {country}?"))


@skill(7.0)
def names_a_capital(memory: Memory) -> list[Exchange]:
    exchanges = []
    wording = ASK_CAPITAL
    for _ in range(2 if memory.rng.random() < 0.12 else 1):
        country, city = memory.rng.choice([*CAPITALS.items(), *OTHER_NAMES.items()])
        question = memory.ask(wording, country=country)
        exchanges.append(Exchange(question, f"The capital of {country} is {city}.", says(city), city))
        wording = NEXT_CAPITAL
    return exchanges


@skill(3.0)
def names_a_country(memory: Memory) -> list[Exchange]:
    country, city = memory.rng.choice(list(CAPITALS.items()))
    question = memory.ask(ASK_COUNTRY, city=city)
    return [Exchange(question, f"{city} is the capital of {country}.", says(country), country)]


ASK_TOPIC = Wording(
    (
        "Tell me about {topic}.",
        "Tell me something about {topic}.",
        "What do you know about {topic}?",
        "Talk about {topic}.",
        "Can you tell me about {topic}?",
        "Can you tell me something about {topic}?",
        "Do you know anything about {topic}?",
        "Explain {topic}.",
        "Describe {topic}.",
        "I want to know about {topic}.",
        "I would like to learn about {topic}.",
        "Teach me about {topic}.",
        "Write about {topic}.",
        "Say something about {topic}.",
        "Give me some facts about {topic}.",
        "What can you tell me about {topic}?",
        "Let's talk about {topic}.",
        "Do you know something about {topic}?",
        "{topic}",
        "Tell me a fact about {topic}.",
        "Tell me all about {topic}.",
        "Tell me more about {topic}.",
        "What about {topic}?",
    ),
    (
        "Could you tell me about {topic}?",
        "Do you know about {topic}?",
        "I want to learn something about {topic}.",
        "Tell me what you know about {topic}.",
        "Please tell me a little about {topic}.",
    ),
)
ASK_WHAT = Wording(("What {verb} {topic}?", "What exactly {verb} {topic}?", "Do you know what {topic} {verb}?"))
MORE = Wording(
    (
        "Tell me more.",
        "More please.",
        "What else?",
        "Go on.",
        "More",
        "Tell me something else about that.",
        "And what else?",
        "Anything else?",
        "What else do you know about that?",
        "Tell me another fact.",
        "Say it in other words.",
        "Continue.",
        "Can you say more about it?",
        "What else do you know about it?",
        "Is there more about that?",
    ),
    ("Can you tell me more?", "Please tell me more.", "What else can you tell me about it?"),
)


def question_about(memory: Memory, topic: Topic) -> str:
    name = memory.rng.choice(topic.names)
    if memory.rng.random() < 0.25 and not memory.held_out:
        verb = "is" if topic.verb != "were" and name.split()[0] in ("a", "an", "the") else topic.verb
        return memory.ask(ASK_WHAT, verb=verb, topic=name)
    return memory.ask(ASK_TOPIC, topic=name)


@skill(11.0)
def tells_about(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    topic = TOPICS[0] if rng.random() < 0.06 else rng.choice(TOPICS)
    first = rng.randrange(2)
    exchanges = [Exchange(question_about(memory, topic), topic.texts[first], one_of(*topic.texts))]
    if rng.random() < 0.2:
        other = topic.texts[1 - first]
        exchanges.append(Exchange(memory.ask(MORE), other, one_of(*topic.texts)))
    return exchanges
