"""Wrong on purpose: looks for the timeline with the most work in it.

Belief: where all threads work all the time, the GIL must be the limit.
Truth:  if they work at the same time, nobody holds it.
Verdict: there several threads work at the same time
"""

guess = {"which": "a", "sign": "c", "row": 60, "cure": "a"}
