"""The whole server under load, beside the fixed answer of its own loop and a Go webhook."""
import shutil
import time

from .loads import half_loaded, large_bodies, saturated
from .servers import all_servers

# A load is put on one server after the other, and all of it so many times: the quietest time of each counts.
ROUNDS = 4
# The fixed answer stands for what the loop, TLS and HTTP cost, which does not depend on what a review asks.
FIXED_LOADS = {"mesh", "large"}


def row(server, review, connections, result, trouble):
    print(
        f"{server.name:<14}{review:<17}{connections:>5}{result['cpu']:>12,.1f}{result['p50']:>10,.0f}{result['p99']:>10,.0f}"
        f"{1e6 / result['cpu'] if result['cpu'] else 0:>14,.0f}{result['resident']:>9.1f}  {result.get('note', '')}{trouble}", flush=True)


def compare(running, review, connections, measure):
    """Prints a row a server, of its quietest round, and returns what each answers in a CPU second."""
    best, troubles = {}, {}
    for _ in range(ROUNDS):
        for server in running:
            result = measure(server)
            result["resident"] = server.resident_mebibytes()
            troubles[server.name] = troubles.get(server.name) or result.get("trouble") or ""
            if server.name not in best or result["cpu"] < best[server.name]["cpu"]:
                best[server.name] = result
    for server in running:
        row(server, review, connections, best[server.name], troubles[server.name])
    return {name: 1e6 / max(result["cpu"], 1) for name, result in best.items()}


def run(inputs, scratch, seconds):
    if not shutil.which("wrk"):
        print("wrk is not installed: the server is not measured")
        return
    running = []
    try:
        for server in all_servers(scratch):
            running.append(server)
            time.sleep(0.3)
            print(f"{server.name:<14}start to listening {server.start_milliseconds:.0f} ms, "
                  f"idle {server.resident_mebibytes():.1f} MiB", flush=True)
        print(
            f"{'server':<14}{'review':<17}{'conn':>5}{'CPU µs':>12}{'p50 µs':>10}{'p99 µs':>10}{'a CPU second':>14}{'RSS MiB':>9}")
        webhooks = [server for server in running if server.name != "fixed answer"]

        def saturate(name, connections, servers, closes=False):
            body = inputs / f"{name}.json"
            return compare(
                servers, "new connections" if closes else name, connections,
                lambda server: saturated(server, body, seconds, scratch, connections, closes))

        for name in ["mesh", "update", "proxyconfig", "not-ours"]:
            saturate(name, 16, running if name in FIXED_LOADS else webhooks)
        capacity = saturate("mesh", 100, running)
        # The fixed answer is faster than the client that asks at random moments.
        compare(
            webhooks, "mesh, half load", 100,
            lambda server: half_loaded(server, inputs / "mesh.json", max(4, seconds), capacity[server.name]))
        saturate("not-ours", 16, running, closes=True)
        # Last, as what is under way at the end of it would count for the next.
        saturate("large", 2, running)
        large_bodies(running[0])
        time.sleep(1)
        for server in running:
            print(f"{server.name:<14}afterwards {server.resident_mebibytes():.1f} MiB", flush=True)
    finally:
        for server in running:
            server.stop()
