"""What wrong guesses of chapter 09 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "09.rate": (
        (80, 86),
        {
            (50, 56): (
                "Whoever says 53 lets one item after the other through all three stages: 1000 / 19. While "
                "`infer` has one item, `load` has the next and `save` the one before."
            ),
            (157, 159): (
                "Whoever says 158 takes the average time of a stage, 19 / 3. The quick stages can't make up "
                "for the slow one: they have to wait for it."
            ),
            (215, 228): (
                "Whoever says 222 takes the average of 250, 83 and 333. The quick stages can't make up for "
                "the slow one: what it does not let through, nobody behind it can make."
            ),
            250: (
                "Whoever says 250 believes that the first stage sets the pace, as it lets the items in. It "
                "soon has nowhere to put them: the queue in front of `infer` is full, and it waits."
            ),
            (325, 340): (
                "Whoever says 333 believes that the last stage sets the pace, as the results are its. It can "
                "hand on only what it gets, and waits most of the time."
            ),
            (660, 670): (
                "Whoever says 667 adds up what the three let through. But every item goes through all three: "
                "they do different work on the same items."
            ),
        },
    ),
    "09.third": (
        (120, 130),
        {
            (240, 252): (
                "Whoever says 250 gives three workers three times as much, which is right for `infer` alone. "
                "The items come from `load`, which lets through one each 8 ms."
            ),
            (160, 170): (
                "Whoever says 167 has the second worker's gain, 2 / 12 ms. It is right for `infer` "
                "alone, and `load` lets through fewer."
            ),
            (80, 86): (
                "Whoever says 83 believes that a worker more gains nothing. The second one does: `infer` was "
                "slower than `load`."
            ),
            (325, 340): (
                "Whoever says 333 takes what `save` could make. It gets no more than `load` lets through."
            ),
        },
    ),
    "09.error": (
        (2, 60),
        {
            (0, 0.7): (
                "Whoever says none believes that a thread which sleeps 4 ms goes on after 4 ms. It then "
                "waits until it is woken, has a core, and has the GIL; `put` and `get` take their time, too."
            ),
            (100, inf): (
                "Whoever says 100 or more believes that threads cost as much as the work. Waking one takes "
                "some tenths of a millisecond, and the work here takes several milliseconds."
            ),
        },
    ),
    "09.inside": (
        (8, 10),
        {
            (12, 16): (
                "Whoever says 12 or more takes all queues for full, 3 × 4 places, and perhaps the workers' "
                "hands. The queue in front of `save` is empty: `save` waits for `infer`."
            ),
            (2.9, 3.1): (
                "Whoever says 3 counts the workers' hands. Most of the items wait in the queues in front of "
                "`load` and `infer`, and are inside as well."
            ),
            (0.7, 0.8): (
                "Whoever says 0.75 has divided seconds and rate the wrong way round. While one item "
                "is on its way for 104 ms, how many others come in?"
            ),
            (8000, 10000): "Whoever says some thousands has left the milliseconds as they were: 0.104 s.",
        },
    ),
    "09.wait": (
        (2.6, 3.4),
        {
            (3.9, 4.1): (
                "Whoever says 4 believes that an item waits in every place of every queue. The queue "
                "in front of `save` stays empty, and the hands of the workers are as many as before."
            ),
            (0.9, 1.1): (
                "Whoever says 1 believes that what changes no rate changes nothing. The queues in front of "
                "`infer` are full, and each item waits until all that lie in front of it are done."
            ),
            (0, 0.89): (
                "Whoever says less believes that more room makes an item faster. It gets into the queue "
                "sooner, and waits there for the longer."
            ),
        },
    ),
    "09.vary": (
        (1.2, 1.3),
        {
            (0.95, 1.05): (
                "Whoever says 1 carries over what is right for times that never vary. Here each "
                "stage now and then has a long item, and then the other one waits for it, though "
                "neither is slower on average."
            ),
            (1.9, 2.1): (
                "Whoever says 2 believes that with one place the stages wait for each other half of "
                "the time. The place and the two hands even out some of it: three quarters are left."
            ),
            (15.5, 16.5): (
                "Whoever says 16 believes that a place does work. It only lets a stage go on while the other "
                "one has a long item; more than the law there never is."
            ),
            (1.34, 1.6): (
                "Whoever says that believes that all that was lost comes back, a third: from 75 to 100. That "
                "takes a queue without end; with 16 places it is 94."
            ),
        },
    ),
    "09.named": (
        "c",
        {
            "b": (
                "Whoever says (b) looks at the working seconds, or at the longest time an item. Four workers "
                "share them, and each has time left."
            ),
            "a": (
                "Whoever says (a) believes that the first stage sets the pace. It is blocked now and then: "
                "it could do more, if it could get rid of it."
            ),
        },
    ),
    "09.lock": (
        1.0,
        {
            (1.9, 2.1): (
                "Whoever says 2 believes the sentence: a stage that works all the time gains by more "
                "workers. But one of them writes, and the others wait for the lock, which looks like work."
            ),
            (1.1, 1.89): (
                "Whoever says a little more believes that at least the looking up overlaps more. It overlaps "
                "with two workers already: while one writes, the other has looked up its next."
            ),
            (0, 0.94): (
                "Whoever says slower believes that a lock gets dearer the more wait for it. On real "
                "threads a little, in the lab not: each still writes for 8 ms."
            ),
        },
    ),
    "09.warm": (
        (50, 52),
        {
            (95, 105): (
                "Whoever says 100 leaves the first item out, which is what the middle shows. Who divides all "
                "30 by all the time counts its 300 ms, as much as 30 other items."
            ),
            (3, 4): (
                "Whoever says 3 takes the first item for the pace. It is one of 30; the others take 10 ms."
            ),
        },
    ),
}
