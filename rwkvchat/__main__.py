"""``python -m rwkvchat`` is ``rwkvchat``."""

from rwkvchat.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
