"""Wrong on purpose: takes threads for long Python.

Belief: long items make threads pay.
Truth:  the GIL does not ask how long.
Verdict: however long it lasts
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "b", "seconds": 402, "batch": 16}
