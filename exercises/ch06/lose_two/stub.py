from exercises import form

# You are the scheduler: play the two workers so that the counter ends at 2 instead of 4, eight moves.
# Without widgets, hand in the moves: schedule = "1 2 ...", 1 is ada, 2 is bob.
schedule = form("6.2")
schedule
