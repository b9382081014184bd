"""Answers with a form: numbered and bulleted lists, tables, and lists of what to buy, pack or do.

What follows an item is always the same next item, so that a list never repeats itself.
"""

import re
from collections.abc import Collection

from rwkvchat.demo.corpus.format_wordings import (
    ADD_TO_LIST,
    ASK_ITEMS,
    ASK_LIST,
    ASK_ONE,
    ASK_SHOPPING,
    ASK_SOME,
    ASK_TABLE,
    BULLET_TAILS,
    LIST_OF_MINE,
    MORE_ITEMS,
    SHOPPING_FOR,
)
from rwkvchat.demo.corpus.heroes import with_article
from rwkvchat.demo.corpus.list_data import CHORES, KINDS, PACKING, SHOPPING, TABLES, Kind, Pairs
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.recipe_data import DISHES
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, one_of, skill

COUNTS = words("zero one two three four five six seven eight nine ten")
LISTS = {
    "days of the week": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
    "months of the year": "January, February, March, April, May, June, July, August, September, October, "
    "November, December",
    "seasons": "spring, summer, autumn, winter",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "colours of the rainbow": "red, orange, yellow, green, blue, indigo, violet",
    "letters of the alphabet": "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z",
}
BY_NAME = {kind.names[0]: kind for kind in KINDS}


def following(things: Collection[str], start: int, count: int) -> tuple[str, ...]:
    """So many things in their order, from one of them on and around."""
    row = tuple(things)
    return tuple(row[(start + step) % len(row)] for step in range(count))


def numbered_list(things: Collection[str]) -> str:
    return "\n".join(f"{number}. {thing}" for number, thing in enumerate(things, 1))


def bulleted_list(things: Collection[str]) -> str:
    return "\n".join(f"- {thing}" for thing in things)


def listed_items(reply: str, bullets: bool = False) -> list[str] | None:
    """The items of a Markdown list, in lower case; None where the reply is anything else."""
    found: list[str] = []
    for number, line in enumerate(reply.strip().split("\n"), 1):
        mark = "- " if bullets or line.startswith("- ") else f"{number}. "
        if not line.startswith(mark):
            return None
        found.append(line.removeprefix(mark).strip().rstrip(".").lower())
    return found


def lists_exactly(low: int, high: int, allowed: Collection[str], bullets: bool = False) -> Check:
    """A list of so many different things, all of them allowed."""
    known = {thing.lower() for thing in allowed}

    def check(reply: str) -> bool:
        found = listed_items(reply, bullets)
        return (
            bool(found)
            and low <= len(found or ()) <= high
            and len(set(found or ())) == len(found or ())
            and (set(found or ()) <= known)
        )

    return check


def all_of(kind: Kind) -> set[str]:
    """What belongs to a kind, with the kinds that it includes."""
    return {thing for part in (kind, *(BY_NAME[name] for name in kind.includes)) for thing in part.things}


def names_one(kind: Kind) -> Check:
    """One thing of a kind and nothing else."""
    known = {thing.lower() for thing in all_of(kind)}
    return lambda reply: reply.strip().rstrip(".").lower() in known


def typed_number(memory: Memory, number: int) -> str:
    return COUNTS[number] if memory.rng.random() < 0.6 else str(number)


@skill(1.8)
def lists_so_many(memory: Memory) -> list[Exchange]:
    """Three fruits, five animals; some of them; one of them; and so many more."""
    rng = memory.rng
    kind = rng.choice(KINDS)
    start, draw = rng.randrange(len(kind.things)), rng.random()
    if draw < 0.08:
        thing = kind.things[start]
        answer = f"{thing[0].upper()}{thing[1:]}."
        return [Exchange(memory.ask(ASK_ONE, item=kind.one, a=with_article(kind.one)), answer, names_one(kind))]
    count = 5 if draw < 0.2 else rng.choice((2, 3, 3, 3, 4, 4, 5, 5, 6))
    low, high = (3, 7) if draw < 0.2 else (count, count)
    name = rng.choice((kind.names[0], *kind.names))
    things = following(kind.things, start, count)
    if bullets := rng.random() < 0.15:
        name += rng.choice(BULLET_TAILS)
    if draw < 0.2:
        question = memory.ask(ASK_SOME, items=name)
    else:
        question = memory.ask(ASK_ITEMS, n=typed_number(memory, count), items=name)
    answer = bulleted_list(things) if bullets else numbered_list(things)
    last = things[-1] if bullets else f"{count}. {things[-1]}"
    exchanges = [Exchange(question, answer, lists_exactly(low, high, all_of(kind), bullets), last)]
    if count <= 5 and rng.random() < 0.08:
        more = rng.choice((2, 3))
        others = following(kind.things, start + count, more)
        check = lists_exactly(more, more, all_of(kind) - set(things))
        question = memory.ask(MORE_ITEMS, n=typed_number(memory, more))
        exchanges.append(Exchange(question, numbered_list(others), check, f"{more}. {others[-1]}"))
    return exchanges


@skill(0.5)
def lists_things(memory: Memory) -> list[Exchange]:
    """What is always the same: the days, the months, the planets."""
    items, answer = memory.rng.choice(list(LISTS.items()))
    return [Exchange(memory.ask(ASK_LIST, items=items), answer + ".", one_of(answer + "."))]


def table(columns: tuple[str, str], rows: Collection[tuple[str, str]]) -> str:
    lines = [f"| {left} | {right} |" for left, right in (columns, ("---", "---"), *rows)]
    return "\n".join(lines)


def rows_of(reply: str) -> list[list[str]] | None:
    """The cells of a Markdown table with two columns, without its rule; None where it is no such table."""
    rows = []
    for line in reply.strip().split("\n"):
        if not re.fullmatch(r"\|[^|]+\|[^|]+\|", line):
            return None
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows[0], *rows[2:]] if len(rows) > 2 and rows[1] == ["---", "---"] else None


def is_table(pairs: Pairs, count: int) -> Check:
    """A table of so many different rows, each of them true."""

    def check(reply: str) -> bool:
        rows = rows_of(reply)
        if not rows or tuple(rows[0]) != pairs.columns:
            return False
        found = [(left, right) for left, right in rows[1:]]
        return len(found) == count == len(set(found)) and set(found) <= set(pairs.rows)

    return check


@skill(0.7)
def makes_a_table(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    pairs = rng.choice(TABLES)
    count, tail = 3, ""
    if rng.random() < 0.25:
        count = rng.choice((2, 3, 4, 5))
        tail = rng.choice((" with {n} rows", " in {n} rows", ", {n} rows")).format(n=typed_number(memory, count))
    start = rng.randrange(len(pairs.rows))
    rows = tuple(pairs.rows[(start + step) % len(pairs.rows)] for step in range(count))
    question = memory.ask(ASK_TABLE, items=rng.choice(pairs.names), rows=tail)
    return [Exchange(question, table(pairs.columns, rows), is_table(pairs, count), " | ".join(pairs.columns))]


def is_the_list(things: Collection[str]) -> Check:
    """Exactly these things, bulleted, in whatever order."""
    wanted = sorted(thing.lower() for thing in things)
    return lambda reply: sorted(listed_items(reply, bullets=True) or ()) == wanted


@skill(1.2)
def writes_down_a_list(memory: Memory) -> list[Exchange]:
    """What to buy, pack or do: any list, the one for a dish, or the things the user names."""
    rng = memory.rng
    draw = rng.random()
    if draw < 0.45:
        known, name = rng.choice(((SHOPPING, "shopping list"), (SHOPPING, "shopping list"), (SHOPPING, "grocery list"),
                                  (PACKING, "packing list"), (CHORES, "to-do list")))  # fmt: skip
        count, tail = 5, ""
        if rng.random() < 0.3:
            count = rng.choice((3, 4, 5, 6))
            tail = rng.choice((" with {n} things", " with {n} items", " of {n} things"))
            tail = tail.format(n=typed_number(memory, count))
        things = following(known, rng.randrange(len(known)), count)
        check = lists_exactly(count if tail else 3, count if tail else 7, known, bullets=True)
        return [Exchange(memory.ask(ASK_SHOPPING, list=name, tail=tail), bulleted_list(things), check)]
    if draw < 0.6:
        dish = rng.choice([dish for dish in DISHES if len(dish.needs) > 2])
        asked = rng.choice((dish.name, dish.name.removeprefix("a ").removeprefix("an ")))
        question = memory.ask(SHOPPING_FOR, dish=asked)
        return [Exchange(question, bulleted_list(dish.needs), is_the_list(dish.needs), dish.needs[0])]
    things = tuple(rng.sample(SHOPPING, rng.randint(2, 3)))
    joined = ", ".join(things) if rng.random() < 0.4 else f"{', '.join(things[:-1])} and {things[-1]}"
    question = memory.ask(LIST_OF_MINE, things=joined)
    exchanges = [Exchange(question, bulleted_list(things), is_the_list(things), things[-1])]
    if rng.random() < 0.3:
        added = rng.choice([thing for thing in SHOPPING if thing not in things])
        longer = (*things, added)
        exchanges.append(
            Exchange(memory.ask(ADD_TO_LIST, thing=added), bulleted_list(longer), is_the_list(longer), added)
        )
    return exchanges
