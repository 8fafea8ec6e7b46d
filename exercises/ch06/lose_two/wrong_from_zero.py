"""Wrong on purpose: counts the workers from 0.

Belief: the first thread that is started is thread 0.
Truth:  thread 0 is the main one, and it waits in join: it has no move.
Verdict: thread 0 cannot move now
"""

schedule = "0 1 1 1 1 0 0 0"
