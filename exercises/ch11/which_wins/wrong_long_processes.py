"""Wrong on purpose: stays on this machine.

Belief: a cluster is for many small things.
Truth:  it is for few large ones.
Verdict: But only four share the work
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "c", "seconds": 402, "batch": 16}
