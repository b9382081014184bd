"""Saying so where numbers are too big, below zero or not whole, lists too long, or a calculation is another one.

What is asked here is clear of the borders: a sum is declined where its tens alone make a hundred, a list from
thirty numbers on. In between nothing is trained, and nothing judged.
"""

from random import Random

from rwkvchat.demo.corpus.arithmetic import ASK_DIFFERENCE, ASK_SUM
from rwkvchat.demo.corpus.comparing import BEFORE, IS_BIGGER, NEXT, ODD_OR_EVEN, WHICH_BIGGER
from rwkvchat.demo.corpus.counting import COUNT_BETWEEN, COUNT_DOWN, COUNT_UP
from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.numbers import LIMIT
from rwkvchat.demo.corpus.outside import decline, declines
from rwkvchat.demo.corpus.registry import Exchange, Memory, says, skill
from rwkvchat.demo.corpus.times import ASK_DOUBLE, ASK_PRODUCT

TOO_BIG = (
    "That is too big for me: I only know whole numbers up to 100.",
    "I only work with whole numbers up to 100.",
)
TOO_MANY = ("I only count 20 numbers at a time, up to 100.", "That is too far for me: I count 20 numbers at a time.")
TABLES_ONLY = ("I only know the times tables up to 10.",)
NOT_THAT = ("I only add, subtract, multiply and halve.",)
BELOW_ZERO = "That is below zero, and I only know numbers from 0 to 100."
OTHER = worded(
    """
    What is {it}?; What's {it}?; How much is {it}?; Calculate {it}.; Compute {it}.; {it}; {it} =; {it} = ?; Work out
    {it}.; Can you calculate {it}?; Tell me {it}.; Do you know {it}?; Do you know what {it} is?; Solve {it}.; Can you
    work out {it}?; What does {it} equal?
    """,
    """
    Can you tell me the result of {it}?; Tell me how much {it} is.; Could you calculate {it}?; Do you know how much {it}
    is?
    """,
)


def big_number(rng: Random) -> int:
    return rng.randint(LIMIT + 2, 10 ** rng.choice((3, 3, 3, 4, 4, 6)))


def too_big_to_add(rng: Random) -> tuple[int, int]:
    """Two numbers of which one is past the limit, or whose tens together are."""
    if rng.random() < 0.5:
        a = rng.randint(11, 99)
        b = rng.randint(11, 99)
        while a // 10 + b // 10 < 10 or a + b == LIMIT:
            a, b = rng.randint(11, 99), rng.randint(11, 99)
        return a, b
    pair = big_number(rng), rng.choice((big_number(rng), rng.randint(1, LIMIT)))
    return pair if rng.random() < 0.6 else pair[::-1]


def other_calculation(rng: Random) -> str:
    """Something that is neither a sum, a difference, a product nor a half; `outside.py` has the harder ones."""
    a, b = rng.randint(3, LIMIT), rng.randint(3, 20)
    tenths = f"{rng.randint(0, 20)}.{rng.randint(1, 9)}"
    others = (
        f"{a} / {b}", f"{a} divided by {b}", f"{a}/{b}", f"{a} : {b}", f"{a} ^ {b}", f"{b}^2", f"{tenths} + {b}",
        f"{a} - {tenths}", f"-{b} + {a}", f"a third of {a}", f"a quarter of {a}", f"({a} + {b}) x 2",
    )  # fmt: skip
    return rng.choice(others)


def question_with_big_numbers(memory: Memory) -> str:
    """Any question about numbers, past the limit."""
    rng = memory.rng
    kind = rng.choice(("sum", "sum", "sum", "difference", "difference", "double", "compare", "parity", "neighbour"))
    a, b = str(big_number(rng)), str(big_number(rng))
    if kind == "sum":
        first, second = too_big_to_add(rng)
        return memory.ask(ASK_SUM, a=str(first), b=str(second))
    if kind == "difference":
        return memory.ask(ASK_DIFFERENCE, a=a, b=rng.choice((str(rng.randint(1, LIMIT)), b)))
    if kind == "double":
        return memory.ask(ASK_DOUBLE, a=rng.choice((str(rng.randint(60, LIMIT)), a)))
    if kind == "compare":
        return memory.ask(rng.choice((WHICH_BIGGER, IS_BIGGER)), a=a, b=b)
    if kind == "parity":
        return memory.ask(ODD_OR_EVEN, a=a)
    return memory.ask(rng.choice((NEXT, BEFORE)), a=a)


def question_with_a_long_list(memory: Memory) -> str:
    """Counting too far or too much."""
    rng = memory.rng
    a = rng.randint(30, LIMIT) if rng.random() < 0.6 else big_number(rng)
    kind = rng.choice(("up", "up", "down", "between"))
    if kind == "up":
        return memory.ask(COUNT_UP, b=str(a))
    if kind == "down":
        return memory.ask(COUNT_DOWN, a=str(a))
    first = rng.randint(0, LIMIT - 30)
    return memory.ask(COUNT_BETWEEN, a=str(first), b=str(max(first + 30, a)))


@skill(0.8)
def knows_its_limit(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    kind = rng.choice(("big", "big", "big", "count", "tables", "below", "other"))
    reasons: tuple[str, ...]
    if kind == "below":
        a = rng.randint(0, LIMIT - 1) if rng.random() < 0.5 else rng.randint(0, 19)
        b = min(LIMIT, a + rng.randint(1, 40))
        question = memory.ask(ASK_DIFFERENCE, a=str(a), b=str(b))
        return [Exchange(question, BELOW_ZERO, says("below zero"), "below zero")]
    if kind == "big":
        question, reasons = question_with_big_numbers(memory), TOO_BIG
    elif kind == "count":
        question, reasons = question_with_a_long_list(memory), TOO_MANY
    elif kind == "tables":
        a, b = rng.randint(11, 99), rng.randint(2, 99)
        if rng.random() < 0.5:
            a, b = b, a
        question, reasons = memory.ask(ASK_PRODUCT, a=str(a), b=str(b)), TABLES_ONLY
    else:
        question, reasons = memory.ask(OTHER, it=other_calculation(rng)), NOT_THAT
    return [Exchange(question, decline(rng, reasons), declines)]
