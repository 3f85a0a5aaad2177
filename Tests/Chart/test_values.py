"""Wrong values are refused with a sentence, while they are still a command line."""

import json

import helm_python
import pytest
import yaml

from chart_rendering import CHART, objects
from conftest import CI_VALUES

REFUSED = {
    "a misspelt value": {"replicas": 2},
    "a misspelt nested value": {"webhooks": {"configmaps": {"enabled": False}}},
    "a failure policy in lower case": {"failurePolicy": "fail"},
    "a failure policy of a webhook that is never closed": {"webhooks": {"workloads": {"failurePolicy": "Fail"}}},
    "an unknown profile": {"enforcement": "warn"},
    "an unknown profile in the policy": {"policy": {"profile": "deny"}},
    "a misspelt field of the policy": {"policy": {"rule": {}}},
    "an unknown severity in the policy": {"policy": {"rules": {"a-b": "warn"}}},
    "a policy of another kind": {"policy": {"kind": "ClusterPolicy"}},
    "an unknown certificate mode": {"certificates": {"mode": "cert-manager"}},
    "a timeout over what Kubernetes takes": {"webhooks": {"timeoutSeconds": 31}},
    "a plain HTTP address": {"webhooks": {"url": "http://example.test"}},
    "an address with a path": {"webhooks": {"url": "https://example.test/validate"}},
    "no namespace of Istio": {"istio": {"namespaces": []}},
    "a namespace that is no name": {"istio": {"namespaces": ["Istio_System"]}},
    "an Istio patch release": {"istio": {"version": "1.29.3"}},
    "an Istio release as a number": {"istio": {"version": 1.29}},
    "a digest without its algorithm": {"image": {"digest": "a" * 64}},
    "a port as text": {"server": {"port": "8443"}},
    "a TLS version as a number": {"server": {"tlsMinVersion": 1.3}},
    "a report cache as a number": {"server": {"reportCache": 262144}},
    "a report cache in words": {"server": {"reportCache": "none"}},
    "a log level in capitals": {"logLevel": "INFO"},
    "a label that is not text": {"commonLabels": {"a": 1}},
    "a match condition without a name": {"webhooks": {"configMaps": {"matchConditions": [{"expression": "true"}]}}},
    "too many match conditions": {
        "webhooks": {"configMaps": {"matchConditions": [{"name": f"n{i}", "expression": "true"} for i in range(63)]}}},
}

IMPOSSIBLE = {
    "its own namespace guarded": ({"istio": {"namespaces": ["sekisho-system"]}}, "must not run in sekisho-system"),
    "an existing Secret without a name": ({"certificates": {"mode": "existingSecret"}}, "needs certificates.secretName"),
    "a grace period under the drain": ({"terminationGracePeriodSeconds": 20}, "at least 30"),
    "client certificates without a plain port": (
        {"server": {"clientCA": {"secretName": "ca"}}, "metrics": {"enabled": False}}, "kubelet has no client certificate"),
    "the kubelet's port on the node": ({"hostNetwork": True, "server": {"port": 10250}}, "is the kubelet's"),
    "a ServiceMonitor of nothing": ({"serviceMonitor": {"enabled": True}, "metrics": {"enabled": False}}, "needs metrics.enabled"),
}


@pytest.mark.parametrize("values", REFUSED.values(), ids=REFUSED)
def test_the_schema_refuses(values):
    with pytest.raises(helm_python.HelmError, match="values don't meet the specifications of the schema"):
        objects(values)


@pytest.mark.parametrize("values,message", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_templates_refuse(values, message):
    with pytest.raises(helm_python.HelmError, match=message):
        objects(values)


def paths(values, schema, definitions, path=""):
    """Paths of the values and of the schema, down to where the schema says `object` without listing properties."""
    schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "properties" not in schema or not isinstance(values, dict) or path in (".policy", ".certificates.certManager.issuerRef"):
        return
    yield path, set(values), set(schema["properties"])
    for key in set(values) & set(schema["properties"]):
        yield from paths(values[key], schema["properties"][key], definitions, f"{path}.{key}")


def test_every_value_is_in_the_schema_and_every_one_of_the_schema_has_a_default():
    schema = json.loads((CHART / "values.schema.json").read_text())
    optional = {".resources": {"claims"}, ".certificates.certManager.privateKey": {"encoding"}}
    for path, present, described in paths(yaml.safe_load((CHART / "values.yaml").read_text()), schema, schema["$defs"]):
        assert present == described - optional.get(path, set()), f"below {path or 'the root'}"


def test_the_values_of_a_continuous_integration_cover_each_switch():
    def switches(values, path=""):
        for key, value in values.items():
            if isinstance(value, dict):
                yield from switches(value, f"{path}.{key}")
            elif key == "enabled":
                yield f"{path}.{key}", value

    defaults = dict(switches(yaml.safe_load((CHART / "values.yaml").read_text())))
    turned = {path for file in CI_VALUES for path, value in switches(yaml.safe_load(file.read_text()) or {})
              if value != defaults[path]}
    assert turned == set(defaults) - {".metrics.service.enabled", ".webhooks.configMaps.enabled"}


def test_a_version_is_in_one_place():
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["version"] == chart["appVersion"]
