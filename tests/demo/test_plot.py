"""The drawing of a loss."""

from pathlib import Path

from rwkvchat.demo.plot import DOT, HEIGHT, WIDTH, Point, plot, read_log


def test_a_falling_loss_falls_from_one_corner_to_the_other() -> None:
    drawn = plot([Point(minute, 4.0 / (1 + minute)) for minute in range(60)]).splitlines()
    assert len(drawn) == HEIGHT + 2
    assert drawn[0] == f" 4.000 |{DOT}"
    assert drawn[HEIGHT - 1].startswith(" 0.067 |")
    assert drawn[HEIGHT - 1].endswith(DOT)
    assert drawn[HEIGHT - 1].index(DOT) > drawn[HEIGHT // 2].index(DOT)
    assert drawn[-1].split() == ["0", "59", "min"]
    assert max(map(len, drawn)) <= WIDTH + 8


def test_one_point_is_drawn() -> None:
    assert DOT in plot([Point(1.0, 2.0)])


def test_a_log_is_read(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"step": 10, "seconds": 90.0, "loss": 2.5}\n{"step": 20, "seconds": 180.0, "loss": 1.5}\n')
    assert read_log(log) == [Point(1.5, 2.5), Point(3.0, 1.5)]
