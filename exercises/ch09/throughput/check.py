"""9.1: what comes out a second, and why; all of it is computed by the law and the tandem line."""

from exercises.ch09.throughput.line import ROOM, asked, reveal
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz

MANY = 10 * ROOM


def questions(variant):
    given = asked(variant)
    return [rate(given), seconds(given), after_one_more(given), inside(given), queue(given)]


def rate(given):
    return Number(
        "rate",
        "How many results a second come out in the middle of a long run?",
        given.rate,
        "results/s",
        0.02,
        low=f"`infer` has {given.workers} workers: how many items does it let through in {given.infer} ms? "
        "And the stages work at the same time, each on another item.",
        high="That is what another stage would let through. Compute it for each of the three, and look for "
        "the one that lets through least.",
        why=f"workers / seconds is lowest for infer: {given.workers} / {given.infer / 1000:g} s.",
    )


def seconds(given):
    return Number(
        "seconds",
        f"How many seconds do {given.items} items take, from the start to the last result?",
        given.seconds,
        "s",
        0.03,
        low=f"{given.items} items at the full rate take {given.items / given.rate:.3g} s. But before the "
        "first result comes out, one item has to go through all three stages.",
        high="Only the first item's way through the other stages comes on top of the time at the full rate: "
        "everything else happens at the same time.",
        why=f"At the full rate {given.items / given.rate:.3g} s; the rest is beginning and end.",
    )


def after_one_more(given):
    return Number(
        "next",
        f"`infer` gets one more worker, {given.workers + 1} in all. How many results a second now?",
        given.next,
        "results/s",
        0.02,
        low="It does gain something. Which stage lets through least now?",
        high="Now `infer` lets through more than another stage does. Who is the limit now?",
        why=f"Now load is the limit: 1 / {given.load / 1000:g} s. A further worker for infer gains nothing.",
    )


def inside(given):
    long = given.milliseconds_inside
    return Number(
        "inside",
        f"Back to {given.workers} workers. In the middle of a long run an item needs {long} ms from its "
        "entry into the first queue to its end. How many items are inside at a time, on average?",
        given.rate * long / 1000,
        "items",
        0.06,
        low=f"Think of one item on its way, {long} ms long: how many others come in meanwhile?",
        high="It is the rate of the whole pipeline that counts, the one that you gave above, in items a "
        "second; and the time is in milliseconds.",
        why=f"Little's law: {given.rate:.4g} / s × {long / 1000:g} s.",
    )


def queue(given):
    small, large = given.with_room(ROOM), given.with_room(MANY)
    same = abs(small[0] - large[0]) < 0.01 * small[0]
    longer = large[1] > 1.2 * small[1]
    told = f"with {MANY} places it is {large[0]:.4g} results a second"
    times = f"{1000 * small[1]:.0f} and {1000 * large[1]:.0f} ms"
    faster = large[0] > 1.01 * small[0]
    (right,) = [
        letter
        for letter, holds in {
            "a": faster,
            "b": same and longer,
            "c": same and not longer,
            "d": not same and not faster,
        }.items()
        if holds
    ]
    return Choice(
        "queue",
        f"All three queues get `maxsize={MANY}` instead of {ROOM}. What changes in the middle of a long run?",
        {
            "a": "More results a second: infer never has to wait for an item.",
            "b": "As many results a second; an item is longer on its way.",
            "c": "As many results a second; an item is on its way as long as before.",
            "d": "Fewer results a second: there is more to be carried.",
        },
        right,
        {
            "a": f"infer has not waited for an item before, either. Computed: {told}, as with {ROOM}.",
            "c": f"computed: an item is on its way for {times}. What is in front of it in the longer queue, "
            "and how long does that take?",
            "d": f"a place in a queue costs no time. Computed: {told}, as with {ROOM}.",
        },
        f"Computed: {small[0]:.4g} results a second in both, and an item is on its way for {times}.",
    )


def words(variant):
    """What other numbers the files of the folder have in a variant."""
    given, plain = asked(variant), asked(0)
    found, usual = ({each.name: each.answer for each in questions(v)} for v in (variant, 0))
    return {
        **dict(zip(rows(plain), rows(given), strict=True)),
        **{written(name, usual[name]): written(name, found[name]) for name in usual},
    }


def rows(given):
    """The lines of the task's table."""
    return [
        f"| `load` | {given.load} ms | 1 |",
        f"| `infer` | {given.infer} ms | {given.workers} |",
        f"| `save` | {given.save} ms | 1 |",
    ]


def written(name, value):
    return f'"{name}": "{value}"' if isinstance(value, str) else f'"{name}": {value:.4g}'


JUDGE = Quiz(questions, words=words, reveal=reveal)
