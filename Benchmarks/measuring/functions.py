"""Which functions a review runs, by samples of the shipped server under load, for the linker to put side by side."""
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from .loads import saturated
from .paths import ROOT, SHIPPED
from .servers import certificates, sekisho

LIST = ROOT / "image" / "functions-in-use"
REVIEWS = ["mesh", "update", "denied", "proxyconfig", "not-ours"]
# Two samples, as one may be chance: each run would write another list.
FEWEST_SAMPLES = 2
HEADER = """\
# Functions that reviews run, which the linker puts side by side (image/link-options).
# Written by `Benchmarks/run functions`. A name that is not in the program is passed over; comments start a line.
"""


def run(inputs, scratch, seconds):
    if not shutil.which("perf"):
        sys.exit("perf is not installed (Debian: linux-perf)")
    certificates(scratch)
    samples = {}
    for cache in ["0", "4MiB"]:
        server = sekisho("sekisho", scratch, 1, "--report-cache", cache)
        try:
            time.sleep(1)
            for review in REVIEWS:
                record = scratch / "perf.data"
                with_load(server, inputs / f"{review}.json", seconds, scratch, record)
                for name, count in sampled(record):
                    samples[name] = samples.get(name, 0) + count
        finally:
            server.stop()
    # By name, not by samples: as fast, and a new list differs in few lines.
    names = sorted(name for name, count in samples.items() if count >= FEWEST_SAMPLES)
    LIST.write_text(HEADER + "".join(f"{name}\n" for name in names))
    # SwiftPM does not know that the linker reads the list.
    (SHIPPED / "sekisho").unlink()
    print(f"{len(names)} functions of {sum(samples.values())} samples in {LIST.relative_to(ROOT)}")


def with_load(server, body, seconds, scratch, record):
    command = ["perf", "record", "-q", "-e", "cpu-clock:u", "-F", "5000", "-o", str(record), "-p", str(server.process.pid)]
    perf = subprocess.Popen(command)
    try:
        saturated(server, body, seconds, scratch, 16)
    finally:
        perf.send_signal(signal.SIGINT)
        perf.wait()


def sampled(record):
    command = [
        "perf", "report", "-i", str(record), "--no-demangle", "--stdio", "--sort", "symbol", "-F", "sample,symbol",
        "--field-separator", "\t",
    ]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        count, _, symbol = line.strip().partition("\t")
        kind, _, name = symbol.strip().partition(" ")
        if count.strip().isdigit() and kind == "[.]" and name and not name.startswith("0x"):
            yield name.split()[0], int(count)
