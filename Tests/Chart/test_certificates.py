"""The certificates of each mode: made once, kept over upgrades, renewed in time, and trusted for the Service's name."""

import base64
import contextlib
import datetime
import http.server
import json
import socket
import ssl
import threading

import helm_python
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from chart_rendering import objects
from conftest import one

SERVICE = "sekisho.sekisho-system.svc"


def read(secret, key):
    return base64.b64decode(secret["data"][key])


def bundles(found):
    return {w["clientConfig"].get("caBundle") for w in one(found, "ValidatingWebhookConfiguration")["webhooks"]}


def authorities(found):
    (bundle,) = bundles(found)
    return x509.load_pem_x509_certificates(base64.b64decode(bundle))


class KubernetesAPI(http.server.BaseHTTPRequestHandler):
    """As much of an API server as `lookup` asks for: discovery, and one Secret."""

    secret = None

    def do_GET(self):
        path = self.path.partition("?")[0]
        body, status = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}, 404
        if path == "/version":
            body, status = {"major": "1", "minor": "32", "gitVersion": "v1.32.0"}, 200
        elif path == "/api":
            body, status = {"kind": "APIVersions", "versions": ["v1"]}, 200
        elif path == "/apis":
            body, status = {"kind": "APIGroupList", "apiVersion": "v1", "groups": []}, 200
        elif path == "/api/v1":
            secrets = {"name": "secrets", "singularName": "secret", "namespaced": True, "kind": "Secret", "verbs": ["get"]}
            body, status = {"kind": "APIResourceList", "groupVersion": "v1", "resources": [secrets]}, 200
        elif path == "/api/v1/namespaces/sekisho-system/secrets/sekisho-tls" and self.secret:
            body, status = self.secret, 200
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def cluster(secret):
    handler = type("WithSecret", (KubernetesAPI,), {"secret": secret})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with helm_python.Config(kube_apiserver=f"http://127.0.0.1:{server.server_address[1]}", namespace="sekisho-system") as config:
            yield config
    finally:
        server.shutdown()
        server.server_close()


def upgraded(secret, values=None):
    with cluster(secret) as config:
        return objects(values, config=config, is_upgrade=True)


@pytest.fixture(scope="module")
def generated():
    return objects()


def test_the_generated_pair_fits_and_is_ecdsa(generated):
    secret = one(generated, "Secret")
    assert secret["type"] == "kubernetes.io/tls" and set(secret["data"]) == {"tls.crt", "tls.key", "ca.crt"}, "never the CA's key"
    leaf = x509.load_pem_x509_certificate(read(secret, "tls.crt"))
    assert isinstance(leaf.public_key(), ec.EllipticCurvePublicKey) and leaf.public_key().curve.name == "secp256r1"
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    assert SERVICE in names
    assert x509.ExtendedKeyUsageOID.SERVER_AUTH in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert authorities(generated) == [x509.load_pem_x509_certificate(read(secret, "ca.crt"))]
    leaf.verify_directly_issued_by(authorities(generated)[0])
    end = datetime.datetime.fromisoformat(secret["metadata"]["annotations"]["sekisho.dev/certificate-not-after"])
    assert abs(end - leaf.not_valid_after_utc) < datetime.timedelta(minutes=2)


def test_the_generated_pair_serves_tls_for_the_services_name(generated, tmp_path):
    secret = one(generated, "Secret")
    for key in ("tls.crt", "tls.key", "ca.crt"):
        (tmp_path / key).write_bytes(read(secret, key))
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=tmp_path / "ca.crt")
    server.load_cert_chain(tmp_path / "tls.crt", tmp_path / "tls.key")

    def handshake(name):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            thread = threading.Thread(target=serve, args=(theirs,))
            thread.start()
            try:
                with client.wrap_socket(ours, server_hostname=name) as session:
                    return session.version()
            finally:
                thread.join()

    def serve(end):
        with contextlib.suppress(OSError):
            server.wrap_socket(end, server_side=True).close()

    assert handshake(SERVICE) == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake("other.sekisho-system.svc")


def test_names_and_addresses_of_the_values_are_in_the_certificate():
    found = objects({"certificates": {"dnsNames": ["a.example.test"], "ipAddresses": ["192.0.2.1"]}})
    leaf = x509.load_pem_x509_certificate(read(one(found, "Secret"), "tls.crt"))
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "a.example.test" in names.get_values_for_type(x509.DNSName)
    assert [str(a) for a in names.get_values_for_type(x509.IPAddress)] == ["192.0.2.1"]


def test_an_upgrade_keeps_the_pair(generated):
    secret = one(generated, "Secret")
    again = upgraded(secret)
    assert one(again, "Secret")["data"] == secret["data"]
    assert one(again, "Secret")["metadata"] == secret["metadata"]
    assert bundles(again) == bundles(generated)


def test_without_a_secret_in_the_cluster_a_pair_is_made():
    assert set(one(upgraded(None), "Secret")["data"]) == {"tls.crt", "tls.key", "ca.crt"}


def test_an_upgrade_near_the_end_makes_a_pair_and_trusts_both_authorities(generated):
    secret = json.loads(json.dumps(one(generated, "Secret")))
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=364)
    secret["metadata"]["annotations"]["sekisho.dev/certificate-not-after"] = soon.strftime("%Y-%m-%dT%H:%M:%SZ")
    renewed = upgraded(secret)
    assert read(one(renewed, "Secret"), "tls.crt") != read(secret, "tls.crt")
    old, new = (x509.load_pem_x509_certificate(read(s, "ca.crt")) for s in (secret, one(renewed, "Secret")))
    assert authorities(renewed) == [new, old], "pods serve the old pair until the kubelet has brought the new one"
    assert authorities(upgraded(one(renewed, "Secret"))) == [new], "the old authority goes with the next upgrade"


@pytest.mark.parametrize("days,kept", [(366, True), (364, False)])
def test_the_time_of_renewal_is_a_value(generated, days, kept):
    secret = json.loads(json.dumps(one(generated, "Secret")))
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    secret["metadata"]["annotations"]["sekisho.dev/certificate-not-after"] = end.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (one(upgraded(secret), "Secret")["data"] == secret["data"]) == kept
    longer = {"certificates": {"generated": {"renewBeforeDays": 30}}}
    assert one(upgraded(secret, longer), "Secret")["data"] == secret["data"]


def test_other_names_make_another_pair(generated):
    secret = one(generated, "Secret")
    assert one(upgraded(secret, {"certificates": {"dnsNames": ["a.example.test"]}}), "Secret")["data"] != secret["data"]


@pytest.mark.parametrize("missing", ["tls.crt", "tls.key", "ca.crt"])
def test_a_broken_secret_is_made_again(generated, missing):
    secret = json.loads(json.dumps(one(generated, "Secret")))
    del secret["data"][missing]
    assert set(one(upgraded(secret), "Secret")["data"]) == {"tls.crt", "tls.key", "ca.crt"}


def test_cert_manager_makes_the_pair_and_injects_the_authority():
    found = objects({"certificates": {"mode": "certManager"}})
    assert not [o for o in found if o["kind"] == "Secret"] and bundles(found) == {None}
    configuration = one(found, "ValidatingWebhookConfiguration")
    certificate = one(found, "Certificate", "sekisho")
    assert configuration["metadata"]["annotations"]["cert-manager.io/inject-ca-from"] == "sekisho-system/sekisho"
    assert SERVICE in certificate["spec"]["dnsNames"]
    volumes = one(found, "Deployment")["spec"]["template"]["spec"]["volumes"]
    assert certificate["spec"]["secretName"] == volumes[0]["secret"]["secretName"]
    authority = one(found, "Certificate", "sekisho-ca")
    assert authority["spec"]["isCA"] and one(found, "Issuer", "sekisho-ca")["spec"]["ca"]["secretName"] == authority["spec"]["secretName"]
    assert certificate["spec"]["issuerRef"]["name"] == "sekisho-ca"


def test_a_given_issuer_is_used_alone():
    found = objects({"certificates": {"mode": "certManager", "certManager": {"issuerRef": {"name": "x", "kind": "ClusterIssuer"}}}})
    assert not [o for o in found if o["kind"] == "Issuer"]
    assert one(found, "Certificate")["spec"]["issuerRef"] == {"name": "x", "kind": "ClusterIssuer"}


@pytest.mark.parametrize("text", ["-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
                                  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkFBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo="])
def test_a_bundle_is_taken_as_pem_or_base64(text):
    found = objects({"certificates": {"mode": "existingSecret", "secretName": "x", "caBundle": text}})
    assert bundles(found) == {"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkFBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo="}


def test_manual_leaves_the_bundle_to_whoever_sets_it():
    found = objects({"certificates": {"mode": "manual"}})
    assert bundles(found) == {None} and not [o for o in found if o["kind"] in ("Secret", "Certificate", "Issuer")]
