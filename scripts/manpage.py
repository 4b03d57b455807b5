#!/usr/bin/env python3
"""The manual pages, from what the program says of itself: that of the command, and that of all words of the language.

    scripts/manpage.py command PROGRAM > descent.1
    scripts/manpage.py words PROGRAM > descent-words.7

The words are read from REFERENCE.md, what `descent reference` prints, where that file is named behind the program.
"""

import json
import re
import subprocess
import sys


def text(words):
    """Words as roff has them: no line is a request, and a hyphen is a sign of the keyboard."""
    lines = words.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def discussion(words):
    """Prose as it is; what is set in by two, such as examples, keeps its lines."""
    out = []
    isCode = False
    for line in words.split("\n"):
        if line.startswith("  ") != isCode:
            out.append(".EE\n.RE" if isCode else ".RS\n.EX")
            isCode = not isCode
        if line.isupper() and not isCode:
            out.append(".PP\n.I " + text(line.capitalize()))
        elif line:
            out.append(text(line[2:] if isCode else line))
        elif not isCode:
            out.append(".PP")
    if isCode:
        out.append(".EE\n.RE")
    return "\n".join(out)


def spelled(argument):
    names = ", ".join(
        "\\fB" + text({"long": "--", "short": "-", "longWithSingleDash": "-"}[name["kind"]] + name["name"]) + "\\fR"
        for name in argument.get("names", []))
    value = "\\fI" + text(argument.get("valueName", "")) + "\\fR"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    return names if argument["kind"] == "flag" else names + " " + value


def section(command, above, out):
    path = " ".join(above + [command["commandName"]])
    shown = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)
             and a.get("valueName") not in ("help", "version")]
    positional = " ".join(spelled(a) for a in shown if a["kind"] == "positional")
    options = " [\\fIoptions\\fR]" if any(a["kind"] != "positional" for a in shown) else ""
    out.append(f".SS \\fB{text(path)}\\fR{options} {positional}".rstrip())
    out.append(text(command.get("abstract", "")))
    if command.get("discussion") and above:
        out.append(".PP\n" + discussion(command["discussion"]))
    for argument in shown:
        default = argument.get("defaultValue")
        out.append(".TP\n" + spelled(argument))
        out.append(text(argument.get("abstract", "") + (f" (default: {default})" if default and argument["kind"] == "option" else "")) or "\\&")
    for other in command.get("subcommands", []):
        if other.get("shouldDisplay", True) and other["commandName"] != "help":
            section(other, above + [command["commandName"]], out)


def said(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def command_page(program):
    root = json.loads(said(program, "--experimental-dump-help"))["command"]
    version = said(program, "--version").strip()
    out = [
        f'.TH DESCENT 1 "" "Descent {version}" "User Commands"', ".SH NAME",
        "descent \\- " + text(root["abstract"].rstrip(".")[0].lower() + root["abstract"].rstrip(".")[1:]), ".SH SYNOPSIS",
        ".B descent\n[\\fIcommand\\fR] [\\fIoptions\\fR]", ".SH DESCRIPTION", discussion(root["discussion"]), ".SH COMMANDS",
    ]
    for command in root["subcommands"]:
        if command.get("shouldDisplay", True) and command["commandName"] != "help":
            section(command, ["descent"], out)
    out += [
        ".SH FILES", ".TP\n.I $XDG_DATA_HOME/descent/progress.sqlite", "The record of the lessons.",
        ".TP\n.I $XDG_STATE_HOME/descent/history", "The lines that were typed.",
        ".PP\nWith \\fBDESCENT_HOME\\fR both lie in that folder. \\fBDESCENT_LESSONS\\fR names another folder of lessons.",
        ".SH SEE ALSO", ".BR descent\\-words (7),\n.BR gnuplot (1)",
    ]
    return out


def prose(words):
    """A paragraph of Markdown: code is set in bold, everything else as it is."""
    return "".join(
        f"\\fB{text(part[1:-1])}\\fR" if part.startswith("`") else text(part)
        for part in re.split(r"(`[^`]+`)", words) if part)


def cells(row):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def table(rows):
    """Parameters, or members, as entries of a list: a table is too wide for a terminal."""
    out = []
    for row in map(cells, rows[2:]):
        if len(row) == 4:
            names, standard, accepts, meaning = row
            out.append(f".TP\n{prose(names)}\n{prose(meaning)}: {prose(accepts)}")
            out.append("(required)" if standard == "required" else f"(default: {prose(standard)})")
        else:
            out.append(f".TP\n{prose(row[0])}\n{prose(row[1]) or chr(92) + '&'}")
    return out


def words_page(program, reference):
    """The reference in roff. It is written by one function (Language/Assistance/Reference.swift), in these forms alone."""
    lines = reference.split("\n")
    out = [
        f'.TH DESCENT\\-WORDS 7 "" "Descent {said(program, "--version").strip()}" "Descent"', ".SH NAME",
        "descent\\-words \\- the words of the language that descent speaks", ".SH DESCRIPTION",
        "Each word with its parameters, what they accept and mean, and examples with what they really give. At the prompt,"
        " \\fBhelp(Adam)\\fR shows the same for one of them.", ".SH SEE ALSO", ".BR descent (1)",
    ]
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place + 1
        if line.startswith("### "):
            out.append(".SS " + text(line[4:]))
        elif line.startswith("## "):
            out.append(".SH " + text(line[3:]))
        elif line.startswith("|"):
            while lines[end].startswith("|"):
                end += 1
            out += table(lines[place:end])
        elif line == "```":
            end = lines.index("```", end) + 1
            out += [".PP", ".RS", ".EX", *map(text, lines[place + 1:end - 1]), ".EE", ".RE"]
        elif line.startswith("    "):
            out.append(f".PP\n\\fB{text(line[4:])}\\fR")
        elif line and not line.startswith("# "):
            out.append(".PP\n" + prose(line))
        place = end
    return out


def tidied(page):
    """Without the beginnings of paragraphs where none is to begin: behind a heading, and before what begins by itself."""
    lines = "\n".join(page).split("\n") + [".SH"]
    return "\n".join(
        line for before, line, after in zip([".SH", *lines], lines, lines[1:])
        if line != ".PP" or not (before.startswith((".SH", ".SS")) or after.startswith((".SH", ".SS", ".TP", ".RS", ".PP"))))


def main():
    kind, program, *files = sys.argv[1:]
    if kind == "command":
        page = command_page(program)
    else:
        page = words_page(program, open(files[0], encoding="utf-8").read() if files else said(program, "reference"))
    print(tidied(page))


main()
