from exercises import form

# You are the scheduler: play the two workers so that the counter ends at 2 instead of 4, eight moves.
# Without widgets, hand in the string instead: schedule = "line:..."; at which step, which thread?
schedule = form("6.2")
schedule
