"""Wrong on purpose: takes the cluster for waiting.

Belief: more cores wait better.
Truth:  threads wait as well, and there are more.
Verdict: sixty-four can wait where forty can
"""

guess = {"small": "a", "python": "d", "pages": "e", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
