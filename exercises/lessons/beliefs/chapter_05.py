"""What wrong guesses of chapter 05 tell of."""

from __future__ import annotations

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "05.place": (
        5,
        {
            1: (
                "Whoever says 1 believes that the results of a pool come in order. It begins them in order: "
                "items 0, 1 and 2 at once. Each sub-task puts its result when it is done, and item 0 is done "
                "after 250 ms."
            ),
            6: (
                "Whoever says 6 believes that the slowest comes last. Item 5 takes less, but it is begun "
                "only when a thread is free, after 190 ms, and is done at 270."
            ),
            3: (
                "Whoever says 3 believes that the pool waits for its first three before it takes more. A "
                "thread that is done takes the next item at once: two threads do four items while item 0 "
                "takes its 250 ms."
            ),
            (2, 4): (
                "Whoever says so counts the items that are begun with item 0. Two threads go on while it "
                "takes its 250 ms, and finish four others before it."
            ),
        },
    ),
    "05.submit": (
        60,
        {
            3: (
                "Whoever says 3 believes that `submit` waits when the pool is busy. It puts a call into the "
                "pool's own queue, which has no bound, and comes back."
            ),
            4: (
                "Whoever says 4 believes that `submit` waits with one call in hand when the pool is busy. It "
                "puts the call into the pool's own queue, which has no bound, and comes back."
            ),
            6: (
                "Whoever says 6 believes that the pool keeps as many in its queue as it has threads. Its "
                "queue has no bound."
            ),
            (0, 2): (
                "Whoever says so believes that the stage takes an item when one is done. It never waits for "
                "a result before all items are taken."
            ),
        },
    ),
    "05.head": (
        7,
        {
            0: (
                "Whoever says 0 believes that results leave when they are done. They leave in order, so "
                "nothing leaves before the first one."
            ),
            2: (
                "Whoever says 2 counts one result of each other sub-worker. A sub-worker that is done takes "
                "the next item; its result waits without it."
            ),
            8: (
                "Whoever says 8 forgets the head. It is in flight, too, so it takes one of the eight places, "
                "and it is not finished."
            ),
            5: (
                "Whoever says 5 takes the sub-workers from the eight. When eight items are in flight, the "
                "two other sub-workers finish what they have, and those results wait, too."
            ),
            (9, 23): (
                "Whoever says more than 8 believes that the others go on as long as the head takes. They "
                "would, and with `max_in_flight` 8 no more than eight items are in flight: then the stage "
                "takes no more."
            ),
        },
    ),
    "05.silent": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that an exception in a sub-task reaches whoever submitted it. The "
                "sub-task runs on another thread's stack, and the `with` waits until it is done, however "
                "that ends."
            ),
            "b": (
                "Whoever says (b) takes a sub-task for a thread. What leaves a thread is printed. What "
                "leaves a sub-task is caught by the thread of the pool, which goes on to the next one, and "
                "kept in the future."
            ),
        },
    ),
    "05.gap": (
        2,
        {
            11: (
                "Whoever says 11 believes that a dropped item is simply not there. Its number is: number 3 "
                "may leave only when number 2 has left, and nobody says that it never will."
            ),
            5: (
                "Whoever says 5 lets the line go on until the permits are used up. It does not go on: number "
                "3 may leave only when number 2 has left."
            ),
            3: (
                "Whoever says 3 lets the dropped one count. It was number 2, after 0 and 1, so two were "
                "saved before it, and none after it."
            ),
            0: (
                "Whoever says 0 believes that one failure stops all. Numbers 0 and 1 were handed on before "
                "anybody waited for number 2."
            ),
        },
    ),
    "05.split": (
        0.3,
        {
            (0.09, 0.11): (
                "Whoever says 0.1 believes that all pages are asked for at once. There are three threads for "
                "nine pages."
            ),
            (0.19, 0.21): (
                "Whoever says 0.2 shares six pages among three threads. The pages of the three other items "
                "take their turns, too."
            ),
            (0.39, 0.41): (
                "Whoever says 0.4 works on one item after the other. The pages of the next item are "
                "submitted as well, and a free thread takes them."
            ),
            (0.55, 0.65): (
                "Whoever says 0.6 believes that an item belongs to one thread. A sub-task does; the item is "
                "now six of them, and any thread may take any of them."
            ),
            (0.85, 0.95): "Whoever says 0.9 adds up nine pages. Three are asked for at a time.",
        },
    ),
    "05.itself": (
        "c",
        {
            "a": (
                "Whoever says (a) lets somebody work on the pages while the items wait for them. All three "
                "threads of the pool are inside `result()`, and a thread that waits works on nothing."
            ),
            "b": (
                "Whoever says (b) believes that the thread which waits for a page works on it meanwhile. "
                "`result()` only waits: the page lies in the pool's queue until a thread is free."
            ),
        },
    ),
}
