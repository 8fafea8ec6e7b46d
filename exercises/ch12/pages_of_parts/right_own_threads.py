"""Right in another style: threads of its own, and a queue of parts."""

from queue import Queue
from threading import Thread


def store_pages(pages, store, workers):
    todo = Queue()
    errors = {}
    for page, (_, parts) in enumerate(pages):
        for place, part in enumerate(parts):
            todo.put((page, place, part))
    for _ in range(workers):
        todo.put(None)

    def work():
        while (task := todo.get()) is not None:
            page, place, part = task
            try:
                store(part)
            except Exception as error:
                errors[page, place] = error

    threads = [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored, failures = [], []
    for page, (name, parts) in enumerate(pages):
        found = [errors[page, place] for place in range(len(parts)) if (page, place) in errors]
        if found:
            failures.append((name, found))
        else:
            stored.append(name)
    return stored, failures
