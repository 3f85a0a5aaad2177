"""Where things are, and how the programs that are measured are built."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BENCHMARKS = ROOT / "Benchmarks"
BUILD_PATH = ROOT / ".build"
# Where `make static` builds too: other flags in the same folder would build everything anew, each time.
SHIPPED_PATH = ROOT / ".build-static"
BUILD = BUILD_PATH / "release"
SHIPPED = SHIPPED_PATH / "release"
# What the image sets for the program.
SHIPPED_ENVIRONMENT = {
    **os.environ, **dict(line.split("=", 1) for line in (ROOT / "image" / "environment").read_text().splitlines()),
}


def build(parts):
    # The servers as the image ships them; the engine's counts are of the dynamic program, in which valgrind sees every name.
    products = [("bench-engine", BUILD_PATH, [])] if "engine" in parts else []
    if parts != ["engine"]:
        options = (ROOT / "image" / "link-options").read_text().split()
        products += [(product, SHIPPED_PATH, options) for product in ("fixed-answer", "sekisho")]
    for product, path, options in products:
        command = ["swift", "build", "-c", "release", "--product", product, "--scratch-path", str(path), *options]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "BENCH": "1"}, stdout=subprocess.DEVNULL)
