"""Wrong on purpose: names a step at which bob is not there yet.

Belief: steps are counted from the first move in the game.
Truth:  they are counted from the start of the program, and the first ones are the main thread's.
Verdict: does not fit this program
"""

schedule = "line:7>2"
