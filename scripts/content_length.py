#!/usr/bin/env python3
"""The lengths of the lines of a document's analysis, which `Sources/Claims/ContentLength.swift` sums.

    python3 scripts/content_length.py D0.md

Counted is what stands between the first heading of the second level and the next, without blank lines around it.
"""
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
part = re.split(r"^## .*$", text, flags=re.MULTILINE)[1].strip("\n")
lines = [len(line) for line in part.split("\n")]
print(lines)
print(sum(lines) + len(lines) - 1, "characters in", len(lines), "lines; claimed:", re.search(r"Content Length: (\d+)", text).group(1))
