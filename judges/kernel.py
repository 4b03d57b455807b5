# environment: kernel
"""The Jupyter kernel, by Jupyter's own front ends: jupyter_kernel_test whole, every lesson through papermill with the outputs that it
shows, start and round trip beside ipykernel's, a picture beside the prompt's, the memory of many cells, and JupyterLab in a browser.

KERNEL_PARTS names some of the parts: conformance, lessons, speed, memory, browser. KERNEL_SHOTS names a folder that keeps the browser's
screenshots."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = str((ROOT / os.environ["DESCENT"]).resolve())
home = pathlib.Path(tempfile.mkdtemp(prefix="descent-kernel-"))
# Nobody's own record, settings or kernels are touched.
for name, folder in {
    "HOME": "home", "DESCENT_HOME": "descent", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTER_CONFIG_DIR": "config", "IPYTHONDIR": "ipython",
}.items():
    (home / folder).mkdir(mode=0o700)
    os.environ[name] = str(home / folder)
os.environ["DESCENT_LESSONS"] = str(ROOT / "Lessons")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

import jupyter_kernel_test  # noqa: E402
import nbformat  # noqa: E402
import papermill  # noqa: E402
from jupyter_client.manager import KernelManager, start_new_kernel  # noqa: E402
from judging import Judge  # noqa: E402

judge = Judge()
PARTS = os.environ.get("KERNEL_PARTS", "conformance lessons speed memory browser").split()
subprocess.run([PROGRAM, "kernel", "install"], check=True, stdout=subprocess.DEVNULL)


# Jupyter's own tests.

class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = "descent"
    language_name = "descent"
    file_extension = ".descent"
    code_hello_world = "print('hello, world')"
    code_stderr = "sphere = 3"
    completion_samples = [
        {"text": "minimi", "matches": {"minimize"}},
        {"text": "Adam(amsg", "matches": {"amsgrad="}},
        {"text": ":less", "matches": {":lessons "}},
    ]
    complete_code_samples = ["1 + 1", "print('a')", ":lessons", "f(x, y) = x^2 + y^2", "def f(x):\n    return x\n"]
    incomplete_code_samples = ["minimize(rosenbrock,", "def f(x):", '"""text', "[1, 2,"]
    invalid_code_samples = ["1 +* 2", "x = = 3"]
    code_page_something = "Adam?"
    code_generate_error = "minimise(rosenbrock)"
    code_execute_result = [
        {"code": "1 + 1", "result": "2"},
        {"code": "[n^2 for n in range(4)]", "result": "[0, 1, 4, 9]"},
        {"code": "compare(rosenbrock, [Adam(0.05)], start=(-1.5, 2), steps=10)", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "plot(rosenbrock)", "mime": "image/png"},
        {"code": "demo('overshoot')", "mime": "image/gif"},
        {"code": ":help", "mime": "text/html"},
        {"code": ":json {'lr': 0.1}", "mime": "application/json"},
    ]
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Adam"
    code_clear_output = "minimize(rosenbrock, Adam(0.0001), start=(-1.5, 2), steps=40000000)"

    def interrupted(self, interrupt):
        """A cell that would run for hours ends soon, and what it reached is kept."""
        self.flush_channels()
        asked = self.kc.execute("minimize(rosenbrock, Adam(1e-7), start=(-1.5, 2), steps=2000000000)")
        while self.kc.get_iopub_msg(timeout=30)["msg_type"] != "display_data":
            pass
        began = time.monotonic()
        interrupt()
        reply = self.kc.get_shell_msg(timeout=10)
        self.assertEqual(reply["parent_header"]["msg_id"], asked)
        self.assertEqual(reply["content"]["ename"], "KeyboardInterrupt")
        self.assertLess(time.monotonic() - began, 2)
        self.flush_channels()
        reply, outputs = self.execute_helper("_.steps > 0")
        self.assertEqual(outputs[0]["content"]["data"]["text/plain"], "True")

    def test_interrupt_by_message(self):
        self.interrupted(self.km.interrupt_kernel)

    def test_interrupt_by_signal(self):
        import signal
        self.interrupted(lambda: self.km.signal_kernel(signal.SIGINT))

    def test_drawings(self):
        """Pictures are SVG where that was asked for."""
        self.flush_channels()
        self.execute_helper(":pictures svg")
        _, outputs = self.execute_helper("plot(rosenbrock)")
        self.assertIn("<svg", outputs[0]["content"]["data"]["image/svg+xml"])
        self.execute_helper(":pictures png")

    def test_question(self):
        """A lesson's guess or answer is asked for by input_request."""
        self.flush_channels()
        self.kc.execute(":start 1", allow_stdin=True)
        reply = self.get_non_kernel_info_reply(timeout=30)
        for _ in range(12):
            if not reply["content"].get("payload"):
                break
            text = reply["content"]["payload"][0]["text"]
            self.kc.execute(text, allow_stdin=True)
            while True:
                try:
                    reply = self.kc.get_shell_msg(timeout=0.5)
                    break
                except Exception:
                    pass
                try:
                    question = self.kc.get_stdin_msg(timeout=0.1)
                except Exception:
                    continue
                self.assertEqual(question["msg_type"], "input_request")
                self.kc.input("")
                self.asked = True
                reply = self.get_non_kernel_info_reply(timeout=60)
                self.flush_channels()
                self.execute_helper(":stop")
                return
        self.fail("no question was asked")


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "descent"
    support_iopub_welcome = True


def conformance():
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Conformance, Welcome))
    result = unittest.TextTestRunner(stream=open(os.devnull, "w"), verbosity=0).run(suite)
    # Parts of one test are equal to each other, so that no dictionary can hold them.
    bad = result.failures + result.errors
    for test, problem in bad:
        judge.hold(f"jupyter_kernel_test {test}", False, problem.strip().split("\n")[-1][:300])
    skipped = [f"{test} {why}" for test, why in result.skipped]
    judge.hold("jupyter_kernel_test passes whole", not bad and not skipped, f"{len(bad)} failed, skipped: {skipped}")
    judge.hold("jupyter_kernel_test ran", result.testsRun >= 17, f"{result.testsRun} tests")


# Every lesson, from top to bottom.

def lessons():
    folder = home / "lessons"
    folder.mkdir()
    wanted = os.environ.get("KERNEL_LESSONS")
    for lesson in sorted((ROOT / "Lessons").glob("*.md")):
        if wanted and not lesson.name.startswith(tuple(wanted.split(","))):
            continue
        exported = folder / (lesson.stem + ".ipynb")
        subprocess.run(
            [PROGRAM, "export", str(lesson), "--to", "ipynb", "-o", str(exported)], check=True, cwd=ROOT,
            stdout=subprocess.DEVNULL)
        shown = nbformat.read(exported, as_version=4)
        case = f"papermill {lesson.name}"
        try:
            ran = papermill.execute_notebook(
                str(exported), str(folder / "out.ipynb"), kernel_name="descent", progress_bar=False, cwd=str(folder))
        except papermill.PapermillExecutionError:
            # It counts an exercise that is not done as a failure, although its cell says that it may fail and it has gone on.
            ran = nbformat.read(folder / "out.ipynb", as_version=4)
        except Exception as problem:
            judge.hold(case, False, str(problem)[-600:])
            continue
        differing = []
        added = {"injected-parameters", "papermill-error-cell-tag"}
        for before, after in zip(shown.cells, [c for c in ran.cells if not added & set(c.metadata.get("tags", []))]):
            if before.cell_type != "code" or "raises-exception" in before.metadata.get("tags", []):
                continue
            if any(output.output_type == "error" for output in after.outputs):
                differing.append((before.id, "no error", str(after.outputs)[:200]))
                continue
            expected, found = plain(before), plain(after)
            if expected is not None and not matches(before, expected, found):
                differing.append((before.id, expected[:120], found[:120]))
        judge.hold(case, not differing, differing[:2])


def plain(cell):
    """What the cell printed and gave, in text; None for a picture alone, which its words stand for in the file."""
    pieces = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if output.name == "stdout":
                pieces.append(output.text.rstrip("\n"))
        elif output.output_type in ("execute_result", "display_data"):
            if any(name.startswith("image/") for name in output.data):
                continue
            pieces.append(output.data.get("text/plain", "").rstrip("\n"))
    return "\n".join(pieces)


def matches(cell, expected, found):
    """As the lesson's own test does, in short: `...` and `[..]` stand for anything, numbers agree to what is written."""
    import re
    attributes = cell.metadata.get("descent", {}).get("output", {}).get("attributes", {})
    if attributes.get("match") == "none":
        return True
    tolerance = {key: float(attributes[key]) for key in ("tol", "rel") if key in attributes}

    def words(text):
        """A pattern for what stands between numbers, whose width moves the blanks around them."""
        return re.sub(r"(?:\\ )+", r"[ ]+", re.escape(text).replace(re.escape("[..]"), ".*"))

    number = re.compile(r"(?<![\w.])[-−+]?\d+(?:,\d{3})*\.?\d*(?:e[-+]?\d+)?", re.I)
    pattern, values = "", []
    for line in expected.split("\n"):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
            continue
        at = 0
        for found_number in number.finditer(line):
            pattern += words(line[at:found_number.start()]) + r" *([-−+]?\d+(?:,\d{3})*\.?\d*(?:e[-+]?\d+)?)"
            values.append(found_number.group())
            at = found_number.end()
        pattern += words(line[at:].rstrip()) + r"[ \t]*\n"
    match = re.fullmatch(pattern + r"\s*", found.rstrip() + "\n", re.I)
    if not match:
        return False
    for written, came in zip(values, match.groups()):
        a, b = (float(text.replace(",", "").replace("−", "-")) for text in (written, came))
        digits = len(written.split(".")[1].split("e")[0]) if "." in written else 0
        power = int(written.lower().split("e")[1]) if "e" in written.lower() else 0
        allowed = 0.51 * 10.0 ** (power - digits)
        allowed = max(allowed, tolerance.get("tol", 0), tolerance.get("rel", 0) * abs(a))
        if abs(a - b) > allowed * 1.0000001:
            return False
    return True


# Speed, in one run beside ipykernel.

def ready(kernel):
    """Seconds from the start of the process until the kernel answers."""
    manager = KernelManager(kernel_name=kernel)
    began = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    # A client that finds nobody there yet looks again after a tenth of a second, which would be most of what is measured.
    client.context.reconnect_ivl = 1
    client.start_channels()
    client.kernel_info()
    client.get_shell_msg(timeout=60)
    seconds = time.perf_counter() - began
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return seconds


def trips(client, code, count):
    """Seconds of each round trip until the kernel is idle again."""
    seconds = []
    for _ in range(count):
        began = time.perf_counter()
        client.execute_interactive(code, output_hook=lambda message: None, timeout=60)
        seconds.append(time.perf_counter() - began)
    return seconds


def speed():
    ours, theirs = [], []
    for _ in range(5):
        ours.append(ready("descent"))
        theirs.append(ready("python3"))
    say(f"ready: {statistics.median(ours):.3f} s, ipykernel {statistics.median(theirs):.3f} s")
    judge.bound("the kernel is ready, beside ipykernel", statistics.median(ours), statistics.median(theirs), at_most=1 / 3)
    managers = {name: start_new_kernel(kernel_name=name) for name in ("descent", "python3")}
    try:
        found = {name: [] for name in managers}
        for _ in range(10):
            for name, (_, client) in managers.items():
                found[name] += trips(client, "1 + 1", 20)
        ours, theirs = (statistics.median(found[name]) for name in ("descent", "python3"))
        say(f"1 + 1: {ours * 1000:.2f} ms, ipykernel {theirs * 1000:.2f} ms")
        judge.bound("1 + 1 there and back, beside ipykernel", ours, theirs, at_most=1)
        picture = statistics.median(trips(managers["descent"][1], "plot(rosenbrock)", 9)[1:])
    finally:
        for manager, client in managers.values():
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    prompt = statistics.median(pictures_at_the_prompt(9)[1:])
    say(f"a picture: {picture * 1000:.0f} ms, at the prompt {prompt * 1000:.0f} ms")
    judge.bound("a picture delivered, beside the prompt", picture, prompt, at_most=1.2)


def pictures_at_the_prompt(count):
    """Seconds that the prompt takes to draw the same picture as graphics, on a terminal that shows them."""
    import pty
    import select
    leader, follower = pty.openpty()
    environment = dict(os.environ, TERM="xterm-kitty", COLORTERM="truecolor", KITTY_WINDOW_ID="1", LANG="C.UTF-8")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "TMUX", "SSH_CONNECTION"):
        environment.pop(name, None)
    import fcntl
    import struct
    import termios
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 110, 0, 0))
    process = subprocess.Popen(
        [PROGRAM], stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True)
    os.close(follower)

    def until(mark):
        seen = b""
        while mark not in seen:
            if not select.select([leader], [], [], 60)[0]:
                raise TimeoutError(seen[-200:])
            seen += os.read(leader, 1 << 16)

    seconds = []
    try:
        until(b"leaves")
        for index in range(count):
            began = time.perf_counter()
            # Of one line only the last result is shown: the picture has a line of its own.
            os.write(leader, f"plot(rosenbrock)\rprint(\"done-\" + \"{index}\")\r".encode())
            until(f"done-{index}".encode())
            seconds.append(time.perf_counter() - began)
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    return seconds


# Memory.

def memory():
    manager, client = start_new_kernel(kernel_name="descent")
    try:
        pid = manager.provisioner.process.pid

        def resident():
            with open(f"/proc/{pid}/status") as status:
                return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

        trips(client, "x = [n for n in range(100)]; sum(x)", 2_000)
        before = resident()
        trips(client, "x = [n for n in range(100)]; sum(x)", 10_000)
        after = resident()
        say(f"memory: {before} kB, after 10,000 cells {after} kB")
        judge.bound("the memory after 10,000 more cells", after, before, at_most=1.1)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def browser():
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        print("kernel: the browser is SKIPPED, there is no Chromium here (apt-get install chromium)", file=sys.stderr)
        return
    from lab import drive
    shots = pathlib.Path(os.environ.get("KERNEL_SHOTS", home / "shots"))
    shots.mkdir(parents=True, exist_ok=True)
    drive(judge, PROGRAM, home, shots)


def say(text):
    print(f"kernel: {text}", file=sys.stderr)


try:
    for part in PARTS:
        {"conformance": conformance, "lessons": lessons, "speed": speed, "memory": memory, "browser": browser}[part]()
finally:
    shutil.rmtree(home, ignore_errors=True)
judge.finish()
