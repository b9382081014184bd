#!/usr/bin/env python3
"""``python chat.py`` in a checkout is ``rwkvchat``."""

from rwkvchat.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
