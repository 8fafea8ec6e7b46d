"""Wrong on purpose: loses one in the second round only.

Belief: an update that is lost late takes the earlier ones with it.
Truth:  what is lost is what was written since the read; the first round was written and seen.
Verdict: one update is lost, and two are asked for
"""

schedule = "1 1 2 2 1 2 1 2"
