"""What the API server sends to the webhook and what it does not, over reviews that a real one sent (reviews/)."""

import copy
import json
import pathlib

import pytest
from cel_expr_python import cel

from chart_rendering import objects
from conftest import one

REVIEWS = pathlib.Path(__file__).parent / "reviews"
# Google's own evaluator with the types that the API server declares: object and oldObject are dynamic there too.
ENVIRONMENT = cel.NewEnv(variables={name: cel.Type.DYN for name in ("object", "oldObject", "request")})
EVERYTHING = {"webhooks": {name: {"enabled": True} for name in ("rootCertificates", "workloads", "istiod")}}
ISTIOD = "system:serviceaccount:istio-system:istiod"
READER = "system:serviceaccount:istio-system:istio-reader-service-account"
NAMESPACE_CONTROLLER = "system:serviceaccount:kube-system:namespace-controller"
GARBAGE_COLLECTOR = "system:serviceaccount:kube-system:generic-garbage-collector"


@pytest.fixture(scope="module")
def webhooks():
    return {w["name"].partition(".")[0]: w for w in one(objects(EVERYTHING), "ValidatingWebhookConfiguration")["webhooks"]}


def is_sent(webhook, review):
    """Whether the conditions of a webhook hold; an expression that errors fails the test, as it would fail the request."""
    request = review["request"]
    data = {"object": request["object"], "oldObject": request["oldObject"], "request": request}
    answers = []
    for condition in webhook.get("matchConditions", []):
        answer = ENVIRONMENT.compile(condition["expression"]).eval(data=data)
        assert answer.type() == cel.Type.BOOL, f"{condition['name']}: {answer.value()}"
        answers.append(answer.value())
    return all(answers)


def recorded(name):
    return json.loads((REVIEWS / f"{name}.json").read_text())


def review(new=None, old=None, user="jane", operation=None, kind="ConfigMap"):
    operation = operation or ("DELETE" if new is None else "CREATE" if old is None else "UPDATE")
    return {"request": {"operation": operation, "namespace": "istio-system", "userInfo": {"username": user, "groups": []},
                        "kind": {"group": "", "version": "v1", "kind": kind}, "object": new, "oldObject": old}}


def config_map(name, data=None, annotations=None):
    found = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "istio-system"}}
    if data is not None:
        found["data"] = data
    if annotations is not None:
        found["metadata"]["annotations"] = annotations
    return found


MESH = config_map("istio", {"mesh": "{}"})
LOCK = config_map("istio-leader", annotations={"control-plane.alpha.kubernetes.io/leader": "{}"})
ROOT = config_map("istio-ca-root-cert", {"root-cert.pem": "x"})
EMPTY = {"configmap-empty", "configmap-delete-foreground", "configmap-deletecollection~4"}

SENT = {
    "a mesh ConfigMap made": review(MESH),
    "a mesh ConfigMap deleted": review(old=MESH),
    "the mesh key taken out": review(config_map("other", {"a": "b"}), config_map("other", {"mesh": "{}"})),
    "all data taken out": review(config_map("other"), config_map("other", {"mesh": "{}"})),
    "the mesh key put in": review(config_map("other", {"mesh": "{}"}), config_map("other")),
    "a misspelt key of the mesh ConfigMap": review(config_map("istio", {"Mesh": "{}"})),
    "a mesh ConfigMap without data": review(config_map("istio")),
    "a mesh ConfigMap of a revision": review(config_map("istio-1-30", {"mesh": "{}"})),
    "a misspelt key under a revision's name": review(config_map("istio-1-30", {"Mesh": "{}"})),
    "a revision's ConfigMap that loses its keys": review(config_map("istio-1-30"), config_map("istio-1-30", {"Mesh": "{}"})),
    "networks alone": review(config_map("networks", {"meshNetworks": "{}"})),
    "an injector": review(config_map("istio-sidecar-injector", {"config": "", "values": ""})),
    "an injector of a revision": review(config_map("istio-sidecar-injector-canary", {"values": ""})),
    "an injector with a misspelt key": review(config_map("istio-sidecar-injector", {"Config": ""})),
    "an injector that loses its keys": review(config_map("istio-sidecar-injector"), config_map("istio-sidecar-injector", {"config": ""})),
    "the CNI settings": review(config_map("istio-cni-config", {"CNI_NET_DIR": "/etc"})),
    "a root certificate by a person": review(ROOT),
    "a mesh ConfigMap by istiod itself": review(MESH, user=ISTIOD),
    "a lock's annotation on a mesh ConfigMap": review(config_map("istio", {"mesh": "{}"}, LOCK["metadata"]["annotations"])),
    "a mesh ConfigMap that istiod itself deletes": review(old=MESH, user=ISTIOD),
    "a mesh ConfigMap by a remote istiod": review(MESH, MESH, READER),
    "networks by istiod itself": review(config_map("istio-canary", {"meshNetworks": "{}"}), user=ISTIOD),
    "the mesh key taken out by istiod itself": review(config_map("istio-canary", {"a": "b"}), config_map("istio-canary", {"mesh": "{}"}), ISTIOD),
    "an injector by istiod itself": review(config_map("istio-sidecar-injector", {"config": ""}), user=ISTIOD),
    "an injector of a revision by istiod itself": review(config_map("istio-sidecar-injector-canary", {"a": ""}), user=ISTIOD + "-canary"),
    "the CNI settings by istiod itself": review(config_map("istio-cni-config", {"CNI_NET_DIR": "/etc"}), user=ISTIOD),
    "a mesh ConfigMap made by the garbage collector": review(MESH, user=GARBAGE_COLLECTOR),
    "an account that only sounds like istiod's": review(ROOT, user="system:serviceaccount:default:istiod"),
    "an account whose name goes on": review(ROOT, user=ISTIOD + "x"),
    "a root certificate without its key": review(config_map("istio-ca-root-cert")),
}

NOT_SENT = {
    "a leader election lock made": review(LOCK),
    "a leader election lock renewed": review(LOCK, LOCK),
    "a leader election lock deleted": review(old=LOCK),
    "a lock with empty data": review(config_map("istio-leader", {})),
    "revocations by istiod": review(config_map("istio-ca-crl", {"ca-crl.pem": ""}), user=ISTIOD),
    "another ConfigMap": review(config_map("grafana", {"config": "x"})),
    "a ConfigMap with binary data alone": review({**config_map("x"), "binaryData": {"mesh": ""}}),
    "a root certificate by istiod": review(ROOT, ROOT, ISTIOD),
    "a root certificate by a canary istiod": review(ROOT, user=ISTIOD + "-canary"),
    "a mesh ConfigMap of a deleted namespace": review(old=MESH, user=NAMESPACE_CONTROLLER),
    "a root certificate by a remote istiod": review(ROOT, ROOT, READER),
    "revocations by a remote istiod": review(config_map("istio-ca-crl", {"ca-crl.pem": ""}), user=READER),
    "a leader election lock by istiod": review(LOCK, LOCK, ISTIOD),
    "a mesh ConfigMap of a deleted owner": review(old=MESH, user=GARBAGE_COLLECTOR),
    "a finalizer that the garbage collector takes out": review(MESH, MESH, GARBAGE_COLLECTOR),
    "a finalizer taken out by controllers of one name": review(MESH, MESH, "system:kube-controller-manager"),
}


@pytest.mark.parametrize("name", sorted(f.stem for f in REVIEWS.glob("configmap-*.json")))
def test_recorded_reviews(webhooks, name):
    assert is_sent(webhooks["configmaps"], recorded(name)) == (name not in EMPTY)


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_sent(webhooks, sent):
    assert is_sent(webhooks["configmaps"], sent)


@pytest.mark.parametrize("skipped", NOT_SENT.values(), ids=NOT_SENT)
def test_not_sent(webhooks, skipped):
    assert not is_sent(webhooks["configmaps"], skipped)


@pytest.mark.parametrize("name", sorted(f.stem for f in REVIEWS.glob("proxyconfig-*.json")))
def test_proxy_configs_have_no_condition_that_could_skip_one(webhooks, name):
    assert is_sent(webhooks["proxyconfigs"], recorded(name))
    rule = webhooks["proxyconfigs"]["rules"][0]
    resource = recorded(name)["request"]["resource"]
    assert rule["apiGroups"] == [resource["group"]] and rule["resources"] == [resource["resource"]]


def test_root_certificates_elsewhere(webhooks):
    webhook = webhooks["rootcertificates"]
    assert is_sent(webhook, review(ROOT)) and is_sent(webhook, review(config_map("istio-ca-root-cert"), ROOT))
    assert is_sent(webhook, review(config_map("istio-ca-root-cert"))) and is_sent(webhook, review(ROOT, user=ISTIOD + "x"))
    assert not is_sent(webhook, review(ROOT, user=ISTIOD)) and not is_sent(webhook, review(config_map("x", {"a": "b"})))
    assert not is_sent(webhook, review(ROOT, user=READER))
    assert webhook["namespaceSelector"]["matchExpressions"][0]["values"] == ["sekisho-system", "istio-system"]


ANNOTATED = {"metadata": {"annotations": {"proxy.istio.io/config": "concurrency: 2"}}}
WORKLOADS = {
    "pod": ({"kind": "Pod", "metadata": {"name": "a", **ANNOTATED["metadata"]}, "spec": {"containers": []}}, True),
    "pod without annotations": ({"kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": []}}, False),
    "pod with another annotation": ({"kind": "Pod", "metadata": {"name": "a", "annotations": {"b": "c"}}, "spec": {}}, False),
    "deployment": ({"kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": ANNOTATED}}, True),
    "deployment without": ({"kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": {"metadata": {}, "spec": {}}}}, False),
    "deployment of nothing": ({"kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": {"spec": {}}}}, False),
    "cron job": ({"kind": "CronJob", "metadata": {"name": "a"}, "spec": {"jobTemplate": {"spec": {"template": ANNOTATED}}}}, True),
    "cron job without": ({"kind": "CronJob", "metadata": {"name": "a"}, "spec": {"jobTemplate": {"spec": {"template": {"spec": {}}}}}}, False),
}


@pytest.mark.parametrize("workload,sent", WORKLOADS.values(), ids=WORKLOADS)
def test_workloads(webhooks, workload, sent):
    assert is_sent(webhooks["workloads"], review(workload)) == sent


def test_istiod(webhooks):
    deployment = lambda name: review({"kind": "Deployment", "metadata": {"name": name}, "spec": {}})  # noqa: E731
    assert is_sent(webhooks["istiod"], deployment("istiod")) and is_sent(webhooks["istiod"], deployment("istiod-canary"))
    assert not is_sent(webhooks["istiod"], deployment("istio-ingressgateway"))
    assert not is_sent(webhooks["istiod"], deployment("istiodx"))
    labelled = lambda app: review({"kind": "Deployment", "metadata": {"name": "pilot", "labels": {"app": app}}, "spec": {}})  # noqa: E731
    assert is_sent(webhooks["istiod"], labelled("istiod")) and not is_sent(webhooks["istiod"], labelled("istiodx"))


def test_no_condition_errors_whatever_is_missing(webhooks):
    """A condition that errors refuses the request under Fail, so each is tried with every field taken out in turn."""
    always = {("metadata",), ("metadata", "name"), ("spec", "jobTemplate", "spec"), ("spec", "jobTemplate", "spec", "template")}

    def without(value, path=()):
        for key in list(value) if isinstance(value, dict) else []:
            if path + (key,) not in always:
                yield {k: v for k, v in value.items() if k != key}
            for smaller in without(value[key], path + (key,)):
                yield {**value, key: smaller}

    wholes = [MESH, ROOT, LOCK] + [workload for workload, _ in WORKLOADS.values()]
    for webhook in webhooks.values():
        for whole in wholes:
            for part in [whole, *without(copy.deepcopy(whole))]:
                for new, old in ((part, None), (None, part), (part, whole), (whole, part)):
                    is_sent(webhook, review(new, old))


def test_names_and_namespaces_come_from_the_values():
    values = {"istio": {"namespaces": ["mesh-a", "mesh-b"], "configMapNames": ["istio", "istio-canary"]}}
    webhook = one(objects(values), "ValidatingWebhookConfiguration")["webhooks"][0]
    assert webhook["namespaceSelector"]["matchExpressions"] == [
        {"key": "kubernetes.io/metadata.name", "operator": "In", "values": ["mesh-a", "mesh-b"]}]
    assert is_sent(webhook, review(config_map("istio-canary", {"Mesh": ""})))
    for namespace in ("mesh-a", "mesh-b"):
        assert not is_sent(webhook, review(ROOT, user=f"system:serviceaccount:{namespace}:istiod"))


def test_names_come_from_the_policy_too():
    named = {"mesh": ["mesh", "mesh.*.x"], "injector": ["inject-*"], "cni": ["cni"], "rootCertificate": ["roots-*"]}
    rendered = objects({"policy": {"configMaps": named}, "webhooks": EVERYTHING["webhooks"]})
    found = {w["name"].partition(".")[0]: w for w in one(rendered, "ValidatingWebhookConfiguration")["webhooks"]}
    webhook = found["configmaps"]
    for name in ("mesh", "mesh.a.x", "inject-", "inject-a", "cni", "roots-a"):
        assert is_sent(webhook, review(config_map(name, {"a": "b"}))), name
        assert is_sent(webhook, review(old=config_map(name, {"a": "b"}))), name
    for name in ("meshes", "mesh.a.xy", "mesh-a.x", "inject", "a-inject-", "istio-canary", "roots"):
        assert not is_sent(webhook, review(config_map(name, {"a": "b"}))), name
    assert not is_sent(webhook, review(config_map("mesh")))
    assert is_sent(found["rootcertificates"], review(config_map("roots-a")))
    assert not is_sent(found["rootcertificates"], review(config_map("istio-ca-root-cert")))


def test_a_name_in_the_policy_may_stand_without_a_list():
    named = {"mesh": "mesh-*", "injector": "inj", "cni": "cni", "rootCertificate": "roots"}
    rendered = objects({"policy": {"configMaps": named}, "webhooks": EVERYTHING["webhooks"]})
    found = {w["name"].partition(".")[0]: w for w in one(rendered, "ValidatingWebhookConfiguration")["webhooks"]}
    for name in ("mesh-a", "inj", "cni", "roots"):
        assert is_sent(found["configmaps"], review(config_map(name, {"a": "b"}))), name
    for name in ("mesh", "istio-canary", "istio-sidecar-injector", "istio-cni-config"):
        assert not is_sent(found["configmaps"], review(config_map(name, {"a": "b"}))), name
    assert is_sent(found["rootcertificates"], review(config_map("roots")))


def test_what_the_webhooks_have_alike(webhooks):
    for name, webhook in webhooks.items():
        assert webhook["sideEffects"] == "None" and webhook["matchPolicy"] == "Equivalent"
        assert webhook["timeoutSeconds"] == 5 and webhook["admissionReviewVersions"] == ["v1"]
        assert webhook["clientConfig"]["service"]["path"] == "/validate"
        selector = webhook["namespaceSelector"]["matchExpressions"][0]
        assert (selector["operator"] == "In") != ("sekisho-system" in selector["values"]), f"{name} reaches its own namespace"


def test_failure_policies_are_each_webhooks_own():
    def of(values):
        return [w["failurePolicy"] for w in one(objects(values), "ValidatingWebhookConfiguration")["webhooks"]]

    assert of({}) == ["Ignore", "Ignore"]
    assert of({"failurePolicy": "Fail"}) == ["Fail", "Fail"]
    assert of({"webhooks": {"configMaps": {"failurePolicy": "Fail"}}}) == ["Fail", "Ignore"]
    assert of({"failurePolicy": "Fail", **EVERYTHING}) == ["Fail", "Fail", "Ignore", "Ignore", "Ignore"]
