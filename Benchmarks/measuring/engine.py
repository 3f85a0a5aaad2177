"""The engine alone: instructions of a review by callgrind, and the time that it takes."""
import json
import os
import re
import shutil
import subprocess
import sys

from .paths import BENCHMARKS, BUILD

THRESHOLDS = BENCHMARKS / "thresholds.json"
ENGINE_CASES = [
    "mesh", "again", "update", "denied", "proxyconfig", "not-ours", "large", "large-not-ours", "hostile",
    "json", "yaml", "decode", "rules", "engine", "write",
]
ALLOWED_GROWTH = 1.05
# A median each: on a machine that others use too, the lowest is the program's own.
SAMPLES = 5
# The same hash seeds on every run, or dictionaries would differ in their collisions.
FIXED_SEED = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}


def instructions(case, inputs):
    output = inputs / f"callgrind.{case}"
    command = [
        "valgrind", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*benchmarkedWorkload*",
        f"--callgrind-out-file={output}", str(BUILD / "bench-engine"), case, str(inputs),
    ]
    result = subprocess.run(command, capture_output=True, text=True, env=FIXED_SEED, timeout=600)
    found = re.search(r"I\s+refs:\s+([0-9,]+)", result.stderr)
    if result.returncode != 0 or not found:
        sys.exit(f"valgrind failed for {case}:\n{result.stderr}")
    rounds = 1 if case in ("large", "large-not-ours", "hostile") else 20
    return int(found.group(1).replace(",", "")) // rounds


def microseconds(case, inputs):
    """The lowest median of some samples of a fraction of a second."""
    command = [str(BUILD / "bench-engine"), case, str(inputs), "0.5"]
    return min(
        float(subprocess.run(command, capture_output=True, text=True, check=True, env=FIXED_SEED).stdout)
        for _ in range(SAMPLES))


def run(inputs, update):
    counts = {}
    known = json.loads(THRESHOLDS.read_text()) if THRESHOLDS.exists() else {}
    failed = []
    counted = shutil.which("valgrind") is not None
    if not counted:
        print("valgrind is not installed: instructions are not counted")
    print(f"{'engine':<16}{'bytes':>10}{'instructions':>14}{'limit':>14}{'µs (median)':>14}")
    for case in ENGINE_CASES:
        file = {"again": "mesh.json", "json": "update.json", "write": "denied.json"}.get(case, f"{case}.json")
        if case in ("yaml", "decode", "rules", "engine"):
            file = "mesh.yaml"
        size = (inputs / file).stat().st_size
        time_taken = microseconds(case, inputs)
        if counted:
            counts[case] = instructions(case, inputs)
        limit = int(known.get(case, 0) * ALLOWED_GROWTH)
        if counted and limit and counts[case] > limit and not update:
            failed.append(case)
        print(f"{case:<16}{size:>10}{counts.get(case, 0):>14,}{limit:>14,}{time_taken:>14,.1f}", flush=True)
    if update and counts:
        THRESHOLDS.write_text(json.dumps(counts, indent=2) + "\n")
    if failed:
        sys.exit(f"more than 5 % over thresholds.json: {', '.join(failed)} (a wanted change: Benchmarks/run engine --update)")
