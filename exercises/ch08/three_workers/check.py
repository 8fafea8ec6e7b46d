"""8.1: what is looked at, in the order in which it is told.

Order: a run in which items are dropped and fail · the models · who is at work and what is in flight · a
failure of each function · a run that is left early · items, results and errors of all kinds.
"""

import re
import traceback
from pathlib import Path

import pipeline_core
from exercises.ch08.three_workers.around import FalseModel, Line, Models, Noted, Stopped, in_short
from exercises.engine.battery import Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import FAILING
from exercises.judges import Code
from pipeline_core import PipelineManager
from pipeline_core.lab.text import brief, one_line

CORE = Path(pipeline_core.__file__).parent
LOTS = range(1, 3)  # of orders of lines
ITEMS = [f"page {number}" for number in range(1, 9)]
BLANK = {"page 2": None, "page 5": ""}  # what wanted says; of the others the item, which is true in an if
BAD = ("page 3*", "page 7*")  # cleaned, and the model raises


def check(answer, bench):
    one_run(answer, bench)
    who_is_at_work(answer, bench)
    slow_head(answer, bench)
    for name in ("wanted", "clean", "render"):
        one_raises(answer, bench, name)
    left_early(answer, bench)
    all_fail_at_the_end(answer, bench)
    for seed in LOTS:
        in_some_order(answer, bench, seed)


def one_run(answer, bench):
    """Some are dropped, some fail, and the others come out in order."""
    wanted = Noted(make=lambda item: BLANK.get(item, item))
    clean = Noted(seconds=lambda _: 0.01, make=lambda item: f"{item}*")
    errors = {item: ValueError(f"no idea what {item} is") for item in BAD}
    ask = Noted(
        seconds=lambda item: 0.5 if "4" in item else 0.01, make=lambda item: f"{item}?", errors=errors
    )
    render = Noted(seconds=lambda item: 2 if "1" in item else 0.01, make=lambda item: f"{item}!")
    line = Line(wanted, clean, ask, render)
    run = bench.run(lambda: line.run(answer, ITEMS), says=says(line))
    run.shows_result = False
    stages(bench, line, run)
    with_it = f"with {len(ITEMS)} items, of which {[*BLANK]} are not wanted and the model raises for {[*BAD]}"
    for what, noted, right in (
        ("clean", clean, [item for item in ITEMS if item not in BLANK]),
        ("the model", ask, [f"{item}*" for item in ITEMS if item not in BLANK]),
        ("wanted", wanted, ITEMS),
    ):
        given = f"{with_it}: {what} was given {in_row(noted.given)}, and {right} was expected."
        bench.require(in_row(noted.given) == right, given, run)
    right = [f"{item}*?!" for item in ITEMS if item not in BLANK and f"{item}*" not in BAD]
    came = f"{with_it}: {brief(run.result, 160)} came out, and {right} was expected."
    mixed = len(run.result) == len(right) and set(map(str, run.result)) == set(right)
    if mixed:
        came += " All are there, and not in the order of the items."
    bench.require(run.result == right, came, run)
    failed = [failure.item for failure in line.manager.failures]
    listed = f"{with_it}: manager.failures lists {failed}, and {[*BAD]} was expected, in any order."
    bench.require(sorted(map(str, failed)) == sorted(BAD), listed, run)
    fault = line.models.fault()
    bench.require(not fault, f"{with_it}: {fault}.", run)


def who_is_at_work(answer, bench):
    """Cleaning takes 1 s, the model 2 s in two threads, rendering 6 s in four: four items in 6 s."""
    line = Line(clean=Noted(lambda _: 1), ask=Noted(lambda _: 2), render=Noted(lambda _: 6), maxsize=1)
    run = bench.run(lambda: line.run(answer, range(1, 13)), says=says(line))
    run.shows_result = False
    for what, noted, right in (
        ("cleaned", line.clean, 1),
        ("asked", line.ask, 2),
        ("rendered", line.render, 4),
    ):
        most = f"with 12 items {noted.most} were {what} at once, and {right} was expected."
        bench.require(noted.most == right, most, run)
    slow = (
        f"cleaning takes 1 s, the model 2 s, rendering 6 s, and 12 items took {run.elapsed:g} s: with one, "
        "two and four at work 24 s and a little are enough."
    )
    bench.require(run.elapsed < 24.5, slow, run)


def slow_head(answer, bench):
    """The first item takes 60 s to render; how many others are begun meanwhile, the bound says."""
    begun = []

    def rendered(item):
        if item == 1:
            begun.append(len(line.render.given))
        return item

    line = Line(render=Noted(lambda item: 60 if item == 1 else 1, rendered), maxsize=1)
    run = bench.run(lambda: line.run(answer, range(1, 21)), says=says(line))
    run.shows_result = False
    told = (
        f"the first of 20 items takes 60 s to render, and the others 1 s: {begun[0]} were begun before it "
        "was done, itself included, and with at most six in flight that is six."
    )
    bench.require(begun[0] == 6, told, run)


def one_raises(answer, bench, name):
    """What one of the functions raises stops the pipeline, and is told."""
    error = KeyError("the disk is full")
    line = Line(**{name: Noted(make=lambda item: item, errors={"page 4": error})})

    def program():
        try:
            line.run(answer, ITEMS)
        except Stopped as stopped:
            return [each is error for each in stopped.group.exceptions]
        return []

    run = bench.run(program, says=says(line), fault=f"{name} raises")
    run.shows_result = False
    hidden = (
        f"{name} raised {error!r} for one item, and no PipelineError has it: only what the model raises may "
        "cost an item and no more."
    )
    bench.require(run.result == [True], hidden, run)
    fault = line.models.fault()
    bench.require(not fault, f"{name} raised, the pipeline stopped, and {fault}.", run)


def left_early(answer, bench):
    """Whoever takes results has enough; the models are closed all the same. Another manager has its own."""
    line = Line(ask=Noted(lambda _: 0.01))
    other = Line(*[Noted(make=lambda _: "of the other")] * 4)
    run = bench.run(
        lambda: line.run(answer, range(1, 101), stops_at=4, other=other), says=says(line), fault="left early"
    )
    run.shows_result = False
    mixed = (
        "a second manager got its workers, with functions of its own, before the first was started: out of "
        f"the first came {brief(run.result)}, and [1, 2, 3, 4] was expected. What do the two share?"
    )
    bench.require(run.result == [1, 2, 3, 4], mixed, run)
    fault = line.models.fault()
    bench.require(not fault, f"after four results nobody wanted more, and {fault}.", run)


def all_fail_at_the_end(answer, bench):
    """Of six items the last four fail: each thread's last one did, and its model is closed all the same.

    These models are false in an if.
    """
    items = ITEMS[:6]
    line = Line(ask=Noted(seconds=lambda _: 0.01, errors={item: ValueError(item) for item in items[2:]}))
    line.models.kind = FalseModel
    run = bench.run(lambda: line.run(answer, items), says=says(line), fault="the last items fail")
    run.shows_result = False
    fault = line.models.fault()
    told = f"a model that is false in an if raised for the last four of six items, and {fault}."
    bench.require(not fault, told, run)


def in_some_order(answer, bench, seed):
    """The threads load their models in some order of their lines, drawn by lot."""
    line = Line(ask=Noted(seconds=lambda _: 0.01), loads=0)
    run = bench.run(lambda: line.run(answer, ITEMS[:2]), says=says(line), seed=seed, switch="line")
    run.shows_result = False
    fault = line.models.fault()
    bench.require(not fault, f"in another order of the steps {fault}.", run)


def in_row(given):
    """What was given, without the order in which threads came to it."""
    return sorted(given, key=str)


def stages(bench, line, run):
    """Each worker is a stage of its own."""
    count = len(line.manager.stats())
    bench.require(count == 3, f"the manager has {count} stages, and three were expected.", run)


def says(line):
    """What is said to a run that did not end well."""

    def error(run):
        if not isinstance(run.error, Stopped):
            return refused(run.error)
        first = run.error.group.exceptions[0]
        if any(first is each for each in line.ask.errors.values()):
            return (
                f"the model raised {first!r} for one item, and the whole pipeline stopped. Who decides what "
                "a failure costs, and where is it said?"
            )
        where = next(iter(getattr(first, "__notes__", ())), "")
        return f"the pipeline stopped {where}: {refused(first) or crash(first)}"

    return {"error": error}


def refused(error):
    """What the manager itself said to it, in full; None if it was not the manager who raised."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or Path(frames[-1].filename).parent != CORE:
        return None
    told = re.sub(r" at 0x[0-9a-f]+", "", one_line(str(error), 500))
    return f"the manager refuses it: {told}."


# -- what is promised of any input -----------------------------------------------------------


def tried(answer, case):
    """The model is the work; the rest hands on what it is given."""
    models = Models(case.work)
    manager = PipelineManager(maxsize=2, name="your pipeline")
    with in_short(), manager:
        answer(manager, lambda _: True, lambda item: item, models, lambda item: item)
        results = manager.run(case.items)
    return {
        "the results": results,
        "the items in failures": [each.item for each in in_order(manager.failures)],
        "the exceptions in failures": [each.error for each in in_order(manager.failures)],
        "what the model was given": case.work.given(),
    }


def in_order(failures):
    return sorted(failures, key=lambda each: each.index)


def error_told(run):
    return says(Line())["error"](run)


JUDGE = Code(
    check,
    answer="add_workers",
    battery=Battery(
        program=tried,
        inputs=(
            "none",
            "twice",
            "equal",
            "falsy",
            "marks",
            "unhashable",
            "agreeable",
            "falsy results",
            "odd results",
        ),
        more=FAILING,
        searched=(),  # threads and queues are the manager's, and its tests search
        drawn=(),
        calls="model",
        says={"error": error_told},
    ),
)
