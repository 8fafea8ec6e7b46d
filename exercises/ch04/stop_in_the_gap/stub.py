from exercises import form

# You are the scheduler: leave ada behind in a put, with a stop that came after she had looked. Eleven moves.
# Without widgets, hand in the string instead: schedule = "line:..."; at which step, which thread?
schedule = form("4.3")
schedule
