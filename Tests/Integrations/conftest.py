import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests/CommandTests/Fixtures"
PROGRAM = pathlib.Path(os.environ.get("SEKISHO", ROOT / ".build/debug/sekisho")).resolve()


def sekisho(*arguments, folder, status=None):
    """Runs the program in a folder."""
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if status is not None:
        assert done.returncode == status, done.stderr
    return done


@pytest.fixture
def folder(tmp_path):
    """A folder with clean, broken and foreign files, some with names that outputs have to escape."""
    for name in ["broken.yaml", "clean.yaml", "quoted.yaml", "crlf.yaml", "values.yaml", "allowed.yaml"]:
        shutil.copy(FIXTURES / name, tmp_path)
    shutil.copytree(FIXTURES / "tree", tmp_path / "tree")
    shutil.copytree(FIXTURES / "foreign", tmp_path / "foreign")
    shutil.copy(FIXTURES / "broken.yaml", tmp_path / "a b%41 ä&<\"'#?:,.yaml")
    (tmp_path / "odd.yaml").write_text(
        'connectTimeout: "<&\\"]]> \\u0007 é 漢 😀"\ndefaultConfig: {concurrency: "]]>", "a\\tb": 1}\n')
    return tmp_path


@pytest.fixture
def path_with_program(tmp_path_factory):
    """A PATH on which the program is found by its name."""
    place = tmp_path_factory.mktemp("bin")
    (place / "sekisho").symlink_to(PROGRAM)
    return f"{place}:{os.environ['PATH']}"
