extension ArgumentParserModule {
    /// `format_usage`, `format_help`, and the refusals. Goes on with the class of `declaring`.
    static let help = #"""
            def _usage(self):
                if self.usage is not None:
                    return "usage: " + self.usage.replace("%(prog)s", self.prog) + "\n"
                options, done = [], []
                for action in self._actions:
                    if not action.option_strings or action in done:
                        continue
                    group = next((one for one in self._exclusive if action in one.actions), None)
                    if group is None:
                        options.append(action.usage())
                        continue
                    done += group.actions
                    parts = [one.usage() for one in group.actions]
                    parts = [part[1:-1] if part.startswith("[") and part.endswith("]") else part for part in parts]
                    options.append(("({})" if group.required else "[{}]").format(" | ".join(parts)))
                places = [action.usage() for action in self._actions if not action.option_strings]
                lead = f"usage: {self.prog} "
                whole = lead + " ".join(options + places)
                if len(whole) <= 78:
                    return whole.rstrip() + "\n"
                blank = " " * len(lead)

                def lines(parts):
                    made, line = [], ""
                    for part in parts:
                        if line and len(blank) + len(line) + len(part) > 77:
                            made.append(line)
                            line = ""
                        line += part + " "
                    return made + [line] if line else made

                made = lines(options) + lines(places)
                return lead + ("\n" + blank).join([line.rstrip() for line in made]) + "\n"

            def format_usage(self):
                return self._usage()

            def _wrapped(self, text, width):
                return "\n".join(wrap(" ".join(text.split()), width))

            def format_help(self):
                raw = issubclass(self.formatter_class, RawDescriptionHelpFormatter)
                out = [self._usage()]
                if self.description:
                    text = self.description.replace("%(prog)s", self.prog)
                    out.append((text.rstrip("\n") if raw else self._wrapped(text, 78)) + "\n")
                grouped = [action for group in self._groups for action in group.actions]
                single = [one for one in self._actions if one not in grouped]
                sections = [
                    ("positional arguments", None, [one for one in single if not one.option_strings]),
                    ("options", None, [one for one in single if one.option_strings]),
                ] + [(group.title, group.description, group.actions) for group in self._groups]
                shown = [one for _, _, actions in sections for one in actions if one.help != "==SUPPRESS=="]
                headings = [one.heading() for one in shown]
                headings += ["  " + name for one in shown if one.action == "parsers" for name, _ in one.shown]
                column = min(max([len(heading) for heading in headings], default=0) + 4, 24)
                for title, description, actions in sections:
                    if not actions:
                        continue
                    lines = [title + ":"]
                    if description:
                        lines += ["  " + line for line in wrap(description, 76)] + [""]
                    for action in actions:
                        if action.help == "==SUPPRESS==":
                            continue
                        lines += self._entry(action, column)
                    out.append("\n".join(lines) + "\n")
                if self.epilog:
                    out.append((self.epilog.rstrip("\n") if raw else self._wrapped(self.epilog, 78)) + "\n")
                return "\n".join(out)

            def _entry(self, action, column):
                lines = self._described(action, column)
                for name, text in action.shown if action.action == "parsers" else []:
                    lines += self._beside("    " + name, text, column)
                return lines

            def _described(self, action, column):
                heading = "  " + action.heading()
                text = action.help
                if action.action == "version" and text is None:
                    text = "show program's version number and exit"
                if not text:
                    return [heading]
                if issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter) and "%(default)" not in text:
                    if action.option_strings or action.nargs in ("?", "*"):
                        if action.action not in ("help", "version"):
                            text += " (default: %(default)s)"
                text = text % {
                    "default": action.default, "prog": self.prog, "type": getattr(action.type, "__name__", action.type),
                    "dest": action.dest, "metavar": action.metavar, "const": action.const,
                    "choices": ", ".join([str(choice) for choice in action.choices or []]),
                }
                return self._beside(heading, text, column)

            def _beside(self, heading, text, column):
                if not text:
                    return [heading]
                if issubclass(self.formatter_class, RawTextHelpFormatter):
                    lines = text.splitlines()
                else:
                    lines = wrap(" ".join(text.split()), max(78 - column, 11))
                if len(heading) <= column - 2:
                    return [heading.ljust(column) + lines[0]] + [" " * column + line for line in lines[1:]]
                return [heading] + [" " * column + line for line in lines]

            def print_usage(self, file=None):
                print(self.format_usage(), end="", file=file)

            def print_help(self, file=None):
                print(self.format_help(), end="", file=file)

            def exit(self, status=0, message=None):
                if message:
                    print(message, end="", file=sys.stderr)
                sys.exit(status)

            def error(self, message):
                self.print_usage(sys.stderr)
                self.exit(2, f"{self.prog}: error: {message}\n")
        """#
}
