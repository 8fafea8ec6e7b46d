"""Wrong on purpose: takes processes for C code.

Belief: only processes use several cores.
Truth:  threads do where the GIL is let go of.
Verdict: once they are started
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "c", "long": "e", "seconds": 402, "batch": 16}
