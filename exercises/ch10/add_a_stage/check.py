"""10.1: what is looked at, in the order in which it is told.

Order: what is returned · the files · the stages, as the manager counts them · a second call, where all goes
well · several files that are none · a folder that is not there · how much is inside at once.

Real files and the real Pillow. The first picture is held up while it is shrunk, until the second one has
been: that takes two workers, and who does not keep the order has lost it then.
"""

import gc
from threading import Event
from time import sleep

from exercises.engine.endings import crash
from exercises.judges import Code
from exercises.lessons.needed import needed
from pipeline_core import PipelineManager
from pipeline_core.lab.text import brief

FIRST, SECOND = (300, 200), (100, 50)
SIZES = {
    "first": FIRST,
    "second": SECOND,
    "narrow": (15, 200),
    "fits": (50, 30),
    "low": (200, 15),
    "long": (400, 20),
    "tall": (20, 400),
    "least": (16, 16),
    "tiny": (8, 8),
    "exact": (64, 64),
}
DROPPED = ["narrow", "low", "tiny"]
RIGHT = [name for name in SIZES if name not in DROPPED]
LEFT, OTHER = (220, 30, 30), (30, 30, 220)  # the colours of the two halves
BROKEN = ["broken-1", "broken-2", "broken-3"]
MANY = 50
MOST_INSIDE = 24  # as the task says; 21 is what three channels of four and the workers have room for
NEAR = 40  # a JPEG has about the colours that were put in


def check(answer, bench):
    image_module = needed("PIL.Image")
    paths = make(image_module, bench.folder / "in")
    folder = bench.folder / "out"
    folder.mkdir()
    held = hold_up_the_first(image_module)
    managers = note_managers()
    given = "with ten pictures and a file that is none"
    says = {"error": lambda run: f"{given}: {crash(innermost(run.error))}"}
    result = bench.run(lambda: answer(paths, folder), says=says).result
    judge_result(bench, given, result, paths)
    judge_files(bench, image_module, folder)
    judge_stages(bench, given, managers, held)
    all_goes_well(answer, bench)
    several_fail(answer, bench, image_module)
    no_folder(answer, bench)
    many(answer, bench, image_module)


def make(image_module, folder):
    """Pictures of two halves, and a file that only has the name of one."""
    folder.mkdir()
    for name, (width, height) in SIZES.items():
        image = image_module.new("RGB", (width, height), LEFT)
        image.paste(OTHER, (width // 2, 0, width, height))
        image.save(folder / f"{name}.png")
    (folder / "broken.png").write_text("no picture")
    names = [*SIZES]
    return [folder / f"{name}.png" for name in (*names[:4], "broken", *names[4:])]


def hold_up_the_first(image_module):
    """Each way to shrink comes to ``resize``: there the first picture waits until the second is through."""
    resize = image_module.Image.resize
    second_is_through = Event()
    met = []

    def slower(image, *given, **options):
        if image.size == FIRST:
            met.append(second_is_through.wait(1.5))
            sleep(0.05)
        small = resize(image, *given, **options)
        if image.size == SECOND:
            second_is_through.set()
        return small

    image_module.Image.resize = slower
    return met


def note_managers():
    """The managers that have been left, for their counts."""
    left = []
    leave = PipelineManager.__exit__

    def noting(manager, *given):
        left.append(manager)
        return leave(manager, *given)

    PipelineManager.__exit__ = noting
    return left


def innermost(error):
    """What a stage raised, of the group that a manager makes of it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def judge_result(bench, given, result, paths):
    """The names in the order of the paths; the path that failed."""
    broken = [path for path in paths if path.stem == "broken"]
    pair = isinstance(result, tuple | list) and len(result) == 2
    bench.require(pair, f"{given}: {brief(result)} was returned, and a pair was expected, names and paths.")
    names, failed = result
    told = f"{given}: the names are {brief(names, 160)}, and {RIGHT} was expected"
    bench.require(isinstance(names, list), f"{told}.")
    kept = [name for name in names if name in DROPPED]
    bench.require(not kept, f"{told}: {kept[:1]} has a side of less than 16.")
    lost = [name for name in RIGHT if name not in names]
    bench.require(not lost, f"{told}: {lost[:1]} is missing.")
    bench.require(sorted(map(str, names)) == sorted(RIGHT), f"{told}.")
    told = f"{given}: {brief(failed, 160)} failed, and only broken.png can't be decoded."
    small = [name for name in DROPPED if any(name in str(each) for each in failed)]
    bench.require(
        not small, f"{given}: {small[:1]} is among the failures; what is too small is dropped, no failure."
    )
    judge_failed(bench, given, failed, broken, told)
    bench.require(
        names == RIGHT, f"{given}: the names are {names}: all are there, not in the order of the paths."
    )


def judge_failed(bench, given, failed, broken, told):
    """The paths themselves, in any order."""
    texts = [str(each) for each in failed] if isinstance(failed, list | tuple) else []
    bench.require(
        failed == broken
        or sorted(texts) != sorted(map(str, broken))
        or all(each in broken for each in failed),
        f"{given}: a path that failed was returned as {brief(failed[0]) if texts else ''}, of type "
        f"{type(failed[0]).__name__ if texts else ''}; the path itself was expected, as it was handed in.",
    )
    bench.require(isinstance(failed, list) and sorted(texts) == sorted(map(str, broken)), told)


def judge_pair(bench, told, result, names, broken):
    """What a later call returned."""
    pair = isinstance(result, tuple | list) and len(result) == 2
    bench.require(pair, f"{told}: {brief(result)} was returned, and a pair was expected, names and paths.")
    bench.require(
        result[0] == names, f"{told}: the names are {brief(result[0], 160)}, and {brief(names)} was expected."
    )
    listed = (
        f"{told}: {brief(result[1], 160)} failed, and {brief([path.name for path in broken])} was expected."
    )
    judge_failed(bench, told, result[1], broken, listed)


def judge_files(bench, image_module, folder):
    """Each written as it should be, and none besides."""
    there = sorted(path.name for path in folder.iterdir())
    right = sorted(f"{name}.jpg" for name in RIGHT)
    bench.require(there == right, f"the files written are {there}, and {right} was expected.")
    for name in RIGHT:
        with image_module.open(folder / f"{name}.jpg") as image:
            size, pixels = image.size, image.convert("RGB")
        judge_size(bench, name, size)
        row = size[1] // 2
        ends = pixels.getpixel((0, row)), pixels.getpixel((size[0] - 1, row))
        whole = size[0] < 16 or all(near(*pair) for pair in zip(ends, (LEFT, OTHER), strict=True))
        bench.require(
            whole or not any(max(end) - min(end) < NEAR for end in ends),
            f"{name}.jpg has lost its colours: {LEFT} at the left became {ends[0]}.",
        )
        bench.require(
            whole,
            f"{name}.jpg does not show the picture as a whole: at its left and right end it has the colours "
            f"{ends[0]} and {ends[1]}, and about {LEFT} and {OTHER} was expected.",
        )


def judge_size(bench, name, size):
    width, height = SIZES[name]
    told = f"a picture of {width} × {height} was written with {size[0]} × {size[1]}"
    if max(width, height) <= 64:
        bench.require(size == (width, height), f"{told}: it fits into 64 × 64, so it stays as it is.")
        return
    bench.require(max(size) <= 64, f"{told}: that does not fit into 64 × 64.")
    scale = 64 / max(width, height)
    same = all(abs(now - scale * was) <= 1 for now, was in zip(size, (width, height), strict=True))
    bench.require(same, f"{told}: its proportions are others, or it is smaller than it need be.")


def near(one, other):
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def judge_stages(bench, given, managers, met):
    """Who did what, as the manager counted it."""
    bench.require(managers, f"{given}: no manager was used; the stage is to stand in the pipeline.")
    rows = managers[-1].stats()
    names = [row.stage for row in rows]
    bench.require(
        names == ["decode", "shrink", "encode"],
        f"the stages are {names}, and ['decode', 'shrink', 'encode'] was expected.",
    )
    shrink = rows[1]
    for row in (rows[0], rows[2]):
        bench.require(row.workers == 1, f"{row.stage} has {row.workers} workers, and had one: it stays so.")
    bench.require(
        shrink.workers == 2, f"shrink has {shrink.workers} worker{'s' * (shrink.workers != 1)}, not 2."
    )
    for row in (rows[0], rows[2]):
        bench.require(
            not row.skipped, f"{row.stage} dropped {row.skipped} items: that is the work of the new stage."
        )
    bench.require(
        shrink.skipped == len(DROPPED),
        f"shrink dropped {shrink.skipped} items, and {len(DROPPED)} was expected.",
    )
    bench.require(met == [True], "the two workers of shrink never shrank two pictures at once.")


def call(answer, bench, told, paths, folder):
    says = {"error": lambda run: f"{told}: {crash(innermost(run.error))}"}
    return bench.run(lambda: answer(paths, folder), says=says).result


def all_goes_well(answer, bench):
    """One picture twice, one that is dropped though an older call has written it."""
    told = "called again, with no broken file, fits.png twice, and a tiny.jpg in the folder from another day"
    folder = bench.folder / "well"
    folder.mkdir()
    (folder / "tiny.jpg").write_text("from another day")
    paths = [bench.folder / "in" / f"{name}.png" for name in ("fits", "tiny", "long", "fits")]
    judge_pair(bench, told, call(answer, bench, told, paths, folder), ["fits", "long", "fits"], [])


def several_fail(answer, bench, image_module):
    """More than one file that is none, and a picture that is very long."""
    told = f"with {len(BROKEN)} files that are no pictures, and a picture of 17 × 2000"
    folder = bench.folder / "several"
    folder.mkdir()
    broken = [folder / f"{name}.png" for name in BROKEN]
    for path in broken:
        path.write_text("no picture")
    image_module.new("RGB", (17, 2000)).save(folder / "thread.png")
    paths = [broken[0], folder / "thread.png", *broken[1:], bench.folder / "in" / "least.png"]
    judge_pair(bench, told, call(answer, bench, told, paths, folder), ["thread", "least"], broken)


def no_folder(answer, bench):
    """What ``encode`` raises is no failure of a picture."""

    def program():
        try:
            answer([bench.folder / "in" / "fits.png"], bench.folder / "nowhere")
        except Exception:
            return True
        return False

    raised = bench.run(program, fault="a folder that is not there").result
    told = "with a folder that is not there: it returned as if all was well"
    bench.require(raised, f"{told}; an error of encode ends the call, as before.")


class Taken(list):
    """Paths that note how many of them have been taken."""

    def __init__(self, paths):
        super().__init__(paths)
        self.too_many = Event()

    def __iter__(self):
        for number, path in enumerate(super().__iter__(), 1):
            if number > MOST_INSIDE:
                self.too_many.set()
            yield path


def count_pictures(image_module):
    """How many are in memory."""
    gc.collect()
    return sum(isinstance(each, image_module.Image) for each in gc.get_objects())


def many(answer, bench, image_module):
    """The first picture is held up while it is written: how many more come in; and how many are kept."""
    told = f"with {MANY} paths"
    folder = bench.folder / "many"
    folder.mkdir()
    names = [str(number) for number in range(MANY)]
    paths = Taken(bench.folder / "in" / f"{name}.png" for name in names)
    for path in paths:
        path.write_bytes((bench.folder / "in" / "least.png").read_bytes())
    paths.too_many.clear()
    save = image_module.Image.save
    held, alive = [], [count_pictures(image_module)]  # the noted managers of earlier calls have some

    def slower(image, *given, **options):
        held.append(len(held) == 0 and paths.too_many.wait(0.3))
        if len(held) == MANY:
            alive.append(count_pictures(image_module))
        return save(image, *given, **options)

    image_module.Image.save = slower
    result = call(answer, bench, told, paths, folder)
    image_module.Image.save = save
    judge_pair(bench, told, result, names, [])
    bench.require(
        True not in held,
        f"{told}: more than {MOST_INSIDE} were taken before the first was written. "
        "For how many is there room inside?",
    )
    kept = alive[-1] - alive[0]
    bench.require(
        kept <= MOST_INSIDE,
        f"{told}: when the last was written, {kept} pictures were still in memory. Who keeps them?",
    )


JUDGE = Code(check, answer="thumbnails", place="process")
