"""What wrong guesses of chapter 08 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "08.sticks": (
        7,
        {
            (1, 5): (
                "Whoever stays below six counts the places in the queues alone. Each stage has one item in "
                "hand "
                "as well, while it waits to put it."
            ),
            6: "Whoever says 6 has counted the end twice: six items and the end are seven, and seven fit.",
            8: (
                "Whoever says 8 leaves out the end. It goes through the queues like an item, and wants a "
                "place "
                "like one."
            ),
            (9, inf): (
                "Whoever says more believes that somebody takes meanwhile. The one who is to take the "
                "results "
                "is the one who puts: it takes the first when it has put the last."
            ),
        },
    ),
    "08.fails": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that an exception in a thread reaches whoever waits for its "
                "results. "
                "It ends that thread, and nobody is told."
            ),
            "b": (
                "Whoever says (b) believes that a thread that is gone counts as the end. The end is a "
                "sentinel, "
                "and the thread that was to pass it on has died."
            ),
        },
    ),
    "08.one": (
        0.75,
        {
            (1.0, 1.2): (
                "Whoever adds up 90 ms for each review lets one review through after the other. The stages "
                "work "
                "side by side, and the slowest of them sets the pace."
            ),
            (0.2, 0.4): (
                "Whoever takes the model's 20 ms for the pace overlooks the slowest stage: 60 ms, and twelve "
                "reviews have to pass it one by one."
            ),
            (1.3, inf): "That is longer than all the work together, one piece after the other.",
        },
    ),
    "08.pool": (
        0.31,
        {
            (0.2, 0.28): (
                "Whoever divides by three is near: an item every 20 ms. But the first needs 10, 20 and 60 ms "
                "until it is through, and the others come behind it."
            ),
            (0.7, 0.8): (
                "Whoever says the same as before believes that three threads take turns. They wait, and "
                "waiting "
                "overlaps (chapter 01)."
            ),
            (0.35, 0.5): (
                "Whoever adds the waiting for the head expects a slow one. Here all take 60 ms, and nobody "
                "waits "
                "for its turn."
            ),
        },
    ),
    "08.look": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that one look is enough. The stop comes while it waits, after the "
                "look, and nothing that follows asks again."
            ),
            "c": (
                "Whoever says (c) believes that nobody wakes it. The stop does, with a token in the place of "
                "a crate (chapter 04), and this `put` takes it for one."
            ),
        },
    ),
    "08.token": (
        1,
        {
            2: (
                "Whoever says 2 believes that what wakes wakes all. One token lies there, and a queue gives "
                "it "
                "to one thread."
            ),
            0: (
                "Whoever says 0 believes that nothing ends the wait any more. The token is there, and the "
                "first "
                "to take it is woken."
            ),
            (3, inf): "Two threads wait.",
        },
    ),
    "08.gap": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that what is dropped leaves nothing behind. It leaves a number "
                "that "
                "the re-order buffer waits for."
            ),
            "b": (
                "Whoever says (b) expects the end behind the gap. With more permits it would come. An item "
                "gives its permit back when it leaves, and none does: of four one worker gets none, and the "
                "last one out is never out."
            ),
        },
    ),
    "08.bar": (
        80,
        {
            74: (
                "Whoever says 74 believes that what counts is what comes out. A bar that ends at 74 of 80 "
                "looks "
                "like a pipeline that hangs. What failed is done."
            ),
            6: (
                'Whoever says 6 believes that the first failure stops all. The stage says `on_error="skip"`.'
            ),
            (81, inf): "No item is counted twice: it leaves, or it ends in a stage.",
        },
    ),
    "08.keep": (
        3,
        {
            2: (
                'Whoever says 2 believes that a failed item has no place. That is `"skip"`; under '
                '`"keep"` its `Failure` stands where its result would be.'
            ),
            1: (
                'Whoever says 1 believes that the first failure stops all. That is `"raise"`, where what '
                "came "
                "out before is in the error's `results`."
            ),
            0: "Whoever says 0 believes that a failure takes everything with it; the others go on here.",
        },
    ),
    "08.words": (
        1,
        {
            2: (
                "Whoever says 2 has believed the real threads. They were lucky: between the read and the "
                "write "
                "another worker may come."
            ),
            0: "Whoever says 0 loses too many: each of the two writes at least 1.",
            (3, inf): "There are two texts, each with one tea.",
        },
    ),
}
