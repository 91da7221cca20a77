"""Twenty readers on the real server, with 5,000,000 observations in store.

`python -m benchmarks.load [--home FOLDER] [--seconds N]` starts `leveller serve` with two workers
on a home that `benchmarks.evidence_store` fills (unless the folder holds one already), and lets
each reader ask for a page, think for a second, and ask for the next. First everybody is a visitor,
as most are; then each has a cookie, so that no page that was kept for all may be shown. Times are
from the request to the last byte, bytes are those on the wire. Queries and evidence reads are
counted beside, in a process of its own, of pages that are made anew.
"""

import argparse
import http.client
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import evidence_store
from benchmarks.machine import yardstick

READERS, THINKING, WORKERS = 20, 1.0, 2
WARMING = 8  # seconds that are not measured: a worker loads what it needs with its first pages
MOST = {"p95": 250, "queries": 15, "reads": 5, "bytes": 200_000}
PLACES = [*evidence_store.AUTHORITIES, *evidence_store.COUNCILS[:40]]


@dataclass(frozen=True)
class Asked:
    kind: str
    milliseconds: float
    bytes: int


@dataclass
class Readers:
    port: int
    cookie: str
    until: float
    seen: list[Asked] = field(default_factory=list)

    def read(self, number: int) -> None:
        chosen = random.Random(number)
        time.sleep(chosen.random() * THINKING)
        while time.monotonic() < self.until:
            kind, address = page(chosen)
            self.seen.append(self._ask(kind, address))
            time.sleep(chosen.uniform(0.5, 1.5) * THINKING)

    def _ask(self, kind: str, address: str) -> Asked:
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **self._headers()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise SystemExit(f"{address} answered {response.status}.")
        return Asked(kind, 1000 * (time.perf_counter() - begun), len(body))

    def _headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}


def page(chosen: random.Random) -> tuple[str, str]:
    """Every third page is an authority's, the others are of an indicator."""
    if chosen.random() < 1 / 3:
        return "authority", f"/places/{chosen.choice(evidence_store.AUTHORITIES)}/"
    key = chosen.choice(evidence_store.INDICATORS)
    return "indicator", f"/evidence/indicators/{key}/?place={chosen.choice(PLACES)}"


@contextmanager
def server(home: Path) -> Iterator[tuple[int, int]]:
    """The server as `leveller serve` starts it; gives its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "leveller.cli", "serve", "--port", str(port)]
    environment = {**os.environ, "LEVELLER_HOME": str(home)}
    process = subprocess.Popen([*command, "--workers", str(WORKERS)], env=environment)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start within a minute.")


def reading(port: int, seconds: float, cookie: str) -> list[Asked]:
    crowd = Readers(port, cookie, time.monotonic() + seconds)
    threads = [threading.Thread(target=crowd.read, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return crowd.seen


def processor_seconds(parent: int) -> float:
    """Of the server's processes so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    pids = [parent, *(p for p in map(int, _processes()) if _stat(p)[1] == str(parent))]
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in pids) / ticks


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdecimal()]


def _stat(pid: int) -> list[str]:
    """From the state on, which stands after the name in brackets."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["", "", *["0"] * 12]


def cookie() -> str:
    """Of a session that nobody has: whoever sends one is never shown a page kept for all."""
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}=of-a-benchmark"


def report(name: str, seen: list[Asked], processor: float) -> None:
    for kind in sorted({each.kind for each in seen}):
        own = sorted(each.milliseconds for each in seen if each.kind == kind)
        most = max(each.bytes for each in seen if each.kind == kind)
        middle, late = own[len(own) // 2], own[min(len(own) - 1, int(len(own) * 0.95))]
        print(
            f"{name:22}{kind:12}{len(own):>7}{middle:>9.0f}{late:>9.0f}{most / 1000:>10.0f}"
            f"{1000 * processor / len(seen):>14.0f}"
        )


def counted() -> None:
    """Queries and evidence reads of pages that are made anew, cold and warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from leveller.workbench.systems.evidence import forgetting, queries

    client = Client(SERVER_NAME="localhost", HTTP_COOKIE=cookie())
    chosen, most = random.Random(5), dict[tuple[str, str], tuple[int, int, float]]()
    for number in range(16):
        kind, address = page(chosen)
        for state in ("cold", "warm"):
            if state == "cold" and number % 2:
                forgetting.everything()
            begun = time.process_time()
            with queries.counting() as reads, CaptureQueriesContext(connection) as made:
                response = client.get(address)
            spent = 1000 * (time.process_time() - begun)
            assert response.status_code == 200, address
            old = most.get((kind, state), (0, 0, 0.0))
            most[kind, state] = (
                max(old[0], len(made)), max(old[1], reads.reads), max(old[2], spent)
            )  # fmt: skip
    print(f"\n{'made anew':22}{'kind':12}{'queries':>9}{'reads':>7}{'processor ms':>14}  at most")
    for (kind, state), (made_queries, reads_made, spent) in sorted(most.items()):
        print(f"{state:22}{kind:12}{made_queries:>9}{reads_made:>7}{spent:>14.0f}")
    print(f"{'to keep':34}{MOST['queries']:>9}{MOST['reads']:>7}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--observations", type=int, default=5_000_000)
    options.add_argument("--home", help="A folder for the store, built once and used again.")
    options.add_argument("--seconds", type=float, default=30, help="How long each crowd reads.")
    asked = options.parse_args()
    home = Path(asked.home or tempfile.mkdtemp(prefix="leveller-bench-"))
    built = (home / "releases").is_dir() and any((home / "releases").iterdir())
    evidence_store.start(str(home))
    if not built:
        evidence_store.build(asked.observations)
    steps = yardstick()
    print(
        f"{READERS} readers, {THINKING:.0f} s of thought, {WORKERS} workers, {os.cpu_count()} cores"
    )
    print(
        f"{'readers':22}{'kind':12}{'pages':>7}{'p50 ms':>9}{'p95 ms':>9}{'most kB':>10}"
        f"{'processor ms':>14}"
    )
    with server(home) as (port, process):
        for name, sent in (("visitors", ""), ("with a cookie", cookie())):
            reading(port, WARMING, sent)
            before = processor_seconds(process)
            seen = reading(port, asked.seconds, sent)
            report(name, seen, processor_seconds(process) - before)
    print(f"{'to keep':41}{'':9}{MOST['p95']:>9}{MOST['bytes'] / 1000:>10.0f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; {steps}")
    counted()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"most memory of one process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
