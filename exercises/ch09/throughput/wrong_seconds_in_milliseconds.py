"""Wrong on purpose: says the time of the run in milliseconds.

Belief: what is computed from milliseconds is in milliseconds.
Truth:  seconds were asked for.
Verdict: that is right in milliseconds, and seconds are asked for
"""

guess = {"rate": 100, "seconds": 433, "next": 125, "inside": 20.5, "queue": "b"}
