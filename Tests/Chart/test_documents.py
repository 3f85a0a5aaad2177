"""What is made from the chart is up to date, and what is written about it exists."""

import os
import re
import shutil
import subprocess
import sys

import kubernetes_validate
import pytest
import yaml

from chart_rendering import CHART, ROOT, objects
from conftest import one

PAGES = [ROOT / "docs" / "operations.md", ROOT / "docs" / "security.md", CHART / "README.md", ROOT / "deploy" / "README.md",
         ROOT / "examples" / "gitops" / "README.md"]
kubectl = pytest.mark.skipif(not shutil.which("kubectl"), reason="kubectl is missing")


@pytest.mark.parametrize("script", ["chart-readme.py", "manifests.py"])
def test_what_is_made_from_the_chart_is_up_to_date(script):
    done = subprocess.run([sys.executable, ROOT / "scripts" / script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_values_in_the_pages_exist(page):
    def names(values, path=""):
        for key, value in values.items():
            yield path + key
            if isinstance(value, dict):
                yield from names(value, f"{path}{key}.")

    known = set(names(yaml.safe_load((CHART / "values.yaml").read_text())))
    for name in re.findall(r"--set(?:-string)? '?([\w.]+)=", page.read_text()):
        assert name in known or name.startswith("policy."), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


@kubectl
@pytest.mark.parametrize("folder", ["base", "cert-manager"])
def test_the_manifests_are_a_kustomization(folder):
    built = subprocess.run(["kubectl", "kustomize", ROOT / "deploy" / folder], capture_output=True, text=True, check=True)
    found = list(yaml.safe_load_all(built.stdout))
    assert one(found, "Namespace") and one(found, "ValidatingWebhookConfiguration")
    for manifest in found:
        if "cert-manager.io" not in manifest["apiVersion"]:
            kubernetes_validate.validate(manifest, "1.32", strict=True)


@kubectl
def test_an_own_certificate_reaches_the_secret_and_every_webhook(tmp_path):
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    folder = tmp_path / "deploy" / "own-certificate"
    for name in ("tls.crt", "tls.key", "ca.crt"):
        (folder / name).write_text(f"{name} of somebody\n")
    built = subprocess.run(["kubectl", "kustomize", folder], capture_output=True, text=True, check=True)
    found = list(yaml.safe_load_all(built.stdout))
    secret = one(found, "Secret", "sekisho-tls")
    for webhook in one(found, "ValidatingWebhookConfiguration")["webhooks"]:
        assert webhook["clientConfig"]["caBundle"] == secret["data"]["ca.crt"]


@pytest.mark.parametrize("file", sorted((ROOT / "examples" / "gitops").rglob("*.yaml")), ids=lambda file: file.name)
def test_the_values_of_the_gitops_examples_render(file):
    def values(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key in ("values", "valuesObject") and isinstance(value, dict):
                    yield value
                else:
                    yield from values(value)
        elif isinstance(node, list):
            for value in node:
                yield from values(value)

    for document in yaml.safe_load_all(file.read_text()):
        for found in values(document):
            mode = found["certificates"]["mode"]
            assert mode != "generated" or document["kind"] == "HelmRelease", "only Flux keeps a generated pair"
            objects(found)


@pytest.mark.parametrize("answer,passes", [
    ('HTTP/2 422 \r\n\r\n{"message":"admission webhook \\"configmaps.sekisho.dev\\" denied the request: connectTimeout: '
     'must be at least 1ms, not 0s [connect-timeout-range]"}', True),
    ('HTTP/2 201 \r\nwarning: 299 - "mesh:1: connectTimeout: must be at least 1ms, not 0s [connect-timeout-range]"\r\n\r\n{}', True),
    ('HTTP/2 201 \r\n\r\n{"data":{"mesh":"connectTimeout: 0s"}}', False),
    ('HTTP/2 403 \r\n\r\n{"message":"forbidden"}', False),
    ('HTTP/2 500 \r\n\r\n{"message":"failed calling webhook \\"configmaps.sekisho.dev\\": connection refused"}', False),
])
def test_the_helm_test_tells_a_checked_from_an_unchecked_answer(answer, passes, tmp_path):
    container = one(objects(), "Pod")["spec"]["containers"][0]
    script = container["args"][0].replace("/var/run/secrets/kubernetes.io/serviceaccount", str(tmp_path))
    (tmp_path / "token").write_text("token")
    (tmp_path / "answer").write_text(answer)
    curl = tmp_path / "curl"
    curl.write_text(f'#!/bin/sh\ncat {tmp_path}/answer\n')
    curl.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([*container["command"], script], env=environment, capture_output=True, text=True)
    assert (done.returncode == 0) == passes, done.stdout + done.stderr
