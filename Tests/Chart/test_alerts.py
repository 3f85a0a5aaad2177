"""The alerts are rules that Prometheus takes, fire when they should, and each has its page."""

import json
import re
import shutil
import subprocess

import pytest
import yaml

from chart_rendering import CHART, ROOT, objects
from conftest import one

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
promtool = pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is missing: apt-get install prometheus")


@pytest.fixture(scope="module")
def groups():
    return one(objects({"prometheusRule": {"enabled": True}}), "PrometheusRule")["spec"]["groups"]


def anchors(text):
    """The anchors that GitHub gives the headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_alert_has_a_page_and_says_how_bad_it_is(groups):
    for rule in groups[0]["rules"]:
        page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
        assert page.endswith("/docs/operations.md") and anchor in anchors(OPERATIONS), rule["alert"]
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"] and rule["annotations"]["description"]
        assert rule["alert"] in OPERATIONS, "the page names the alert"


def test_alerts_and_dashboard_use_the_documented_metrics(groups):
    documented = set(re.findall(r"^\| `(sekisho_\w+)`", OPERATIONS, re.MULTILINE))
    documented |= {f"{name}_bucket" for name in documented if name.endswith("_seconds")}
    dashboard = json.loads((CHART / "dashboards" / "sekisho.json").read_text())
    expressions = [rule["expr"] for rule in groups[0]["rules"]]
    expressions += [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    for expression in expressions:
        assert set(re.findall(r"\bsekisho_\w+", expression)) <= documented, expression


def test_an_alert_can_be_left_out_and_one_added():
    values = {"prometheusRule": {"enabled": True, "disabled": ["SekishoSlow"], "additionalRules": [{"record": "a", "expr": "1"}]}}
    rules = one(objects(values), "PrometheusRule")["spec"]["groups"][0]["rules"]
    assert "SekishoSlow" not in [rule.get("alert") for rule in rules] and rules[-1] == {"record": "a", "expr": "1"}


@promtool
def test_prometheus_takes_the_rules(groups, tmp_path):
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": groups}))
    subprocess.run(["promtool", "check", "rules", tmp_path / "rules.yaml"], check=True, capture_output=True)


@promtool
def test_prometheus_takes_the_dashboards_queries(tmp_path):
    dashboard = json.loads((CHART / "dashboards" / "sekisho.json").read_text())
    rules = [{"record": "a:b", "expr": target["expr"].replace("$namespace", "x").replace("$__rate_interval", "5m")}
             for panel in dashboard["panels"] for target in panel["targets"]]
    groups = [{"name": str(index), "rules": [rule]} for index, rule in enumerate(rules)]
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": groups}))
    subprocess.run(["promtool", "check", "rules", tmp_path / "rules.yaml"], check=True, capture_output=True)


OURS = '{namespace="sekisho-system",pod="a"}'
UP = {"series": f"sekisho_ready{OURS}", "values": "1x200"}
SECOND = {"series": 'sekisho_ready{namespace="sekisho-system",pod="b"}', "values": "1x200"}
HEALTHY = [UP, SECOND, {"series": f"sekisho_certificate_not_after_timestamp_seconds{OURS}", "values": "8640000x200"}]
API = '{name="configmaps.sekisho.dev",operation="UPDATE",type="validating"'
# What the server counts when a client in Go, as the API server is one, does not trust its certificate.
REFUSED = '{namespace="sekisho-system",reason="sslv3_alert_bad_certificate"}'
CASES = {
    "nothing when all is well": (HEALTHY, set()),
    "nothing when a webhook of others fails": (
        HEALTHY + [{"series": 'apiserver_admission_webhook_fail_open_count{name="x.example.test"}', "values": "0+1x200"}], set()),
    "nothing when changes are refused": (
        HEALTHY + [{"series": f'apiserver_admission_webhook_rejection_count{API},error_type="no_error"}}', "values": "0+1x200"}], set()),
    "all down": ([], {"SekishoDown"}),
    "all there but none ready": ([{**UP, "values": "0x200"}, {**SECOND, "values": "0x200"}], {"SekishoDown", "SekishoReplicaMissing"}),
    "one down": ([UP], {"SekishoReplicaMissing"}),
    "one not ready": ([UP, {**SECOND, "values": "0x200"}], {"SekishoReplicaMissing"}),
    "reviews that got no answer": (
        HEALTHY + [{"series": 'sekisho_review_failures_total{namespace="sekisho-system",status="500"}', "values": "0+1x200"}],
        {"SekishoReviewsFailing"}),
    "calls that could not be read": (
        HEALTHY + [{"series": 'sekisho_review_failures_total{namespace="sekisho-system",status="413"}', "values": "0+1x200"}],
        {"SekishoReviewsUnread"}),
    "nothing when calls are to be tried again, which another alert is about": (
        HEALTHY + [{"series": 'sekisho_review_failures_total{namespace="sekisho-system",status="429"}', "values": "0+1x200"}], set()),
    "two weeks of certificate left": (
        [UP, SECOND, {"series": f"sekisho_certificate_not_after_timestamp_seconds{OURS}", "values": f"{14 * 86400}x200"}],
        {"SekishoCertificateExpiring"}),
    "one day of certificate left": (
        [UP, SECOND, {"series": f"sekisho_certificate_not_after_timestamp_seconds{OURS}", "values": f"{86400}x200"}],
        {"SekishoCertificateExpiring", "SekishoCertificateExpiresSoon"}),
    "a policy that cannot be read": (
        HEALTHY + [{"series": 'sekisho_reloads_total{namespace="sekisho-system",file="policy",result="failed"}', "values": "0+1x200"}],
        {"SekishoReloadFailing"}),
    "a first failure, of a counter that was not there before": (
        HEALTHY + [{"series": 'sekisho_reloads_total{namespace="sekisho-system",file="policy",result="failed"}', "values": "_x85 1x100"},
                   {"series": 'sekisho_review_failures_total{namespace="sekisho-system",status="500"}', "values": "_x85 1x100"},
                   {"series": "apiserver_admission_webhook_fail_open_count" + API + "}", "values": "_x85 1x100"},
                   {"series": f'apiserver_admission_webhook_rejection_count{API},error_type="calling_webhook_error"}}', "values": "_x85 1x100"}],
        {"SekishoReloadFailing", "SekishoReviewsFailing", "SekishoPassedUnchecked", "SekishoCallsFailing"}),
    "nothing for a failure of an hour ago": (
        HEALTHY + [{"series": 'sekisho_reloads_total{namespace="sekisho-system",file="policy",result="failed"}', "values": "0x20 1x200"},
                   {"series": "apiserver_admission_webhook_fail_open_count" + API + "}", "values": "0x20 1x200"}], set()),
    "nothing for a counter that starts again": (
        HEALTHY + [{"series": 'sekisho_reloads_total{namespace="sekisho-system",file="policy",result="failed"}', "values": "3x85 0x100"}], set()),
    "a policy that was read": (
        HEALTHY + [{"series": 'sekisho_reloads_total{namespace="sekisho-system",file="policy",result="ok"}', "values": "0+1x200"}], set()),
    "load shed": (
        HEALTHY + [{"series": f"sekisho_shed_total{OURS}", "values": "0+5x200"}], {"SekishoSheddingLoad"}),
    "slow answers": (
        HEALTHY + [{"series": 'sekisho_http_request_duration_seconds_bucket{namespace="sekisho-system",path="/validate",le="0.5"}', "values": "0+1x200"},
                   {"series": 'sekisho_http_request_duration_seconds_bucket{namespace="sekisho-system",path="/validate",le="1"}', "values": "0+100x200"},
                   {"series": 'sekisho_http_request_duration_seconds_bucket{namespace="sekisho-system",path="/validate",le="+Inf"}', "values": "0+100x200"}],
        {"SekishoSlow"}),
    "one certificate refused, beside readiness probes": (
        HEALTHY + [{"series": 'sekisho_tls_handshakes_total{namespace="sekisho-system",version="TLSv1.3"}', "values": "0+12x200"},
                   {"series": f'sekisho_tls_failures_total{REFUSED}', "values": "_x85 1x100"}],
        {"SekishoHandshakesFailing"}),
    "certificates refused, and no handshake complete": (
        HEALTHY + [{"series": f'sekisho_tls_failures_total{REFUSED}', "values": "0+1x200"}], {"SekishoHandshakesFailing"}),
    "a certificate refused, in the words of OpenSSL 3.2": (
        HEALTHY + [{"series": f'sekisho_tls_failures_total{REFUSED.replace("sslv3", "ssl_tls")}', "values": "0+1x200"}],
        {"SekishoHandshakesFailing"}),
    "nothing when somebody's curl does not know the authority, or a scanner hangs up": (
        HEALTHY + [{"series": 'sekisho_tls_failures_total{namespace="sekisho-system",reason="tlsv1_alert_unknown_ca"}', "values": "0+9x200"},
                   {"series": 'sekisho_tls_failures_total{namespace="sekisho-system",reason="unexpected_eof_while_reading"}', "values": "0+9x200"}],
        set()),
    "calls that failed closed": (
        HEALTHY + [{"series": f'apiserver_admission_webhook_rejection_count{API},error_type="calling_webhook_error"}}', "values": "0+1x200"}],
        {"SekishoCallsFailing"}),
    "calls that failed open": (
        HEALTHY + [{"series": "apiserver_admission_webhook_fail_open_count" + API + "}", "values": "0+1x200"}], {"SekishoPassedUnchecked"}),
}


@promtool
@pytest.mark.parametrize("series,expected", CASES.values(), ids=CASES)
def test_alerts_fire(groups, series, expected, tmp_path):
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": groups}))
    # ALERTS is the metric that Prometheus keeps of its alerts: one sample for each that fires.
    samples = [{"labels": f'{{__name__="ALERTS",alertname="{name}"}}', "value": 1} for name in sorted(expected)]
    test = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": [{
        "interval": "1m", "input_series": series, "promql_expr_test": [{
            "expr": 'max by (__name__, alertname) (ALERTS{alertstate="firing"})', "eval_time": "90m", "exp_samples": samples}]}]}
    (tmp_path / "test.yaml").write_text(yaml.safe_dump(test))
    done = subprocess.run(["promtool", "test", "rules", "test.yaml"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
