"""10.2: what is looked at, in the order in which it is told.

Order: whose client it is · pages that answer · pages that answer at a second or third request · errors that
are final · pages that never answer · whose error it is · other numbers of tries · how long it waits · calls
of several threads.

Requests go to a real server, which counts them; waits are noted, and take no time. All pages are asked for at
once, each in a thread of its own.
"""

from contextlib import ExitStack, suppress
from threading import Barrier, BrokenBarrierError
from typing import NamedTuple

from exercises.ch10.fetch_again import waits
from exercises.engine.endings import crash
from exercises.judges import Code
from exercises.lessons.needed import needed
from exercises.lessons.site import CUT, HANG, Reply, Site
from pipeline_core import PipelineManager
from pipeline_core.lab.text import brief

TRIES = 3
PAUSE = 10  # seconds, which nobody waits
SHORT = 0.02  # a pause that is shorter than a request
HEADERS = {"user-agent": "client of the check"}
ERRORS = ("Error", "Timeout", "Interrupt")  # what their names end with


class Page(NamedTuple):
    """What a page answers; what ``fetch`` should make of it: a text, or an error with a status; requests."""

    told: str
    replies: list
    right: object  # a text, a status, or the name of an error
    requests: int
    tries: int = TRIES
    pause: float = PAUSE

    @property
    def told_of_waits(self):
        tries = f", with tries={self.tries}" if self.tries == TRIES else ""
        return f"{self.told}{tries} and pause={self.pause}"


def final(status):
    replies = [Reply("", status), Reply("late")]
    return Page(f"a page that answers {status}, and then 200", replies, status, 1)


def busy(times, tries, counted):
    """A page that answers 503 so many times."""
    told = f"a page that answers 503 {counted}, and then 200, with tries={tries}"
    return Page(told, [*[Reply("", 503)] * times, Reply("late")], "late", tries, tries)


ODD = "a page whose text can't be read"
BAD = [Reply("", 500), Reply("", 503), Reply("", 502)]
RARE = [Reply("", 501), Reply("", 507), Reply("rare")]
LATER = [Reply("", 503), Reply("late")]
LONG = [Reply("", 503, 0.25), *LATER]
LONG_TOLD = "a page that answers 503 after 0.25 s, then 503, and then 200"
MOVED = Reply("", 302, headers=(("Location", "/there"),))
NO_GZIP = Reply("no gzip", headers=(("Content-Encoding", "gzip"),))
PAGES = {
    "/good": Page("a page that answers", [Reply("good")], "good", 1),
    "/empty": Page("a page without any text", [Reply("")], "", 1),
    "/blanks": Page("a page with blanks around its text", [Reply("  a\n")], "  a\n", 1),
    "/latin": Page("a page in latin-1", [Reply("\xe9", charset="latin-1")], "\xe9", 1),
    "/late": Page("a page that answers after 0.25 s", [Reply("late", after=0.25)], "late", 1),
    "/busy": Page("a page that answers 503, 500, and then 200", [*BAD[1::-1], Reply("busy")], "busy", 3),
    "/rare": Page("a page that answers 501, 507, and then 200", RARE, "rare", 3),
    "/cut": Page("a connection that is closed once, and a page then", [CUT, Reply("cut")], "cut", 2),
    "/lost": Page("a ReadError, a PoolTimeout, and a page then", [Reply("lost")], "lost", 3),
    "/slow": Page("no reply in time, and a page then", [HANG, Reply("slow")], "slow", 2),
    "/gone": Page("a page that answers 404", [Reply("", 404)], 404, 1),
    "/late404": Page("a page that answers 503, and then 404", [Reply("", 503), Reply("", 404)], 404, 2),
    "/moved": Page("a page that answers 302, and names another page", [MOVED], 302, 1),
    **{f"/{status}": final(status) for status in (400, 408, 425, 429, 499)},
    "/odd": Page(f"{ODD}, a ValueError", [Reply("odd")], "ValueError", 1),
    "/no_gzip": Page("a page that says it is gzip, and is none", [NO_GZIP], "DecodingError", 1),
    "/stop": Page("a Ctrl-C while a page is read", [Reply("stop")], "KeyboardInterrupt", 1),
    "/broken": Page("a page that answers 500 for ever", [Reply("", 500)], 500, TRIES),
    "/other": Page("a page that answers 500, 502 and 503", [BAD[0], BAD[2], BAD[1], Reply("")], 503, TRIES),
    "/closed": Page("connections that are closed for ever", [CUT], "RemoteProtocolError", TRIES),
    "/silent": Page("no reply, ever", [HANG], "ReadTimeout", TRIES),
    "/one": Page("a page that answers 503, and then 200, with tries=1", LATER, 503, 1, 1),
    "/five": busy(4, 5, "four times"),
    "/twelve": busy(11, 12, "eleven times"),
    "/long": Page(LONG_TOLD, LONG, "late", 3, TRIES, SHORT),
    "/left": Page("a page that answers 503, and then 200", LATER, "late", 2),
    "/right": Page("a page that answers 503, and then 200", LATER, "late", 2),
}  # fmt: skip
SILENT = ("/slow", "/silent")
WAITS = ("/one", "/five", "/twelve", "/long", "/broken", "/other", "/closed")
TOGETHER = ("/left", "/right")


def check(answer, bench):
    httpx = needed("httpx")
    waits.install(answer)
    asking, waiting = Meeting(), Meeting()
    client = client_that_notes(httpx, asking)
    with ExitStack() as stack:
        patient = stack.enter_context(client(timeout=20))
        impatient = stack.enter_context(client(timeout=httpx.Timeout(20, read=0.1)))
        calmer = stack.enter_context(client(timeout=httpx.Timeout(20, read=1)))
        clients = {path: impatient if path in SILENT else patient for path in PAGES}
        replies = {path: page.replies for path, page in PAGES.items()}
        with Site({**replies, "/there": [Reply("there")]}) as site:
            # Whose client it is shows in one call: with another one's timeouts the rest may take for ever.
            first, *others = PAGES
            ends = ended(answer, bench, {first: patient}, site, waiting)
            judge_client(bench, site)
            ends |= ended(answer, bench, {path: clients[path] for path in others}, site, waiting)
            judge_client(bench, site)
        if not all(as_told(PAGES[path], ends[path]) for path in SILENT):
            # On a busy machine the server may be late without a fault of the answer's: longer times, then.
            with Site({path: PAGES[path].replies for path in SILENT}) as again:
                ends |= ended(answer, bench, dict.fromkeys(SILENT, calmer), again, waiting)
                judge_client(bench, again)
    for path, page in PAGES.items():
        judge(bench, httpx, page, ends[path])
    for path in WAITS:
        judge_waits(bench, PAGES[path], ends[path])
    told = "two threads call it at once: one of them"
    bench.require(asking.met, f"{told} did not ask before the other had its page.")
    bench.require(waiting.met, f"{told} did not begin its wait before the other had ended its own.")


class Meeting:
    """A place where each of two threads waits for the other; ``met``: whether both were there at once."""

    def __init__(self):
        self._barrier = Barrier(2, timeout=2)
        self.met = False

    def wait(self):
        with waits.real(), suppress(BrokenBarrierError):  # nobody came, which ``met`` tells
            self._barrier.wait()
            self.met = True


def client_that_notes(httpx, asking):
    """A class of clients that note what they raise, and fail by themselves at some pages."""
    to_come = {
        "/odd": [ValueError(ODD)] * TRIES,
        "/stop": [KeyboardInterrupt()],
        "/lost": [httpx.ReadError("the connection is lost"), httpx.PoolTimeout("no connection is free")],
    }

    def before(request):
        if request.url.path in TOGETHER:
            asking.wait()

    def behind(response):
        errors = to_come.get(response.url.path)
        if errors:
            raise errors.pop(0)

    class Client(httpx.Client):
        def __init__(self, **options):
            hooks = {"request": [before], "response": [behind]}
            super().__init__(headers=HEADERS, verify=False, event_hooks=hooks, **options)
            self.raised = {}  # path -> the error of its last request, and the cause of that

        def send(self, request, **options):
            self.raised.pop(request.url.path, None)
            try:
                return super().send(request, **options)
            except BaseException as error:
                self.raised[request.url.path] = error, error.__cause__
                raise

    return Client


def judge_client(bench, site):
    """Only the client that was handed in has these headers."""
    bench.require(
        all(each.headers.get("user-agent") == HEADERS["user-agent"] for each in site.asked),
        "a request was not made with the client that was handed in: it lacks that one's headers.",
    )


class End(NamedTuple):
    """How a call of ``fetch`` ended; what its last request raised; when requests came; when it waited."""

    result: object
    error: BaseException | None
    raised: tuple | None
    moments: list
    waits: list


def ended(answer, bench, clients, site, waiting):
    """Call ``fetch`` for all of these pages at once, in threads of a pipeline: path -> End."""

    def call(path):
        result = error = None
        page, client = PAGES[path], clients[path]
        with waits.noted(waiting.wait if path in TOGETHER else None) as waited:
            try:
                result = answer(client, site.address + path, page.tries, page.pause)
            except BaseException as raised:  # a Ctrl-C of the client's too
                error = raised
        moments = [each.moment for each in site.requests(path)]
        return path, End(result, error, client.raised.get(path), moments, waited)

    def program():
        with PipelineManager(maxsize=0) as manager:
            manager.add_worker(call, "fetch", workers=len(clients))
            return dict(manager.run(clients))

    return bench.run(program).result


def as_told(page, end):
    """Whether a page of which replies do not come made as many requests as it should, and ended so."""
    name = page.right if end.error is None else type(end.error).__name__
    return len(end.moments) == page.requests and name == page.right


def judge(bench, httpx, page, end):
    """One page: what came of it, then how often it was asked for."""
    asked = len(end.moments)
    times = f"{asked} request{'s' * (asked != 1)}"
    name = type(end.error).__name__
    if end.error is not None and not isinstance(end.error, httpx.HTTPError) and name != page.right:
        told = f"{page.told}: after {times} {crash(end.error)}"
        bench.require(
            name != "RetryError",
            f"{page.told}: RetryError was raised, and not the error of the last request.",
        )
        bench.require(False, told)
    if isinstance(page.right, str) and page.right.endswith(ERRORS):
        bench.require(
            end.error is not None,
            f"{page.told}: {brief(end.result)} was returned, and {page.right} should be raised.",
        )
        bench.require(name == page.right, f"{page.told}: {name} was raised, and {page.right} was expected.")
    elif isinstance(page.right, str):
        status = getattr(getattr(end.error, "response", None), "status_code", None)
        why = f"{name} was raised" + f", of a {status}," * (status is not None)
        bench.require(
            end.error is None, f"{page.told}: {why} after {times}, and the text {page.right!r} was expected."
        )
        bench.require(
            end.result == page.right and isinstance(end.result, str),
            f"{page.told}: {brief(end.result)} was returned, and the text {page.right!r} was expected.",
        )
    else:
        bench.require(
            end.error is not None,
            f"{page.told}: {brief(end.result)} was returned, and the error of the last request, a "
            f"{page.right}, should be raised.",
        )
        status = getattr(getattr(end.error, "response", None), "status_code", None)
        bench.require(
            status == page.right,
            f"{page.told}: {name} was raised{f', of a {status},' if status else ''} and a {page.right} was "
            "expected: the error of the last request.",
        )
    bench.require(
        asked == page.requests,
        f"{page.told}: it was asked for {asked} time{'s' * (asked != 1)}, and {page.requests} was expected.",
    )
    if end.raised is not None:
        itself, cause = end.raised
        bench.require(
            end.error is itself,
            f"{page.told}: another {name} was raised, and not the one of the last request itself.",
        )
        bench.require(
            end.error.__cause__ is cause, f"{page.told}: the {name} has lost its cause, {brief(cause)}."
        )


def judge_waits(bench, page, end):
    """How long it waits between requests, and that it does at no other time."""
    told = page.told_of_waits
    first, last = end.moments[0], end.moments[-1]
    early = sum(seconds for moment, seconds in end.waits if moment < first)
    bench.require(not early, f"{told}: it waited {early:g} s before the first request.")
    late = sum(seconds for moment, seconds in end.waits if moment > last)
    bench.require(
        not late, f"{told}: it waited {late:g} s after the last request, though no other one comes."
    )
    gaps = [
        sum(seconds for moment, seconds in end.waits if before < moment < after)
        for before, after in zip(end.moments, end.moments[1:], strict=False)
    ]
    right = [page.pause * 2**number for number in range(page.tries - 1)]
    most = max(page.pause / 20, 0.005)  # who reckons with a clock is some milliseconds beside it
    near = all(abs(gap - wait) < most for gap, wait in zip(gaps, right, strict=True))
    came, asked = (", ".join(f"{each:g} s" for each in row) for row in (gaps, right))
    bench.require(near, f"{told}: between its requests it waited {came}; {asked} was expected.")


JUDGE = Code(check, answer="fetch", place="process")
