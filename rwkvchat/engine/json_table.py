"""A table in JSON that a stranger wrote, or an error of ours.

Bounds what such a text can cost and refuses what JSON leaves open; does not know what the table means.
"""

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any, NoReturn

from rwkvchat.engine.tensor_table import quoted
from rwkvchat.errors import WeightsError


def read_table(
    data: bytes | bytearray | memoryview, what: str, hint: str, *, tables: int, fractions: bool
) -> dict[str, Any]:
    """The table that ``data`` spells.

    Args:
        what: how an error calls it (``its header``). hint: what to do about a broken one.
        tables: how many there may be in all, it and those within it. fractions: whether numbers may be no whole ones.

    Raises:
        WeightsError: it is not JSON, says something twice, or goes beyond the limits.
    """

    def refuse_number(text: str) -> NoReturn:
        expected = "numbers" if fractions else "whole ones"
        raise WeightsError(f"{what} has the number {quoted(text, 20)} where only {expected} belong", hint)

    try:
        table = json.loads(
            str(data, "utf-8"),
            object_pairs_hook=partial(_unique, count(1), tables, what, hint),
            parse_float=float if fractions else refuse_number,
            parse_constant=refuse_number,
        )
    except UnicodeDecodeError:
        raise WeightsError(f"{what} is not UTF-8", hint) from None
    except RecursionError:
        raise WeightsError(f"{what} is nested too deeply", hint) from None
    except MemoryError:
        raise WeightsError(f"{what} needs more memory than there is", hint) from None
    except ValueError:  # JSON's own errors, and numbers of thousands of digits
        raise WeightsError(f"{what} is not JSON", hint) from None
    if not isinstance(table, dict):
        raise WeightsError(f"{what} is not a table", hint)
    return table


def _unique(number: Iterator[int], tables: int, what: str, hint: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One table, the ``number``-th: a bomb is refused before all of it has been built."""
    if next(number) > tables:
        raise WeightsError(f"{what} holds more than {tables} tables", hint)
    table = dict(pairs)
    if len(table) != len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise WeightsError(f"{what} says {quoted(twice)} twice", hint)
    return table
