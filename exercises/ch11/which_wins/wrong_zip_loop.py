"""Wrong on purpose: takes a loop for C code.

Belief: the GIL keeps the other cores idle.
Truth:  such code lets go of it.
Verdict: that uses one core. The others have nothing
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "a", "long": "e", "seconds": 402, "batch": 16}
