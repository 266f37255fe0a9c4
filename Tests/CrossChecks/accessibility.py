"""Has axe-core, in headless Chromium, look for what keeps people from using a page.

    accessibility.py PAGE…    prints a line for each fault, and how many rules were passed; exit code 1 if there is a fault

The pages forbid scripts, so that a copy of each is looked at from which that rule was taken; everything else of it is as it
was. Each is looked at in light and dark colours, and as wide as a telephone.
"""

import base64
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import axe_core_python

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
# The answer stands in the title as base64, which no page can be mistaken for.
RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(function (result) {
  var short = function (rules) { return rules.map(function (rule) { return {
    id: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.slice(0, 3).map(function (node) {
      return node.html.slice(0, 200); }) }; }); };
  var answer = {violations: short(result.violations), incomplete: short(result.incomplete),
    passes: result.passes.length, dark: matchMedia("(prefers-color-scheme: dark)").matches, width: innerWidth};
  document.title = "axe:" + btoa(unescape(encodeURIComponent(JSON.stringify(answer))));
}).catch(function (error) { document.title = "failed: " + error; });
"""
VIEWS = [("light", "1200,900", 1), ("dark", "1200,900", 0), ("narrow", "500,900", 1)]


def look(page, size, scheme, folder):
    """What axe says of a page."""
    text = page.read_text("utf-8")
    opened, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    if count != 1:
        raise SystemExit(f"{page}: expected one policy, found {count}")
    copy = pathlib.Path(folder) / "page.html"
    scripts = f"<script>{AXE}</script><script>{RUN}</script>"
    copy.write_text(opened.replace("</body>", scripts + "</body>"), "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", f"--user-data-dir={folder}/profile", f"--window-size={size}",
        f"--blink-settings=preferredColorScheme={scheme}", "--virtual-time-budget=20000", "--dump-dom", copy.as_uri(),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=90, env={"HOME": folder, "PATH": "/usr/bin:/bin"})
    title = re.search(r"<title>(.*?)</title>", shown.stdout, re.DOTALL)
    found = html.unescape(title.group(1)) if title else shown.stderr[-500:]
    if not found.startswith("axe:"):
        raise SystemExit(f"{page}: axe gave no answer: {found}")
    return json.loads(base64.b64decode(found[4:]))


def main(pages):
    faults = passes = 0
    with tempfile.TemporaryDirectory() as folder:
        for page in map(pathlib.Path, pages):
            for name, size, scheme in VIEWS:
                answer = look(page, size, scheme, folder)
                if answer["dark"] != (name == "dark"):
                    raise SystemExit(f"{page}: was not shown in {name} colours")
                passes += answer["passes"]
                # What axe cannot decide counts as a fault, as long as nobody has looked at it.
                for kind in ["violations", "incomplete"]:
                    for rule in answer[kind]:
                        faults += 1
                        print(f"{page} {name} {kind}: {rule['id']} ({rule['impact']}): {rule['help']}: {rule['nodes']}")
    print(f"{passes} rules passed, {faults} faults")
    return 1 if faults or not passes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
