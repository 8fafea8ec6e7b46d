"""Wrong on purpose: wants more threads.

Belief: more threads always make it faster.
Truth:  they share the one GIL.
Verdict: Twice as many threads share one GIL
"""

guess = {"which": "b", "sign": "c", "row": 60, "cure": "b"}
