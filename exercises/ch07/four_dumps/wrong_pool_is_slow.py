"""Wrong on purpose: takes the pool for a slow one.

Belief: result waits until the work is done, and it is being done.
Truth:  by whom? All threads of the pool wait.
Verdict: For what do they wait
"""

guess = {"first": "c", "second": "a", "third": "b", "fourth": "b", "cure": "b"}
