# first:  `read` waits for room. Whoever takes from that queue is not in the dump: it was a thread called
#         `save`, and it has died of a row that is no price. A dump shows who waits, and never who is gone.
# second: each of the two holds what the other waits for, and nobody else has a say in it.
# third:  follow the waits to their end. `main` waits for `fetch`, `parse` for an item of `fetch`, and `fetch`
#         is in sleep, which ends by itself. A second look in a while would tell: then it stands elsewhere.
# fourth: all threads of the pool are in result, and what they wait for lies in the pool's own queue.
# cure:   one order for all. The others leave both orders as they are, or wait for a time.
guess = {"first": "c", "second": "a", "third": "b", "fourth": "e", "cure": "b"}
