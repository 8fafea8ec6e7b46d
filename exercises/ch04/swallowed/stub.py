from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    """Hand on what work makes of each item, and keep those for which it fails.

    Given:  two queues (source ends with SENTINEL), a function of one item, an empty list.
            The stage below swallows whatever is raised.
    Do:     let it keep what work raises, with its item, and catch no more than that.
    Never:  try an item twice, or leave without passing the end on.
    Size:   about 5 lines to change.   Stuck: the hints below, one at a time
    """
    while True:
        item = source.get()  # take
        if item is SENTINEL:  # end?
            break
        try:
            result = work(item)  # work
            target.put(result)  # hand on
        except:
            continue  # a bad item must not stop the line
    target.put(SENTINEL)  # pass the end on
