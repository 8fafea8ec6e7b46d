"""Wrong on purpose: takes the limit from the stage that comes first.

Belief: what goes in at the front comes out at the end.
Truth:  infer lets through less than load, so load has to wait for room.
Verdict: look for the one that lets through least
"""

guess = {"rate": 125, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
