#!/usr/bin/env python3
"""How often each claim of the documents gets the same verdict when the session has another seed.

    python3 scripts/claims_by_seed.py .build/release/descent [seeds=10] [write=docs/claims.md]

Every experiment is run by `claims(…, run=True, seed=k)` for k = 0, 1, …; what is exact is the same each time. An experiment whose effect
lies near its line is decided in some sessions and open in others, however many seeds it takes: those are listed with their shares. The two
opposite verdicts on one claim would mean that its interval promises too much; the script then ends with 1.
"""
import collections
import subprocess
import sys

program = sys.argv[1]
given = dict(word.split("=", 1) for word in sys.argv[2:])
seeds = int(given.get("seeds", 10))
lines = [
    f"for v in claims({document!r}, run=True, seed={seed}).verdicts: print('VERDICT', {seed}, str(v).split(':')[0], v.seconds, v.verdict, sep='|')"
    for seed in range(seeds)
    for document in ["D0", "D1", "D2", "D3", "D4"]
]
said = subprocess.run([program], input="\n\n".join(lines) + "\n\n", capture_output=True, text=True, check=True)
words = collections.defaultdict(list)
longest = 0.0
for line in said.stdout.splitlines():
    if line.startswith("VERDICT|"):
        _, seed, claim, seconds, word = line.split("|")
        words[claim].append(word)
        longest = max(longest, float(seconds))
if not words or any(len(found) != seeds for found in words.values()):
    sys.exit("not every claim was run with every seed:\n" + said.stdout[-2000:] + said.stderr[-2000:])

rows, opposed = [], []
for claim, found in words.items():
    counts = collections.Counter(found).most_common()
    if len(counts) > 1:
        rows.append(f"| {claim} | " + ", ".join(f"{word} {count}/{seeds}" for word, count in counts) + " |")
    sides = {word.split(" ")[0] for word in found} & {"supported", "refuted"}
    if len(sides) == 2 or "failed" in found:
        opposed.append(claim)
text = f"""# Claims by the session's seed

`claim("D4.36")` computes its verdict from runs made now, and the session's seed draws other data and other starts. With {seeds} seeds of the
session, of {len(words)} claims with an experiment **{len(words) - len(rows)}** have the same verdict each time; below are the others, with the share
of the sessions. {f"Supported in one session and refuted in another, or failed: {', '.join(opposed)}." if opposed else "None is supported in one session and refuted in another."}

    python3 scripts/claims_by_seed.py .build/release/descent write=docs/claims.md

| claim | verdicts |
|---|---|
""" + "\n".join(rows) + "\n"
print(text, f"\nthe longest experiment took {longest:.1f} s of computing")
if "write" in given:
    open(given["write"], "w").write(text)
sys.exit(1 if opposed else 0)
