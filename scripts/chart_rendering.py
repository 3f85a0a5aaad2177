"""Renders charts/sekisho with Helm's engine, for the scripts beside it and for the tests."""

import pathlib

import helm_python
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHART = ROOT / "charts" / "sekisho"


def texts(values=None, name="sekisho", namespace="sekisho-system", config=None, is_upgrade=False):
    """The rendered text of each template that is not empty, by its path; `config` makes `lookup` ask a cluster."""
    with helm_python.Chart.load(CHART) as chart:
        arguments = {"name": name, "namespace": namespace, "is_upgrade": is_upgrade, "is_install": not is_upgrade}
        if config is None:
            rendered = chart.render(values or {}, **arguments)
        else:
            rendered = config.render(chart, values or {}, **arguments)
    return {path: text for path, text in sorted(rendered.items()) if text.strip()}


def objects(values=None, **arguments):
    """The Kubernetes objects of a rendering, hooks included."""
    found = []
    for path, text in texts(values, **arguments).items():
        if path.endswith(".yaml"):
            found += [document for document in yaml.safe_load_all(text) if document]
    return found
