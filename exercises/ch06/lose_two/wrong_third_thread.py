"""Wrong on purpose: moves a thread that is not there.

Belief: who reads and who writes are numbered apart.
Truth:  there are two workers, and each has its own two lines twice.
Verdict: thread 3 cannot move now
"""

schedule = "1 3 2 3 2 3 1 1"
