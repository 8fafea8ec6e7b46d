"""Wrong on purpose: multiplies with milliseconds.

Belief: a thousandth more or less shows in the end.
Truth:  the rate counts seconds, so must the time.
Verdict: the time is in milliseconds
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20500, "queue": "b"}
