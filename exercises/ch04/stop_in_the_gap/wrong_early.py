"""Wrong on purpose: lets bob go first.

Belief: the earlier the stop comes, the more likely ada misses it.
Truth:  she looks before each put; a stop that came before the look is seen.
Verdict: everybody is out
"""

schedule = "line:15>2"
