# environment: postgres
"""Four workers in two networks on one study of 2,000 trials of five milliseconds, on Debian's PostgreSQL server: workers are killed,
the server is restarted and broken off, the line to one network is cut for 20 seconds. Each number is there once, and the places in the
order of finishing are 1 to 2,000. Then the throughput of four workers beside Optuna's, on the same server.

Networks of one's own and another user's server take root. POSTGRES_SAY=1 tells each step."""

import ipaddress
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from judging import Judge

PROGRAMS = next(iter(sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name))), None)


def skip(why):
    print(f"postgres: SKIPPED, {why}", file=sys.stderr)
    sys.exit(77)


if PROGRAMS is None:
    skip("there is no PostgreSQL server here (apt-get install postgresql)")
if os.geteuid() != 0:
    skip("only root may make networks and start a server as somebody else")
if shutil.which("ip") is None:
    skip("there is no program ip here (apt-get install iproute2)")

judge = Judge()
TRIALS, CUT = 2000, 20
DESCENT = os.path.abspath(os.environ["DESCENT"])
NETWORKS = [f"descent-judge-{os.getpid()}-{i}" for i in (1, 2)]
LINES = [f"dj{os.getpid() % 100000}{i}" for i in "ab"]
ADDRESSES = [list(ipaddress.ip_network(f"10.{200 + i}.{os.getpid() % 250}.0/30").hosts()) for i in (1, 2)]
USER = pwd.getpwnam(next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}))
work = pathlib.Path(tempfile.mkdtemp(prefix="descent-postgres-"))
work.chmod(0o755)


def say(text):
    if os.environ.get("POSTGRES_SAY"):
        print(f"postgres: {time.monotonic() - begun:6.1f} s  {text}", file=sys.stderr, flush=True)


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    if done.returncode != 0:
        raise SystemExit(f"postgres: {' '.join(map(str, command))}: {done.stderr.strip()}")
    return done.stdout.strip()


# Networks and the server

def make_networks():
    for network, line, (here, there) in zip(NETWORKS, LINES, ADDRESSES):
        run("ip", "netns", "add", network)
        run("ip", "link", "add", line, "type", "veth", "peer", "name", "out", "netns", network)
        run("ip", "address", "add", f"{here}/30", "dev", line)
        run("ip", "link", "set", line, "up")
        run("ip", "-n", network, "address", "add", f"{there}/30", "dev", "out")
        run("ip", "-n", network, "link", "set", "out", "up")
        run("ip", "-n", network, "link", "set", "lo", "up")


def server(program, *arguments):
    # What pg_ctl starts keeps what it was given.
    command = ["setpriv", f"--reuid={USER.pw_uid}", f"--regid={USER.pw_gid}", "--clear-groups", PROGRAMS / program, *arguments]
    with open(work / "said", "w") as said:
        done = subprocess.run(list(map(str, command)), stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd="/")
    if done.returncode != 0:
        raise SystemExit(f"postgres: {program}: {(work / 'said').read_text()}")


def start():
    where = ",".join(str(here) for here, _ in ADDRESSES)
    server("pg_ctl", "-D", work / "data", "-w", "-s", "-l", work / "log", "-o", f"-k {work}/socket -h {where} -p 5432", "start")


def stop(how):
    server("pg_ctl", "-D", work / "data", "-w", "-s", "-m", how, "stop")


def psql(sql, database="studies"):
    return run(PROGRAMS / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql,
               f"postgresql://judge@/{database}?host={work}/socket")


def address(place, driver=""):
    return f"postgresql{driver}://judge@{ADDRESSES[place][0]}:5432/studies"


# Workers

class Worker:
    """A worker of one of the networks that is to make so many trials; ended and begun again it makes the rest."""

    def __init__(self, place, study, trials):
        self.place, self.study = place, study
        self.begin(trials)

    def begin(self, trials):
        self.trials, self.log = trials, open(work / f"worker-{time.monotonic_ns()}", "w+")
        self.process = subprocess.Popen(
            ["ip", "netns", "exec", NETWORKS[self.place], DESCENT, "study", "worker", address(self.place), str(work / "tune.py"),
             "--study", self.study, "--trials", str(trials)],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, env=environment)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait(self):
        status = self.process.wait(timeout=900)
        if status != 0:
            self.log.seek(0)
            print(self.log.read()[-500:], file=sys.stderr)
        return status


def finished(study):
    return int(psql(f"SELECT coalesce(max(finished), 0) FROM descent.studies WHERE name = '{study}'") or 0)


def until(count, study="chaos", seconds=600):
    end = time.monotonic() + seconds
    while finished(study) < count:
        if time.monotonic() > end:
            raise SystemExit(f"postgres: {finished(study)} of {count} trials after {seconds} s")
        time.sleep(0.05)


def seconds_of(table, start, end, condition):
    return float(psql(f"SELECT extract(epoch FROM max({end}) - min({start})) FROM {table} WHERE {condition}"))


OPTUNA = """
import sys, time, warnings
import optuna
warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.load_study(study_name="beside", storage=sys.argv[1])
def objective(trial):
    x, n = trial.suggest_float("x", -1, 1), trial.suggest_int("n", 1, 9)
    time.sleep(0.005)
    return x * x + n
study.optimize(objective, n_trials=int(sys.argv[2]))
"""

environment = {**os.environ, "HOME": str(work), "DESCENT_HOME": str(work / "home")}
begun = time.monotonic()
try:
    make_networks()
    for name in ("data", "socket"):
        (work / name).mkdir()
        os.chown(work / name, USER.pw_uid, USER.pw_gid)
    (work / "log").touch()
    os.chown(work / "log", USER.pw_uid, USER.pw_gid)
    server("initdb", "-D", work / "data", "-U", "judge", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions")
    with open(work / "data/pg_hba.conf", "a") as rules:
        rules.writelines(f"host all all {here}/30 trust\n" for here, _ in ADDRESSES)
    start()
    psql("CREATE DATABASE studies", "postgres")
    (work / "tune.py").write_text(
        "import time\n"
        "space = {'x': Float(-1, 1), 'n': Int(1, 9)}\n"
        "def objective(x, n):\n"
        "    time.sleep(0.005)\n"
        "    return x * x + n\n")

    say("four workers in two networks")
    workers = [Worker(i // 2, "chaos", TRIALS // 4) for i in range(4)]
    end = time.monotonic() + 60
    while psql("SELECT to_regclass('descent.studies')") == "" and time.monotonic() < end:
        time.sleep(0.05)
    until(100)
    say("a worker of each network is killed")
    for worker in (workers[0], workers[2]):
        worker.kill()
        worker.begin(TRIALS // 8)
    until(300)
    say("the server is restarted")
    stop("fast")
    start()
    until(500)
    say("the server is broken off, and a worker is killed meanwhile")
    stop("immediate")
    workers[1].kill()
    start()
    workers[1].begin(TRIALS // 8)
    until(700)
    say(f"the line to one network is cut for {CUT} s")
    run("ip", "link", "set", LINES[0], "down")
    before = finished("chaos")
    time.sleep(CUT)
    during = finished("chaos") - before
    run("ip", "link", "set", LINES[0], "up")
    judge.hold("the other network worked on while the line was cut", during > 0, during)
    judge.agree("every worker that was left alone came to its end", [worker.wait() for worker in workers], [0, 0, 0, 0])
    rest = TRIALS - finished("chaos")
    say(f"{rest} trials are left, of those whose workers were killed")
    judge.hold("the killed ones left something", 0 < rest < TRIALS // 2, rest)
    last = [Worker(i % 2, "chaos", rest // 4 + (i < rest % 4)) for i in range(4) if rest // 4 + (i < rest % 4) > 0]
    judge.agree("the last ones came to their end", [worker.wait() for worker in last], [0] * len(last))
    mine = "WHERE study = (SELECT id FROM descent.studies WHERE name = 'chaos')"
    judge.agree("trials", psql(f"SELECT count(*) FROM descent.trials {mine}"), str(TRIALS))
    judge.agree("numbers", psql(f"SELECT count(DISTINCT number), min(number), max(number) FROM descent.trials {mine}"),
                f"{TRIALS}|0|{TRIALS - 1}")
    judge.agree("places", psql(f"SELECT count(DISTINCT place), min(place), max(place) FROM descent.trials {mine}"),
                f"{TRIALS}|1|{TRIALS}")
    judge.agree("the study's count", finished("chaos"), TRIALS)
    judge.agree("states", psql(f"SELECT DISTINCT state FROM descent.trials {mine}"), "complete")
    judge.agree("results without a value", psql(f"SELECT count(*) FROM descent.trials {mine} AND results = '[]'"), "0")
    # Whoever saw a result in the moment before the server broke down may have seen one that was told once more after it.
    turned = int(psql(f"SELECT count(*) FROM descent.trials {mine} AND visible >= place"))
    judge.hold("what was seen is what had finished", turned <= 4, turned)

    say("throughput: Descent")
    for worker in [Worker(i // 2, "beside", TRIALS // 4) for i in range(4)]:
        worker.wait()
    ours = TRIALS / float(psql(
        "SELECT max(ended) - min(started) FROM descent.trials WHERE study = (SELECT id FROM descent.studies WHERE name = 'beside')"))
    say("throughput: Optuna")
    (work / "peer.py").write_text(OPTUNA)
    run(sys.executable, "-c", "import optuna, sys; optuna.logging.set_verbosity(30); "
        "optuna.create_study(study_name='beside', storage=sys.argv[1])",
        f"postgresql+psycopg2://judge@/studies?host={work}/socket")
    each = TRIALS // 20
    peers = [subprocess.Popen(
        ["ip", "netns", "exec", NETWORKS[i // 2], sys.executable, work / "peer.py", address(i // 2, "+psycopg2"), str(each)],
        env=environment) for i in range(4)]
    judge.agree("Optuna's workers came to their end", [peer.wait() for peer in peers], [0, 0, 0, 0])
    theirs = 4 * each / seconds_of("trials", "datetime_start", "datetime_complete", "state = 'COMPLETE'")
    print(f"  trials of 5 ms by four workers: {ours:.0f} a second, Optuna {theirs:.1f}: {ours / theirs:.1f} times")
    judge.bound("throughput, at least ten times Optuna's", 10 * theirs, ours, at_most=1)
finally:
    for network in NETWORKS:
        for process in subprocess.run(["ip", "netns", "pids", network], capture_output=True, text=True).stdout.split():
            os.kill(int(process), signal.SIGKILL)
    if (work / "data/postmaster.pid").exists():
        server("pg_ctl", "-D", work / "data", "-w", "-s", "-m", "immediate", "stop")
    for network, line in zip(NETWORKS, LINES):
        subprocess.run(["ip", "link", "del", line], capture_output=True)
        subprocess.run(["ip", "netns", "del", network], capture_output=True)
    shutil.rmtree(work, ignore_errors=True)
judge.finish()
