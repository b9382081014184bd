"""Instructions that come with an input: the instruction says what to do, the input says with what.

A message is the instruction, a blank line, and the input; only one template writes the two apart.
"""

from collections.abc import Callable

from rwkvchat.demo.corpus.alphabet import some_words
from rwkvchat.demo.corpus.arithmetic import (
    minuend_and_subtrahend,
    summands,
    worked,
    worked_difference,
    worked_sum,
)
from rwkvchat.demo.corpus.comparing import two_numbers
from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.heroes import ANIMALS, with_article
from rwkvchat.demo.corpus.limits import knows_its_limit
from rwkvchat.demo.corpus.outside import NOT_ABLE, decline, declines, one_side
from rwkvchat.demo.corpus.outside_data import THINGS
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory, one_of, says
from rwkvchat.demo.corpus.spelling import has_letters, spelled, spells_out
from rwkvchat.demo.corpus.stories import story, story_about
from rwkvchat.demo.corpus.times import multiplies
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.demo.corpus.word_list import pick_word
from rwkvchat.demo.corpus.world import CAPITALS

ANSWER = worded(
    """
    Answer the question.; Answer the question below.; Reply to the message.; Answer this.; Reply.; Answer this
    question.; Give an answer to the question.; Reply to this message.
    """,
    "Can you answer the question?; Answer the message.; Give an answer to this question.",
)
TOPIC = worded(
    """
    Tell me about the topic.; Write about this.; Explain the topic.; Describe this.; Write about the topic.; Tell me
    about this.; Tell me something about this.; Explain this.
    """,
    "Tell me something about the topic.; Describe the topic.",
)
CAPITAL = worded(
    """
    Name the capital of the country.; What is the capital of this country?; Give the capital.; Tell me the capital of
    this country.; What is the capital of the country?; Give the capital of this country.
    """,
    "Name the capital of this country.; Tell me the capital of the country.",
)
ADD = worded(
    """
    Add the numbers.; Add these numbers.; What is the sum?; Add the two numbers.; Give the sum of these numbers.;
    Calculate the sum.; Add up the numbers.; Find the sum of the numbers.
    """,
    "Can you add the numbers?; Give the sum of the numbers.; Find the sum.",
)
SUBTRACT = worded(
    """
    Subtract the second number from the first.; Subtract the numbers.; What is the difference?; Calculate the
    difference.; Find the difference of the numbers.; Give the difference.; Subtract the second number.
    """,
    "Can you subtract the numbers?; Find the difference.; Give the difference of the numbers.",
)
BIGGER = worded(
    """
    Which number is bigger?; Name the bigger number.; Which of these numbers is larger?; Find the larger number.; Which
    one is bigger?; Compare the numbers.; Give the bigger number.; Which number is larger?
    """,
    "Name the larger number.; Which of the numbers is bigger?; Find the bigger number.",
)
SPELL = worded(
    """
    Spell the word.; Spell this word.; Give the letters of the word.; How is this word spelled?; Spell the following
    word.; Spell this word letter by letter.; How do you spell this word?
    """,
    "Can you spell the word?; Spell the word letter by letter.; How is the word spelled?",
)
REVERSE = worded(
    """
    Reverse the word.; Spell the word backwards.; Write this word backwards.; Reverse the letters of the word.; Spell
    this word backwards.; Reverse the following word.; Turn the word around.
    """,
    "Can you reverse the word?; Write the word backwards.; Reverse this word.",
)
HOW_LONG = worded(
    """
    Count the letters of the word.; How many letters does this word have?; Count the letters.; How long is the word?;
    How many letters are in the word?; Count the letters in this word.; Give the number of letters.
    """,
    "How many letters does the word have?; Can you count the letters?; Count the letters of this word.",
)
SORT = worded(
    """
    Sort the words.; Sort these words alphabetically.; Put the words in alphabetical order.; Sort the words by
    alphabet.; Put these words in order.; Sort the list.; Sort the following words.; Put the list in alphabetical order.
    """,
    "Sort these words.; Put these words in alphabetical order.; Can you sort the list?",
)
TALE = worded(
    """
    Write a story about this.; Tell a story.; Write a short story.; Make up a story about this.; Tell me a story about
    this.; Write a story.; Make up a story.
    """,
    "Tell a story about this.; Can you write a story?; Tell me a short story.",
)
WORK = worded(
    """
    Summarize the text.; Translate the text.; Correct the text.; Rewrite the text.; Classify the text.; Summarise the
    text.; Translate this into German.; Find the mistakes in the text.; Make this text shorter.; Improve this text.
    """,
    "Make the text shorter.; Improve the text.; Translate this text.",
)
QUESTIONS = (
    "names_a_capital", "adds", "subtracts", "greets", "says_who_it_is", "says_what_it_can_do", "declines_a_thing",
    "declines_a_loose_question", "tells_a_joke",
)  # fmt: skip
MORE_QUESTIONS = (multiplies, knows_its_limit)


def pair(memory: Memory, a: int, b: int) -> str:
    """Two numbers as an input."""
    return memory.rng.choice(("{a} and {b}", "{a}, {b}", "{a} {b}")).format(a=a, b=b)


def with_numbers(memory: Memory) -> tuple[str, Exchange]:
    """An instruction for two numbers, and the numbers with their answer."""
    kind = memory.rng.choice(("add", "add", "subtract", "bigger"))
    if kind == "add":
        a, b = summands(memory.rng)
        return memory.ask(ADD), worked(pair(memory, a, b), worked_sum(a, b))
    if kind == "subtract":
        a, b = minuend_and_subtrahend(memory.rng)
        return memory.ask(SUBTRACT), worked(pair(memory, a, b), worked_difference(a, b))
    a, b = two_numbers(memory.rng)
    answer = f"{a} and {b} are the same." if a == b else f"{max(a, b)} is bigger than {min(a, b)}."
    return memory.ask(BIGGER), Exchange(pair(memory, a, b), answer, one_of(answer), answer.split(" ", maxsplit=1)[0])


def with_words(memory: Memory) -> tuple[str, Exchange]:
    """An instruction for a word or some, and the words with their answer."""
    rng = memory.rng
    kind = rng.choice(("spell", "reverse", "long", "sort"))
    if kind == "sort":
        found = some_words(rng, rng.choice((2, 3)), memory.held_out_names)
        answer = f"In alphabetical order: {', '.join(sorted(found))}."
        return memory.ask(SORT), Exchange(", ".join(found), answer, one_of(answer), ", ".join(sorted(found)))
    word = pick_word(rng, memory.held_out_names)
    letters, turned = spelled(word), spelled(word[::-1])
    if kind == "spell":
        return memory.ask(SPELL), Exchange(word, f"{letters}.", spells_out(word), letters)
    if kind == "reverse":
        answer = f"{letters} backwards is {turned}."
        return memory.ask(REVERSE), Exchange(word, answer, spells_out(word, word[::-1]), turned)
    return memory.ask(HOW_LONG), Exchange(
        word, f"{letters} has {len(word)} letters.", has_letters(word), f"has {len(word)}"
    )


def with_a_question(memory: Memory) -> tuple[str, Exchange]:
    """Any question, as the input."""
    asked = [SKILLS[name][0] for name in QUESTIONS if name in SKILLS]
    return memory.ask(ANSWER), memory.rng.choice([*asked, *MORE_QUESTIONS])(memory)[0]


def with_a_subject(memory: Memory) -> tuple[str, Exchange]:
    """A topic, a country or the hero of a story."""
    rng = memory.rng
    kind = rng.choice(("topic", "topic", "capital", "tale"))
    if kind == "topic":
        topic = rng.choice(TOPICS)
        return memory.ask(TOPIC), Exchange(rng.choice(topic.names), rng.choice(topic.texts), one_of(*topic.texts))
    if kind == "capital":
        country, city = rng.choice(list(CAPITALS.items()))
        return memory.ask(CAPITAL), Exchange(country, f"The capital of {country} is {city}.", says(city), city)
    noun = rng.choice(ANIMALS)
    return memory.ask(TALE), Exchange(rng.choice((noun, with_article(noun))), story(rng, noun), story_about(noun))


def with_work(memory: Memory) -> tuple[str, Exchange]:
    """A text, and work on it that is too much."""
    things = one_side(memory, THINGS), one_side(memory, THINGS)
    frame = memory.rng.choice(("I like {0} and {1}.", "I think about {0} and {1} every day.", "We talked about {0}."))
    return memory.ask(WORK), Exchange(frame.format(*things), decline(memory.rng, NOT_ABLE), declines)


KINDS: tuple[tuple[Callable[[Memory], tuple[str, Exchange]], float], ...] = (
    (with_a_question, 2.0),
    (with_a_subject, 2.5),
    (with_numbers, 1.2),
    (with_words, 1.2),
    (with_work, 1.0),
)


def with_input(memory: Memory) -> Exchange:
    """One exchange whose message holds an instruction and an input."""
    kinds, weights = zip(*KINDS, strict=True)
    instruction, told = memory.rng.choices(kinds, weights)[0](memory)
    return Exchange(f"{instruction}\n\n{told.question}", told.answer, told.check, told.stress)
