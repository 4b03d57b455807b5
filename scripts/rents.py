# Rents that are a sum of what a flat has, and noise: there is nothing for a network to find that a line does not.
#
#     descent run scripts/rents.py > Sources/CSamples/rents.csv

import numpy as np

rng = np.random.default_rng(5)
lines = ["rent,area,rooms,floor,balcony,lift,age,distance"]
for i in range(150):
    area = float(np.clip(rng.normal(68, 20), 22, 140))
    rooms = max(1, round(area / 26 + 0.5 * rng.normal()))
    floor = int(rng.integers(0, 7))
    balcony = int(rng.random() < 0.6)
    lift = int(rng.random() < 0.4)
    age = int(rng.integers(0, 90))
    distance = float(rng.uniform(0.2, 12))
    rent = 180 + 9.5 * area + 12 * rooms + 6 * floor + 45 * balcony + 20 * lift - 1.6 * age - 21 * distance + 55 * rng.normal()
    lines.append(f"{rent:.0f},{area:.1f},{rooms},{floor},{balcony},{lift},{age},{distance:.2f}")
print("\n".join(lines))
