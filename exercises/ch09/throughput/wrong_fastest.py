"""Wrong on purpose: takes the limit from the fastest stage.

Belief: the last stage decides what comes out.
Truth:  save waits for infer most of the time.
Verdict: look for the one that lets through least
"""

guess = {"rate": 200, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
