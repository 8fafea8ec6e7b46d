"""Wrong on purpose: hands in the list of moves instead of the schedule.

Belief: the moves that one makes in the Stepper are the schedule.
Truth:  they are what a schedule is made from; the string also says at which grain, and counts the other steps.
Verdict: A schedule looks like
"""

schedule = "1 1 1 2 1 1 1 1 1 2 1"
