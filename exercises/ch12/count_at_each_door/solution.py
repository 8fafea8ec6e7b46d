# Go down the numbers until one is less than the one before.
# swallowed: less comes out of `resize` than went in, and no queue holds the rest.
# gave up: less goes into `resize` than was read, and the rest lies in its queue.
# early: less goes into `save` than came out of `resize`, and the rest lies between them.
# cure: the end means that nothing more will come, which only the last one of a stage can know.
guess = {"first": "b", "second": "a", "third": "c", "cure": "c"}
