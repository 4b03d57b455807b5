"""Ten steps of a GAN, by the program and by PyTorch on the same weights, rows and latent numbers, for every pair of losses.

What PyTorch makes of them is in the golden file that `golden/gan.py` writes and checks in the same run of all judges.
"""

import json

from judging import ROOT, Judge, descent

golden = json.loads((ROOT / "Tests/AdversarialTests/Golden/gan.json").read_text())
judge = Judge(relative=1e-5)


def arrays(flat, shapes):
    found, place = [], 0
    for rows, columns in shapes:
        count = rows * columns
        part = flat[place : place + count]
        place += count
        found.append([part[i * columns : (i + 1) * columns] for i in range(rows)] if rows > 1 else part)
    return found


latent = golden["latent"]
rows = [golden["rows"][k : k + 2] for k in range(0, len(golden["rows"]), 2)]
setup = f"""
import numpy as np
g = Sequential([Dense(5, activation="tanh", input_shape=({latent},)), Dense(2)])
d = Sequential([Dense(6, activation="relu", input_shape=(2,)), Dense(1)])
g.set_weights([np.array(w) for w in {arrays(golden["generator"], [(latent, 5), (1, 5), (5, 2), (1, 2)])}])
k1, b1, k2, b2 = {arrays(golden["discriminator"], [(2, 6), (1, 6), (6, 1), (1, 1)])}
d.set_weights([np.array(k1), np.array(b1), np.array(k2).reshape(6, 1), np.array(b2)])
rule = Adam(0.01, beta_1=0.5, epsilon=0.001, dialect="pytorch")
"""
for case in golden["cases"]:
    lines = setup + f"""
gan = GAN(g, d, loss="{case["loss"]}", optimizer=rule, prior="uniform", decay=False, seed={golden["seed"]})
x = np.array({rows})
told = []
for k in range(1, 11):
    train(gan, x, steps=k, batch_size={len(rows)})
    told.append((gan.history.history["d_loss"][-1], gan.history.history["g_loss"][-1]))
told
"""
    judge.agree(case["loss"], descent(lines), [list(pair) for pair in zip(case["d_loss"], case["g_loss"])])
judge.finish()
