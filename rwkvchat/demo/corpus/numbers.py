"""Numbers as people type them and as the model writes them, and the checks of replies with numbers."""

import re
from random import Random

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Check

LIMIT = 100
NUMBER_WORDS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
SIDE = r"\d+(?: ?[-+x*] ?\d+)*"
EQUATION = re.compile(rf"{SIDE}(?: ?= ?{SIDE})+")
TERM = re.compile(r"([-+x*]?) ?(\d+)")


def typed(rng: Random, *numbers: int) -> list[str]:
    """Numbers as people type them: digits, now and then words where all of them are small."""
    in_words = all(number < len(NUMBER_WORDS) for number in numbers) and rng.random() < 0.2
    return [NUMBER_WORDS[number] if in_words else str(number) for number in numbers]


def numbered(numbers: range) -> str:
    """Numbers as a list: "1, 2, 3."."""
    return ", ".join(map(str, numbers)) + "."


def counts_as(numbers: range) -> Check:
    """The numbers in the reply are exactly these, in this order."""
    wanted = [str(number) for number in numbers]
    return lambda reply: re.findall(r"\d+", reply) == wanted


def value(side: str) -> int:
    """What one side of an equation makes, worked out from left to right."""
    total = 0
    for sign, digits in TERM.findall(side):
        number = int(digits)
        if sign in ("x", "*"):
            total *= number
        else:
            total += -number if sign == "-" else number
    return total


def works_out(expression: str) -> Check:
    """The reply ends with what the expression makes; an equation in it is of this expression, and all of it is true."""
    result = value(expression)
    operands = sorted(re.findall(r"\d+", expression))

    def check(reply: str) -> bool:
        if re.findall(r"-?\d+", reply)[-1:] != [str(result)]:
            return False
        equations = [equation.split("=") for equation in EQUATION.findall(reply)]
        own = all(sorted(re.findall(r"\d+", sides[0])) == operands for sides in equations)
        return own and all(value(side) == result for sides in equations for side in sides)

    return check
