"""What wrong guesses of chapter 10 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "10.open": (
        (0, 20),
        {
            (26, 40): (
                "Whoever says about a third believes that opening a picture reads it. It reads the head, for "
                "the size and the kind; the pixels are decoded when somebody needs them."
            ),
            (45, 100): (
                "Whoever says half of it or more believes that opening a picture decodes it. Nothing is "
                "decoded until somebody asks for the pixels."
            ),
        },
    ),
    "10.line": (
        (0.2, 2.6),
        {
            (3, 3.4): (
                "Whoever says 3 counts the stages. For that all three would have to take equally long, and "
                "each would need a core of its own."
            ),
            (
                3.5,
                inf,
            ): "More than 3 it can't be: with one worker each, at most three pictures are worked on.",
        },
    ),
    "10.busy": (
        (0.2, 16),
        {
            (22, 30): (
                "Whoever says 24 believes that a thread is a core. A thread that computes needs one, and "
                "where there are fewer the threads take turns."
            ),
            (31, inf): "That is more than there are threads, and each of them uses one core at a time.",
        },
    ),
    "10.full": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a file is written as a whole or not at all. It is there from "
                "the moment it is opened, and grows as long as there is room."
            ),
            "c": (
                "Whoever says (c) believes that the error comes after the picture. It came because the rest "
                "of this one found no room."
            ),
        },
    ),
    "10.again": (
        199,
        {
            200: (
                "Whoever says 200 believes that what is there is done. Of one picture a part is there, and "
                "its name tells nobody."
            ),
            20: (
                "Whoever says 20 believes that the second run changes nothing. It makes all that have no "
                "file yet; the twenty were made before."
            ),
            (179, 180): "Those are what the second run makes; the first twenty are whole as well.",
        },
    ),
    "10.eight": (
        (1.5, 9.5),
        {
            1: (
                "Whoever says 1 believes that the GIL lets one thread go on at a time. It does, for Python's "
                "own code; who waits for a reply has let go of it."
            ),
            (14.5, inf): "More than 8 it can't be: eight workers wait for eight pages, and no more.",
        },
    ),
    "10.hang": (
        20,
        {
            63: (
                "Whoever says 63 believes that the others go past it. Some of them are fetched, and may not "
                "leave before page 20: results keep their order."
            ),
            64: "Whoever says 64 waits for a reply. None ever comes, and no timeout ends the waiting.",
            0: "The pages in front of it have come, and left: nothing held them up.",
            (21, 40): (
                "Whoever says a few more counts what has been fetched. It is there, behind the page that "
                "does not come, and waits for it."
            ),
        },
    ),
    "10.retry": (
        64,
        {
            60: "Whoever says 60 counts pages. Each request that failed was one, too, and the server saw it.",
            63: (
                "Whoever says 63 leaves out the request that was never answered. The server has seen it all "
                "the same; it was the reply that did not come."
            ),
            180: (
                "Whoever says 180 believes that three tries are three requests. They are three at most: what "
                "went well is not asked for again."
            ),
        },
    ),
    "10.kill": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that fetched is stored. Between the two a page is in a queue or "
                "in a hand, and those end with the process."
            ),
            "c": (
                "Whoever says (c) expects one commit at the end. Here each page has its own, and what is "
                "committed stays, whatever becomes of the process."
            ),
        },
    ),
    "10.inside": (
        (1.3, 16),
        {
            1: (
                "Whoever says 1 believes that a call works in the thread that makes it. This one hands parts "
                "of the work to threads of the library, and waits for them."
            ),
            (40, inf): "At any moment no more threads compute than there are cores.",
        },
    ),
    "10.batch": (
        (0.7, 1.6),
        {
            (2.1, 12): (
                "Whoever says a few times believes that much of the time goes into the calls. It goes into "
                "the arithmetic, which is the same for a file whether it comes alone or not."
            ),
            (13, 20): (
                "Whoever says 16 believes that a call costs as much for sixteen files as for one. The call "
                "itself costs little; each file has its own arithmetic."
            ),
        },
    ),
    "10.threads": (
        (0.5, 1.6),
        {
            (2.3, 8): (
                "Whoever says more than two believes that four threads have more cores to use. One thread "
                "that asks keeps all of them at work already, through the library's own threads."
            ),
        },
    ),
    "10.rows": (
        4,
        {
            1: (
                "Whoever says 1 counts files. The item of this stage is a batch, and its failure takes all "
                "four along."
            ),
            0: 'A file that is not there has no row, whatever happens; "skip" drops it, and lists it.',
            (12, 16): (
                'Whoever says all, or the rest, believes that the failure ends the run. With "skip" it is '
                "listed, and the batches behind it go on."
            ),
        },
    ),
}
