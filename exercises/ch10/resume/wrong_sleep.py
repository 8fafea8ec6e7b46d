"""Wrong on purpose: gives the writer time, and commits at the end.

Belief: a short sleep after each fetch, and all that was fetched is written.
Truth:  written is not committed, however long one sleeps; a kill takes it back.
Verdict: killed in fetch number 30 of 40: 0 pages are in the database
"""

import sqlite3
from contextlib import closing
from time import sleep

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.commit()
        self.connection.close()


def collect(pages, database, fetch):
    def fetch_and_wait(name):
        text = fetch(name)
        sleep(0.005)
        return name, text

    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(fetch_and_wait, "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
