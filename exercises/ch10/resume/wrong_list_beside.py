"""Wrong on purpose: keeps a list of what is done beside the database.

Belief: a file with the names is simpler than a query.
Truth:  it is written at another moment than the rows; a kill leaves the two apart.
Verdict: your answer raised
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)
        return page[0]

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
    beside = Path(database).with_suffix(".json")
    done = set(json.loads(beside.read_text())) if beside.exists() else set()
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        try:
            manager.start(missing)
            for name in manager.results():
                done.add(name)
        finally:
            beside.write_text(json.dumps(sorted(done)))
        return [failure.item for failure in manager.failures]
