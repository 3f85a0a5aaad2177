"""Every rendering of the chart is what Kubernetes takes, and as confined as it can be."""

import json
import re

import helm_python
import jsonschema
import kubernetes_validate
import pytest
import yaml

from chart_rendering import CHART, ROOT, objects, texts
from conftest import one

RELEASES = ["1.28", "1.32", "1.36"]
FOREIGN = {"cert-manager.io/v1", "monitoring.coreos.com/v1"}
CLUSTER_SCOPED = {"ValidatingWebhookConfiguration", "Namespace"}


def workloads(found):
    return [o for o in found if o["kind"] == "Deployment"] + [o for o in found if o["kind"] == "Pod"]


def pod_spec(workload):
    return workload["spec"] if workload["kind"] == "Pod" else workload["spec"]["template"]["spec"]


def pod_metadata(workload):
    return workload["metadata"] if workload["kind"] == "Pod" else workload["spec"]["template"]["metadata"]


@pytest.mark.parametrize("release", RELEASES)
def test_every_object_fits_the_schemas_of_kubernetes(ci_objects, release):
    fields_since = {"hostUsers": "1.28", "trafficDistribution": "1.30", "sleep": "1.29"}
    for found in ci_objects:
        if found["apiVersion"] in FOREIGN:
            continue
        found = json.loads(json.dumps(found))
        if found["kind"] == "Service" and release < fields_since["trafficDistribution"]:
            found["spec"].pop("trafficDistribution", None)
        if found["kind"] == "Deployment" and release < fields_since["sleep"]:
            found["spec"]["template"]["spec"]["containers"][0].pop("lifecycle", None)
        kubernetes_validate.validate(found, release, strict=True)


def test_names_are_unique_and_namespaces_set(ci_objects):
    keys = [(o["apiVersion"], o["kind"], o["metadata"].get("namespace"), o["metadata"]["name"]) for o in ci_objects]
    assert len(keys) == len(set(keys))
    for found in ci_objects:
        if found["metadata"]["name"] == "plain-extra":
            continue
        assert ("namespace" in found["metadata"]) != (found["kind"] in CLUSTER_SCOPED), found["metadata"]["name"]


def test_a_repeated_rendering_is_the_same_but_for_made_certificates(ci_values):
    values = dict(ci_values, certificates={**ci_values.get("certificates", {})})
    if values["certificates"].get("mode", "generated") == "generated":
        values["certificates"]["mode"] = "manual"
    assert texts(values) == texts(values)


def test_selectors_choose_the_pods_and_only_them(ci_objects):
    deployment = one(ci_objects, "Deployment")
    pods, selector = deployment["spec"]["template"]["metadata"]["labels"], deployment["spec"]["selector"]["matchLabels"]
    assert selector.items() <= pods.items()
    for found in ci_objects:
        if found["kind"] == "Service":
            assert found["spec"]["selector"] == selector
        if found["kind"] in ("PodDisruptionBudget", "NetworkPolicy"):
            key = "podSelector" if found["kind"] == "NetworkPolicy" else "selector"
            assert found["spec"][key]["matchLabels"] == selector
        if found["kind"] == "Pod":
            assert not selector.items() <= found["metadata"]["labels"].items(), "the test pod would be an endpoint"
    monitors = [o for o in ci_objects if o["kind"] == "ServiceMonitor"]
    for monitor in monitors:
        chosen = [o for o in ci_objects if o["kind"] == "Service"
                  and monitor["spec"]["selector"]["matchLabels"].items() <= o["metadata"]["labels"].items()]
        assert [o["metadata"]["name"] for o in chosen] == ["sekisho-metrics"]


def test_named_ports_exist(ci_objects):
    container = pod_spec(one(ci_objects, "Deployment"))["containers"][0]
    names = {port["name"] for port in container["ports"]}
    for service in (o for o in ci_objects if o["kind"] == "Service"):
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= names
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["port"] in names
    webhook = one(ci_objects, "ValidatingWebhookConfiguration")["webhooks"][0]["clientConfig"]["service"]
    service = one(ci_objects, "Service", webhook["name"])
    assert webhook["port"] in {port["port"] for port in service["spec"]["ports"]}
    assert webhook["namespace"] == service["metadata"]["namespace"]


def test_pods_fit_the_restricted_pod_security_standard(ci_objects):
    for workload in workloads(ci_objects):
        spec = pod_spec(workload)
        assert not spec.get("hostNetwork") and not spec.get("hostPID") and not spec.get("hostIPC")
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
        assert all(set(v) <= {"name", "secret", "configMap", "emptyDir", "projected"} for v in spec.get("volumes", []))
        context = spec["containers"][0]["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["readOnlyRootFilesystem"] is True
        assert context["capabilities"]["drop"] == ["ALL"]


def test_pods_stay_out_of_the_mesh(ci_objects):
    for workload in workloads(ci_objects):
        metadata = pod_metadata(workload)
        assert metadata["labels"]["sidecar.istio.io/inject"] == "false"
        assert metadata["labels"]["istio.io/dataplane-mode"] == "none"
        assert metadata["annotations"]["sidecar.istio.io/inject"] == "false"


def test_values_cannot_put_the_pods_into_the_mesh():
    found = objects({"podLabels": {"sidecar.istio.io/inject": "true"}, "podAnnotations": {"sidecar.istio.io/inject": "true"}})
    metadata = pod_metadata(one(found, "Deployment"))
    assert metadata["labels"]["sidecar.istio.io/inject"] == metadata["annotations"]["sidecar.istio.io/inject"] == "false"


def test_no_right_is_given_but_to_the_test_while_it_runs(ci_objects):
    for found in ci_objects:
        if found["apiVersion"].startswith("rbac."):
            assert found["metadata"]["annotations"]["helm.sh/hook"] == "test"
            assert "hook-succeeded" in found["metadata"]["annotations"]["helm.sh/hook-delete-policy"]
            assert found["kind"] in ("Role", "RoleBinding"), "never for the whole cluster"
    assert pod_spec(one(ci_objects, "Deployment"))["automountServiceAccountToken"] is False


def test_the_only_object_of_the_whole_cluster_is_the_webhook_configuration(ci_objects):
    assert {o["kind"] for o in ci_objects if "namespace" not in o["metadata"] and o["metadata"]["name"] != "plain-extra"} \
        == {"ValidatingWebhookConfiguration"}


def test_an_update_and_a_drain_always_leave_a_pod(default_objects):
    spec = one(default_objects, "Deployment")["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    budget = one(default_objects, "PodDisruptionBudget")["spec"]
    assert budget["maxUnavailable"] == 1 and budget["unhealthyPodEvictionPolicy"] == "AlwaysAllow"


def test_pods_are_given_the_time_they_need_to_drain(ci_objects):
    spec = pod_spec(one(ci_objects, "Deployment"))
    flags = dict(argument.split("=", 1) for argument in spec["containers"][0]["args"][1:])
    drain = int(flags["--shutdown-delay"].rstrip("s")) + int(flags["--shutdown-timeout"].rstrip("s"))
    assert spec["terminationGracePeriodSeconds"] >= drain


def test_the_reviews_in_flight_fit_into_the_memory(default_objects):
    container = pod_spec(one(default_objects, "Deployment"))["containers"][0]
    flags = dict(argument.split("=", 1) for argument in container["args"][1:])
    assert int(flags["--max-bytes-in-flight"]) * 4 <= int(container["resources"]["limits"]["memory"].removesuffix("Mi")) << 20
    assert "cpu" not in container["resources"]["limits"]


def test_the_program_has_every_flag_that_the_deployment_gives_it(ci_objects):
    file = ROOT / "Sources/sekisho/Serve.swift"
    if not file.exists():
        pytest.skip("the program does not serve yet")
    source = file.read_text()
    known = {"--" + re.sub("([A-Z])", lambda m: "-" + m[1].lower(), name) for name in re.findall(r"^    var (\w+): ", source, re.MULTILINE)}
    for argument in pod_spec(one(ci_objects, "Deployment"))["containers"][0]["args"][1:]:
        assert argument.partition("=")[0] in known, argument


def test_the_schema_has_every_field_of_the_policy_file():
    source = (ROOT / "Sources/Validation/Policies/PolicyReader.swift").read_text()
    names = set(re.findall(r'"(\w+)"', re.search(r"let names = \[(.*?)\]", source, re.DOTALL)[1]))
    assert set(json.loads((CHART / "values.schema.json").read_text())["properties"]["policy"]["properties"]) == names


def test_a_changed_policy_restarts_nothing():
    before, after = (one(objects({"policy": {"existing": word}}), "Deployment") for word in ("warn", "deny"))
    assert before == after


def test_files_are_mounted_so_that_the_kubelet_updates_them(ci_objects):
    container = pod_spec(one(ci_objects, "Deployment"))["containers"][0]
    assert all("subPath" not in mount for mount in container["volumeMounts"])
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    for argument in container["args"]:
        if "=/etc/sekisho/" in argument:
            assert argument.partition("=")[2].rpartition("/")[0] in mounted


def test_whether_it_lives_is_asked_at_the_plain_port_and_whether_it_is_ready_at_the_webhooks(default_objects):
    container = pod_spec(one(default_objects, "Deployment"))["containers"][0]
    for probe in ("startupProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": "/livez", "port": "metrics", "scheme": "HTTP"}
    assert container["readinessProbe"]["httpGet"] == {"path": "/readyz", "port": "https", "scheme": "HTTPS"}
    allowed = [port["port"] for rule in one(default_objects, "NetworkPolicy")["spec"]["ingress"] for port in rule["ports"]]
    assert allowed == ["https", "metrics"]


def test_without_a_plain_port_all_probes_go_to_the_webhooks():
    container = pod_spec(one(objects({"metrics": {"enabled": False}}), "Deployment"))["containers"][0]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["scheme"] == "HTTPS" and container[probe]["httpGet"]["port"] == "https"


def test_a_client_certificate_moves_the_probes_to_the_plain_port():
    container = pod_spec(one(objects({"server": {"clientCA": {"secretName": "ca"}}}), "Deployment"))["containers"][0]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["scheme"] == "HTTP" and container[probe]["httpGet"]["port"] == "metrics"


def test_the_network_policy_lets_nothing_out(default_objects):
    spec = one(default_objects, "NetworkPolicy")["spec"]
    assert spec["egress"] == [] and set(spec["policyTypes"]) == {"Ingress", "Egress"}
    assert "from" not in spec["ingress"][0], "the API server is on the host network and cannot be selected"


def test_the_policy_file_is_whole_and_policy_wins_over_enforcement():
    policy = yaml.safe_load(one(objects({"enforcement": "strict", "policy": {"profile": "audit", "rules": {"a-b": "off"}}}),
                                "ConfigMap", "sekisho-policy")["data"]["policy.yaml"])
    assert policy == {"apiVersion": "sekisho.dev/v1", "kind": "Policy", "profile": "audit", "rules": {"a-b": "off"}}


def test_the_policy_file_fits_its_schema(ci_objects):
    schema = json.loads((ROOT / "docs/policy.schema.json").read_text())
    policy = one(ci_objects, "ConfigMap", "sekisho-policy")["data"]["policy.yaml"]
    jsonschema.validate(yaml.safe_load(policy), schema)


def test_a_bare_off_of_a_values_file_stays_a_word():
    values = yaml.safe_load("policy: {rules: {a-b: off, c-d: error}, overrides: [{name: x, rules: {a-b: off}}]}")
    text = one(objects(values), "ConfigMap", "sekisho-policy")["data"]["policy.yaml"]
    policy = yaml.safe_load(text)
    assert policy["rules"] == {"a-b": "off", "c-d": "error"} and policy["overrides"][0]["rules"] == {"a-b": "off"}


def test_a_digest_wins_over_the_tag_and_a_mirror_over_the_registry():
    digest = "sha256:" + "a" * 64
    image = lambda values: pod_spec(one(objects(values), "Deployment"))["containers"][0]["image"]  # noqa: E731
    assert image({"image": {"tag": "1", "digest": digest}}) == f"ghcr.io/sekisho-dev/sekisho@{digest}"
    assert image({"global": {"imageRegistry": "mirror"}, "image": {"tag": "1"}}) == "mirror/sekisho-dev/sekisho:1"


def test_two_releases_can_live_side_by_side():
    first, second = (objects(name=name, namespace=f"{name}-system") for name in ("sekisho", "other"))
    names = lambda found: {(o["kind"], o["metadata"]["name"]) for o in found if o["kind"] in CLUSTER_SCOPED}  # noqa: E731
    assert not names(first) & names(second)


def test_helm_finds_nothing_to_complain_of():
    assert [m for m in helm_python.lint(str(CHART))["messages"] if "icon" not in m["error"]] == []


def test_the_notes_tell_the_way_out(ci_values):
    notes = texts(ci_values)["sekisho/templates/NOTES.txt"]
    assert "kubectl delete validatingwebhookconfiguration sekisho" in notes


def test_the_grafana_dashboard_is_json(ci_objects):
    text = (ROOT / "charts/sekisho/dashboards/sekisho.json").read_text()
    panels = json.loads(text)["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    for found in ci_objects:
        if found["metadata"]["name"] == "sekisho-dashboard":
            assert json.loads(found["data"]["sekisho.json"]) == json.loads(text)
