# An export as an office hands it out: semicolons, decimal commas, dates, a number for each row, gaps written as n/s, a fee that
# follows from the price.
#
#     descent run scripts/house_export.py > Sources/CSamples/house-export.csv

import numpy as np

town = house(400, seed=21)
rng = np.random.default_rng(21)
number = lambda x: f"{x:.1f}".replace(".", ",")
lines = ["number;sold on;place;area m2;lot m2;rooms;baths;built;condition;garage;heating;notary fee;price"]
heating = ["gas", "oil", "heat pump", "district"]
for i in range(400):
    row = town.iloc[i]
    month = int(row["month"])
    day = 1 + int(rng.integers(28))
    gone = rng.random(3)
    lot = "n/s" if gone[0] < 0.12 else str(int(row["lot"]))
    state = "" if gone[1] < 0.08 else str(int(row["quality"]))
    heat = "" if gone[2] < 0.1 else heating[int(rng.integers(4))]
    fee = 0.015 * row["price"] + 120 + 40 * rng.normal()
    cells = [str(10250 + i), f"{day:02d}.{month:02d}.2024", row["neighbourhood"], number(row["area"]), lot, str(int(row["beds"])),
             str(int(row["baths"])), str(2024 - int(row["age"])), state, str(int(row["garage"])), heat, number(fee),
             str(int(row["price"]))]
    lines.append(";".join(cells))
print("\n".join(lines))
