"""JupyterLab in the machine's own Chromium, with the Descent kernel: a picture, an interruption, a question, completion, an
interaction."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
from playwright.sync_api import sync_playwright

PATIENCE = 60_000

CELLS = [
    "plot(rosenbrock)",
    "minimize(rosenbrock, Adam(1e-7), start=(-1.5, 2), steps=2000000000)",
    "interact(lambda lr: plot(minimize(sphere, SGD(lr), start=(1, 1), steps=20)), lr=[0.1, 0.5, 0.9])",
    "Ad",
    "compare(rosenbrock, [Adam(0.05), SGD(0.001)], start=(-1.5, 2), steps=100)",
    "minimise(rosenbrock)",
    ":start 1",
]


def drive(judge, program, home, shots):
    folder = home / "lab"
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS],
        metadata={"kernelspec": {"name": "descent", "display_name": "Descent", "language": "descent"}})
    nbformat.write(notebook, folder / "try.ipynb")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    log = open(home / "lab.log", "wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
         f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0", "--LabApp.news_url=None",
         "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
        cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/api?token={token}", server)
        with sync_playwright() as playwright:
            path = next(p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n)))
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 960})
            page.set_default_timeout(PATIENCE)
            page.goto(f"http://127.0.0.1:{port}/lab/tree/try.ipynb?token={token}&reset")
            try:
                talk(judge, page, shots)
            finally:
                page.screenshot(path=shots / "last.png")
                browser.close()
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, 9)
            server.wait()
        log.close()


def wait_for(address, server):
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"jupyter lab ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("jupyter lab does not answer")


def cell(page, text):
    """The cell that holds a text, scrolled to and clicked."""
    found = page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first
    found.scroll_into_view_if_needed()
    found.locator(".cm-content").click()
    return found


def run(page, text):
    found = cell(page, text)
    page.keyboard.press("Control+Enter")
    return found


def talk(judge, page, shots):
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    # A cell that is run before the kernel is there is forgotten.
    page.get_by_text("Descent | Idle").wait_for()

    one = run(page, "plot(rosenbrock)")
    picture = one.locator(".jp-OutputArea-output img")
    picture.wait_for()
    size = picture.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])")
    judge.hold("JupyterLab shows a picture", size[0] >= 400 and size[1] >= 300, size)
    page.screenshot(path=shots / "picture.png")

    long = run(page, "steps=2000000000")
    long.locator("progress").wait_for()
    first = long.locator("progress").get_attribute("value")
    page.wait_for_timeout(700)
    judge.hold("progress is renewed in place", long.locator("progress").count() == 1
               and long.locator("progress").get_attribute("value") != first, first)
    page.screenshot(path=shots / "progress.png")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    page.keyboard.press("i")
    stopped = long.locator(".jp-OutputArea-output", has_text="stopped")
    stopped.first.wait_for()
    judge.hold("an interruption keeps what was reached", long.locator("progress").count() == 0
               and "steps from (-1.5, 2)" in long.inner_text(), long.inner_text()[-300:])
    page.screenshot(path=shots / "interrupted.png")

    control = run(page, "interact(lambda")
    control.locator("input[type=radio]").first.wait_for()
    images = control.locator(".jp-OutputArea-output img")
    seen = [images.nth(i).is_visible() for i in range(3)]
    page.screenshot(path=shots / "interact.png")
    control.locator("input[type=radio]").nth(1).focus()
    page.keyboard.press("ArrowRight")
    then = [images.nth(i).is_visible() for i in range(3)]
    judge.hold("an interaction shows the picture that is chosen", seen == [False, True, False]
               and then == [False, False, True], [seen, then])
    page.screenshot(path=shots / "interact-right.png")

    page.keyboard.press("Escape")
    cell(page, "Ad")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    menu = page.locator(".jp-Completer .jp-Completer-item")
    menu.first.wait_for()
    names = menu.all_inner_texts()
    judge.hold("completion offers words with what they are", any(name.startswith("Adam") or "Adam" in name for name in names), names)
    page.screenshot(path=shots / "completion.png")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    table = run(page, "compare(rosenbrock")
    table.locator("table").wait_for()
    judge.hold("a comparison is a table", table.locator("table tr").count() >= 3, table.inner_text()[-200:])
    failed = run(page, "minimise(rosenbrock)")
    # By its words: under which type JupyterLab lists an error changes with its releases.
    failed.get_by_text("minimize needs rule").first.wait_for()
    judge.hold("a mistake has its caret", "^^^^" in failed.inner_text() and "minimize" in failed.inner_text(), failed.inner_text()[-200:])
    page.screenshot(path=shots / "table-and-mistake.png")

    # A lesson puts what it prepares into a new cell below the one that ran; that one is run, until there is a question.
    run(page, ":start 1")
    question = page.locator("input.jp-Stdin-input")
    for _ in range(12):
        try:
            question.last.wait_for(timeout=3_000)
            break
        except Exception:
            prepared = page.locator(".jp-CodeCell:has(.jp-InputPrompt:text-is('[ ]:'))").filter(
                has=page.locator(".cm-content", has_text=re.compile(r"\S"))).last
            prepared.scroll_into_view_if_needed()
            prepared.locator(".cm-content").click()
            page.keyboard.press("Control+Enter")
    judge.hold("a lesson's question is asked", question.count() > 0, question.count())
    question.last.scroll_into_view_if_needed()
    page.screenshot(path=shots / "question.png")
    question.last.fill("1")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1_500)
    page.screenshot(path=shots / "answered.png")
    page.keyboard.press("Control+s")
