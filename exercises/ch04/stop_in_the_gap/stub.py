from exercises import form

# You are the scheduler: leave ada behind in a put, with a stop that came after she had looked. Eleven moves.
# Without widgets, hand in the moves: schedule = "1 2 ...", 1 is ada, 2 is bob.
schedule = form("4.3")
schedule
