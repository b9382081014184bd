"""The budget of snapshots: what is dropped, and what never is."""

import torch

from rwkvchat.dialogue.conversation import Place, Turn
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.snapshots import BUDGET, Snapshots

SIZE = 5 * 4 * 3 + 4 * 2
"""Bytes of the snapshots here."""


def snapshot() -> Snapshot:
    return Snapshot(State.empty(1, 3), torch.zeros(2))


def turn(tokens: int, *, at_once: bool = True) -> Turn:
    return Turn("user", (1,) * tokens, (tokens,) if at_once else (1,) * tokens, "")


def keeper(budget: int, cursor: int = -1, **tips: int) -> Snapshots:
    return Snapshots(lambda: Place(cursor, tips=tips), budget * SIZE)


def test_all_are_kept_within_the_budget() -> None:
    kept = keeper(3)
    for number in range(3):
        kept.keep(number, turn(1), snapshot())
    assert (sorted(kept), kept.nbytes, kept.dropped) == ([0, 1, 2], 3 * SIZE, 0)
    assert snapshot().nbytes == SIZE
    assert BUDGET == 2**30


def test_what_is_cheap_to_rebuild_goes_first() -> None:
    kept = keeper(2)
    kept.keep(0, turn(300), snapshot())
    kept.keep(1, turn(5), snapshot())
    kept.keep(2, turn(300), snapshot())
    assert sorted(kept) == [0, 2]
    kept.keep(3, turn(300, at_once=False), snapshot())
    assert sorted(kept) == [2, 3]
    kept.keep(4, turn(1000), snapshot())
    assert sorted(kept) == [3, 4]  # token by token is dear


def test_of_two_alike_the_one_not_used_for_longer_goes() -> None:
    kept = keeper(2)
    for number in range(3):
        kept.keep(number, turn(9), snapshot())
    assert sorted(kept) == [1, 2]
    assert kept[1] is not None
    kept.keep(3, turn(9), snapshot())
    assert sorted(kept) == [1, 3]


def test_even_a_dear_one_goes_when_it_is_not_used_for_very_long() -> None:
    kept = keeper(2)
    kept.keep(0, turn(1000), snapshot())
    for number in range(1, 200):
        kept.keep(number, turn(1), snapshot())
    assert 0 not in kept


def test_the_cursors_is_always_kept_and_the_ends_of_branches_outlive_others() -> None:
    for budget, expected in ((0, [0]), (1, [0]), (2, [0, 1]), (3, [0, 1, 5])):
        kept = keeper(budget, 0, side=1)
        for number in range(6):
            kept.keep(number, turn(100 * number), snapshot())
        assert sorted(kept) == expected
    kept = keeper(0, 4)
    for number in range(5):
        kept.keep(number, turn(1), snapshot())
    assert sorted(kept) == [4]


def test_a_smaller_budget_holds_at_once() -> None:
    kept = keeper(9)
    for number in range(9):
        kept.keep(number, turn(1), snapshot())
    kept.budget = 4 * SIZE
    kept.fit()
    assert len(kept) == 4
    assert kept.nbytes == 4 * SIZE
    kept.drop(8)
    kept.drop(8)
    assert kept.nbytes == 3 * SIZE
    kept.clear()
    assert (len(kept), kept.nbytes) == (0, 0)


def test_keeping_one_again_counts_it_once() -> None:
    kept = keeper(9)
    kept.keep(0, turn(1), snapshot())
    kept.keep(0, turn(1), snapshot())
    assert (len(kept), kept.nbytes) == (1, SIZE)
