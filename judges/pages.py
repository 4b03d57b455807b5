# environment: pages
"""The lessons as pages, in a real browser: nothing is wider than the window at 1280, 800, 400 and 320 pixels, light and dark;
axe-core and tidy find nothing; no probe of a hostile lesson sets its mark, and no request leaves the page."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from judging import ROOT, Judge
from playwright.sync_api import sync_playwright

browser_path = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
if browser_path is None:
    print("pages: SKIPPED, there is no Chromium here (apt-get install chromium)", file=sys.stderr)
    sys.exit(77)

judge = Judge()

PROBES = """---
title: "<script>document.documentElement.dataset.mark='title'</script>"
lang: en
---

# Probes <img src=x onerror="document.documentElement.dataset.mark='heading'">

<script>document.documentElement.dataset.mark='block'</script>

Words <script>document.documentElement.dataset.mark='inline'</script> and
<img src="https://example.org/x.png" onerror="document.documentElement.dataset.mark='image'">.

[one](javascript:document.documentElement.dataset.mark='link') [two](data:text/html,<script>1</script>)
[three](https://example.org/"onmouseover="document.documentElement.dataset.mark='attribute')

![x](https://example.org/x.png) ![y" onerror="document.documentElement.dataset.mark='words'](y.png)

<svg onload="document.documentElement.dataset.mark='svg'"><a href="https://example.org">a</a></svg>

<iframe src="https://example.org"></iframe>

<details open ontoggle="document.documentElement.dataset.mark='details'"><summary>More</summary>

Text <b onclick="x">bold</b>.

</details>

```descent id="p"
print("</samp></pre><script>document.documentElement.dataset.mark='output'</script>")
```

| a | <svg onload="document.documentElement.dataset.mark='table'"></svg> |
|---|---|
| `<script>document.documentElement.dataset.mark='code'</script>` | """ + "long" * 100 + """ |

""" + "word" * 200 + """

    """ + "code" * 200 + """
"""


def export(lesson, page):
    done = subprocess.run(
        [os.environ["DESCENT"], "export", str(lesson), "--to", "html", "-o", str(page)], cwd=ROOT, capture_output=True,
        text=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def tidy(page):
    """What tidy has to say; its release of 2017 does not know some of today's CSS, which it does not look at."""
    if not shutil.which("tidy"):
        return ""
    done = subprocess.run(["tidy", "-quiet", "-errors", "-utf8", str(page)], capture_output=True, text=True)
    return done.stderr.strip()


# The boxes that stand out of the window, but for those inside of a box that scrolls by itself.
WIDER = """() => {
  const found = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) found.push(`page ${document.documentElement.scrollWidth}`);
  for (const one of document.querySelectorAll("main *, header *, nav *")) {
    let scrolls = false;
    for (let up = one.parentElement; up; up = up.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) scrolls = true;
    if (!scrolls && one.getBoundingClientRect().right > room + 0.5) found.push(one.outerHTML.slice(0, 80));
  }
  return found.slice(0, 3).join(" | ");
}"""

with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
    folder = pathlib.Path(name)
    (folder / "probes.md").write_text(PROBES, encoding="utf-8")
    lessons = [*sorted((ROOT / "Lessons").glob("*.md")), folder / "probes.md"]
    browser = playwright.chromium.launch(
        executable_path=browser_path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
    for lesson in lessons:
        page_file = folder / (lesson.stem + ".html")
        export(lesson, page_file)
        complaints = tidy(page_file)
        judge.hold(f"tidy on {lesson.name}", complaints == "", complaints[:300])
        for scheme in ("light", "dark"):
            # Axe is a script, and pages hold none: for it alone the browser is told to overlook what the page says of itself.
            context = browser.new_context(color_scheme=scheme, bypass_csp=True, offline=True)
            # What is judged is the page, not the machine's speed.
            context.set_default_timeout(300_000)
            page = context.new_page()
            page.goto(page_file.as_uri())
            for width in (1280, 800, 400, 320):
                page.set_viewport_size({"width": width, "height": 900})
                wider = page.evaluate(WIDER)
                judge.hold(f"{lesson.name}, {scheme}, {width} pixels: nothing stands out", wider == "", wider)
                if width in (1280, 400):
                    found = [
                        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
                        for violation in Axe().run(page).response["violations"]]
                    judge.hold(f"axe on {lesson.name}, {scheme}, {width} pixels", not found, "; ".join(found))
            context.close()
        context = browser.new_context()
        context.set_default_timeout(300_000)
        page = context.new_page()
        requests, messages = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(page_file.as_uri())
        page.wait_for_timeout(300)
        far = [url for url in requests if not url.startswith("data:") and url != page_file.as_uri()]
        judge.hold(f"{lesson.name} asks for nothing", not far, far)
        judge.hold(f"{lesson.name} breaks none of its own rules", not messages, messages[:3])
        mark = page.evaluate("document.documentElement.dataset.mark")
        judge.hold(f"{lesson.name}: no probe ran", mark is None, mark)
        context.close()
    browser.close()

judge.finish()
