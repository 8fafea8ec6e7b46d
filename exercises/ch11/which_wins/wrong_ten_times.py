"""Wrong on purpose: takes ten journeys' worth.

Belief: only a multiple is enough.
Truth:  asked was where both are equal.
Verdict: need not be so long
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 160}
