"""What wrong guesses of chapter 03 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "03.known": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that as many pages come as there are lines. `parse` hands on "
                "nothing for a line that it can't read, and `count` waits for the missing ones as for any "
                "other."
            ),
            "b": (
                "Whoever says (b) believes that `get` notices when nobody is left to put something in. A "
                "queue doesn't know its producers: empty for now and empty for good look the same to it."
            ),
        },
    ),
    "03.empty": (
        0,
        {
            58: (
                "Whoever says 58 believes that `empty()` knows of what is on its way. It looks at the queue "
                "at this moment, and at its first look nothing has come: the first line takes 5 ms."
            ),
            1: (
                "Whoever says 1 believes that `count` begins when there is a page. It begins with the other "
                "two, 5 ms before the first line has been read."
            ),
            (2, 57): (
                "Whoever says some believes that `count` runs out of pages on the way. It doesn't get so "
                "far: its first look comes 5 ms before the first line, and finds nothing."
            ),
            (59, 60): (
                "There are 58 pages, and `count` doesn't wait for the first: its first look comes before any "
                "line has been read."
            ),
        },
    ),
    "03.quiet_counted": (
        29,
        {
            58: (
                "Whoever says 58 believes that a pause can be told from the end. All that `get` sees is half "
                "a second without a page, and it raises; the pages after the pause come into a queue from "
                "which nobody takes."
            ),
            60: (
                "Whoever says 60 counts the two lines that can't be read, and lets `count` go on after the "
                "pause. `get` raises during the pause, and the loop is over."
            ),
            0: (
                "Whoever says 0 believes that the half second runs from the start. Each `get` begins its "
                "own, and before the pause a page comes every 5 ms or so."
            ),
            30: (
                "Whoever says 30 counts every line before the pause. Line 20 is one of them, and it can't be "
                "read: `parse` drops it."
            ),
            (31, 57): (
                "Whoever says more than half believes that `count` comes back after the pause. It leaves its "
                "loop when `get` raises, and the thread has ended."
            ),
        },
    ),
    "03.quiet_seconds": (
        6.3,
        {
            (1.2, 1.4): (
                "Whoever says 1.3 believes that the run is over with the last page. `count` can't know that "
                "it was the last one: it calls `get` again, and waits for the whole of its patience."
            ),
            5: (
                "Whoever says 5 believes that the patience runs once, from the start. It begins anew with "
                "each `get`, and the last `get` begins when the reading is over."
            ),
            (7, 14): (
                "Whoever says so many adds a wait of 5 s for the pause as well. The pause lasts 1 s, and "
                "`get` comes back as soon as there is a page."
            ),
            (100, inf): (
                "Whoever says so many believes that each `get` waits for the whole of its patience. It comes "
                "back as soon as there is a page; only the last one finds none."
            ),
        },
    ),
    "03.none": (
        19,
        {
            60: (
                "Whoever says 60 believes that `None` is the end only if `read` has put it. `count` asks "
                "`page is end`, and that is true of any `None`, wherever it comes from."
            ),
            58: (
                "Whoever says 58 believes that `count` passes over a `None`. It takes it for the end, and "
                "leaves its loop."
            ),
            None: (
                "`count` leaves its loop at the first `None` that it gets, and `parse` puts one for each "
                "line that can't be read. The first of these is line 20."
            ),
        },
    ),
    "03.equality": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that `==` asks whether both are the same object. It asks the "
                "array, and an array compares each of its cells: four answers, where `if` wants one."
            ),
            "b": (
                "Whoever says (b) believes that the array says yes. It gives one answer for each cell, and "
                "`if` can't make one yes or no of four answers."
            ),
        },
    ),
    "03.pass": (
        1,
        {
            0: (
                "Whoever says 0 believes that `count` notices that `parse` has ended. All it has is a queue, "
                "and its `get` comes back with an item or not at all."
            ),
            2: (
                "Whoever says 2 lets `parse` wait too, or `read`. `read` put all it had, and `parse` took it "
                "up to the sentinel and left its loop: only the stage behind the gap is not told."
            ),
            3: (
                "Whoever says 3 believes that one stage that is stuck holds up all. These queues have no "
                "bound, so nobody waits to put: `read` and `parse` are through before `count` waits in vain."
            ),
        },
    ),
    "03.lost": (
        1,
        {
            0: (
                "Whoever says 0 believes that the sentinel is for everybody who waits there. It is an item "
                "like any other: one `get` takes it, and it is gone."
            ),
            2: (
                "Whoever says 2 believes that neither parser gets the end. One does take the sentinel, and "
                "leaves its loop."
            ),
            3: (
                "Whoever says 3 lets `read` wait as well. `lines` has no bound, so each `put` comes back at "
                "once, and `read` ends after its last."
            ),
        },
    ),
    "03.repost": (
        1,
        {
            0: (
                "Whoever says 0 believes that the last parser takes the sentinel along. None of them knows "
                "that it is the last one: each puts back what it took."
            ),
            2: (
                "Whoever says 2 believes that the first sentinel is still there when it is put back. `get` "
                "took it out, so one comes for one that went."
            ),
            3: "Whoever says 3 counts what three parsers put back. Each of them took one out before.",
            4: (
                "Whoever says 4 adds what three parsers put back to the one that `read` put. Each of them "
                "took one out before."
            ),
        },
    ),
    "03.first": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that the order in `lines` is the order in `pages`. Of two "
                "parsers, one can be at work on a line while the other already meets the sentinel, and "
                "passes it on before the page."
            ),
            "c": (
                "Whoever says (c) believes that `count` needs as many ends as there are parsers, or that one "
                "too many holds it up. The first one ends it, and the second stays in the queue. What does "
                "harm is an end that comes too early."
            ),
        },
    ),
    "03.merge": (
        90,
        {
            (118, 120): (
                "Whoever says 120 believes that a sentinel ends only the log it belongs to. The parsers "
                "can't tell whose it is: the first one they meet ends them all."
            ),
            60: (
                "Whoever says 60 believes that only the faster log has been read by then. Both readers put "
                "into `lines` at the same time: while the faster one read its 60 lines, the slower one put "
                "some too."
            ),
            None: (
                "The faster reader's sentinel ends the parsers. So what counts is how many lines the slower "
                "one, at 4 ms a line instead of 2, has put by then."
            ),
        },
    ),
}
