"""Sums and differences up to 20, counting up, down and between, and saying so when a number is too big."""

import re
from random import Random

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.outside import decline, declines
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, ends_with_number, says, skill

LIMIT = 20
NUMBER_WORDS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)

ASK_SUM = Wording(
    (
        "What is {a} + {b}?",
        "What is {a} plus {b}?",
        "What's {a} + {b}?",
        "{a} + {b}",
        "{a}+{b}",
        "{a}+{b}=?",
        "{a} + {b} = ?",
        "How much is {a} + {b}?",
        "How much is {a} plus {b}?",
        "Add {a} and {b}.",
        "What is the sum of {a} and {b}?",
        "Calculate {a} + {b}.",
        "Compute {a} + {b}.",
        "Can you add {a} and {b}?",
        "{a} plus {b}",
        "Do you know what {a} + {b} is?",
        "Tell me {a} plus {b}.",
        "What do you get if you add {a} and {b}?",
        "If I have {a} apples and get {b} more, how many do I have?",
        "What do {a} and {b} make?",
        "What does {a} plus {b} give?",
        "How many are {a} and {b}?",
        "What is {a} and {b}?",
        "What does {a} + {b} equal?",
    ),
    ("Can you tell me what {a} + {b} is?", "What does {a} + {b} make?", "Tell me the sum of {a} and {b}."),
)
ASK_DIFFERENCE = Wording(
    (
        "What is {a} - {b}?",
        "What is {a} minus {b}?",
        "What's {a} - {b}?",
        "{a} - {b}",
        "{a}-{b}",
        "{a}-{b}=?",
        "{a} - {b} = ?",
        "How much is {a} - {b}?",
        "How much is {a} minus {b}?",
        "Subtract {b} from {a}.",
        "Take {b} away from {a}.",
        "Calculate {a} - {b}.",
        "Compute {a} - {b}.",
        "{a} minus {b}",
        "Do you know what {a} - {b} is?",
        "Tell me {a} minus {b}.",
        "If I have {a} apples and eat {b}, how many are left?",
        "What does {a} - {b} equal?",
        "What does {a} minus {b} give?",
        "What is left if I take {b} from {a}?",
    ),
    ("Can you tell me what {a} - {b} is?", "What does {a} - {b} make?", "Tell me how much {a} minus {b} is."),
)
COUNT_UP = Wording(
    (
        "Count to {b}.",
        "Count up to {b}.",
        "Count from 1 to {b}.",
        "Can you count to {b}?",
        "Please count to {b}.",
        "Count from one up to {b}.",
        "List the numbers from 1 to {b}.",
        "Can you count up to {b} for me?",
        "I want you to count to {b}.",
        "Say the numbers up to {b}.",
    ),
    ("Could you count to {b}?", "Count for me up to {b}.", "Would you count from 1 to {b}?"),
)
COUNT_BETWEEN = Wording(
    (
        "Count from {a} to {b}.",
        "Can you count from {a} to {b}?",
        "Count {a} to {b}.",
        "List the numbers from {a} to {b}.",
        "Please count from {a} up to {b}.",
        "Start at {a} and count to {b}.",
        "Write the numbers from {a} to {b}.",
    ),
    ("Could you count from {a} to {b}?", "Would you count from {a} up to {b}?"),
)
COUNT_DOWN = Wording(
    (
        "Count down from {a}.",
        "Count backwards from {a}.",
        "Count down from {a} to 1.",
        "Can you count down from {a}?",
        "Countdown from {a}.",
        "Please count backwards from {a} to 1.",
        "Count from {a} down to 1.",
    ),
    ("Could you count down from {a}?", "Would you count backwards from {a}?"),
)
BIG_SUM = Wording(
    (
        "What is {a} {op} {b}?",
        "{a} {op} {b}",
        "How much is {a} {op} {b}?",
        "Calculate {a} {op} {b}.",
        "Compute {a} {op} {b}.",
        "{a}{op}{b}",
        "What's {a} {op} {b}?",
        "Can you calculate {a} {op} {b}?",
    ),
    ("Can you tell me what {a} {op} {b} is?", "Tell me how much {a} {op} {b} is."),
)
TOO_BIG = (
    "That is too big for me: I add and subtract up to 20.",
    "I only add and subtract whole numbers up to 20.",
)
COUNT_TOO_FAR = ("I only count up to 20.", "That is too far for me: I count up to 20.")


def typed(rng: Random, *numbers: int) -> list[str]:
    """Numbers as people type them: digits, now and then words."""
    words = rng.random() < 0.2
    return [NUMBER_WORDS[number] if words else str(number) for number in numbers]


@skill(6.0)
def adds(memory: Memory) -> list[Exchange]:
    total = memory.rng.randint(0, LIMIT)
    a = memory.rng.randint(0, total)
    b = total - a
    first, second = typed(memory.rng, a, b)
    question = memory.ask(ASK_SUM, a=first, b=second)
    return [Exchange(question, f"{a} + {b} = {total}.", ends_with_number(total), f"= {total}.")]


@skill(5.0)
def subtracts(memory: Memory) -> list[Exchange]:
    a = memory.rng.randint(0, LIMIT)
    b = memory.rng.randint(0, a)
    first, second = typed(memory.rng, a, b)
    question = memory.ask(ASK_DIFFERENCE, a=first, b=second)
    return [Exchange(question, f"{a} - {b} = {a - b}.", ends_with_number(a - b), f"= {a - b}.")]


def numbered(numbers: range) -> str:
    return ", ".join(map(str, numbers)) + "."


def counts_as(numbers: range) -> Check:
    """The numbers in the reply are exactly these, in this order."""
    wanted = [str(number) for number in numbers]
    return lambda reply: re.findall(r"\d+", reply) == wanted


@skill(2.0)
def counts_up(memory: Memory) -> list[Exchange]:
    b = memory.rng.randint(2, LIMIT)
    numbers = range(1, b + 1)
    return [
        Exchange(
            memory.ask(COUNT_UP, b=typed(memory.rng, b)[0]), numbered(numbers), counts_as(numbers), f"{numbers[-1]}."
        )
    ]


@skill(2.0)
def counts_between(memory: Memory) -> list[Exchange]:
    a = memory.rng.randint(0, LIMIT - 2)
    b = memory.rng.randint(a + 2, LIMIT)
    numbers = range(a, b + 1)
    first, last = typed(memory.rng, a, b)
    return [
        Exchange(memory.ask(COUNT_BETWEEN, a=first, b=last), numbered(numbers), counts_as(numbers), f"{numbers[-1]}.")
    ]


@skill(1.6)
def counts_down(memory: Memory) -> list[Exchange]:
    a = memory.rng.randint(2, LIMIT)
    numbers = range(a, 0, -1)
    return [
        Exchange(
            memory.ask(COUNT_DOWN, a=typed(memory.rng, a)[0]), numbered(numbers), counts_as(numbers), f"{numbers[-1]}."
        )
    ]


def big_number(rng: Random) -> int:
    return rng.randint(21, 10 ** rng.choice((2, 2, 3, 3, 4, 6)))


@skill(2.2)
def knows_its_limit(memory: Memory) -> list[Exchange]:
    """Numbers past 20, results below zero, other operations."""
    rng = memory.rng
    kind = rng.choice(("big", "big", "times", "below", "count"))
    if kind == "count":
        question = memory.ask(COUNT_UP, b=str(big_number(rng)))
        return [Exchange(question, decline(rng, COUNT_TOO_FAR), declines)]
    if kind == "below":
        a = rng.randint(0, LIMIT - 1)
        b = rng.randint(a + 1, LIMIT)
        question = memory.ask(ASK_DIFFERENCE, a=str(a), b=str(b))
        return [Exchange(question, "That is below zero, and I only count from 0 to 20.", says("below zero"))]
    if kind == "times":
        a, b = (rng.randint(2, 99), rng.randint(2, 99)) if rng.random() < 0.6 else (big_number(rng), rng.randint(2, 99))
        op = rng.choice(("*", "*", "x", "times", "/", "divided by", "^"))
    else:
        a, b = big_number(rng), rng.choice((big_number(rng), rng.randint(1, 20)))
        op = rng.choice(("+", "+", "-", "plus", "minus"))
        if op in ("+", "plus") and rng.random() < 0.5:
            a, b = b, a
    question = memory.ask(BIG_SUM, a=str(a), b=str(b), op=op)
    return [Exchange(question, decline(rng, TOO_BIG), declines)]
