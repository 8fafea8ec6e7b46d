"""Wrong on purpose: lets bob do both of his between the two of ada.

Belief: in the middle of a worker's function is in the middle of an addition.
Truth:  ada has written, and reads anew after bob: her number is not old.
Verdict: no update is lost
"""

schedule = "1 1 2 2 2 2 1 1"
