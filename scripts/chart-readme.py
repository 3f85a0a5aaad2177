"""Writes the table of values in charts/sekisho/README.md from the comments of values.yaml; --check only compares."""

import json
import re
import sys

import yaml

from chart_rendering import CHART

BEGIN, END = "<!-- values: made by scripts/chart-readme.py -->", "<!-- end of values -->"
ENTRY = re.compile(r"^( *)([A-Za-z0-9_]+):(.*)$")


def rows(text):
    """Path, default and description of each documented value, in the file's order."""
    values, path, comment, found = yaml.safe_load(text), [], None, []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("# -- "):
            comment = stripped[5:]
        elif stripped.startswith("#"):
            if comment is not None:
                comment += " " + stripped.lstrip("# ")
        elif (entry := ENTRY.match(line)) and len(entry[1]) % 2 == 0 and len(entry[1]) // 2 <= len(path):
            path = path[: len(entry[1]) // 2] + [entry[2]]
            if comment is not None:
                default = values
                for key in path:
                    default = default[key]
                found.append((".".join(path), default, comment))
                comment = None
        elif not stripped:
            comment = None
    return found


def table(text):
    lines = ["| Value | Default | What it is |", "| --- | --- | --- |"]
    for path, default, comment in rows(text):
        shown = json.dumps(default, ensure_ascii=False)
        lines.append(f"| `{path}` | `{shown}` | {comment} |".replace("`{}`", "`{}`"))
    return "\n".join(lines)


def main():
    readme = CHART / "README.md"
    old = readme.read_text()
    head, _, rest = old.partition(BEGIN)
    _, _, tail = rest.partition(END)
    new = f"{head}{BEGIN}\n\n{table((CHART / 'values.yaml').read_text())}\n\n{END}{tail}"
    if "--check" in sys.argv:
        if new != old:
            sys.exit("charts/sekisho/README.md does not show the values of values.yaml: run scripts/chart-python scripts/chart-readme.py")
    else:
        readme.write_text(new)


if __name__ == "__main__":
    main()
