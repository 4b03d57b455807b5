#!/usr/bin/env bash
# JupyterLab 4.6.6: arrow keys do not move between radio buttons in a cell's output, as they do in every page.
#
# While a cell is not being edited, the notebook binds the four arrow keys to commands (the cell above and below, a heading folded and
# unfolded) by a selector that matches whatever has the focus in it, and a key that a command is bound to goes no further. So a
# choice that a cell shows cannot be made with the arrow keys. The attribute data-lm-suppress-shortcuts, which JupyterLab's own forms
# carry around their fields, does not help around the buttons either, because the selector (`… :focus`) matches a button before the
# search for the attribute reaches what is around it; on each button it gives the keys back. Runs in the machine's own Chromium.
set -euo pipefail
command -v chromium >/dev/null || { echo "chromium is not installed (apt-get install chromium)" >&2; exit 1; }
folder=$(mktemp -d)
server=
trap 'if [[ -n $server ]]; then kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; fi; rm -rf "$folder"' EXIT
python3 -m venv "$folder/environment"
"$folder/environment/bin/pip" install --quiet --disable-pip-version-check \
    jupyterlab==4.6.6 ipykernel==7.4.0 nbformat==5.11.1 playwright==1.65.2
export IPYTHONDIR=$folder/ipython JUPYTER_DATA_DIR=$folder/data JUPYTER_CONFIG_DIR=$folder/config JUPYTER_RUNTIME_DIR=$folder/runtime
export JUPYTERLAB_SETTINGS_DIR=$folder/settings JUPYTERLAB_WORKSPACES_DIR=$folder/workspaces
mkdir "$folder/notebooks"
cd "$folder/notebooks"
"$folder/environment/bin/python" - <<'PYTHON'
import nbformat

CHOICE = """from IPython.display import HTML
HTML('<div {1}>' + "".join(f'<input type="radio" name="{0}" id="{0}{{i}}" {2}>' for i in range(3)) + '</div>')"""
KEEP = 'data-lm-suppress-shortcuts="true"'
cells = [nbformat.v4.new_code_cell(CHOICE.format(*case)) for case in (("plain", "", ""), ("around", KEEP, ""), ("each", "", KEEP))]
nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={
    "kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}), "choice.ipynb")
PYTHON
port=$("$folder/environment/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/environment/bin/python" -m jupyterlab --no-browser --allow-root --ip=127.0.0.1 --port="$port" --ServerApp.port_retries=0 \
    --IdentityProvider.token=finding --LabApp.news_url=None >"$folder/log" 2>&1 &
server=$!
"$folder/environment/bin/python" - "$port" <<'PYTHON'
import shutil
import sys
import time
import urllib.request
from importlib.metadata import version

from playwright.sync_api import sync_playwright

address = f"http://127.0.0.1:{sys.argv[1]}"
for _ in range(300):
    try:
        urllib.request.urlopen(f"{address}/api?token=finding", timeout=5)
        break
    except OSError:
        time.sleep(0.2)
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/lab/tree/choice.ipynb?token=finding&reset")
    page.locator(".jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").wait_for()
    chosen = {}
    for place, name in enumerate(("plain", "around", "each")):
        page.locator(".jp-CodeCell .cm-content").nth(place).click()
        page.keyboard.press("Control+Enter")
        page.locator(f"#{name}1").wait_for()
        page.locator(f"#{name}1").check()
        page.locator(f"#{name}1").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        chosen[name] = [page.locator(f"#{name}{i}").is_checked() for i in range(3)]
    browser.close()
print("JupyterLab", version("jupyterlab"), "- the middle one of three was chosen, then the right arrow was pressed:")
stays, goes_on = [False, True, False], [False, False, True]
print("  plain buttons:                                     ", chosen["plain"])
print("  data-lm-suppress-shortcuts around the buttons:     ", chosen["around"])
print("  data-lm-suppress-shortcuts on each of the buttons: ", chosen["each"])
assert chosen == {"plain": stays, "around": stays, "each": goes_on}
PYTHON
