"""Sums and differences of two numbers to 100.

Two numbers of two digits are worked out as people do it in their heads. A sum adds the tens, and the ones, and then
both ("47 + 38 = 70 + 15 = 85."), a difference takes away the tens and then the ones ("85 - 38 = 55 - 8 = 47."), so
that every digit follows from two or three that stand close by. A very small network that was shown 60,000 sums and
differences in this form had 99 of 100 two-digit sums right; without the steps it had 29. Where there are no ones to
add, or no tens, the answer is direct. A sum whose tens stay below 100 is answered even where its ones go past it
(98 + 5), since only the tens can be seen at once to be too many.
"""

from random import Random

from rwkvchat.demo.corpus.framing import framed, worded
from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.numbers import LIMIT, typed, works_out
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, skill

ASKED = """
    What is [it]?; What's [it]?; Whats [it]?; How much is [it]?; Calculate [it].; Compute [it].; Work out [it].; Tell me
    [it].; Do you know what [it] is?; Do you know [it]?; Can you calculate [it]?; Can you work out [it]?; Solve [it].;
    [it]; [it] =; [it]=?; [it] = ?; What does [it] give?; What does [it] equal?; What do you get for [it]?; Find [it].;
    I need to know [it].; And [it]?; So [it] is?; Can you solve [it]?; I want to know what [it] is.; How much does [it]
    make?
"""
ASK_SUM = Wording(
    (
        *framed(ASKED, "{a} + {b}; {a} plus {b}; {a}+{b}"),
        *items("""
        Add {a} and {b}.; Add {a} to {b}.; Add up {a} and {b}.; Can you add {a} and {b}?; Can you add {a} to {b}?; What
        is the sum of {a} and {b}?; Tell me the total of {a} and {b}.; What do you get if you add {a} and {b}?; What do
        {a} and {b} make?; How many are {a} and {b}?; What is {a} and {b}?; What is {a} added to {b}?; Find the sum of
        {a} and {b}.; Add the numbers {a} and {b}.; Add {a} and {b} together.; How much are {a} and {b} together?; What
        is the total of {a} and {b}?; Give me the sum of {a} and {b}.; Please add {a} and {b}.
        """),
    ),
    items("""
    Can you tell me what {a} + {b} is?; What does {a} + {b} make?; Tell me the sum of {a} and {b}.; Do you know how much
    {a} plus {b} is?; Could you work out {a} + {b} for me?; Can you add up {a} and {b}?; What is {a} plus {b} equal to?;
    Tell me how much {a} and {b} are together.
    """),
)
ASK_DIFFERENCE = Wording(
    (
        *framed(ASKED, "{a} - {b}; {a} minus {b}; {a}-{b}"),
        *items("""
        Subtract {b} from {a}.; Take {b} away from {a}.; Take {b} from {a}.; What is {a} take away {b}?; What is left if
        I take {b} from {a}?; Can you subtract {b} from {a}?; What do you get if you subtract {b} from {a}?; {a} take
        away {b}; How much is left if I take {b} away from {a}?; What is {a} less {b}?; Now take {b} away from {a}.; How
        much is {a} take away {b}?; Please subtract {b} from {a}.; What remains if I take {b} from {a}?
        """),
    ),
    items("""
    Can you tell me what {a} - {b} is?; What does {a} - {b} make?; Tell me how much {a} minus {b} is.; Could you work
    out {a} - {b} for me?; What is left if you take {b} away from {a}?; Can you take {b} away from {a}?; What is {a}
    minus {b} equal to?
    """),
)
ASK_GAP = worded(
    """
    What is the difference between {a} and {b}?; Tell me the difference between {a} and {b}.; Find the difference
    between {a} and {b}.; What's the difference between {a} and {b}?; Difference between {a} and {b}; Calculate the
    difference between {a} and {b}.; Work out the difference between {a} and {b}.; How far is it from {a} to {b}?; What
    is the difference of {a} and {b}?; Give me the difference between {a} and {b}.; Do you know the difference of {a}
    and {b}?; Can you find the difference between {a} and {b}?; How far apart are {a} and {b}?; How far is {a} away from
    {b}?; What is the gap between {a} and {b}?
    """,
    """
    Do you know the difference between {a} and {b}?; Can you tell me the difference between {a} and {b}?; How far is {a}
    from {b}?
    """,
)
NEXT_SUM = worded(
    """
    And {a} + {b}?; What about {a} + {b}?; How about {a} plus {b}?; And {a} plus {b}?; Now {a} + {b}.; Then {a} + {b}?;
    And what is {a} + {b}?; And how much is {a} + {b}?
    """,
    "And how about {a} + {b}?; What about {a} plus {b}?",
)


def summands(rng: Random) -> tuple[int, int]:
    """Two numbers to add: small ones, one small one, round ones, or any."""
    kind = rng.random()
    if kind < 0.3:
        return rng.randint(0, 10), rng.randint(0, 10)
    if kind < 0.5:
        pair = rng.randint(11, 99), rng.randint(0, 9)
    elif kind < 0.58:
        tens = 10 * rng.randint(1, 9)
        pair = rng.randint(0, LIMIT - tens), tens
    else:
        total = rng.randint(22, 108)
        a = rng.randint(11, min(total, LIMIT) - 11)
        fits = a // 10 + (total - a) // 10 < 10 or total == LIMIT
        pair = a, (total if fits else LIMIT) - a
    return pair if rng.random() < 0.5 else pair[::-1]


def minuend_and_subtrahend(rng: Random) -> tuple[int, int]:
    """Two numbers to subtract, the second not above the first."""
    kind = rng.random()
    if kind < 0.3:
        a = rng.randint(0, 20)
        return a, rng.randint(max(0, a - 10), min(a, 10))
    if kind < 0.5:
        return rng.randint(11, LIMIT), rng.randint(0, 10)
    if kind < 0.58:
        b = 10 * rng.randint(1, 9)
        return rng.randint(b, LIMIT), b
    b = rng.randint(11, 98)
    return rng.randint(b, LIMIT), b


def worked_sum(a: int, b: int) -> str:
    """A sum, its steps and its result."""
    ones = a % 10 + b % 10
    stepwise = min(a, b) > 10 and a % 10 and b % 10
    steps = f"{a + b - ones} + {ones} = " if stepwise else ""
    return f"{a} + {b} = {steps}{a + b}."


def worked_difference(a: int, b: int) -> str:
    """A difference, its steps and its result."""
    tens, ones = a - b + b % 10, b % 10
    steps = f"{tens} - {ones} = " if b > 10 and ones else ""
    return f"{a} - {b} = {steps}{a - b}."


def worked(question: str, answer: str) -> Exchange:
    """An exchange whose answer is an equation; all that follows its first side matters."""
    expression, result = answer.split(" = ", 1)
    return Exchange(question, answer, works_out(expression), f"= {result}")


@skill(1.5)
def adds(memory: Memory) -> list[Exchange]:
    exchanges = []
    wording = ASK_SUM
    for _ in range(2 if memory.rng.random() < 0.1 else 1):
        a, b = summands(memory.rng)
        first, second = typed(memory.rng, a, b)
        exchanges.append(worked(memory.ask(wording, a=first, b=second), worked_sum(a, b)))
        wording = NEXT_SUM
    return exchanges


@skill(1.3)
def subtracts(memory: Memory) -> list[Exchange]:
    a, b = minuend_and_subtrahend(memory.rng)
    first, second = typed(memory.rng, a, b)
    gap = memory.rng.random() < 0.12
    if gap and memory.rng.random() < 0.5:
        first, second = second, first
    question = memory.ask(ASK_GAP if gap else ASK_DIFFERENCE, a=first, b=second)
    return [worked(question, worked_difference(a, b))]
