#!/usr/bin/env python3
"""The man page of the command, from what the command says of itself.

    scripts/manpage.py PROGRAM > descent.1
"""

import json
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


def main():
    program = sys.argv[1]
    root = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)["command"]
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
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
        ".SH SEE ALSO", ".BR gnuplot (1)",
    ]
    print("\n".join(out))


main()
