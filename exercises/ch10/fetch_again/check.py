"""10.2: what is looked at, in the order in which it is told.

Order: pages that answer · pages that answer at a second or third request · errors that are final · pages that
never answer · how long it waits · whose client it is.

Requests go to a real server, which counts them; waits are noted, and take no time.
"""

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
HEADERS = {"user-agent": "client of the check"}


class Page(NamedTuple):
    """What a page answers; what ``fetch`` should make of it: a text, or an error with a status; requests."""

    told: str
    replies: list
    right: object  # a text, a status, or the name of an error
    requests: int


ODD = "a page whose text can't be read"
BAD = [Reply("", 500), Reply("", 503), Reply("", 502)]
PAGES = {
    "/good": Page("a page that answers", [Reply("good")], "good", 1),
    "/empty": Page("a page without any text", [Reply("")], "", 1),
    "/busy": Page("a page that answers 503, 500, and then 200", [*BAD[1::-1], Reply("busy")], "busy", 3),
    "/cut": Page("a connection that is closed once, and a page then", [CUT, Reply("cut")], "cut", 2),
    "/slow": Page("no reply in time, and a page then", [HANG, Reply("slow")], "slow", 2),
    "/gone": Page("a page that answers 404", [Reply("", 404)], 404, 1),
    "/late404": Page("a page that answers 503, and then 404", [Reply("", 503), Reply("", 404)], 404, 2),
    "/odd": Page(f"{ODD}, a ValueError", [Reply("odd")], "ValueError", 1),
    "/broken": Page("a page that answers 500 for ever", [Reply("", 500)], 500, TRIES),
    "/other": Page("a page that answers 500, 502 and 503", [BAD[0], BAD[2], BAD[1], Reply("")], 503, TRIES),
    "/closed": Page("connections that are closed for ever", [CUT], "RemoteProtocolError", TRIES),
    "/silent": Page("no reply, ever", [HANG], "ReadTimeout", TRIES),
}  # fmt: skip
SILENT = ("/slow", "/silent")
GIVE_UP = ("/broken", "/other", "/closed")
ONE_TRY = Page("a page that answers 503, and then 200, with tries=1", [Reply("", 503), Reply("late")], 503, 1)
FIVE = [Reply("", 503)] * 4 + [Reply("fifth")]
FIVE_TRIES = Page("a page that answers 503 four times, and then 200, with tries=5", FIVE, "fifth", 5)


def check(answer, bench):
    httpx = needed("httpx")
    waits.install(answer)
    usual = {"headers": HEADERS, "verify": False, "event_hooks": {"response": [refuse_odd]}}
    with (
        httpx.Client(timeout=20, **usual) as patient,
        httpx.Client(timeout=httpx.Timeout(20, read=0.1), **usual) as impatient,
        httpx.Client(timeout=httpx.Timeout(20, read=1), **usual) as calmer,
    ):
        with Site({path: page.replies for path, page in PAGES.items()}) as site:
            clients = {path: impatient if path in SILENT else patient for path in PAGES}
            ends = ended(answer, bench, clients, site, TRIES)
        if not all(as_told(PAGES[path], ends[path]) for path in SILENT):
            # On a busy machine the server may be late without a fault of the answer's: longer times, then.
            with Site({path: PAGES[path].replies for path in SILENT}) as again:
                ends |= ended(answer, bench, dict.fromkeys(SILENT, calmer), again, TRIES)
        for path, page in PAGES.items():
            judge(bench, httpx, page, ends[path])
        for page, tries in ((ONE_TRY, 1), (FIVE_TRIES, 5)):
            with Site({"/page": page.replies}) as other:
                end = ended(answer, bench, {"/page": patient}, other, tries)["/page"]
            judge(bench, httpx, page, end)
            judge_waits(bench, f"{page.told} and pause={PAUSE}", end, tries)
        for path in GIVE_UP:
            told = f"{PAGES[path].told}, with tries={TRIES} and pause={PAUSE}"
            judge_waits(bench, told, ends[path], TRIES)
    strangers = [each.path for each in site.asked if each.headers.get("user-agent") != HEADERS["user-agent"]]
    bench.require(
        not strangers,
        "a request was not made with the client that was handed in: it lacks that one's headers.",
    )


def refuse_odd(response):
    """What a client does with each reply: of one page it can't read the text."""
    if response.url.path == "/odd":
        raise ValueError(ODD)


class End(NamedTuple):
    """How a call of ``fetch`` ended; when its requests came; when it waited, and for how long."""

    result: object
    error: BaseException | None
    moments: list
    waits: list


def ended(answer, bench, clients, site, tries):
    """Call ``fetch`` for all of these pages at once, in threads of a pipeline: path -> End."""

    def call(path):
        result = error = None
        with waits.noted() as waited:
            try:
                result = answer(clients[path], site.address + path, tries, PAUSE)
            except Exception as raised:
                error = raised
        return path, End(result, error, [each.moment for each in site.requests(path)], waited)

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
    if isinstance(page.right, str) and page.right.endswith(("Error", "Timeout")):
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


def judge_waits(bench, told, end, tries):
    """How long it waits between requests, and that it does at no other time."""
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
    right = [PAUSE * 2**number for number in range(tries - 1)]
    near = all(abs(gap - wait) < PAUSE / 20 for gap, wait in zip(gaps, right, strict=True))
    came, asked = (", ".join(f"{each:g} s" for each in row) for row in (gaps, right))
    bench.require(near, f"{told}: between its requests it waited {came}; {asked} was expected.")


JUDGE = Code(check, answer="fetch", place="process")
