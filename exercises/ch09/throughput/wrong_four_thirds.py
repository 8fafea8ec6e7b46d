"""Wrong on purpose: gives all that the new worker can do to the whole.

Belief: four workers make four thirds of what three make, always.
Truth:  with four, infer lets through more than load does.
Verdict: Who is the limit now
"""

guess = {"rate": 100, "seconds": 0.433, "next": 133, "inside": 20.5, "queue": "b"}
