"""11.3: what is looked at, in the order in which it is told.

Order: results and failures · where the work was done, and how often · how many sub-tasks are there at a time,
and how many items were pulled · a source that raises · what is left.

The cluster is a real one, on loopback. Its workers are threads of this process: so the work that an answer
sends there can wait for this check, and be counted by it.
"""

import logging
import threading
from threading import Event, Lock
from time import monotonic, sleep

from exercises.engine.endings import crash
from exercises.judges import Code
from exercises.lessons.needed import needed
from pipeline_core.lab.text import brief

ITEMS = [3, 0, None, 5, 2, "six", 5, 7, 5, "six", 8, None, 0, "six", 4]
BAD = [None, "six", "six", None, "six"]
ODD = {7: None, 8: ValueError("a value")}  # what work gives for these; for all others, twice the item
MOST = 6
MANY = 24
MOST_PULLED = MOST + 4 + 2  # in flight, in the queue, in two hands
PATIENCE = 1.0  # seconds until a state that does not come is given up on
CALLS = Lock()
CALLED = []  # (item, whether on the cluster)
FIRST = Event()
OPENED = Event()
TURN = Event()


def check(answer, bench):
    distributed = needed("distributed")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # Nobody closes it: it ends with the process of this check.
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, protocol="tcp://", host="127.0.0.1",
        dashboard_address="127.0.0.1:0", silence_logs=False,
    )  # fmt: skip
    address = cluster.scheduler_address
    results_and_failures(answer, bench, cluster, address)
    in_flight(answer, bench, cluster, address)
    source_raises(answer, bench, cluster, address)


# -- what the answer sends -------------------------------------------------------------------


def on_the_cluster():
    from distributed import get_worker

    try:
        get_worker()
    except ValueError:
        return False
    return True


def double(item):
    """Twice the item, save for some; the first one waits until another one is through."""
    with CALLS:
        CALLED.append((item, on_the_cluster()))
    if item == 3:
        TURN.wait(PATIENCE)
    elif item == 5:
        TURN.set()
    return ODD[item] if item in ODD else item * 2 if item != "six" else int(item)


def wait_for_all(item):
    """Wait until the check has seen enough."""
    (OPENED if item else FIRST).wait(4 * PATIENCE)
    return item


# -- what is asked of it ---------------------------------------------------------------------


def results_and_failures(answer, bench, cluster, address):
    told = f"with {ITEMS}, where None and 'six' make work raise"
    says = {"error": lambda run: f"{told}: {crash(innermost(run.error))}"}
    result = bench.run(lambda: answer(address, iter(ITEMS), double), says=says).result
    pair = isinstance(result, tuple | list) and len(result) == 2
    bench.require(pair, f"{told}: {brief(result)} was returned, and a pair was expected, results and items.")
    here = [item for item, there in CALLED if not there]
    bench.require(not here, f"{told}: work was called in a thread of your own, and not on the cluster.")
    results, failed = result
    right = [ODD.get(item, item * 2) for item in ITEMS if item not in BAD]
    # By what they look like: an exception that comes back from a cluster is a copy.
    got = [repr(each) for each in results] if isinstance(results, list) else []
    expected = [repr(each) for each in right]
    bench.require(
        got == expected or sorted(got) != sorted(expected),
        f"{told}: the results are {brief(results, 160)}: all are there, not in the order of the items.",
    )
    for item, value in ODD.items():
        lost = sorted(set(expected) - set(got)) == [repr(value)]
        bench.require(
            not lost, f"{told}: work returns {value!r} for {item}, and that is a result like any other."
        )
    bench.require(
        got == expected, f"{told}: the results are {brief(results, 160)}, and {right} was expected."
    )
    bench.require(
        failed == BAD,
        f"{told}: {brief(failed, 160)} was returned for those that failed, and {BAD} was expected.",
    )
    bench.require(
        len(CALLED) == len(ITEMS),
        f"{told}: work was called {len(CALLED)} times, and there are {len(ITEMS)} items, some of them equal.",
    )
    judge_left(bench, told, cluster)


def in_flight(answer, bench, cluster, address):
    """All wait on the cluster, until no more are handed in; then the first of them ends."""
    told = f"with {MANY} items, of which none is finished yet"
    pulled = []
    too_few = Event()

    def source():
        for number in range(MANY):
            if too_few.is_set():
                return  # it is known what is wrong, and not waited for
            pulled.append(number)
            yield number

    seen = []

    def watch():
        end = monotonic() + PATIENCE
        while monotonic() < end and len(cluster.scheduler.tasks) < MOST:
            sleep(0.005)
        sleep(0.15)  # for one too many to show up
        seen.extend([len(cluster.scheduler.tasks), len(pulled)])
        if seen[0] < MOST:
            too_few.set()
        before = set(cluster.scheduler.tasks)
        FIRST.set()
        while seen[0] == MOST and monotonic() < end + PATIENCE and before >= set(cluster.scheduler.tasks):
            sleep(0.005)
        seen.append(set(cluster.scheduler.tasks) - before)
        OPENED.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    says = {"error": lambda run: f"{told}: {crash(innermost(run.error))}"}
    result = bench.run(lambda: answer(address, source(), wait_for_all), says=says).result
    watcher.join()
    there, taken, follows = seen
    bench.require(
        there <= MOST, f"{told}: {there} sub-tasks were handed in to the cluster; at most {MOST} may be."
    )
    bench.require(there == MOST, f"{told}: no more than {there} of {MOST} sub-tasks were handed in.")
    bench.require(
        follows,
        f"{told}: then the one that was handed in first had finished, and no other one was handed in.",
    )
    bench.require(
        taken <= MOST_PULLED,
        f"{told}: {taken} items were pulled; {MOST_PULLED} are enough here.",
    )
    bench.require(
        list(result[0]) == list(range(MANY)) and not list(result[1]),
        f"{told}, and then all are: {brief(result, 160)} was returned.",
    )
    judge_left(bench, told, cluster)


def source_raises(answer, bench, cluster, address):
    told = "with items that raise KeyError after the third"

    def source():
        yield from range(3)
        raise KeyError("no more")

    def program():
        try:
            answer(address, source(), wait_for_all)
        except BaseException as error:
            return innermost(error)
        return None

    error = bench.run(program, fault="items that raise").result
    bench.require(isinstance(error, KeyError), f"{told}: it {ended(error)}; the exception should be raised.")
    judge_left(bench, told, cluster)


def ended(error):
    return "returned as if all was well" if error is None else f"raised {type(error).__name__}"


def innermost(error):
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def judge_left(bench, told, cluster):
    """The cluster is there, with both workers; no client is connected, and no sub-task is left."""
    running = cluster.scheduler.status.name == "running" and len(cluster.scheduler.workers) == 2
    bench.require(running, f"{told}: afterwards the cluster was ended; it belongs to somebody else.")
    end = monotonic() + PATIENCE
    others = {"fire-and-forget"}
    while monotonic() < end and (set(cluster.scheduler.clients) - others or cluster.scheduler.tasks):
        sleep(0.005)
    clients = set(cluster.scheduler.clients) - others
    bench.require(not clients, f"{told}: afterwards a client was still connected to the cluster.")
    bench.require(
        not cluster.scheduler.tasks,
        f"{told}: afterwards {len(cluster.scheduler.tasks)} sub-tasks were left on the cluster.",
    )


JUDGE = Code(check, answer="run_there", place="process", needs=["distributed"])
