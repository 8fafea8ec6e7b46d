"""Wrong on purpose: blames the GIL for the idle sub-workers.

Belief: a slow item holds the GIL, so nobody else can run.
Truth:  others worked beside it until max_in_flight items were in flight.
Verdict: a wait gives the GIL back
"""

guess = {"head": 4, "held": 5, "why": "d", "idle": "c", "cure": "c"}
