"""Right in another style: threads of its own, and a queue of parts."""

from queue import Queue
from threading import Thread


def work_off(todo, store, errors):
    while (task := todo.get()) is not None:
        page, place, part = task
        try:
            store(part)
        except Exception as error:
            errors[page, place] = error


def store_pages(pages, store, workers):
    todo = Queue()
    errors = {}
    for page, (_, parts) in enumerate(pages):
        for place, part in enumerate(parts):
            todo.put((page, place, part))
    threads = [Thread(target=work_off, args=(todo, store, errors)) for _ in range(workers)]
    for thread in threads:
        todo.put(None)
        thread.start()
    for thread in threads:
        thread.join()
    stored, failures = [], []
    for page, (name, _) in enumerate(pages):
        found = [errors[where] for where in sorted(errors) if where[0] == page]
        if found:
            failures.append((name, found))
        else:
            stored.append(name)
    return stored, failures
