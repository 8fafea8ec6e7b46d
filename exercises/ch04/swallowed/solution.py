from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    """Hand on what work makes of each item, and keep those for which it fails."""
    try:
        while True:
            item = source.get()  # take
            if item is SENTINEL:  # end?
                break
            # One line in the try, so that what is caught is what work raised, and not what put raised.
            try:
                result = work(item)  # work
            # Exception, and not everything: SystemExit and KeyboardInterrupt are orders to leave.
            except Exception as error:
                # The exception itself, not its text: whoever looks later wants its type and its traceback.
                failures.append((item, error))
            else:
                target.put(result)  # hand on
    finally:
        # On every way out, the one through an exception included: the next stage waits for this.
        target.put(SENTINEL)  # pass the end on
