"""What follows from the times: the counts of each stage, and which part holds the others up.

Inside:  Stats (one stage's counts and times), Diagnosis, diagnose.
Outside: how the times are taken (meter) and added up (stage).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stats:
    """One stage's counts and times so far.

    Times are in worker-seconds: two workers that both wait for one second have waited two.

    Attributes:
        stage: its name.
        workers: how many items it can work on at once; with an executor, how many that may have.
        items_in: items taken from its queue.
        items_out: results handed on; ``skipped``: dropped by ``SKIP``; ``failed``: by an exception.
        working_s: time not spent waiting, so that time waiting for a core or for the GIL counts as work.
        starved_s: time spent waiting for an item.
        blocked_s: time spent waiting to hand a result on.
        depth: items in its queue now; ``depth_max``: most seen; ``maxsize``: most allowed, 0 for no limit.
        cpu_s: CPU time of its threads, once they have all ended; None before, and where an executor works.
        elsewhere: whether an executor works on its items.
        ordered: whether its results leave in the order of its items, though several are worked on at once.
    """

    stage: str
    workers: int
    items_in: int
    items_out: int
    skipped: int
    failed: int
    working_s: float
    starved_s: float
    blocked_s: float
    depth: int
    depth_max: int
    maxsize: int
    cpu_s: float | None = None
    elsewhere: bool = False
    ordered: bool = False


Kind = Literal["stage", "source", "consumer", "gil"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What limits the pipeline's throughput.

    Attributes:
        bottleneck: name of the stage, ``"source"``, ``"consumer"`` or ``"gil"``.
        kind: which of the four it is.
        sentence: the verdict, with its figures and what to do about it.
    """

    bottleneck: str
    kind: Kind
    sentence: str

    def __str__(self) -> str:
        return self.sentence


_HELD, _WANTED = 0.4, 0.15  # shares blocked, and behind it starved: more than full queues explain
_BUSY = 0.5  # the share of a run below which nothing can be said to limit it

_HARDLY = 0.1  # the share of its work for which a stage computes that only waits; one of 10 has so much GIL
_ALL_THE_TIME = 0.95  # the share from which on it waits for nobody, but for the first and the last items
_NEAR = 0.9  # the share of the highest from which on the next one is the limit as soon as that is mended
_NOWHERE_ELSE = "; a change anywhere else gains nothing"
_ELSEWHERE_TOO = "; else it waited: where times vary, a longer queue or a faster neighbour may gain as well"

_CURES = {
    "source": "Make it faster, or batch what it yields.",
    "stage": "Workers: {0.workers}. Give it more, or make it faster{3}.",
    # More threads help those that wait. Whether those that compute share the GIL cannot be seen from here.
    "computing": "Workers: {0.workers}, and they computed for {1:.0%} of that time. If that is Python code, "
    "more of them gain nothing, since one computes at a time: make it faster, or use a PoolWorker on a "
    "ProcessPoolExecutor. If it is C code that lets go of the GIL, give it more.",
    "unknown": "Workers: {0.workers}. If they wait, or run C code that lets go of the GIL, give it more; if "
    "they compute in Python, a PoolWorker on a ProcessPoolExecutor{3}.",
    "elsewhere": "Its executor had {2:.1f} of at most {0.workers} items at once. Give it more workers, or "
    "make the work faster{3}.",
    # How many workers an executor has cannot be asked of every kind.
    "full": "Its executor had {2:.1f} of at most {0.workers} items at once (max_in_flight). If it has more "
    "workers than that, raise max_in_flight; if not, give it more workers, or make the work faster.",
    # The head of the line holds up those behind it only where they are done, and wanted.
    "order": " The workers of stage {0!r} were blocked for {1:.0%} of the run, while what is behind them "
    "starved: a slow item in front may hold up those that are done. Even out the items, or give that stage a "
    "longer queue or ordered=False.",
    "next": " {} worked for {:.0%}, and is the limit as soon as that is mended.",
    "consumer": "Results wait to be taken: do less between two of them, or make that work a stage.",
}


def diagnose(parts: Sequence[Stats], seconds: float, cpu_seconds: Iterable[float]) -> Diagnosis:
    """Find what limits the pipeline: the part that is busiest, or the GIL they all share.

    The bottleneck neither starves nor is blocked; what is in front of it is blocked, and what is behind
    it starves. Threads that hold the GIL in turn use one core together, and none of them uses it alone; on
    a machine whose cores other programs take, the same figures can come about without the GIL.

    Args:
        parts: the source first, then the stages, the consumer last.
        seconds: how long the pipeline has run.
        cpu_seconds: the CPU time of each of its threads.
    """
    busy = [min(1.0, part.working_s / part.workers / seconds) for part in parts]
    place, after = sorted(range(len(parts)), key=busy.__getitem__, reverse=True)[:2]  # of equals the first
    worst, share = parts[place], busy[place]
    computed = (worst.cpu_s or 0.0) / worst.working_s if worst.working_s else 0.0
    # Who works all the time and hardly computes waits for something outside, whatever the others share.
    waits = share >= _ALL_THE_TIME and worst.cpu_s is not None and computed < _HARDLY
    shares = sorted(cpu / seconds for cpu in cpu_seconds)
    if not waits and 0.85 <= sum(shares) <= 1.15 and shares[-1] < 0.75 * sum(shares):
        sentence = (
            f"The GIL may be the limit: {sum(share > 0.05 for share in shares)} threads together kept "
            f"{sum(shares):.2f} of one core busy, and none of them alone. If they run Python code, more "
            "threads gain nothing; a PoolWorker on a ProcessPoolExecutor does, or C code without the GIL. "
            "If they also wait, or other programs take the cores, try one thread more."
        )
        return Diagnosis("gil", "gil", sentence)
    kind: Kind = "source" if place == 0 else "consumer" if place == len(parts) - 1 else "stage"
    name = _name(parts, place)
    cure = kind if kind != "stage" else _stage_cure(worst, computed, share)
    near = busy[after] >= _NEAR * share
    others = _ELSEWHERE_TOO
    if share >= _ALL_THE_TIME:
        others = "" if near else _NOWHERE_ELSE
    advice = _CURES[cure].format(worst, min(1.0, computed), worst.working_s / seconds, others)
    did = "was waited for" if worst.elsewhere else "worked"
    sentence = f"{name} is the bottleneck: it {did} for {share:.0%} of the run. {advice}"
    if share < _BUSY:
        sentence = f"Nothing was busy for long. {name} most, {share:.0%} of the run: it was short, or waited."
    elif near:
        sentence += _CURES["next"].format(_name(parts, after), busy[after])
    return Diagnosis(worst.stage, kind, sentence + _held_by_order(parts, seconds))


def _name(parts: Sequence[Stats], place: int) -> str:
    ends = {0: "The source", len(parts) - 1: "The consumer"}
    return ends.get(place, f"Stage {parts[place].stage!r}")


def _held_by_order(parts: Sequence[Stats], seconds: float) -> str:
    """Say where workers were blocked though nobody behind them was short of room; empty if nowhere."""
    for part, behind in pairwise(parts):
        blocked = part.blocked_s / part.workers / seconds
        starved = behind.starved_s / behind.workers / seconds
        if part.ordered and part.workers > 1 and blocked >= _HELD and starved >= _WANTED:
            return _CURES["order"].format(part.stage, min(1.0, blocked))
    return ""


def _stage_cure(worst: Stats, computed: float, share: float) -> str:
    """Return which advice the figures of a stage allow."""
    if worst.elsewhere:
        return "full" if share >= _ALL_THE_TIME else "elsewhere"
    if worst.cpu_s is None:
        return "unknown"
    return "computing" if computed > _BUSY else "stage"
