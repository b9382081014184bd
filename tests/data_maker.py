"""Writes the conversation files of tests/data that stand for a version of the format.

``PYTHONPATH=.:tests python tests/data_maker.py`` was run once when the version was made; what it wrote then is kept
as it is for ever, and a new version adds files of its own.
"""

from pathlib import Path

from records import grown

from rwkvchat.storage import keeper
from rwkvchat.storage.pack import VERSION
from rwkvchat.storage.session_file import open_session, save_session

DATA = Path(__file__).parent / "data"


def main() -> None:
    """One file by itself, and one with a journal."""
    if any(DATA.glob(f"v{VERSION}-*")):
        raise SystemExit(f"there are files of version {VERSION} already, and they stay as they are")
    save_session(DATA / f"v{VERSION}-whole.state", grown().record())
    keeper.SMALL = 0
    keeping = keeper.Keeper(DATA)
    talk = grown()
    keeping.keep(f"v{VERSION}-journal", talk.record())
    talk.exchange("more", " of it")
    keeping.keep(f"v{VERSION}-journal", talk.record())
    (DATA / f"v{VERSION}-journal.state.lock").unlink()  # held until the process ends; the journal stays
    for path in DATA.glob(f"v{VERSION}-*.state"):
        turns = open_session(path).record.conversation.turns
        lines = (f"{number} {turn.role} {turn.text!r}\n" for number, turn in turns.items())
        path.with_suffix(".txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
