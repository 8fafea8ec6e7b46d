"""Wrong on purpose: notes a page as done once it has been fetched, and ignores a second row.

Belief: the set is asked before each fetch, so no page is fetched twice.
Truth:  between the question and the note another thread asks the same: two of one name are fetched at once.
Verdict: ['/1'] was fetched 2 times.
"""

import sqlite3
from contextlib import closing

from pipeline_core import SKIP, BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT OR IGNORE INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}

    def get(name):
        if name in done:
            return SKIP
        text = fetch(name)
        done.add(name)
        return name, text

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(get, "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(pages)
        return [failure.item for failure in manager.failures]
