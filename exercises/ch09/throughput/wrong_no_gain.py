"""Wrong on purpose: believes that the new worker gains nothing.

Belief: load was as slow as infer all the time.
Truth:  infer was the limit, so it does gain, up to the next limit.
Verdict: It does gain something
"""

guess = {"rate": 100, "seconds": 0.433, "next": 100, "inside": 20.5, "queue": "b"}
