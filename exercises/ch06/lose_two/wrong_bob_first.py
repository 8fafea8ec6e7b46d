"""Wrong on purpose: starts with the other worker.

Belief: it depends on who is first.
Truth:  who is first makes no difference: what counts is who comes between a read and its write.
Verdict: no update is lost
"""

schedule = "2 2 2 2 1 1 1 1"
