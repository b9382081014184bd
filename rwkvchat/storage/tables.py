"""A conversation as tables of JSON, and back: nothing is let through that does not fit together. Needs no torch."""

import dataclasses
from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from rwkvchat.dialogue.conversation import BRANCH_NAME, Conversation, Place, Turn
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.params import SETTINGS, SamplingParams
from rwkvchat.storage.pack import Table

if TYPE_CHECKING:
    from rwkvchat.session_record import SessionRecord

T = TypeVar("T")

TURN_FIELDS = tuple(field.name for field in dataclasses.fields(Turn))
LARGEST_SEED = int(SETTINGS["seed"].high)
MOST_TURNS = 10**9
"""Numbers of turns are below this, so that there is room for more of them and each can be found by salvage."""


def describe_settings(record: "SessionRecord") -> Table:
    """All of a record but its conversation and its tensors."""
    return {
        "title": record.title,
        "model": dataclasses.asdict(record.model),
        "source": record.source,
        "tokenizer": record.tokenizer,
        "template": dataclasses.asdict(record.template),
        "system": record.system,
        "params": dataclasses.asdict(record.params),
        "stops": record.stops,
        "seeds": dataclasses.asdict(record.seeds),
        "snapshots": sorted(record.snapshots),
    }


def describe_turns(turns: Iterable[tuple[int, Turn]]) -> list[Table]:
    """The turns, each a table that begins with its number and role: by these a damaged file is searched for them."""

    def table(number: int, turn: Turn) -> Table:
        fields = {name: getattr(turn, name) for name in TURN_FIELDS}
        params = {name: getattr(turn.params, name) for name in SETTINGS} if turn.params else None
        return {"number": number, **fields, "ids": len(turn.ids), "readings": len(turn.readings), "params": params}

    return [table(number, turn) for number, turn in turns]


class PlaceTables:
    """Places as short lists; the tables of other branches' ends, which many places share, are kept once."""

    def __init__(self) -> None:
        self.tips: list[Mapping[str, int]] = []
        self._index: dict[tuple[tuple[str, int], ...], int] = {}

    def describe(self, place: Place) -> list[Any]:
        key = tuple(place.tips.items())
        if key not in self._index:
            self._index[key] = len(self.tips)
            self.tips.append(dict(place.tips))
        return [place.cursor, place.branch, self._index[key], place.prefix]


def describe_conversation(conversation: Conversation) -> Table:
    """The tree and the places in it."""
    places = PlaceTables()
    return {
        "place": places.describe(conversation.place),
        "past": [places.describe(place) for place in conversation.past],
        "future": [places.describe(place) for place in conversation.future],
        "tips": places.tips,
        "turns": describe_turns(conversation.turns.items()),
    }


def number_parts(turns: Iterable[Turn]) -> dict[str, Part]:
    """The turns' tokens and readings, all turns' one after another."""
    turns = list(turns)
    return {
        "ids": _part(token for turn in turns for token in turn.ids),
        "readings": _part(length for turn in turns for length in turn.readings),
    }


def _part(numbers: Iterable[int]) -> Part:
    values = array("i", numbers)
    return Part("I32", (len(values),), values.tobytes())


def _numbers(part: Part) -> Sequence[int]:
    expect(part.dtype == "I32" and len(part.shape) == 1)
    values = array("i")
    values.frombytes(part.data)
    return values


def restore_conversation(table: Table, parts: Mapping[str, Part], n_vocab: int) -> Conversation:
    """The opposite of `describe_conversation` and `number_parts`.

    Raises:
        ValueError, TypeError, LookupError, ArithmeticError, RwkvchatError: something does not belong there.
    """
    ids, readings = (iter(_numbers(parts[name])) for name in ("ids", "readings"))
    turns: dict[int, Turn] = {}
    last = -1
    stops: set[tuple[str, ...]] = set()
    for fields in table["turns"]:
        counts = typed(fields["ids"], int), typed(fields["readings"], int)
        mine, lengths = tuple(islice(ids, counts[0])), tuple(islice(readings, counts[1]))
        expect((len(mine), len(lengths)) == counts)
        expect(sum(lengths) == len(mine) and min(lengths, default=1) >= 1)
        expect(not mine or (min(mine) >= 0 and max(mine) < n_vocab))
        number = typed(fields["number"], int)
        expect(last < number < MOST_TURNS)
        rest = {name: value for name, value in fields.items() if name not in ("number", "ids", "readings", "params")}
        params = None if fields["params"] is None else build(SamplingParams, fields["params"])
        turn = build(Turn, rest, ids=mine, readings=lengths, params=params)
        expect(is_seed(turn.seed))
        if turn.stops not in stops:
            StopMatcher(turn.stops)
            stops.add(turn.stops)
        expect(turn.parent is None if turn.role == "opening" else turn.parent in turns)
        turns[number] = turn
        last = number
    expect(not [*ids, *readings])
    return Conversation(turns, *_restore_places(table, turns))


def _restore_places(table: Table, turns: Mapping[int, Turn]) -> tuple[Place, list[Place], list[Place]]:
    """The place, those before it and those after it."""
    known = turns.keys() | {-1}  # before the first opening
    tips = [typed(tips, dict) for tips in typed(table["tips"], list)]
    for names in tips:
        expect(all(_is_branch(name) and type(tip) is int and tip in known for name, tip in names.items()))

    def place(value: Any) -> Place:
        cursor, branch, index, prefix = typed(value, list)
        expect(type(cursor) is int and cursor in known and _is_branch(branch) and type(prefix) is str)
        expect(type(index) is int and 0 <= index < len(tips) and branch not in tips[index])
        return Place(cursor, branch, tips[index], prefix)

    past, future = ([place(value) for value in typed(table[name], list)] for name in ("past", "future"))
    return place(table["place"]), past, future


def _is_branch(name: Any) -> bool:
    return isinstance(name, str) and BRANCH_NAME.fullmatch(name) is not None


def build(kind: type[T], table: Any, **known: Any) -> T:
    """A value of a dataclass out of what JSON gave, if every field is of the type that it should be.

    Args:
        known: fields that JSON did not give.
    """
    hints = _hints(cast(Hashable, kind))
    expect(type(table) is dict)
    return kind(**{name: build_item(value, hints[name]) for name, value in table.items()}, **known)


def typed(value: Any, hint: Any) -> Any:
    """The value, if it is of the type."""
    expect(_fits(value, hint))
    return value


def is_seed(value: int | None) -> bool:
    return value is None or 0 <= value <= LARGEST_SEED


def expect(condition: bool) -> None:
    if not condition:
        raise ValueError("it does not fit together")


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def build_item(value: Any, hint: Any) -> Any:
    """The value, if it is of the type; a list as a tuple."""
    return tuple(typed(value, hint)) if isinstance(value, list) else typed(value, hint)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a type, as far as the dataclasses here have types."""
    # Exactly, because to Python true is a number.
    if type(value) is hint or (hint is float and type(value) is int):
        return True
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if get_origin(hint) is Literal:
        return type(value) is str and value in parts
    # The one other kind that there is: a tuple of any length.
    return get_origin(hint) is tuple and isinstance(value, list) and all(_fits(item, parts[0]) for item in value)
