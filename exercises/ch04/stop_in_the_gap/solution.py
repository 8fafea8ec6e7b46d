# The moves, a line each: ada goes round once (for, look, put) and puts a. bob takes it, and is held up
# before he sets the stop. ada goes round again and puts b, so the queue is full again; she begins her third
# round and looks: no stop. Now bob sets it, and is gone. ada does what her look has allowed: she puts c.
# There is no room, and nobody is left who takes.
#
# Two switches are enough. The same as a schedule: "line:23>1,27>2". At step 23 bob has taken his row and
# would set the stop: ada moves instead. At step 27 she has looked and would call put: bob moves.
schedule = "1 1 1 2 1 1 1 1 1 2 1"
