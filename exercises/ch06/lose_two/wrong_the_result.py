"""Wrong on purpose: hands in what the counter should say.

Belief: the answer is the number that comes out.
Truth:  asked for is the order that makes it come out.
Verdict: a schedule is a string
"""

schedule = 2
