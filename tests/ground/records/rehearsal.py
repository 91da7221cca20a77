"""A kind of job for tests, registered in the worker's own process."""

import time

from leveller.workbench.ground.records import jobs


@jobs.handler("test.count")
def count(job, progress):
    """Count to `to`, pausing; the first attempt may be told to dawdle."""
    payload = job.payload
    pause = payload.get("pause", 0) if job.attempt == 1 else 0
    for n in range(1, payload["to"] + 1):
        progress(n, payload["to"], f"Counting {n}")
        time.sleep(pause)
    return {"url": "/counted/", "counted": payload["to"]}
