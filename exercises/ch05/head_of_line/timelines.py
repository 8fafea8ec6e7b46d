"""The runs of 5.4, what can be read off them, and their pictures.

Inside:  ``Settings``, ``Seen``, ``seen``; ``changes``: what might help; ``timeline``, ``side_by_side``.
Outside: the questions (``check``).

The run: an ordered pool of sub-workers (``fetch``), one plain stage behind it (``save``). One item takes
long, and a second one fairly long, hidden behind the first. The variant moves both, and the settings.
"""

import random
import time
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pipeline_core import PipelineManager, PoolWorker, lab
from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.activity import Activity, Lane, Span
from pipeline_core.lab.charts.picture import Picture, new_figure, own_settings
from pipeline_core.lab.charts.read import activity

FAST, SLOW, SLOWISH, SAVE = 0.040, 0.310, 0.095, 0.015  # seconds of one item


@dataclass(frozen=True)
class Settings:
    """Of one run: how long which item takes, and what could be changed about the pipeline."""

    slow: int = 4
    sub_workers: int = 3
    in_flight: int = 6
    room: int = 2
    ordered: bool = True

    @property
    def items(self):
        return 2 * self.slow + 8

    def seconds(self, item):
        return {self.slow: SLOW, self.slow + 2: SLOWISH}.get(item, FAST)


def settings(variant):
    if not variant:
        return Settings()
    dice = random.Random(variant)  # noqa: S311 - dice, not secrets
    sub_workers = dice.choice((3, 4))
    return Settings(
        dice.randrange(3, 8), sub_workers, sub_workers + dice.choice((2, 3, 4)), dice.choice((2, 3))
    )


def program(chosen):
    """The pipeline of the timeline, and the list that says in which order ``save`` got the items."""
    order = []

    class Fetch(PoolWorker):
        def process_item(self, item):
            time.sleep(chosen.seconds(item))
            return item

    def save(item):
        order.append(item)
        time.sleep(SAVE)
        return item

    def run():
        pool = {"num_sub_workers": chosen.sub_workers, "max_in_flight": chosen.in_flight}
        with PipelineManager(maxsize=chosen.room, trace=True) as manager:
            manager.add_worker(Fetch, "fetch", ordered=chosen.ordered, worker_args=pool)
            manager.add_worker(save, "save")
            manager.run(range(chosen.items))
        return manager

    return run, order


class Seen:
    """One simulated run, and what can be read off its timeline."""

    def __init__(self, chosen):
        self.chosen = chosen
        whole, self.order = program(chosen)
        self.run = lab.simulate(whole, switch="sync")
        self.activity = activity(self.run)
        self.pool = [lane for lane in self.activity.lanes if lane.stage == "fetch"]
        self.save = next(lane for lane in self.activity.lanes if lane.stage == "save")

    @cached_property
    def gap(self):
        """The longest wait of ``save`` between two items."""
        waits = [span for span in self.save.spans if span.state == "starved" and span.start > 0]
        return max(waits, key=lambda span: span.end - span.start, default=Span(0, 0, "starved"))

    @property
    def length(self):
        """Of the gap, in seconds."""
        return self.gap.end - self.gap.start

    @property
    def late(self):
        """A moment late in the gap: whoever has something to do beside the head has done it."""
        return self.gap.end - FAST / 2

    @cached_property
    def head(self):
        """The item that ``save`` got when it had waited longest."""
        after = [span for span in self.save.spans if span.state == "working" and span.start >= self.gap.end]
        return self.order[after[0].number]

    @cached_property
    def held(self):
        """How many later items were ready before the head was."""
        done = {span.number: span.end for lane in self.pool for span in lane.spans if span.state == "working"}
        return sum(number > self.head and end < done[self.head] for number, end in done.items())

    def depth(self, name):
        """How many items were in a queue late in the gap."""
        steps = next(queue for queue in self.activity.queues if queue.name == name).steps
        return [depth for moment, depth in steps if moment <= self.late][-1]

    def idle(self):
        """The sub-workers without work late in the gap."""
        return [
            lane
            for lane in self.pool
            if any(span.start < self.late < span.end and span.state != "working" for span in lane.spans)
        ]


@cache
def seen(chosen):
    return Seen(chosen)


def changes(chosen):
    """What might help: letter -> words, and the settings with that one change."""
    return {
        "a": (f"{2 * chosen.sub_workers} sub-workers", replace(chosen, sub_workers=2 * chosen.sub_workers)),
        "b": (f"max_in_flight={4 * chosen.in_flight}", replace(chosen, in_flight=4 * chosen.in_flight)),
        "c": ("ordered=False", replace(chosen, ordered=False)),
        "d": (f"maxsize={4 * chosen.room}", replace(chosen, room=4 * chosen.room)),
    }


def ms(seconds):
    return f"{1000 * seconds:.0f} ms"


# -- pictures --------------------------------------------------------------------------------


def timeline(variant):
    """The timeline; its sentence tells every lane and draws no conclusion."""
    found = seen(settings(variant))
    chosen = found.chosen
    end, late = ms(found.activity.lanes[0].spans[-1].end), ms(found.late)
    told = [
        f"Timeline of {ms(found.run.elapsed)}: {chosen.items} items, numbered from 0",
        f"fetch, an ordered stage with {chosen.sub_workers} sub-workers and max_in_flight {chosen.in_flight}",
        "save, one worker",
        *(f"{lane.name}, a sub-worker: {_told(lane)}" for lane in found.pool),
        f"save: {_told(found.save)}",
        f"the source is blocked until {end}",
        *(f"the queue {queue.name} has maxsize {queue.maxsize}" for queue in found.activity.queues),
        f"at {late} the queue fetch holds {found.depth('fetch')}, the queue save {found.depth('save')}",
    ]
    return Picture(lab.timeline(found.run).figure, ";\n".join(told) + ".")  # a line for each lane


def _told(lane):
    """A lane in words: which items from when to when, neighbours in one breath."""
    parts = []
    for span in lane.spans:
        if span.state != "working":
            continue
        if parts and parts[-1][3] == span.start and lane.stage == "save":
            first, _, begin, _ = parts.pop()
            parts.append((first, span.number, begin, span.end))
        else:
            parts.append((span.number, span.number, span.start, span.end))
    return ", ".join(
        f"item{f's {first} to' if first != last else ''} {last} from {1000 * begin:.0f} to {ms(end)}"
        for first, last, begin, end in parts
    )


def side_by_side(variant):
    """What ``save`` did in this run, and in a run with each of the changes."""
    chosen = settings(variant)
    runs = {"as it was": seen(chosen)}
    runs |= {words: seen(changed) for words, changed in changes(chosen).values()}
    lanes = [
        Lane(words, words, [_renumbered(span, each.order) for span in each.save.spans])
        for words, each in runs.items()
    ]
    drawn = Activity(lanes, [], [], max(each.run.elapsed for each in runs.values()))
    with own_settings():
        sheet = new_figure(0.3 * len(lanes) + 1.0)
        axes = sheet.subplots()
        strokes.lanes(axes, drawn)
        strokes.clock(axes, drawn.seconds)
        sheet.legend(handles=strokes.key(drawn), loc="outside upper left", ncols=2, frameon=False)
    gaps = "; ".join(f"{words} {ms(each.length)}" for words, each in runs.items())
    return Picture(sheet, f"What save did in five runs, each with one change. Its longest gap: {gaps}.")


def _renumbered(span, order):
    return span if span.number is None else span._replace(number=order[span.number])
