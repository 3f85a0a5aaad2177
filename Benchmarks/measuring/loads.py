"""Loads that a server is put under, and what it spends on them."""
import json
import os
import re
import socket
import ssl
import subprocess
import time

from .paths import BENCHMARKS


def wrk(port, body, seconds, connections, scratch, closes=False):
    script = scratch / "post.lua"
    script.write_text(
        f"local file = io.open({json.dumps(str(body))}, 'rb')\nwrk.method = 'POST'\nwrk.path = '/validate'\n"
        "wrk.body = file:read('*a')\nfile:close()\nwrk.headers['Content-Type'] = 'application/json'\n"
        + ("wrk.headers['Connection'] = 'close'\n" if closes else ""))
    command = [
        "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", str(script),
        f"https://127.0.0.1:{port}/validate",
    ]
    text = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60).stdout
    requests = re.search(r"(\d+) requests in", text)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: (.*)", text)
    return {
        "requests": int(requests.group(1)) if requests else 0,
        "p50": latency(text, "50%"), "p99": latency(text, "99%"),
        "trouble": (f"{bad.group(1)} refused" if bad else "") + (errors.group(1) if errors and not closes else ""),
    }


def latency(text, percentile):
    found = re.search(re.escape(percentile) + r"\s+([0-9.]+)(us|ms|s)", text)
    if not found:
        return float("nan")
    return float(found.group(1)) * {"us": 1, "ms": 1e3, "s": 1e6}[found.group(2)]


def saturated(server, body, seconds, scratch, connections, closes=False):
    """As many reviews as the server answers: CPU microseconds of each, latencies in microseconds."""
    before = server.cpu_seconds()
    result = wrk(server.port, body, seconds, connections, scratch, closes)
    count = max(1, result["requests"])
    result["cpu"] = (server.cpu_seconds() - before) / count * 1e6
    return result


def half_loaded(server, body, seconds, capacity, connections=100):
    """Half of the reviews that a CPU second answers, at random moments: what a caller waits while nothing is saturated."""
    before = server.cpu_seconds()
    command = [
        str(BENCHMARKS / "paced-load"), str(server.port), str(body), str(capacity / 2), str(seconds), str(connections),
    ]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout)
    result["cpu"] = (server.cpu_seconds() - before) / max(1, result["sent"]) * 1e6
    result["note"] = f"{capacity / 2:,.0f} a second; the client's own delay, p99: {result['late99']} µs "
    result["trouble"] = f"{result['failed']} failed" if result["failed"] else ""
    return result


LARGE_BODIES = 16
LARGE_BODY_BYTES = 15 << 20


def large_bodies(server):
    """Sixteen bodies of 15 MiB that are all there but for their last byte, then answered: the peak of memory."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    kind = {"group": "", "version": "v1", "kind": "ConfigMap"}
    metadata = {"name": "shop-data", "namespace": "shop"}
    review = {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
        "uid": "0", "kind": kind, "name": "shop-data", "namespace": "shop", "operation": "CREATE", "userInfo": {},
        "object": {"kind": "ConfigMap", "apiVersion": "v1", "metadata": metadata, "data": {"data": ""}}}}
    empty = json.dumps(review)
    body = empty.replace('"data": ""', '"data": "' + "x" * (LARGE_BODY_BYTES - len(empty)) + '"').encode()
    head = (f"POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
    server.forget_peak()
    clients = []
    for _ in range(LARGE_BODIES):
        plain = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        client = context.wrap_socket(plain)
        client.sendall(head + body[:-1])
        clients.append(client)
    time.sleep(0.5)
    held = server.resident_mebibytes()
    for client in clients:
        client.sendall(body[-1:])
    answered = sum(client.recv(64).startswith(b"HTTP/1.1 200") for client in clients)
    for client in clients:
        client.close()
    peak = server.peak_mebibytes()
    time.sleep(1)
    print(f"{server.name:<14}{LARGE_BODIES} bodies of {LARGE_BODY_BYTES >> 20} MiB: held {held:.0f} MiB, peak {peak:.0f} MiB, "
          f"{answered} answered, afterwards {server.resident_mebibytes():.1f} MiB", flush=True)
