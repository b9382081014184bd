"""Conversations on disk: the file, its journal, its lock, the folder of them all; what is damaged, what can be read.

Of these modules only ``session_file``, ``keeper`` and ``opening_cache`` need torch.
"""
