"""Wrong on purpose: takes the third one for another illness.

Belief: a bar that does not come to its end has a wrong total.
Truth:  the stage works, the results wait, and the thread that would move the bar is elsewhere.
Verdict: Who moves a bar?
"""

guess = {"first": "b", "second": "a", "third": "a", "total": "b"}
