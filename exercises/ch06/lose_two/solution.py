# The eight moves: ada, bob, bob, bob, bob, ada, ada, ada.
#
# ada reads 0 and is interrupted before she writes. From here on her number is old, and she does not know.
# bob works on both of his lines undisturbed: the counter says 2.
# ada writes her old number plus 1: the counter says 1, and both of bob's updates are lost in one write.
# ada's second line is counted as it should be: the counter says 2.
#
# One switch is enough: at step 11 (ada has read and would write) thread 2, bob, moves; the rest follows by
# itself, because a thread goes on until it ends or has to wait.
schedule = "line:11>2"
