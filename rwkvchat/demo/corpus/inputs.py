"""Instructions that come with an input: the instruction says what to do, the input says with what.

A message is the instruction, a blank line, and the input; only one template writes the two apart.
"""

from rwkvchat.demo.corpus.numbers import LIMIT
from rwkvchat.demo.corpus.outside import NOT_ABLE, decline, declines, one_side
from rwkvchat.demo.corpus.outside_data import THINGS
from rwkvchat.demo.corpus.registry import SKILLS, Exchange, Memory, Wording, ends_with_number, one_of, says
from rwkvchat.demo.corpus.stories import ANIMALS, story, story_about, with_article
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.demo.corpus.world import CAPITALS

ANSWER = Wording(
    ("Answer the question.", "Answer the question below.", "Reply to the message.", "Answer this.", "Reply."),
    ("Please answer the question.", "Answer the message."),
)
TOPIC = Wording(
    ("Tell me about the topic.", "Write about this.", "Explain the topic.", "Describe this.", "Write about the topic."),
    ("Tell me something about the topic.", "Describe the topic."),
)
CAPITAL = Wording(
    ("Name the capital of the country.", "What is the capital of this country?", "Give the capital."),
    ("Name the capital of this country.", "Tell me the capital of the country."),
)
ADD = Wording(
    ("Add the numbers.", "Add these numbers.", "What is the sum?", "Add the two numbers."),
    ("Please add the numbers.", "Give the sum of the numbers."),
)
TALE = Wording(
    ("Write a story about this.", "Tell a story.", "Write a short story.", "Make up a story about this."),
    ("Tell a story about this.", "Please write a story."),
)
WORK = Wording(
    ("Summarize the text.", "Translate the text.", "Correct the text.", "Rewrite the text.", "Classify the text."),
    ("Shorten the text.", "Improve the text."),
)
QUESTIONS = (
    "names_a_capital", "adds", "subtracts", "greets", "says_who_it_is", "says_what_it_can_do", "declines_a_thing",
    "declines_a_loose_question", "tells_a_joke",
)  # fmt: skip


def with_input(memory: Memory) -> Exchange:
    """One exchange whose message holds an instruction and an input."""
    rng = memory.rng
    kind = rng.choice(("answer", "answer", "topic", "capital", "add", "tale", "work"))
    if kind == "answer":
        taken = SKILLS[rng.choice(QUESTIONS)][0](memory)[0]
        question, answer, check = taken.question, taken.answer, taken.check
        instruction = memory.ask(ANSWER)
    elif kind == "topic":
        topic = rng.choice(TOPICS)
        instruction, question = memory.ask(TOPIC), rng.choice(topic.names)
        answer, check = rng.choice(topic.texts), one_of(*topic.texts)
    elif kind == "capital":
        question, city = rng.choice(list(CAPITALS.items()))
        instruction, answer, check = memory.ask(CAPITAL), f"The capital of {question} is {city}.", says(city)
    elif kind == "add":
        total = rng.randint(0, LIMIT)
        a = rng.randint(0, total)
        question = rng.choice(("{a} and {b}", "{a}, {b}", "{a} {b}")).format(a=a, b=total - a)
        instruction, answer, check = memory.ask(ADD), f"{a} + {total - a} = {total}.", ends_with_number(total)
    elif kind == "tale":
        noun = rng.choice(ANIMALS)
        question = rng.choice((noun, with_article(noun)))
        instruction, answer, check = memory.ask(TALE), story(rng, noun), story_about(noun)
    else:
        things = one_side(memory, THINGS), one_side(memory, THINGS)
        frame = rng.choice(("I like {0} and {1}.", "There are {0} here, and {1} too.", "We talked about {0}."))
        instruction, question = memory.ask(WORK), frame.format(*things)
        answer, check = decline(rng, NOT_ABLE), declines
    return Exchange(f"{instruction}\n\n{question}", answer, check)
