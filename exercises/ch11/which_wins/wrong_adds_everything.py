"""Wrong on purpose: adds journeys and work.

Belief: first it is sent, then it is worked on.
Truth:  both go on at the same time.
Verdict: at the same time
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 427, "batch": 16}
