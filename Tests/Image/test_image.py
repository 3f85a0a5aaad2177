"""The image is what the OCI specifications ask for, and its program runs where there is nothing else.

IMAGE_PROGRAM names the static program; without it a small one in C stands in, and what needs the real one is skipped.
"""

import base64
import contextlib
import gzip
import hashlib
import http.client
import io
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tarfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import chart_rendering  # noqa: E402  (found through the path above)

BUILDER = ROOT / "image" / "build-image"
VERSION = "1.2.3"
SERVICE = "sekisho.sekisho-system.svc"
PROGRAM = os.environ.get("IMAGE_PROGRAM")


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    if PROGRAM:
        return pathlib.Path(PROGRAM).resolve()
    folder = tmp_path_factory.mktemp("program")
    (folder / "main.c").write_text('#include <stdio.h>\nint main(void) { puts("stand-in"); return 0; }\n')
    subprocess.run(["cc", "-static", "-o", folder / "program", folder / "main.c"], check=True)
    return folder / "program"


@pytest.mark.skipif(not PROGRAM, reason="IMAGE_PROGRAM is not set")
def test_the_list_of_functions_in_use_is_of_this_program(program):
    """What the linker does not find it passes over, so that an old list would cost speed and no word."""
    lines = (ROOT / "image" / "functions-in-use").read_text().splitlines()
    listed = {line for line in lines if not line.startswith("#")}
    symbols = subprocess.run(["nm", "--defined-only", program], check=True, capture_output=True, text=True).stdout.splitlines()
    present = {line.split()[-1] for line in symbols}
    if not present:
        pytest.skip("the program is stripped")
    missing = sorted(listed - present)
    assert len(missing) <= len(listed) // 4, f"write it anew with Benchmarks/run functions: {len(missing)} of {len(listed)} are gone, as {missing[:3]}"


def build(program, output, epoch="1700000000"):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    return subprocess.run([BUILDER, "--program", program, "--version", VERSION, "--output", output], env=environment, capture_output=True, text=True)


@pytest.fixture(scope="session")
def output(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    done = build(program, folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def archive(output):
    return next(output.glob("*.oci.tar"))


@pytest.fixture(scope="session")
def files(archive):
    with tarfile.open(archive) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isfile()}


def blob(files, descriptor):
    content = files["blobs/" + descriptor["digest"].replace(":", "/")]
    assert len(content) == descriptor["size"]
    assert hashlib.sha256(content).hexdigest() == descriptor["digest"].partition(":")[2]
    return content


@pytest.fixture(scope="session")
def manifests(files):
    index = json.loads(files["index.json"])
    assert index["schemaVersion"] == 2
    return index["manifests"], [json.loads(blob(files, descriptor)) for descriptor in index["manifests"]]


@pytest.fixture(scope="session")
def root(files, manifests, tmp_path_factory):
    """The image's root, unpacked."""
    folder = tmp_path_factory.mktemp("root")
    folder.chmod(0o755)
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(blob(files, manifests[1][0]["layers"][0])))) as tar:
        tar.extractall(folder, filter="tar")
    return folder


def test_every_blob_is_named_by_its_digest_and_none_is_left_over(files, manifests):
    named = set()
    for descriptor, manifest in zip(*manifests):
        for each in [descriptor, manifest["config"], *manifest["layers"]]:
            blob(files, each)
            named.add("blobs/" + each["digest"].replace(":", "/"))
    assert set(files) == named | {"index.json", "oci-layout"}
    assert json.loads(files["oci-layout"]) == {"imageLayoutVersion": "1.0.0"}


def test_the_configuration_runs_the_program_as_nobody(files, manifests):
    image = manifests[1][0]
    config = json.loads(blob(files, image["config"]))
    assert config["os"] == "linux" and config["architecture"] in ("amd64", "arm64")
    environment = (ROOT / "image" / "environment").read_text().splitlines()
    assert environment and config["config"]["Env"] == environment
    assert [line[len("ENV "):] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("ENV ")] == environment
    assert config["config"]["User"] == "65532:65532" and config["config"]["Entrypoint"] == ["/sekisho"]
    labels = config["config"]["Labels"]
    assert labels["org.opencontainers.image.version"] == VERSION and labels["org.opencontainers.image.licenses"] == "Apache-2.0"
    layer = gzip.decompress(blob(files, image["layers"][0]))
    assert config["rootfs"] == {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]}
    assert len(config["history"]) == 1


def test_the_image_holds_one_program_and_the_names_of_its_user(files, manifests):
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(blob(files, manifests[1][0]["layers"][0])))) as tar:
        entries = {entry.name: entry for entry in tar}
        assert set(entries) == {"sekisho", "etc", "etc/passwd", "etc/group"}
        assert tar.extractfile("etc/passwd").read().split(b":")[2:4] == [b"65532", b"65532"]
    assert all(entry.uid == entry.gid == 0 and not entry.mode & 0o6022 for entry in entries.values()), "root's, and not for others to write"
    assert entries["sekisho"].mode == 0o755


def test_a_build_of_the_same_program_is_the_same(program, archive, tmp_path):
    assert build(program, tmp_path).returncode == 0
    assert next(tmp_path.glob("*.oci.tar")).read_bytes() == archive.read_bytes()


def test_the_bill_of_materials_refers_to_the_image(files, manifests, output):
    descriptors, (image, bill) = manifests
    assert bill["subject"]["digest"] == descriptors[0]["digest"] and bill["artifactType"] == "application/spdx+json"
    content = blob(files, bill["layers"][0])
    assert content == next(output.glob("*.spdx.json")).read_bytes()
    spdx = json.loads(content)
    assert spdx["spdxVersion"] == "SPDX-2.3"
    packages = {package["SPDXID"]: package for package in spdx["packages"]}
    assert len(packages) == len(spdx["packages"])
    for relation in spdx["relationships"]:
        assert relation["relatedSpdxElement"] in packages
    assert {"openssl", "zlib", "libyaml"} <= {package["name"] for package in packages.values()}
    assert all(package["versionInfo"] for package in packages.values())


def test_a_bill_of_materials_names_the_program_that_is_in_the_image(root, output):
    spdx = json.loads(next(output.glob("*.spdx.json")).read_text())
    assert spdx["packages"][0]["checksums"][0]["checksumValue"] == hashlib.sha256((root / "sekisho").read_bytes()).hexdigest()


def test_a_dynamic_program_is_refused(tmp_path):
    done = build("/bin/true", tmp_path)
    assert done.returncode != 0 and "is not static" in done.stderr


def test_what_is_no_program_is_refused(tmp_path):
    done = build(BUILDER, tmp_path)
    assert done.returncode != 0 and "is not a 64-bit Linux program" in done.stderr


@pytest.mark.skipif(not shutil.which("skopeo"), reason="skopeo is missing: apt-get install skopeo")
def test_skopeo_reads_and_copies_the_image(archive, tmp_path):
    source = f"oci-archive:{archive}:{VERSION}"
    found = json.loads(subprocess.run(["skopeo", "inspect", source], check=True, capture_output=True).stdout)
    assert found["Labels"]["org.opencontainers.image.title"] == "sekisho"
    subprocess.run(["skopeo", "--insecure-policy", "copy", source, f"dir:{tmp_path}/copy"], check=True, capture_output=True)
    subprocess.run(["skopeo", "--insecure-policy", "copy", source, f"docker-archive:{tmp_path}/docker.tar:sekisho:{VERSION}"], check=True, capture_output=True)


def confined(root, *command):
    """The command line that runs a program with the image as its whole world: its root, /proc and its user."""
    (root / "proc").mkdir(exist_ok=True)
    script = 'mount -t proc proc "$1/proc" && root=$1 && shift && exec chroot --userspec=65532:65532 "$root" "$@"'
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh", str(root), *command]


def can_confine():
    return os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True).returncode == 0


confinable = pytest.mark.skipif(not can_confine(), reason="needs root and namespaces")


@confinable
def test_the_program_starts_in_an_empty_root(root):
    done = subprocess.run(confined(root, "/sekisho", "--help"), capture_output=True, text=True, timeout=30)
    assert done.returncode == 0 and done.stdout, done.stderr


def has_subcommand(name):
    return PROGRAM and name in subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout


class ServiceConnection(http.client.HTTPSConnection):
    """A connection to this machine under the name by which the API server knows the Service."""

    def __init__(self, port, context):
        super().__init__("127.0.0.1", port, timeout=5, context=context)
        self.trust = context

    def connect(self):
        plain = socket.create_connection((self.host, self.port), self.timeout)
        self.sock = self.trust.wrap_socket(plain, server_hostname=SERVICE)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@confinable
@pytest.mark.skipif(not has_subcommand("serve"), reason="IMAGE_PROGRAM is not set, or cannot serve")
def test_the_image_with_what_the_chart_renders_answers_the_api_server(root):
    """The chart's arguments, policy and certificate, in the image's root, as its user: what a pod would be."""
    port = free_port()
    rendered = chart_rendering.objects({"server": {"address": "127.0.0.1", "port": port, "shutdownDelaySeconds": 0}, "metrics": {"enabled": False}})
    by_name = {(o["kind"], o["metadata"]["name"]): o for o in rendered}
    container = by_name["Deployment", "sekisho"]["spec"]["template"]["spec"]["containers"][0]
    for folder, content in (("tls", {k: base64.b64decode(v) for k, v in by_name["Secret", "sekisho-tls"]["data"].items()}),
                            ("policy", {k: v.encode() for k, v in by_name["ConfigMap", "sekisho-policy"]["data"].items()})):
        (root / "etc/sekisho" / folder).mkdir(parents=True)
        for name, text in content.items():
            (root / "etc/sekisho" / folder / name).write_bytes(text)
    trust = ssl.create_default_context(cafile=root / "etc/sekisho/tls/ca.crt")
    server = subprocess.Popen(confined(root, "/sekisho", *container["args"]))

    def ask(method, path, body=None):
        connection = ServiceConnection(port, trust)
        with contextlib.closing(connection):
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def ready():
        try:
            return ask("GET", container["readinessProbe"]["httpGet"]["path"])[0] == 200
        except ConnectionError:
            return False

    try:
        deadline = time.monotonic() + 30
        while not ready():
            assert time.monotonic() < deadline and server.poll() is None, "the server is not ready"
            time.sleep(0.05)
        review = json.loads((ROOT / "Tests/Chart/reviews/configmap-create-apply.json").read_text())
        review["request"]["object"]["data"]["mesh"] = "connectTimeout: 0s\n"
        status, body = ask("POST", "/validate?timeout=5s", json.dumps(review))
        assert status == 200, body
        response = json.loads(body)["response"]
        assert response["uid"] == review["request"]["uid"] and response["allowed"] is False
        # What `helm test` looks for in the API server's answer.
        assert "connectTimeout" in json.dumps(response) and "connect-timeout" in json.dumps(response)
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(2)
        server.kill()
        server.wait()
