import pathlib
import sys

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import chart_rendering  # noqa: E402  (found through the path above)

CI_VALUES = sorted((chart_rendering.CHART / "ci").glob("*-values.yaml"))


def one(objects, kind, name=None):
    """The only object of a kind (and name)."""
    found = [o for o in objects if o["kind"] == kind and name in (None, o["metadata"]["name"])]
    assert len(found) == 1, f"{len(found)} objects of kind {kind}"
    return found[0]


@pytest.fixture(params=CI_VALUES, ids=lambda file: file.name.removesuffix("-values.yaml"))
def ci_values(request):
    return yaml.safe_load(request.param.read_text()) or {}


@pytest.fixture
def ci_objects(ci_values):
    return chart_rendering.objects(ci_values)


@pytest.fixture(scope="session")
def default_objects():
    return chart_rendering.objects()
