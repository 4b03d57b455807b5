# The made-up town's sales as somebody saved them who had sorted them by price.
#
#     descent run scripts/sorted_by_price.py > Sources/CSamples/sorted-by-price.csv

town = house(300, seed=33, outliers=False).sort_values("price")
names = ["neighbourhood", "x", "y", "area", "lot", "beds", "baths", "age", "quality", "garage", "price"]
lines = [",".join(names)]
for i in range(300):
    row = town.iloc[i]
    lines.append(",".join([row["neighbourhood"]] + [f"{row[name]:.2f}" for name in names[1:5]] + [str(int(row[name])) for name in names[5:]]))
print("\n".join(lines))
