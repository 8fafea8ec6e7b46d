# a:     all three wait at the same time, so the longest one decides. That it is the last to be joined does
#        not matter: a join of a thread that has ended comes back at once.
# b:     each thread is joined before the next one is made. One after another: the sum.
# c:     the brackets call sleep while the list is made, so the main thread waits three times. The threads get
#        what sleep returned, None, and have nothing to do. The sum again.
# d:     only the first thread is waited for. The call comes back when that one has ended; the longest wait
#        goes on behind its back.
# where: in the main thread, all of it. No thread of c ever sleeps.
guess = {"a": 0.4, "b": 0.7, "c": 0.7, "d": 0.2, "where": "b"}
