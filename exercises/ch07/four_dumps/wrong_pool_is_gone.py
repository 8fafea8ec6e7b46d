"""Wrong on purpose: takes the pool for one whose threads have died.

Belief: work that nobody does has lost its worker.
Truth:  both are there, and wait.
Verdict: For what do they wait
"""

guess = {"first": "c", "second": "a", "third": "b", "fourth": "c", "cure": "b"}
