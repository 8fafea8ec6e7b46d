"""What wrong guesses of the ward's true stories tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "ward.places": (
        4,
        {
            (1, 3): (
                "Whoever says so few leaves out what is still to come. Five items and the end are put, "
                "and two items are taken: the rest has to fit."
            ),
            (5, inf): (
                "Whoever says so many forgets what the worker has taken. It takes two items, the one at "
                "which it ends among them, and their places are free again."
            ),
        },
    ),
    "ward.pages": (
        5,
        {
            1: (
                "Whoever says one believes that a bound of one place holds for all that a stage has "
                "begun. It holds for one queue, the one in front of load; what load has done lies in the "
                "other."
            ),
            (2, 3): (
                "Whoever says so few counts a place, and a page in each hand. That is right of a queue "
                "with a bound, and the one behind load has none: nothing makes load wait there."
            ),
            4: (
                "Whoever says four believes that process must have done one page while the last is "
                "loaded. It need not have had a single turn."
            ),
        },
    ),
    "ward.threads": (
        2,
        {
            1: (
                "Whoever says one counts the work: there is never more than one item of it. But waiting "
                "for input is a job as well, and who waits in a thread of the pool has that thread."
            ),
            (3, inf): (
                "Whoever says so many gives each item a thread, or the caller one of the pool. One round "
                "of read waits at a time, and one item is worked on; the caller is outside."
            ),
        },
    ),
    "ward.moment": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that an interrupt leaves a wait half done. Nothing has been "
                "taken yet, and the next join begins like the first."
            ),
            "c": (
                "Whoever says (c) believes that whatever is cut off is lost. By then the lock has been "
                "given back, and the next join takes it and gives it back again."
            ),
        },
    ),
    "ward.chunks": (
        2,
        {
            (0, 1): (
                "Whoever says so few believes that the end is always dropped if nobody takes at once. "
                "With a place left over it lies in the queue, and the player comes to it."
            ),
            3: (
                "Whoever says three believes that the queue has to be overfull. It is enough that it is "
                "full when the end is put, and two chunks fill two places."
            ),
            (4, inf): (
                "Whoever says so many believes that a player that keeps up has always made room. In some "
                "order it has not had a turn yet."
            ),
        },
    ),
    "ward.cancelled": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that wait asks what done asks. A cancelled task counts for it "
                "only when the pool has come to the task, and the pool's thread is busy."
            ),
            "b": (
                "Whoever says (b) thinks of result, which raises at once. wait raises nothing: it sorts "
                "futures, and waits until it is told."
            ),
        },
    ),
}
