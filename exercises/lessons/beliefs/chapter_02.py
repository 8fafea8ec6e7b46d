"""What wrong guesses of chapter 02 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "02.list": (
        1,
        {
            2: (
                "Whoever says 2 believes that both can come too late. One of the two `pop`s is the first, "
                "and finds the line; only the second finds nothing."
            ),
            0: (
                "Whoever says 0 believes that `if shelf` makes the `pop` safe. It says what was there when "
                "it looked; before the `pop`, the other consumer may have taken it."
            ),
        },
    ),
    "02.poll": (
        (100_000, 20_000_000),
        {
            (0, 1): (
                "Whoever says 1 believes that the loop waits until something changes. `while not shelf` "
                "asks, has its answer at once, and asks again: nothing in it sleeps."
            ),
            (2, 1000): (
                "Whoever says a thousand or fewer believes that a look takes a tenth of a millisecond, or "
                "longer. A round of this loop takes a microsecond or less, and nothing holds it up."
            ),
            None: (
                "The number is 100 ms divided by the time of one round of the loop, and a round takes a "
                "microsecond or less. Nothing in it sleeps."
            ),
        },
    ),
    "02.get": (
        "c",
        {
            "a": (
                "Whoever says (a) thinks of a dict, where `get` returns `None` for what isn't there. An "
                "empty queue means: not yet. The call sleeps until a `put` wakes it."
            ),
            "b": (
                "Whoever says (b) thinks of `pop`, which raises on an empty list. A queue stands between two "
                "threads: that the other one hasn't put anything yet is nothing wrong, and `get` waits for "
                "it."
            ),
        },
    ),
    "02.put": (
        2,
        {
            5: (
                "Whoever says 5 believes that `put` never waits. The third call finds both places taken; to "
                "keep the bound without losing an item, `put` makes the producer sleep."
            ),
            3: (
                "Whoever says 3 counts the call that is on its way. It was made, and has not come back: its "
                "item is still with the producer, outside the queue."
            ),
            (0, 1): (
                "Whoever says 0 or 1 believes that `put` waits until its item, or the one before, has been "
                "taken. It waits for room only, and the first two calls find some."
            ),
        },
    ),
    "02.grow": (
        (50, 60),
        {
            (0, 2): (
                "Whoever says 1 or so believes that the reader reads a line when the consumer wants one, as "
                "in a single loop. Here it has a thread of its own, and nothing makes it wait."
            ),
            (3, 49): (
                "Whoever says some believes that the two sides find a balance. One line leaves every 10 ms, "
                "and without a bound nothing slows the reader: it is through with the file before many have "
                "left."
            ),
            (61, inf): "More than 60 it can't be: that is how many lines there are.",
        },
    ),
    "02.bound_peak": (
        8,
        {
            (11, inf): (
                "Whoever says so many takes `maxsize` for advice. While 8 lines are in the queue, the reader "
                "sleeps in its next `put`."
            ),
            (9, 10): (
                "Whoever says 9 or 10 counts the line that the reader still holds in its `put`, or the one "
                "that the consumer works on. Neither of them is in the queue."
            ),
            (0, 7): (
                "Whoever says fewer believes that the consumer keeps the queue from filling up. It takes a "
                "line every 10 ms; the reader needs far less for one, so it soon has filled every place."
            ),
        },
    ),
    "02.bound_times": (
        (0.85, 1.2),
        {
            0: "Whoever says 0 may mean: no longer. Just as long is 1.",
            (0.01, 0.9): (
                "Whoever says less than 1 believes that a shorter queue is got through sooner. A line waits "
                "less in it, but the consumer still has 60 lines to do, at 10 ms each."
            ),
            (6.5, 8.5): (
                "Whoever says 7 or 8 divides 60 lines by 8 places. A place does no work: in both runs the "
                "consumer has a line to work on at any time, and that is 60 times 10 ms."
            ),
            (1.2, inf): (
                "Whoever says longer believes that the time for which the reader is blocked is lost. It is "
                "blocked while the queue is full, and then the consumer has work: the consumer never stops, "
                "and it sets the time."
            ),
        },
    ),
    "02.latency": (
        (8.3, 8.4),
        {
            (0.9, 1.1): (
                "Whoever says 1 believes that what leaves the whole run as it was leaves each line as it "
                "was. More places mean more lines in front of a new one, and it waits 10 ms for each of "
                "them."
            ),
            (0, 0.89): (
                "Whoever says less believes that room shortens the wait. It shortens the reader's, in `put`; "
                "a line that has got in sooner waits in the queue instead, behind all the others."
            ),
            (1.11, 5.7): (
                "Whoever says a little believes that the queue is seldom full. The reader is faster, so all "
                "32 places are soon taken, and each of them is 10 ms of waiting."
            ),
            (30, 33): (
                "Whoever says 32 or so counts only the places. A line also waits in its reader's `put` and "
                "is then worked on, which makes 3 times 10 ms with a single place; and with 32, the first "
                "lines still find the queue empty or half full."
            ),
            (15, 18): (
                "Whoever says 16 or 17 counts the line in work too: 33 against 2. A line also waits in its "
                "reader's `put`: 34 against 3. And with 32 places, the first lines still find the queue "
                "empty or half full, so that the average is lower."
            ),
        },
    ),
    "02.burst": (
        (1.56, 1.58),
        {
            (0.9, 1.1): (
                "Whoever says 1 carries over the steady log, where the consumer always had a line. Here it "
                "runs out of lines between two bursts, and with one place the reader comes late to the next: "
                "it is still handing over the last one."
            ),
            (1.9, 2.1): (
                "Whoever says 2 believes that with one place nothing overlaps, and with ten everything. With "
                "one place, the last two lines of a burst are still to be done when the reader begins to "
                "wait; and nothing helps in the first 100 ms, when no line is there yet."
            ),
            (2.2, inf): (
                "Whoever says so many believes that a place does work. The consumer needs 60 times 10 ms "
                "with any queue; all there is to gain is the time in which it has no line."
            ),
            (0, 0.89): (
                "Whoever says less believes that a larger queue holds a line up, and so the run. A line may "
                "wait longer in it; meanwhile the consumer works, where it had nothing to do before."
            ),
        },
    ),
    "02.reference": (
        0,
        {
            60: (
                "Whoever says 60 believes that `put` keeps a copy of the batch. It keeps an arrow to the "
                "list, and `clear()` empties that very list."
            ),
            10: (
                "Whoever says 10 believes that the last batch stays, since nothing is collected after it. "
                "`clear()` comes after the last `put`, too."
            ),
            None: (
                "All six places in the queue hold the same list. So the consumer sees six times what that "
                "list holds in the end, after the last `clear()`."
            ),
        },
    ),
}
