"""What wrong guesses of chapter 12 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "12.hangs": (
        5,
        {
            (0, 2): (
                "Whoever stays at two counts what was written. A result comes out as soon as its note is in "
                "the queue, written or not."
            ),
            3: (
                "Whoever says 3 believes that an exception in one thread stops the others. `write` is gone, "
                "and `note` learns of it only when the queue is full."
            ),
            4: (
                "Whoever says 4 forgets that the third price was taken out of the queue before it was found "
                "bad: it leaves its place to another one."
            ),
            (6, 7): (
                "Whoever says so counts the price that waits. It comes out when its note is in the queue, "
                "and there is no place for it."
            ),
            8: (
                "Whoever says 8 believes that the pipeline does not depend on `write`. It does, by the "
                "queue: somebody has to make room in it."
            ),
        },
    ),
    "12.cures": (
        0,
        {
            1: (
                "Whoever counts one believes in one of these: a larger queue (it gets stuck later), a daemon "
                "thread (it is dead all the same), a sentinel in its own queue (nobody takes it)."
            ),
            2: (
                "Whoever counts two takes what comes later, or what is not noticed at the end, for a cure. "
                "In none of the three does somebody take from the queue again, or tell who waits."
            ),
            (3, inf): (
                "Whoever trusts all three: none of them has somebody who takes from the queue, once `write` "
                "is gone, or who tells `note` so."
            ),
        },
    ),
    "12.missing": (
        9,
        {
            10: (
                "Whoever says 10 believes that a sentinel waits for what is still on its way. It stands "
                "where it was put, and what comes behind it is not taken."
            ),
            8: (
                "Whoever says 8 gives the slow photo's thread one more. It has only that one in hand; the "
                "other one does the rest."
            ),
            7: (
                "Whoever says 7 believes that everything behind the slow photo waits for it. The other "
                "thread goes on with 8 and 9."
            ),
            (0, 6): (
                "Whoever says so expects that a thread's share is lost with it. Items are not dealt out "
                "beforehand: who is free takes the next one."
            ),
        },
    ),
    "12.orders": (
        2,
        {
            1: (
                "Whoever says 1 believes in one order: the photo, then the ends. A thread may be held up "
                "between taking the photo and handing it on, for as long as another one needs to leave."
            ),
            3: (
                "Whoever says 3 has a photo behind both ends. The thread that has it in hand puts its own "
                "end behind it, so at least one of the two comes later."
            ),
            (4, inf): (
                "Whoever says more tells the two ends apart. In the queue they are the same object, and one "
                "photo among two of them has few places."
            ),
        },
    ),
    "12.locks": (
        3,
        {
            (0, 1): (
                "Whoever stays below two looks for the one right way. One lock around reading and writing is "
                "a cure, however short the reading and writing is made, and sharing nothing is another."
            ),
            2: (
                "Whoever says 2 has left out one of `around_all`, `asked_then_locked` and `handed_on`. Does "
                "the lock have to be held while the server is asked? And does who shares nothing need one?"
            ),
            4: (
                "Whoever says 4 trusts one too many: two locked lines with a gap between them, a lock that "
                "nobody else has, or `+=` for one step."
            ),
            (5, 6): (
                "Whoever says so believes that any lock helps, wherever it stands and whoever has it. It has "
                "to be the same one for all, from the reading to the writing."
            ),
        },
    ),
    "12.looks": (
        (2900, 3100),
        {
            (0, 10): (
                "Whoever says so believes that who sleeps does nothing. It wakes after each nap, looks, and "
                "sleeps again."
            ),
            (900, 1100): "Whoever says a thousand counts one consumer. All three look, each for itself.",
            (250, 350): (
                "Whoever says so counts a nap of 0.1 s: 10 ms are a hundredth of a second, so a hundred naps "
                "a second."
            ),
        },
    ),
    "12.nobody": (
        0,
        {
            2: (
                "Whoever says 2 believes that what a sub-task raises reaches whoever submitted it. It is "
                "kept in the future, and nobody asks the future."
            ),
            1: ("Whoever says 1 believes that the first error stops the rest. Nobody has heard of it."),
        },
    ),
    "12.shelf": (
        6,
        {
            4: (
                "Whoever says 4 believes that an item that fails leaves nothing behind. Its other word was "
                "stored by a sub-task of its own, which did not fail."
            ),
            5: (
                "Whoever says 5 counts one of the two halves. Both other words were submitted before anybody "
                "asked for a result."
            ),
            8: "Whoever says 8 believes that asking mends the words. Those two still can't be stored.",
        },
    ),
    "12.total": (
        10,
        {
            80: (
                "Whoever says 80 believes that the bar knows what is in an item. It moves by one for each "
                "item that leaves, and an item is a batch."
            ),
            (1, 8): "Whoever says so takes the size of a batch, or less. How many batches are there?",
            0: (
                "Whoever says 0 believes that a bar with a wrong total does not move. It moves, and stops "
                "where the items end."
            ),
        },
    ),
    "12.still": (
        0,
        {
            8: (
                "Whoever says 8 believes that the pipeline moves its bar. The thread that waits for results "
                "does, and it was busy elsewhere."
            ),
            (1, 7): (
                "Whoever says so believes that the bar follows from time to time. Only who waits for results "
                "moves it, and nobody did."
            ),
        },
    ),
}
