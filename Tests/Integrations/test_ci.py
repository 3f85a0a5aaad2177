"""The hook, the action and the examples, run as their programs run them."""

import importlib.resources
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import jsonschema
import kubernetes_validate
import pytest
import yaml
from conftest import FIXTURES, PROGRAM, ROOT, sekisho


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        cwd=folder, check=True, capture_output=True)


# Hooks


@pytest.fixture
def repository(tmp_path, path_with_program):
    """A repository that uses our hooks, and how to run one of them on all its files."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "init", "--quiet")
    git(hooks, "add", ".")
    git(hooks, "commit", "--quiet", "--message=hooks")
    folder = tmp_path / "repository"
    shutil.copytree(FIXTURES / "foreign", folder, ignore=lambda *_: [".hidden.yaml"])
    shutil.copy(FIXTURES / "clean.yaml", folder)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True).stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": "sekisho"}, {"id": "sekisho-fix"}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    environment = dict(os.environ, PATH=path_with_program, PRE_COMMIT_HOME=str(tmp_path / "home"))

    def run(hook):
        git(folder, "add", ".")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--all-files", "--color", "never"],
            cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return folder, run


def test_hooks_file_is_one(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False)
    assert done.returncode == 0


def test_hook_passes_what_is_clean_and_foreign(repository):
    _, run = repository
    done = run("sekisho")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_hook_fails_with_what_is_wrong(repository):
    folder, run = repository
    shutil.copy(FIXTURES / "broken.yaml", folder)
    done = run("sekisho")
    assert done.returncode == 1
    assert "broken.yaml:15:21: error: connectTimeout: must be at most 1h, not 2h" in done.stdout


def test_fixing_hook_mends_and_fails_once(repository):
    folder, run = repository
    (folder / "mesh.yaml").write_text("enableTracin: true # c\ndefaultConfig: {drainDuration: 5s}\n")
    done = run("sekisho-fix")
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout
    assert (folder / "mesh.yaml").read_text() == "enableTracing: true # c\ndefaultConfig: {drainDuration: 5s}\n"
    assert run("sekisho-fix").returncode == 0


# The action


def schema(name):
    return json.loads(
        (importlib.resources.files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json").read_text())


def load(path):
    """YAML as GitHub and GitLab read it: `on` is a key."""
    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in all if tag != "tag:yaml.org,2002:bool"]
        for letter, all in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
    return yaml.load(path.read_text(), Loader)


def errors(schema, document):
    kind = jsonschema.validators.validator_for(schema)
    return [f"{list(error.path)}: {error.message}" for error in kind(schema).iter_errors(document)]


def test_action_fits_its_schema():
    assert errors(schema("github-actions"), yaml.safe_load((ROOT / "action.yml").read_text())) == []


def act(folder, path, **inputs):
    """Runs the action's steps as the runner does: expressions filled in, `bash -e -o pipefail`."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: str(value.get("default", "")) for name, value in action["inputs"].items()} | inputs
    (step,) = action["runs"]["steps"]
    assert step["shell"] == "bash" and "${{" not in step["run"]
    environment = dict(os.environ, PATH=path)
    for name, text in step["env"].items():
        key = text.removeprefix("${{ inputs.").removesuffix(" }}")
        environment[name] = given[key]
    (folder / "step.sh").write_text(step["run"])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "step.sh"], cwd=folder, env=environment,
        capture_output=True, text=True, check=False)


def test_action_annotates_and_fails(folder, path_with_program):
    done = act(folder, path_with_program, files="broken.yaml clean.yaml", sarif="out.sarif", istio="1.30")
    assert done.returncode == 1
    assert "::error file=broken.yaml,line=15,col=21,endColumn=23,title=connect-timeout-range::" in done.stdout
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert act(folder, path_with_program, files="broken.yaml", **{"fail-on": "never"}).returncode == 0
    assert act(folder, path_with_program, files="foreign").returncode == 0


@pytest.mark.parametrize("files", ["clean.yaml\nbroken.yaml", "clean.yaml\n\tquoted.yaml  broken.yaml\n"])
def test_action_reads_every_line_of_files(folder, path_with_program, files):
    done = act(folder, path_with_program, files=files)
    assert done.returncode == 1 and "::error file=broken.yaml," in done.stdout, done.stderr
    assert act(folder, path_with_program, files="clean.yaml\nforeign\n").returncode == 0


def test_action_takes_a_policy_and_a_baseline(folder, path_with_program):
    shutil.copy(FIXTURES / "policy.yaml", folder)
    sekisho("baseline", "broken.yaml", "-o", "accepted.json", folder=folder, status=0)
    done = act(folder, path_with_program, files="broken.yaml", baseline="accepted.json", policy="policy.yaml")
    assert done.returncode in (0, 1) and "::error file=broken.yaml,line=15" not in done.stdout


def test_action_takes_the_image_where_there_is_no_program(folder, tmp_path_factory):
    place = tmp_path_factory.mktemp("docker")
    (place / "docker").write_text(
        '#!/bin/bash\nprintf "%s\\n" "$@" >docker.arguments\nwhile [[ $1 != check ]]; do shift; done\n'
        f'exec {PROGRAM} "$@"\n')
    (place / "docker").chmod(0o755)
    done = act(folder, f"{place}:/usr/bin:/bin", files="broken.yaml")
    assert done.returncode == 1
    words = (folder / "docker.arguments").read_text().splitlines()
    assert words[:2] == ["run", "--rm"] and f"{folder}:/work" in words
    assert "ghcr.io/sekisho-dev/sekisho:0.1.0" in words


# Examples


def test_gitlab_example_fits_its_schema_and_runs(folder, path_with_program):
    document = yaml.safe_load((ROOT / "examples/ci/gitlab.yml").read_text())
    assert errors(schema("gitlab-ci"), document) == []
    (job,) = document.values()
    (folder / "manifests").mkdir()
    shutil.move(folder / "broken.yaml", folder / "manifests")
    # Our image has no shell to run the script with.
    assert "sekisho" not in job["image"]["name"] and job["image"]["entrypoint"] == [""]
    place = pathlib.Path(path_with_program.split(":")[0])
    (place / "crane").write_text(
        f'#!/bin/sh\n[ "$1 $2 $3" = "export ghcr.io/sekisho-dev/sekisho:0.1.0 -" ] && exec tar -C {place} -c sekisho\n')
    (place / "crane").chmod(0o755)
    (place / "tmp").mkdir()
    script = "\n".join(job["script"]).replace("/tmp", f"{place}/tmp")
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=dict(os.environ, PATH=path_with_program), capture_output=True,
        text=True, check=False)
    assert done.returncode == 1 and "manifests/broken.yaml:15:21: error" in done.stdout
    for kind, file in job["artifacts"]["reports"].items():
        assert (folder / file).stat().st_size > 0, kind


def test_argo_example_is_a_job_that_stops_a_sync(tmp_path):
    job = yaml.safe_load((ROOT / "examples/gitops/argocd-presync.yaml").read_text())
    kubernetes_validate.validate(job, "1.31", strict=True)
    assert job["metadata"]["annotations"]["argocd.argoproj.io/hook"] == "PreSync"
    (container,) = job["spec"]["template"]["spec"]["containers"]
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    assert set(mounts) == {volume["name"] for volume in job["spec"]["template"]["spec"]["volumes"]}
    for mount in mounts.values():
        (tmp_path / mount[1:]).mkdir()
    arguments = [str(tmp_path / word[1:]) if word.startswith("/") else word for word in container["args"]]

    def check(text):
        (tmp_path / "new/mesh").write_text(text)
        return sekisho(*arguments, folder=tmp_path).returncode

    old = "trustDomain: a.example.com\nconnectTimeout: 10s\n"
    # The first sync: without `optional` the pod would wait for the ConfigMap that this very sync brings.
    (volume,) = [volume["configMap"] for volume in job["spec"]["template"]["spec"]["volumes"] if volume["name"] == "old"]
    assert volume["optional"]
    assert check(old) == 0 and check(old.replace("10s", "2h")) == 1
    # As the kubelet does it: by links, into a folder with a time for its name.
    (item,) = volume["items"]
    (tmp_path / "old/..2026_11_24").mkdir()
    (tmp_path / "old/..2026_11_24" / item["path"]).write_text(old)
    (tmp_path / "old/..data").symlink_to("..2026_11_24")
    (tmp_path / "old" / item["path"]).symlink_to(f"..data/{item['path']}")
    for text, status in [(old, 0), (old.replace("10s", "2h"), 1), ("connectTimeout: [\n", 1), (old.replace("a.", "b."), 1)]:
        assert check(text) == status, text


WORKFLOWS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "examples/ci/github.yml"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_fit_their_schema(file):
    assert errors(schema("github-workflows"), load(file)) == []


def test_github_example_gives_the_action_what_it_takes():
    steps = load(ROOT / "examples/ci/github.yml")["jobs"]["sekisho"]["steps"]
    (given,) = [step["with"] for step in steps if step["uses"].startswith("sekisho-dev/sekisho@")]
    assert set(given) <= set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])
    assert given["sarif"] == steps[-1]["with"]["sarif_file"]


def test_hook_example_names_hooks_that_there_are():
    file = ROOT / "examples/ci/pre-commit-config.yaml"
    done = subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", file], check=False)
    assert done.returncode == 0
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (repo,) = yaml.safe_load(file.read_text())["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= known


# The manual page


@pytest.mark.parametrize(
    "command", [["mandoc", "-Tlint"], ["groff", "-man", "-ww", "-z", "-Tutf8"], ["man", "--warnings", "-l"]],
    ids=lambda command: command[0])
def test_manual_page_is_rendered_without_a_warning(command):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [*command, ROOT / "docs/sekisho.1"], capture_output=True, text=True, check=False,
        env=dict(os.environ, LC_ALL="C.UTF-8", MANPAGER="cat"))
    assert done.returncode == 0 and done.stderr == ""
    if command[0] == "man":
        assert "sekisho check" in done.stdout
    if command[0] == "mandoc":
        assert done.stdout == ""
