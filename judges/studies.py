"""Studies in Optuna 5's formats: what Descent writes opens, is the same, and is gone on with; what Optuna writes is read.

Optuna's dashboard serves the written storage: studies, trials and importances come out of its API.
"""

# environment: optuna

import json
import tempfile
import wsgiref.util

import optuna
from optuna_dashboard import wsgi

from judging import Judge
from optuna_storage import judge_storages, make, program

judge = Judge()
judge_storages(judge)


def get(app, path):
    """What the dashboard answers, asked without a server."""
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    wsgiref.util.setup_testing_defaults(environ)
    status = []
    body = b"".join(app(environ, lambda line, headers, error=None: status.append(line)))
    return status[0], json.loads(body) if body.startswith((b"{", b"[")) else body


with tempfile.TemporaryDirectory() as folder:
    made = make(f"sqlite:///{folder}/theirs.db")
    program("study", "import", f"{folder}/theirs.db", "--into", f"{folder}/ours.db")
    program("study", "export", f"{folder}/ours.db", "--optuna", f"{folder}/back.db")
    app = wsgi(optuna.storages.RDBStorage(f"sqlite:///{folder}/back.db"))
    status, listing = get(app, "/api/studies")
    judge.agree("dashboard: the list", status, "200 OK")
    names = {entry["study_name"]: entry["study_id"] for entry in listing["study_summaries"]}
    judge.agree("dashboard: names", sorted(names), ["multi", "single"])
    for study in made:
        status, detail = get(app, f"/api/studies/{names[study.study_name]}")
        judge.agree(f"dashboard: {study.study_name}", status, "200 OK")
        judge.agree(f"dashboard: trials of {study.study_name}", len(detail["trials"]), len(study.trials))
        judge.agree(
            f"dashboard: states of {study.study_name}", [t["state"] for t in detail["trials"]],
            [{"FAIL": "Fail"}.get(t.state.name, t.state.name.capitalize()) for t in study.trials])
    status, shares = get(app, f"/api/studies/{names['multi']}/param_importances")
    judge.agree("dashboard: importances", status, "200 OK")

judge.finish()
