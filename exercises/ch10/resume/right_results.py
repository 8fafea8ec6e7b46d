"""Right in another style: the caller writes, as the results come."""

import sqlite3
from contextlib import closing

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, PipelineManager(maxsize=4) as manager:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {row[0] for row in connection.execute("SELECT name FROM pages")}
        manager.add_worker(lambda name: (name, fetch(name)), workers=4, on_error="skip", ordered=False)
        manager.start(name for name in dict.fromkeys(pages) if name not in done)
        for page in manager.results():
            connection.execute("INSERT INTO pages VALUES (?, ?)", page)
            connection.commit()
        return [failure.item for failure in manager.failures]
