"""5.4: a timeline to read; every answer is read off the simulated run, and so is what a change would do."""

from exercises.ch05.head_of_line.timelines import changes, ms, seen, settings, side_by_side, timeline
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz


def questions(variant):
    found = seen(settings(variant))
    return [head(found), held(found), why(found), idle(found), cure(found)]


def head(found):
    return Number(
        "head",
        f"`save` has nothing to do from {ms(found.gap.start)} to {ms(found.gap.end)}. The result of which "
        "item does it wait for? (The number of the item.)",
        found.head,
        low="`save` had the result of that item before the gap. With which number does it go on afterwards?",
        high="The stage is ordered: `save` gets the results in the order of the numbers. Which number comes "
        "next after the last one before the gap?",
        why=f"Item {found.head} was the head of the line: in an ordered stage nobody passes it.",
    )


def held(found):
    return Number(
        "held",
        "When that item was done at last, how many results of later items had been ready before it?",
        found.held,
        "results",
        low="There are more: look at the lanes of all sub-workers, and count each later number whose bar "
        "ends before the bar of that item does. It does not matter how long its own bar is.",
        high="Count numbers behind that item only, and only bars that end before its bar "
        "does. Items still in the queue `fetch` have no bar yet.",
        why=f"{found.held} finished results waited for one.",
    )


def only(**holds):
    """The letter of the one statement that holds in the run."""
    (letter,) = [letter for letter, true in holds.items() if true]
    return letter


def why(found):
    room = found.chosen.room
    busy = found.chosen.sub_workers - len(found.idle())
    return Choice(
        "why",
        "Why is `save` starved in that gap?",
        {
            "a": "The source is slow: `fetch` had no items to work on.",
            "b": "The sub-workers were all busy: no later item could be fetched.",
            "c": "The queue `save` was full, so that `fetch` could not hand on.",
            "d": "Results were there, and had to wait for their turn.",
        },
        only(
            a=found.depth("fetch") == 0,
            b=busy == found.chosen.sub_workers,
            c=found.depth("save") == room,
            d=found.held > 0,
        ),
        {
            "a": f"the queue `fetch` holds {found.depth('fetch')} of {room} items through the whole gap, and "
            "the source is blocked: there is work in front of the stage.",
            "b": f"at {ms(found.late)} {busy} of {found.chosen.sub_workers} sub-workers has an item in hand. "
            "What have the others done before, and where is it?",
            "c": f"the queue `save` holds {found.depth('save')} of {room} items in the gap: there is room.",
        },
        "Head-of-line blocking: the stage has results, and the one that is next is not among them.",
    )


def idle(found):
    lanes = found.idle()
    again = all(lane.spans[-1].end > found.gap.end and _works_after(lane, found.gap.end) for lane in lanes)
    return Choice(
        "idle",
        f"At {ms(found.late)} there are {len(lanes)} sub-workers with nothing to do, and the queue `fetch` "
        f"is full. The stage has max_in_flight={found.chosen.in_flight}. Why do they not get the next item?",
        {
            "a": "Each sub-worker gets its share of the items in advance, and theirs were done.",
            "b": "As many items as may be in flight are in flight.",
            "c": "The slow item holds the GIL, and nobody else can run.",
            "d": "They wait for room in the queue `save`.",
        },
        only(
            a=not again,
            b=found.held + 1 == found.chosen.in_flight,
            c=not any(_worked_beside(lane, found.gap) for lane in lanes),
            d=found.depth("save") == found.chosen.room,
        ),
        {
            "a": "after the gap the same sub-workers go on with new items: a pool gives the next item to "
            "whoever is free.",
            "c": "a wait gives the GIL back: the others worked beside the slow item for a while. Count how "
            "many items they finished before they stopped.",
            "d": f"there is room: the queue `save` holds {found.depth('save')} of {found.chosen.room} items.",
        },
        f"{found.held} results in line and the head are {found.chosen.in_flight}: max_in_flight keeps a slow "
        "head from letting the line grow without limit. That is backpressure inside the stage.",
    )


def _works_after(lane, moment):
    return any(span.state == "working" and span.start >= moment for span in lane.spans)


def _worked_beside(lane, gap):
    return any(span.state == "working" and gap.start <= span.end < gap.end for span in lane.spans)


def cure(found):
    tried = {letter: seen(chosen) for letter, (_, chosen) in changes(found.chosen).items()}
    gaps = {letter: against(each.length, found.length) for letter, each in tried.items()}
    ends = {letter: against(each.run.elapsed, found.run.elapsed) for letter, each in tried.items()}
    return Choice(
        "cure",
        "Which one of these changes makes that gap of `save` much shorter?",
        {
            "a": f"twice as many sub-workers: {tried['a'].chosen.sub_workers}",
            "b": f"a longer line: `max_in_flight={tried['b'].chosen.in_flight}`",
            "c": "`ordered=False`",
            "d": f"longer queues: `maxsize={tried['d'].chosen.room}` for both",
        },
        min(tried, key=lambda letter: tried[letter].length),
        {
            "a": f"tried: the gap is {gaps['a']}. One item is one sub-task in one thread, so the slow one "
            "takes as long as ever; at best it begins earlier. There were idle sub-workers already.",
            "b": f"tried: the gap is {gaps['b']}. The idle sub-workers go on, and the run ends at "
            f"{ends['b']}; what they finish waits in a longer line: {tried['b'].held} results instead of "
            f"{found.held} in the end.",
            "d": f"tried: the gap is {gaps['d']}. What is ready does not wait for room: the queue `save` was "
            "not full. And more items in front of the stage are of no use to `save`.",
        },
        f"Tried: the gap is {gaps['c']}. The price: `save` gets {tried['c'].order.index(found.head)} items "
        f"before item {found.head}. If the order matters, the only cure is a head that is less slow: split "
        "that item into several sub-tasks.",
    )


def against(now, was):
    """A time beside the one without the change."""
    return f"{ms(now)}, as before" if ms(now) == ms(was) else f"{ms(now)} instead of {ms(was)}"


def words(variant):
    found, plain = seen(settings(variant)), seen(settings(0))
    return {
        f'"head": {plain.head}': f'"head": {found.head}',
        f'"held": {plain.held}': f'"held": {found.held}',
    }


JUDGE = Quiz(questions, words=words, picture=timeline, reveal=side_by_side)
