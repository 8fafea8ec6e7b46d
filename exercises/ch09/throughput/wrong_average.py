"""Wrong on purpose: takes the average of the three limits.

Belief: the fast stages make up for the slow one.
Truth:  what the slowest does not let through, nobody can make up for.
Verdict: That is what another stage would let through
"""

guess = {"rate": 142, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
