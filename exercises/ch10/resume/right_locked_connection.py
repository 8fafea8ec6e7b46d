"""Right in another style: one connection for both, and a writing function."""

import sqlite3
from contextlib import closing

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database, check_same_thread=False)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")

        def is_missing(name):
            return connection.execute("SELECT 1 FROM pages WHERE name = ?", (name,)).fetchone() is None

        def write(page):
            with connection:
                connection.execute("INSERT INTO pages (name, text) VALUES (?, ?)", page)

        missing = [*filter(is_missing, dict.fromkeys(pages))]
        with PipelineManager(maxsize=4) as manager:
            manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
            manager.add_worker(write, "write")
            manager.run(missing)
        return {failure.item for failure in manager.failures}
