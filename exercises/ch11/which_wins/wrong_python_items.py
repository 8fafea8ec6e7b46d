"""Wrong on purpose: sends each item by itself.

Belief: four processes, a quarter of the time.
Truth:  the journeys take longer than the work.
Verdict: how long do the journeys of all items take
"""

guess = {"small": "a", "python": "c", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
