"""Every kind of review at once, for as long as one likes, beside clients that stall, send noise or reset."""
import concurrent.futures
import os
import socket
import struct
import sys
import threading
import time

from .loads import wrk
from .servers import certificates, sekisho

SOAK_MIX = [  # review, connections, whether each call has a connection of its own
    ("mesh", 16, False), ("update", 4, False), ("denied", 4, False), ("proxyconfig", 4, False), ("not-ours", 4, True),
    ("large", 1, False),
]


class TroublesomeClients(threading.Thread):
    """Opens connections all the while that stall in the handshake, send half a greeting or noise, or reset."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.ended = threading.Event()
        self.count = 0

    def run(self):
        held = []
        while not self.ended.wait(0.01):
            try:
                client = socket.create_connection(("127.0.0.1", self.port), timeout=1)
                client.send([b"\x16\x03\x01\x00\xc8", b"GET / HTTP/1.1\r\n\r\n", os.urandom(64)][self.count % 3])
                if self.count % 4 == 0:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    client.close()
                else:
                    held.append(client)
            except OSError:
                pass
            self.count += 1
            for client in held[:-200]:
                client.close()
            del held[:-200]
        for client in held:
            client.close()


def run(inputs, scratch, seconds):
    """Mixed load, all kinds at once and troublesome clients beside, with the memory and the descriptors as they go."""
    certificates(scratch)
    running = sekisho("sekisho", scratch, 2, "--log-level", "warn")
    descriptors = lambda: len(os.listdir(f"/proc/{running.process.pid}/fd"))
    try:
        time.sleep(1)
        print(f"soak: at the start {running.resident_mebibytes():.1f} MiB resident, {descriptors()} descriptors", flush=True)
        requests, trouble = 0, []
        troublesome = TroublesomeClients(running.port)
        troublesome.start()
        end = time.monotonic() + seconds
        with concurrent.futures.ThreadPoolExecutor(len(SOAK_MIX)) as pool:
            while (rest := end - time.monotonic()) > 1:
                length = min(15, max(2, round(rest)))
                rounds = []
                for name, connections, closes in SOAK_MIX:
                    folder = scratch / f"soak-{name}"
                    folder.mkdir(exist_ok=True)
                    body = inputs / f"{name}.json"
                    rounds.append(pool.submit(wrk, running.port, body, length, connections, folder, closes))
                results = [each.result() for each in rounds]
                requests += sum(result["requests"] for result in results)
                trouble += [result["trouble"] for result in results if result["trouble"]]
                print(f"soak: {requests:>10,} reviews, {running.resident_mebibytes():.1f} MiB resident, "
                      f"{descriptors()} descriptors", flush=True)
        troublesome.ended.set()
        troublesome.join()
        time.sleep(6)
        print(f"soak: {requests:,} reviews in {seconds} s beside {troublesome.count:,} troublesome connections; "
              f"errors: {'; '.join(trouble) or 'none'}; afterwards {running.resident_mebibytes():.1f} MiB resident, "
              f"{descriptors()} descriptors")
    finally:
        running.stop()
    if trouble:
        sys.exit("calls were lost")
