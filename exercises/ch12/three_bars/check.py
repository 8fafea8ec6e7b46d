"""12.6: three bars and the counts beside them; what is seen, and what a change would do, is that of runs."""

from exercises.ch12.kinds import Kind, asked, words
from exercises.ch12.three_bars.bars import seen, settings, table
from exercises.engine.questions import Choice
from exercises.judges import Quiz

KINDS = {
    "nobody takes": Kind(
        "Nobody takes results, and so nobody moves the bar.",
        "the bar would have to stand at 0, with results that have come out and were not taken.",
        "Here results come out, none is taken, and the bar is at 0. Who moves a bar?",
        "The stage works, the results wait, and the thread that would move the bar is elsewhere.",
    ),
    "other total": Kind(
        "The total counts something else than what goes through the pipeline.",
        "everything that went in would have to be out in the end, without failures, and the bar be "
        "short of its total.",
        "Here all that went in has come out in the end, and each result has moved the bar. What does "
        "the total count?",
        "In the end each item has moved the bar, and there are fewer items than the total says.",
    ),
    "stuck": Kind(
        "The pipeline itself stands still: look at the watchdog.",
        "the counts would have to be the same in both looks, with an item in hand.",
        "Here nothing at all has moved between the two looks. Is the bar to blame?",
        "Ten seconds later no count has moved, and one item is in hand: the bar is right.",
    ),
    "results only": Kind(
        "The bar moves for results, and what has failed is not told to it.",
        "some items would have to have failed, and the bar be short by just so many.",
        "Here some have failed. By how many is the bar short?",
        "The bar is short by what has failed: it counts what comes out, and not what is done with.",
    ),
}


def questions(variant):
    chosen = settings(variant)
    found = asked(variant, KINDS, "bar. What is it?", lambda kind: table(kind, chosen))
    return [*found, total(chosen)]


def total(chosen):
    """Which total a bar needs that moves for batches: the one at which it ends."""
    end = seen("other total", chosen)[-1]
    photos = end.total
    totals = {"a": photos, "b": end.bar, "c": chosen.batch, "d": photos // end.bar * photos}
    (right,) = [letter for letter, each in totals.items() if each == end.items_out]
    return Choice(
        "total",
        f"{photos} photos go through a pipeline in batches of {chosen.batch}. With which "
        f"`num_total_items` does the "
        "manager's bar end where it should?",
        {letter: f"{each}" for letter, each in totals.items()},
        right,
        {
            "a": "so many photos there are. But what leaves the pipeline, and moves the bar by one?",
            "c": "so many photos are in a batch. How many batches are there?",
            "d": "that is more than there are photos. What moves the bar by one?",
        },
        f"{end.items_out} batches leave the pipeline, and each moves the bar by one.",
    )


JUDGE = Quiz(questions, words=lambda variant: words(variant, questions))
