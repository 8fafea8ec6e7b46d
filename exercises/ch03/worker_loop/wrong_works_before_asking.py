"""Wrong on purpose: asks for the end after the work.

Belief: the check belongs to the end of the loop, like the condition of a do-while.
Truth:  the end comes through the queue like an item, and work can't do anything with it.
Verdict: work was given the end
"""

order = "G C F K A I D"
