# environment: classroom
"""A class on one machine, by the recipe of deploy/jupyterhub: two learners log in at once, run a lesson as a notebook and answer an
exercise, neither can read or change what is not theirs, both hand in, and what they handed in is graded.

The accounts exist only in a mount namespace that ends with the judge; making one takes root. CLASSROOM_SAY=1 tells each step."""

import ctypes
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import nbformat
import requests
import websocket
from judging import Judge

judge = Judge()
ROOT = pathlib.Path(__file__).resolve().parents[1]
if os.geteuid() != 0:
    print("classroom: SKIPPED, only root may start servers as somebody else", file=sys.stderr)
    sys.exit(77)

LEARNERS = {"ada": "start=(-0.5, 0.8)", "bob": "start=(0.5, -0.8)"}
PASSWORDS = {name: uuid.uuid4().hex for name in LEARNERS}
work = pathlib.Path(tempfile.mkdtemp(prefix="descent-class-"))
work.chmod(0o755)


def say(text):
    if os.environ.get("CLASSROOM_SAY"):
        print(f"classroom: {text}", file=sys.stderr, flush=True)


# Accounts, and a machine that others may look into.

def mount(source, target, kind=None, flags=0, data=None):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(str(source).encode(), str(target).encode(), kind and kind.encode(), flags, data and data.encode()):
        raise OSError(ctypes.get_errno(), f"mount {target}")


def own_machine():
    """From here on mounts are this process's and its children's alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x20000):
        raise OSError(ctypes.get_errno(), "unshare")
    mount("none", "/", flags=0x4000 | 0x40000)
    hashes = {
        name: subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=secret, text=True, check=True,
                             capture_output=True).stdout.strip() for name, secret in PASSWORDS.items()}
    more = {"passwd": "", "shadow": "", "group": f"learners:x:64900:{','.join(LEARNERS)}\nteachers:x:64901:\n"}
    for number, name in enumerate(LEARNERS, 64902):
        home = work / "home" / name
        more["passwd"] += f"{name}:x:{number}:{number}::{home}:/bin/bash\n"
        more["shadow"] += f"{name}:{hashes[name]}:20000:0:99999:7:::\n"
        more["group"] += f"{name}:x:{number}:\n"
        home.mkdir(parents=True)
        os.chown(home, number, number)
    for name, lines in more.items():
        file = pathlib.Path("/etc", name)
        copy = work / f"etc-{name}"
        copy.write_text(file.read_text() + lines)
        copy.chmod(file.stat().st_mode & 0o777)
        mount(copy, file, flags=0x1000)


def opened(*paths):
    """Lets everybody reach folders that lie in somebody's closed home, and nothing else there."""
    closed = {
        next((above for above in reversed(path.parents) if not above.stat().st_mode & 0o001), None) for path in paths} - {None}
    for number, above in enumerate(sorted(closed)):
        kept = work / f"kept{number}"
        kept.mkdir(mode=0o700)
        mount(above, kept, flags=0x1000 | 0x4000)
        mount("tmpfs", above, "tmpfs", data="mode=711")
        for path in paths:
            if above in path.parents:
                path.mkdir(parents=True, exist_ok=True)
                mount(kept / path.relative_to(above), path, flags=0x1000)


# A learner, as a browser does it.

class Learner:
    def __init__(self, hub, name):
        self.hub, self.name, self.base = hub, name, f"{hub}/user/{name}"
        browser = requests.Session()
        browser.get(f"{hub}/hub/login", timeout=60)
        answer = browser.post(
            f"{hub}/hub/login", params={"_xsrf": browser.cookies.get("_xsrf")}, timeout=60, allow_redirects=False,
            data={"username": name, "password": PASSWORDS[name], "_xsrf": browser.cookies.get("_xsrf")})
        if answer.status_code != 302:
            raise RuntimeError(f"{name} cannot log in: {answer.status_code}")
        page = browser.get(f"{hub}/hub/token", timeout=60)
        xsrf = next(cookie.value for cookie in browser.cookies if cookie.name == "_xsrf")
        answer = browser.post(
            f"{hub}/hub/api/users/{name}/tokens", headers={"X-XSRFToken": xsrf, "Referer": page.url}, json={}, timeout=60)
        answer.raise_for_status()
        self.token = answer.json()["token"]

    def call(self, method, path, wanted=(200, 201, 202, 204), **more):
        answer = requests.request(
            method, path, headers={"Authorization": f"token {self.token}"}, timeout=120, **more)
        if answer.status_code not in wanted:
            raise RuntimeError(f"{self.name} {method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer

    def start(self):
        self.call("POST", f"{self.hub}/hub/api/users/{self.name}/server")
        for _ in range(600):
            state = self.call("GET", f"{self.hub}/hub/api/users/{self.name}").json()
            if (state["servers"].get("") or {}).get("ready"):
                return
            time.sleep(0.2)
        raise RuntimeError(f"{self.name}'s server does not start")

    def socket(self, path):
        return websocket.create_connection(
            self.base.replace("http", "ws", 1) + path, header=[f"Authorization: token {self.token}"], timeout=180)

    def kernel(self):
        made = self.call("POST", f"{self.base}/api/kernels", json={"name": "descent"}).json()
        self.channel = self.socket(f"/api/kernels/{made['id']}/channels")

    def run(self, code):
        """Runs a cell: its reply, and all text that it showed."""
        message = uuid.uuid4().hex
        self.channel.send(json.dumps({
            "header": {"msg_id": message, "msg_type": "execute_request", "username": self.name, "session": self.name,
                       "version": "5.3"},
            "parent_header": {}, "metadata": {}, "buffers": [], "channel": "shell",
            "content": {"code": code, "silent": False, "store_history": True, "allow_stdin": False,
                        "stop_on_error": False, "user_expressions": {}}}))
        reply, text, idle = None, [], False
        while reply is None or not idle:
            answer = json.loads(self.channel.recv())
            if answer["parent_header"].get("msg_id") != message:
                continue
            content = answer["content"]
            if answer["msg_type"] == "execute_reply":
                reply = content
            elif answer["msg_type"] == "status":
                idle = content["execution_state"] == "idle"
            elif answer["msg_type"] == "stream":
                text.append(content["text"])
            elif answer["msg_type"] in ("execute_result", "display_data"):
                text.append(content["data"].get("text/plain", ""))
            elif answer["msg_type"] == "error":
                text.append("\n".join(content["traceback"]))
        return reply, "\n".join(text)

    def shell(self, line):
        """Types a line into a terminal of JupyterLab's, and gives what comes and its exit status."""
        name = self.call("POST", f"{self.base}/api/terminals").json()["name"]
        terminal = self.socket(f"/terminals/websocket/{name}")
        mark = uuid.uuid4().hex
        terminal.send(json.dumps(["stdin", f"{line}; echo {mark[:9]}''{mark[9:]}=$?\r"]))
        seen = ""
        while not (match := re.search(mark + r"=(\d+)", seen)):
            kind, *rest = json.loads(terminal.recv())
            seen += rest[0] if kind == "stdout" else ""
        terminal.close()
        self.call("DELETE", f"{self.base}/api/terminals/{name}")
        return seen, int(match.group(1))


def lesson(learner, notebook):
    """The lesson as a notebook, whole; then as a guided lesson, with the learner's own answer to an exercise."""
    learner.start()
    say(f"{learner.name}: the server is there")
    learner.kernel()
    failed = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", []):
            reply, text = learner.run(cell.source)
            if reply["status"] != "ok":
                failed.append((cell.id, text[-200:]))
    learner.run(":start 0")
    learner.run(":cells upper-left")
    _, told = learner.run(f"run = minimize(himmelblau, SGD(0.01), {LEARNERS[learner.name]}, steps=200)")
    learner.run(":stop")
    _, status = learner.shell(f'{work}/bin/descent progress export > "$HAND_IN/progress.json"')
    say(f"{learner.name}: handed in, status {status}; told {told[:60]!r}")
    return failed, told, status


def refused(learner, other):
    """Each thing that a learner may not do, and what came of it."""
    home, handed = work / "home" / other.name, work / "collected" / other.name
    tries = {
        "list another's files": f"ls {home}",
        "read another's record": f"cat {home}/.local/share/descent/progress.sqlite",
        "read what another handed in": f"cat {handed}/progress.json",
        "write over what another handed in": f"echo > {handed}/progress.json",
        "see who has handed in": f"ls {handed.parent}",
        "change the course": f"touch {work}/course/00-map-and-tools.md",
        "remove a lesson": f"rm -f {work}/course/00-map-and-tools.md",
        "put a file into the course": f"touch {work}/course/mine.md",
    }
    for what, line in tries.items():
        seen, status = learner.shell(line)
        say(f"{learner.name}: {what}: status {status}")
        judge.hold(f"{learner.name} cannot {what}", status != 0 and re.search("denied|not permitted", seen), seen[-200:])
    answer = learner.call("GET", f"{other.base}/api/contents", wanted=(200, 302, 403, 404))
    judge.hold(f"{learner.name} cannot use another's server", answer.status_code != 200, answer.status_code)
    answer = learner.call("GET", f"{learner.hub}/hub/api/users/{other.name}", wanted=(200, 403, 404))
    judge.hold(f"{learner.name} cannot ask the hub about another", answer.status_code != 200, answer.status_code)


def class_on(hub, notebook, course):
    learners = [Learner(hub, name) for name in LEARNERS]
    judge.hold("a wrong password is refused", wrong_password(hub), "it was let in")
    with ThreadPoolExecutor(len(learners)) as both:
        results = list(both.map(lambda learner: lesson(learner, notebook), learners))
    for learner, (failed, told, status) in zip(learners, results):
        judge.hold(f"{learner.name} runs the lesson as a notebook", not failed, failed[:2])
        passed = learner.name == "ada"
        judge.hold(f"{learner.name} is told of the answer", ("Passed" in told) == passed, told[:300])
        judge.hold(f"{learner.name} hands in", status == 0, status)
    refused(*learners)
    refused(*reversed(learners))
    for learner in learners:
        learner.call("DELETE", f"{hub}/hub/api/users/{learner.name}/server")


def wrong_password(hub):
    browser = requests.Session()
    browser.get(f"{hub}/hub/login", timeout=60)
    answer = browser.post(
        f"{hub}/hub/login", params={"_xsrf": browser.cookies.get("_xsrf")}, timeout=60, allow_redirects=False,
        data={"username": "ada", "password": "guessed", "_xsrf": browser.cookies.get("_xsrf")})
    return answer.status_code in (401, 403)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def main():
    program, course = work / "bin" / "descent", work / "course"
    program.parent.mkdir()
    shutil.copy2(ROOT / os.environ["DESCENT"], program)
    program.chmod(0o755)
    course.mkdir()
    for file in (ROOT / "Lessons").glob("*.md"):
        shutil.copy(file, course)
    notebook = work / "lesson.ipynb"
    environment = dict(
        os.environ, HOME=str(work / "teacher"), DESCENT_LESSONS=str(course), DESCENT_COURSE=str(course),
        DESCENT_COLLECTED=str(work / "collected"), DESCENT_HUB=f"http://127.0.0.1:{free_port()}",
        JUPYTER_PATH=str(work / "prefix/share/jupyter"),
        PATH=f"{program.parent}:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}")
    for name in ("PYTHONPATH", "DESCENT_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    (work / "teacher").mkdir()
    for call in (["kernel", "install", "--prefix", str(work / "prefix")],
                 ["export", str(course / "00-map-and-tools.md"), "--to", "ipynb", "-o", str(notebook)]):
        subprocess.run([program, *call], check=True, env=environment, stdout=subprocess.DEVNULL)
    own_machine()
    opened(pathlib.Path(sys.prefix).resolve(), pathlib.Path(sys.base_prefix).resolve())
    (work / "hub").mkdir(mode=0o700)
    environment["CONFIGPROXY_AUTH_TOKEN"] = uuid.uuid4().hex
    log = open(work / "hub" / "log", "w")
    config = work / "hub" / "jupyterhub_config.py"
    ports = f"\nc.JupyterHub.hub_port = {free_port()}\nc.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{free_port()}'\n"
    config.write_text((ROOT / "deploy/jupyterhub/jupyterhub_config.py").read_text() + ports)
    hub = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", "-f", str(config)], cwd=work / "hub", env=environment, stdout=log, stderr=log)
    try:
        for _ in range(600):
            try:
                if requests.get(environment["DESCENT_HUB"] + "/hub/health", timeout=5).ok:
                    break
            except requests.RequestException:
                pass
            if hub.poll() is not None:
                raise RuntimeError("the hub ended")
            time.sleep(0.2)
        say("the hub is there")
        class_on(environment["DESCENT_HUB"], nbformat.read(notebook, as_version=4), course)
    except Exception as problem:
        tail = (work / "hub" / "log").read_text()[-3000:]
        judge.hold("the class", False, f"{problem!r}\n{tail}")
        return
    finally:
        hub.terminate()
        try:
            hub.wait(60)
        except subprocess.TimeoutExpired:
            hub.kill()
            hub.wait()
    handed = sorted(str(file) for file in (work / "collected").glob("*/progress.json"))
    graded = subprocess.run(
        [program, "grade", "--csv", "--lesson", str(course / "00-map-and-tools.md"), *handed], env=environment,
        capture_output=True, text=True)
    say(graded.stdout + graded.stderr)
    judge.hold("both are graded", graded.returncode == 0, graded.stderr[-300:])
    rows = {row.split(",")[0]: row for row in graded.stdout.splitlines() if "upper-left" in row}
    judge.hold("what is right is graded so", "passed" in rows.get("ada", "").lower(), graded.stdout[:600])
    judge.hold("what is wrong is graded so", "bob" in rows and "passed" not in rows["bob"].lower(), graded.stdout[:600])


try:
    main()
finally:
    # The namespace ends with this process, and its mounts with it; what they hide is not to be deleted.
    subprocess.run(["sh", "-c", f"umount -l {work}/kept* 2>/dev/null; rm -rf --one-file-system {work}"])
judge.finish()
