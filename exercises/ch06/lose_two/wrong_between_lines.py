"""Wrong on purpose: switches when ada has finished an addition.

Belief: any switch in the middle of a worker's function loses something.
Truth:  between a write and the next read nobody holds an old number; only between read and write does it hurt.
Verdict: no update is lost
"""

schedule = "line:12>2"
