"""Servers as processes, with what /proc says of them."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from .paths import BENCHMARKS, ROOT, SHIPPED, SHIPPED_ENVIRONMENT


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificates(folder):
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "tls.crt", folder / "tls.key"


class Server:
    """A server process, with what /proc says of it."""

    def __init__(self, name, command, port, environment=None):
        self.name = name
        self.port = port
        self.log = tempfile.TemporaryFile()
        started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, cwd=ROOT, env=environment)
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() - started > 20 or self.process.poll() is not None:
                    self.log.seek(0)
                    sys.exit(f"{name} does not listen: {self.log.read().decode()[-500:]}")
                time.sleep(0.0005)
        self.start_milliseconds = (time.monotonic() - started) * 1000

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mebibytes(self):
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)

    def peak_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024

    def forget_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def go_webhook(scratch):
    if not shutil.which("go"):
        print("go is not installed: no Go webhook beside")
        return None
    program = scratch / "go-webhook"
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""}
    result = subprocess.run(
        ["go", "build", "-o", str(program), "."], cwd=BENCHMARKS / "go-webhook", env=environment, capture_output=True,
        text=True)
    if result.returncode != 0:
        print("the Go webhook needs golang-k8s-sigs-yaml-dev and golang-gopkg-yaml.v2-dev: skipped")
        return None
    return program


def sekisho(name, scratch, workers, *options):
    certificate, key = scratch / "tls.crt", scratch / "tls.key"
    port = free_port()
    return Server(name, [
        str(SHIPPED / "sekisho"), "serve", "--address", "127.0.0.1", "--port", str(port), "--metrics-port", "0",
        "--workers", str(workers), "--shutdown-delay", "0s", "--tls-cert", str(certificate), "--tls-key", str(key), *options,
    ], port, SHIPPED_ENVIRONMENT)


def all_servers(scratch):
    """The servers that are compared, one worker each.

    Anew: each review from its bytes on. Again: as GitOps tools send the same object again and again.
    """
    certificate, key = certificates(scratch)
    yield sekisho("sekisho anew", scratch, 1, "--report-cache", "0")
    yield sekisho("sekisho again", scratch, 1, "--report-cache", "4MiB")
    port = free_port()
    yield Server(
        "fixed answer", [str(SHIPPED / "fixed-answer"), str(port), "1", str(certificate), str(key)], port,
        SHIPPED_ENVIRONMENT)
    program = go_webhook(scratch)
    if program:
        port = free_port()
        yield Server(
            "go webhook", [str(program), str(port), str(certificate), str(key)], port, {**os.environ, "GOMAXPROCS": "1"})
