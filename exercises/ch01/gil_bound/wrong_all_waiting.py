"""Wrong on purpose: takes the main thread's waiting for the sign.

Belief: a lane that only waits shows a lock that is never free.
Truth:  the main thread waits in join, in every one of the programs.
Verdict: it can't be the sign
"""

guess = {"which": "b", "sign": "a", "row": 60, "cure": "a"}
