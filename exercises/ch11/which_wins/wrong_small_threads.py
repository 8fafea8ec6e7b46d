"""Wrong on purpose: takes threads for quick items.

Belief: threads always make it faster.
Truth:  a hand-over takes longer than such an item.
Verdict: takes longer than such an item
"""

guess = {"small": "b", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
