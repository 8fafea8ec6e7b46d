"""Wrong on purpose: fetches one page after the other.

Belief: there is one network.
Truth:  waiting takes no core; many can wait.
Verdict: it waits for one page after the other
"""

guess = {"small": "a", "python": "d", "pages": "a", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
