"""Wrong on purpose: takes the third one for another illness.

Belief: a bar that stands means a pipeline that hangs.
Truth:  the stage works, the results wait, and the thread that would move the bar is elsewhere.
Verdict: Who moves a bar?
"""

guess = {"first": "b", "second": "a", "third": "b", "total": "b"}
