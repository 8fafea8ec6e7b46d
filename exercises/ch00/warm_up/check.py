"""0.1: what is looked at, in the order in which it is told.

Order: the list · who called say · whether the thread had ended · who waits by asking · every order of the
lines · what say may return · naps.
"""

import threading
import time

from exercises.engine.battery import Battery
from exercises.engine.inputs import Input
from exercises.engine.verdict import Refusal
from exercises.judges import Code

SAID = ("Ada", "Grace", "", " ", "Ada " * 30)  # any text is a name
STEPS = 20_000  # a solution needs some dozen
EARLY = (
    "greet returned {got}, and say had not come back yet: look below at who did what, and when. What waits "
    "until a thread has ended?"
)
RUNNING = "greet returned while its second thread was still running: wait until that thread has ended."
ASKS = (
    "greet does not come to an end before the check gives up. Does a loop in it ask again and again, or is "
    "there a thread, perhaps of an earlier call, that is never told to end? What waits until a thread has "
    "ended?"
)
NOT_A_LIST = "greet returned {got!r}: a list with what say returned was expected."
OTHER = "greet returned {got!r}, and a list with one greeting, {expected!r}, was expected."
SAME_THREAD = (
    "say was called in the thread that called greet: it has to be called in the second thread, and nowhere "
    "else."
)
NAMES = {
    "name": Input("a name", lambda: ["Ada"]),
    "names": Input("two calls, one after the other", lambda: ["Ada", "Grace"]),
    "same": Input("two calls with the same name", lambda: ["Ada", "Ada"]),
    "empty": Input("names that are empty or blank", lambda: ["", " Ada "]),
    "lists": Input(
        "a say that returns lists, or an error",
        lambda: ["Ada", "Grace", "Alan", "Kay"],
        lambda: [["Hello", "Ada"], ("Hello",), [], ValueError("no greeting")],
    ),
    "nothing": Input("a say that returns nothing", lambda: ["Ada", "Grace"], lambda: [None, ""]),
}


def check(answer, bench):
    for name in SAID:
        run = bench.run(
            lambda name=name: answer(name, sayer(slow=True)),
            says={"endless": ASKS},
            switch="line",
            steps=STEPS,
        )
        judge(bench, run, name)
    BATTERY.only_waits(answer, bench)
    bench.schedules(
        lambda: answer("Ada", sayer()),
        check=lambda run: judge(bench, run, "Ada"),
        says={"leak": RUNNING},
        max_schedules=40,
    )
    bench.schedules(  # inside a line too: between a look at the thread and the join that it is to spare
        lambda: answer("Ada", sayer()),
        check=lambda run: judge(bench, run, "Ada"),
        says={"leak": RUNNING},
        switch="opcode",
        max_preemptions=1,
        max_schedules=30,
    )


def sayer(slow=False):
    """A say that notices in which thread it is called, and that may take a second."""
    caller = threading.current_thread()

    def say(name):
        if threading.current_thread() is caller:
            raise Refusal(SAME_THREAD)
        if not isinstance(name, str):
            raise Refusal("say takes one name: hand it the name that greet was given.")
        if slow:
            time.sleep(1)
        return f"Hello {name}"

    return say


def judge(bench, run, name):
    """True, or the first thing that is wrong with what came back."""
    got = run.result
    bench.require(isinstance(got, list), NOT_A_LIST.format(got=got), run)
    bench.require(got or not bench.running, EARLY.format(got=got), run)
    bench.all_ended(RUNNING, run)
    bench.require(got == [f"Hello {name}"], OTHER.format(got=got, expected=f"Hello {name}"), run)
    return True


def tried(answer, case):
    """What is promised of any name, and of a second call."""
    lists = [answer(name, case.work) for name in case.items]
    return {"what greet returned": lists, "what say was given": case.work.given()}


def late(answer, case):
    """A say that takes its time."""
    for name in (*case.items, *SAID):
        answer(name, lambda _name: case.wait(1))
    return {}


BATTERY = Battery(
    program=tried,
    late=late,
    inputs=(),
    more=NAMES,
    searched=("same",),
    drawn=("names",),
    timeless=True,
    calls="say",
    waits="names",
    says={"leak": RUNNING},
)
JUDGE = Code(check, answer="greet", battery=BATTERY)
