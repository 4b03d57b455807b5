"""The same storages and journals with Optuna 4: what Descent writes opens, is the same, and is gone on with."""

# environment: optuna4

from judging import Judge
from optuna_storage import judge_storages

judge = Judge()
judge_storages(judge)
judge.finish()
