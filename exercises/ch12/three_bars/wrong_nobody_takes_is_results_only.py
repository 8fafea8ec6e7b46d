"""Wrong on purpose: takes the third one for another illness.

Belief: what is missing at the bar has failed.
Truth:  the stage works, the results wait, and the thread that would move the bar is elsewhere.
Verdict: Who moves a bar?
"""

guess = {"first": "b", "second": "a", "third": "d", "total": "b"}
