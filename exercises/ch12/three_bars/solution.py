# Compare the two looks first: what does not move at all is stuck, and its bar is right.
# stuck: no count has moved in ten seconds, and one item is in hand.
# other total: all that went in is out, each has moved the bar, and the total is larger.
# nobody takes: results are out, and none was taken; who takes them moves the bar.
# total: one move for each batch that leaves.
guess = {"first": "b", "second": "a", "third": "c", "total": "b"}
