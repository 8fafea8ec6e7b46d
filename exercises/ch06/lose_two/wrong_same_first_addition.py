"""Wrong on purpose: loses the first addition of both, and then lets one work after the other.

Belief: two that read the same number lose two updates.
Truth:  two that read the same number lose one of the two; the other is there.
Verdict: one update is lost, and two are asked for
"""

schedule = "1 2 1 2 1 1 2 2"
