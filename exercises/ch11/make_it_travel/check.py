"""11.1: what is looked at, in the order in which it is told.

Order: on threads · the same once more, with other numbers · what was handed to the executor, and what came
back · on processes.

The executors are real. What is submitted to them is looked at on its way.
"""

from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from exercises.engine.endings import crash
from exercises.judges import Code
from pipeline_core.lab.text import brief, one_line

TEXTS = [
    "the lock and the queue and the lock",
    "a an it of",
    "Queue queue queue",
    "",
    "the lock",
    "the lock",
    "it is straße, isn't it?",
    "   ",
    "a pool\n\tof  threads",
]
CALLS = [(TEXTS, 4), (TEXTS, 6), (["one two three"], 3), ([], 3), (TEXTS[:4], 1), (["of it"], 9)]


class Watched(Executor):
    """Hands on to an executor what is submitted, and keeps arguments and results."""

    def __init__(self, inner):
        self.inner, self.sent, self.back, self.closed = inner, [], [], False

    def submit(self, function, /, *given, **named):
        self.sent.append((function, given, named))
        future = self.inner.submit(function, *given, **named)
        future.add_done_callback(self._keep)
        return future

    def _keep(self, future: Future):
        if not future.cancelled() and future.exception() is None:
            self.back.append(future.result())

    def shutdown(self, wait=True, *, cancel_futures=False):  # noqa: ARG002 - as it is elsewhere
        self.closed = True


def right(texts, shortest):
    parts = [[word for word in text.split() if len(word) >= shortest] for text in texts]
    return Counter(word for part in parts for word in part), sum(not part for part in parts)


def check(answer, bench):
    with ThreadPoolExecutor(2) as threads:
        for texts, shortest in CALLS:
            one_call(answer, bench, Watched(threads), "on threads", texts, shortest)
    # Nobody waits for its end: the process of this check ends, and takes those that it started along.
    processes = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    for texts, shortest in CALLS[:3]:
        one_call(answer, bench, Watched(processes), "on processes", texts, shortest)


def one_call(answer, bench, executor, where, texts, shortest):
    told = f"{where}, with {brief(texts, 60)} and {shortest}"
    says = {"error": lambda run: f"{told}: {reason(run.error)}"}
    result = bench.run(lambda: answer(list(texts), shortest, executor), says=says).result
    judge_way(bench, told, executor, texts)
    counts, empty = right(texts, shortest)
    pair = isinstance(result, tuple | list) and len(result) == 2
    bench.require(
        pair, f"{told}: {brief(result)} was returned, and a pair was expected, counts and a number."
    )
    got, none = result
    bench.require(
        isinstance(got, Counter),
        f"{told}: {brief(got)} was returned as the counts, and a Counter was expected.",
    )
    wrong = {word: (got[word], counts[word]) for word in got | counts if got[word] != counts[word]}
    word, (was, should) = next(iter(sorted(wrong.items())), ("", (0, 0)))
    bench.require(
        not wrong,
        f"{told}: {word!r} was counted {times(was)}, and is there {times(should)}{why(got, counts)}.",
    )
    bench.require(
        type(none) is int and none == empty,
        f"{told}: {brief(none)} was returned for the texts without such a word, and there {are(empty)}.",
    )


def judge_way(bench, told, executor, texts):
    """Every text went there once, on its own, and no text came back."""
    parts = [texts_in((given, named)) for _, given, named in executor.sent]
    sent = [text for part in parts for text in part]
    missing = sorted((Counter(texts) - Counter(sent)).elements())
    bench.require(
        not missing,
        f"{told}: the text {brief((missing or [''])[0])} was not handed to the executor that was given.",
    )
    again = sorted((Counter(sent) - Counter(texts)).elements())
    bench.require(
        not again, f"{told}: the text {brief((again or [''])[0])} was handed to the executor more than once."
    )
    most = max(map(len, parts), default=0)
    bench.require(most <= 1, f"{told}: one sub-task was handed {most} texts, and each text is a sub-task.")
    here = [text for text in texts if text.strip() and text in texts_in(executor.back)]
    bench.require(
        not here,
        f"{told}: the text {brief((here or [''])[0])} came back from the executor as it was: its "
        "words are to be found there.",
    )
    bench.require(not executor.closed, f"{told}: the executor was shut down; it is to be left open.")


def texts_in(value):
    """The strings in arguments and results, however they are wrapped."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and not isinstance(value, Counter):
        value = value.values()
    if isinstance(value, list | tuple | set) or type(value).__name__ == "dict_values":
        return [text for each in value for text in texts_in(each)]
    return []


def reason(error):
    """What the first failure was, said for somebody who sent something."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, BrokenExecutor):
        return "a process of the pool died: what it was sent could not be built again there."
    text = str(error)
    if "<lambda>" in text or "<locals>" in text or "local object" in text:
        return (
            "it could not be sent: a function that stands inside of another one, or a lambda, has no name by "
            "which another process could find it."
        )
    if "pickle" in text or "cannot be sent" in text:
        return f"it could not be sent: {one_line(text, 160)}."
    return crash(error)


def times(count):
    return f"{count} time{'s' * (count != 1)}"


def are(count):
    return f"is {count}" if count == 1 else f"are {count}"


def why(got, counts):
    """A likely reason, where the figures tell one."""
    if not got and counts:
        return ": no count has come back"
    return ""


JUDGE = Code(check, answer="word_counts", place="process")
