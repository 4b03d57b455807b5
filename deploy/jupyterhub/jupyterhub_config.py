"""A class on one machine: everybody has an account of the machine, and a server that runs as that account.

    jupyterhub -f jupyterhub_config.py          as root, which is what may start servers as somebody else

DESCENT_COURSE      the lessons, read by all and written by none of the learners (default /usr/share/descent/Lessons)
DESCENT_COLLECTED   what was handed in, a folder for each learner (default /srv/descent/handed-in)
DESCENT_LEARNERS    the group that may log in (default learners)
DESCENT_TEACHERS    the group that may read what was handed in (default teachers)
DESCENT_HUB         where the hub listens (default http://127.0.0.1:8000; put TLS before it for a network)
"""

import grp
import os
import pathlib
import pwd

c = get_config()  # noqa: F821
course = pathlib.Path(os.environ.get("DESCENT_COURSE", "/usr/share/descent/Lessons"))
collected = pathlib.Path(os.environ.get("DESCENT_COLLECTED", "/srv/descent/handed-in"))
teachers = os.environ.get("DESCENT_TEACHERS", "teachers")

c.JupyterHub.bind_url = os.environ.get("DESCENT_HUB", "http://127.0.0.1:8000")
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {os.environ.get("DESCENT_LEARNERS", "learners"), teachers}
c.PAMAuthenticator.open_sessions = False
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
# What learners write is theirs alone, whatever the machine's umask.
c.LocalProcessSpawner.popen_kwargs = {"umask": 0o077}
# A server that nobody has used for an hour is no reason to keep a laptop's memory.
c.Spawner.args = ["--ServerApp.shutdown_no_activity_timeout=3600", "--MappingKernelManager.cull_idle_timeout=3600"]
c.Spawner.environment = {"DESCENT_LESSONS": str(course), "JUPYTER_PLATFORM_DIRS": "1"}
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "JUPYTER_PATH"]


def prepare(spawner):
    """The learner's folder among the collected ones: theirs to write, the teachers' to read, closed to everybody else."""
    learner = pwd.getpwnam(spawner.user.name)
    os.chmod(learner.pw_dir, 0o700)
    folder = collected / learner.pw_name
    collected.mkdir(parents=True, exist_ok=True)
    os.chmod(collected, 0o711)
    folder.mkdir(exist_ok=True)
    os.chown(folder, learner.pw_uid, grp.getgrnam(teachers).gr_gid)
    os.chmod(folder, 0o2750)
    spawner.environment["HAND_IN"] = str(folder)


c.Spawner.pre_spawn_hook = prepare
