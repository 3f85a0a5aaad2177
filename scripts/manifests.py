"""Writes deploy/*/sekisho.yaml, the chart as plain manifests for people without Helm; --check only compares."""

import re
import sys

from chart_rendering import ROOT, texts

VARIANTS = {
    "base": ("manual", "The serving certificate is yours: deploy/README.md."),
    "cert-manager": ("certManager", "The serving certificate is made by cert-manager."),
}
ORDER = ["ServiceAccount", "ConfigMap", "Issuer", "Certificate", "Service", "NetworkPolicy", "PodDisruptionBudget",
         "Deployment", "ValidatingWebhookConfiguration"]
HELMS_LABELS = re.compile(r"^ +(helm\.sh/chart|app\.kubernetes\.io/managed-by): .*\n", re.MULTILINE)


def manifests(mode):
    documents = []
    for path, text in texts({"certificates": {"mode": mode}, "tests": {"enabled": False}}).items():
        if path.endswith(".yaml"):
            documents += [part.strip() for part in re.split(r"^---$", text, flags=re.MULTILINE) if part.strip()]
    kind = re.compile(r"^kind: (\w+)$", re.MULTILINE)
    documents.sort(key=lambda document: ORDER.index(kind.search(document)[1]))
    return [HELMS_LABELS.sub("", document + "\n") for document in documents]


def main():
    stale = []
    for name, (mode, note) in VARIANTS.items():
        file = ROOT / "deploy" / name / "sekisho.yaml"
        text = f"# Made from charts/sekisho by `make manifests`. {note}\n" + "".join("---\n" + d for d in manifests(mode))
        if "--check" not in sys.argv:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            stale.append(str(file.relative_to(ROOT)))
    if stale:
        sys.exit(f"{', '.join(stale)} differ from the chart: run scripts/chart-python scripts/manifests.py")


if __name__ == "__main__":
    main()
