"""What the pages tell people to write does what they say."""

import re

from conftest import ROOT, sekisho


def test_policy_page_shows_a_policy_and_an_allowance_that_it_honours(tmp_path):
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/policy.md").read_text(), re.DOTALL)
    (allowance,) = [block for block in blocks if "# sekisho:allow" in block]
    (tmp_path / "policy.yaml").write_text(blocks[0])
    (tmp_path / "mesh.yaml").write_text(allowance)
    sekisho("policy", "check", "policy.yaml", folder=tmp_path, status=0)
    done = sekisho(
        "check", "mesh.yaml", "--kind", "mesh", "--policy", "policy.yaml", "--fail-on", "note", folder=tmp_path, status=0)
    assert "1 allowed by their authors" in done.stdout + done.stderr
