"""The corpus of raven-nano: small conversations composed from skills, generated from a seed.

Everything in it was written for it. It knows text and templates; it knows no tokens and no tensors.
"""

import hashlib
from random import Random

VERSION = 13


def corpus_hash(documents: int = 1000) -> str:
    """sha256 over the corpus's first documents, which changes with any of its texts or weights that matter."""
    from rwkvchat.demo.corpus.conversation import document

    digest = hashlib.sha256()
    for index in range(documents):
        for piece in document(Random(f"hash:{index}"), long=index % 2 == 1):
            digest.update("\0".join(map(str, piece)).encode())
    return digest.hexdigest()
