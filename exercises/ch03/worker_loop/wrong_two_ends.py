"""Wrong on purpose: passes the end on in front of break and once more behind the loop.

Belief: twice is safer than once.
Truth:  one consumer takes one end; the other one is found by whoever uses the queue next.
Verdict: the end is passed on twice
"""

order = "G C K J A F I D"
