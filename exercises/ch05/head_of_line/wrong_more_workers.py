"""Wrong on purpose: would cure the gap with more sub-workers.

Belief: a stage that is starved is fed by more workers in front of it.
Truth:  one item is worked on by one thread; with idle sub-workers at hand, more of them are more idle ones.
Verdict: One item is one sub-task in one thread
"""

guess = {"head": 4, "held": 5, "why": "d", "idle": "b", "cure": "a"}
