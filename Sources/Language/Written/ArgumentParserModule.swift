/// `argparse`: what a script is told when it is started; here nobody starts it with arguments, so that each has its default.
enum ArgumentParserModule {
    static let words: [Word] = [
        module.word(
            "ArgumentParser", "reads the arguments of a script",
            [
                Parameter("prog", .any, .value(.none), "the script's name"),
                Parameter("usage", .any, .value(.none), "the line that says how it is called"),
                Parameter("description", .any, .value(.none), "what it does"),
                Parameter("epilog", .any, .value(.none), "what stands at the end of its help"),
                Parameter("parents", .any, .otherwise("none"), "parsers whose arguments it has too"),
                Parameter("formatter_class", .any, .otherwise("HelpFormatter"), "how help is set"),
                Parameter("prefix_chars", .any, .value(.text("-")), "has only its default here"),
                Parameter("fromfile_prefix_chars", .any, .value(.none), "has only its default here"),
                Parameter("argument_default", .any, .value(.none), "what arguments without a default are"),
                Parameter("conflict_handler", .any, .value(.text("error")), "has only its default here"),
                Parameter("add_help", .any, .value(.bool(true)), "whether there is -h"),
                Parameter("allow_abbrev", .any, .value(.bool(true)), "whether the beginning of a long name will do"),
                Parameter("exit_on_error", .any, .value(.bool(true)), "has no effect here"),
            ], returns: "any",
            examples: [
                "import argparse\np = argparse.ArgumentParser()\np.add_argument(\"--lr\", type=float, default=0.1)\np.parse_args([])",
                "import argparse\np = argparse.ArgumentParser()\np.add_argument(\"--epochs\", type=int, default=10)\np.parse_args([\"--epochs\", \"5\"]).epochs",
            ]),
        module.word(
            "Namespace", "what has been read, as attributes",
            [Parameter("kwargs", .any, .otherwise("none"), "name=value", isVariadic: true, isKeywordOnly: true)],
            returns: "any", examples: ["import argparse\nargparse.Namespace(lr=0.1)"]),
        module.word(
            "BooleanOptionalAction", "action= of an argument that has a --no- form too", returns: "any",
            examples: ["import argparse\nargparse.BooleanOptionalAction()"]),
        module.word(
            "ArgumentTypeError", "what a type= function raises for a text that it cannot read",
            [Parameter("args", .any, .otherwise("nothing"), "what is said", isVariadic: true)], returns: "exception",
            examples: ["import argparse\nargparse.ArgumentTypeError(\"above 0\")"]),
        module.word(
            "ArgumentError", "what is raised for arguments that cannot stand beside each other",
            [Parameter("args", .any, .otherwise("nothing"), "what is said", isVariadic: true)], returns: "exception",
            examples: ["import argparse\nargparse.ArgumentError(\"twice\")"]),
        module.word(
            "HelpFormatter", "formatter_class= of help in lines of a width", returns: "any",
            examples: ["import argparse\nargparse.HelpFormatter()"]),
        module.word(
            "ArgumentDefaultsHelpFormatter", "formatter_class= of help with the defaults", returns: "any",
            examples: ["import argparse\nargparse.ArgumentDefaultsHelpFormatter()"]),
        module.word(
            "RawDescriptionHelpFormatter", "formatter_class= that leaves the lines of the description", returns: "any",
            examples: ["import argparse\nargparse.RawDescriptionHelpFormatter()"]),
        module.word(
            "RawTextHelpFormatter", "formatter_class= that leaves all lines", returns: "any",
            examples: ["import argparse\nargparse.RawTextHelpFormatter()"]),
    ]

    private static let module = WrittenModule("argparse", ArgumentParserModule.text)

    private static let text = #"""
        import sys

        from textwrap import wrap


        class Namespace:
            __module__ = "argparse"

            def __init__(self, **kwargs):
                for name in kwargs:
                    setattr(self, name, kwargs[name])

            def __repr__(self):
                return "Namespace(" + ", ".join([f"{name}={value!r}" for name, value in vars(self).items()]) + ")"

            def __eq__(self, other):
                if not isinstance(other, Namespace):
                    return NotImplemented
                return vars(self) == vars(other)

            def __contains__(self, key):
                return key in vars(self)


        class ArgumentTypeError(Exception):
            __module__ = "argparse"


        class ArgumentError(Exception):
            __module__ = "argparse"


        class _Action:
            def __init__(self, names, action, nargs, const, default, type, choices, required, help, metavar, dest, version):
                self.option_strings = names
                self.action, self.nargs, self.const, self.default = action, nargs, const, default
                self.type, self.choices, self.required, self.help = type, choices, required, help
                self.metavar, self.dest, self.version = metavar, dest, version

            @property
            def takes(self):
                return self.action in ("store", "append", "extend")

            def placeholder(self):
                if self.metavar is not None:
                    return self.metavar
                if self.choices is not None:
                    return "{" + ",".join([str(choice) for choice in self.choices]) + "}"
                return self.dest.upper() if self.option_strings else self.dest

            def values(self):
                if not self.takes:
                    return ""
                name = self.placeholder()
                if isinstance(name, tuple):
                    return " ".join(name)
                if self.nargs is None:
                    return name
                if self.nargs == "?":
                    return f"[{name}]"
                if self.nargs == "*":
                    return f"[{name} ...]"
                if self.nargs == "+":
                    return f"{name} [{name} ...]"
                return " ".join([name] * self.nargs)

            def usage(self):
                if not self.option_strings:
                    return self.values()
                first = self.option_strings[0]
                if self.action == "boolean":
                    first = " | ".join(self.option_strings)
                text = (first + " " + self.values()).strip()
                return text if self.required else f"[{text}]"

            def heading(self):
                if not self.option_strings:
                    return self.placeholder()
                values = self.values()
                return ", ".join([(name + " " + values).strip() for name in self.option_strings])

            def title(self):
                if self.option_strings:
                    return "/".join(self.option_strings)
                return self.dest if self.metavar is None else self.metavar


        class BooleanOptionalAction:
            __module__ = "argparse"


        class HelpFormatter:
            __module__ = "argparse"


        class ArgumentDefaultsHelpFormatter(HelpFormatter):
            __module__ = "argparse"


        class RawDescriptionHelpFormatter(HelpFormatter):
            __module__ = "argparse"


        class RawTextHelpFormatter(RawDescriptionHelpFormatter):
            __module__ = "argparse"


        class _Group:
            def __init__(self, parser, title, description, required=False):
                self.parser, self.title, self.description, self.required = parser, title, description, required
                self.actions = []

            def add_argument(self, *names, **options):
                action = self.parser._make(names, options)
                self.actions.append(action)
                return action


        class ArgumentParser:
            __module__ = "argparse"

            def __init__(
                self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                add_help=True, allow_abbrev=True, exit_on_error=True,
            ):
                self.prog = sys.argv[0].split("/")[-1] or "script.py" if prog is None else prog
                self.usage, self.description, self.epilog = usage, description, epilog
                self.formatter_class, self.add_help, self.allow_abbrev = formatter_class, add_help, allow_abbrev
                self.exit_on_error, self.argument_default = exit_on_error, argument_default
                self._actions = []
                self._defaults = {}
                self._groups = []
                self._exclusive = []
                if add_help:
                    self.add_argument("-h", "--help", action="help", help="show this help message and exit")
                for parent in parents:
                    self._actions += [one for one in parent._actions if one.action != "help"]
                    self._defaults.update(parent._defaults)

            def add_argument(self, *names, **options):
                return self._make(names, options)

            def add_argument_group(self, title=None, description=None):
                group = _Group(self, title, description)
                self._groups.append(group)
                return group

            def add_mutually_exclusive_group(self, *, required=False):
                group = _Group(self, None, None, required)
                self._exclusive.append(group)
                return group

            def set_defaults(self, **kwargs):
                self._defaults.update(kwargs)
                for action in self._actions:
                    if action.dest in kwargs:
                        action.default = kwargs[action.dest]

            def get_default(self, dest):
                for action in self._actions:
                    if action.dest == dest and action.default is not None:
                        return action.default
                return self._defaults.get(dest)

            def _make(self, names, options):
                known = (
                    "action", "nargs", "const", "default", "type", "choices", "required", "help", "metavar", "dest", "version",
                )
                action = options.get("action", "store")
                if action is BooleanOptionalAction:
                    action = "boolean"
                for name in options:
                    isflag = action in ("store_true", "store_false", "count", "help", "version")
                    if name not in known or isflag and name in ("type", "nargs", "choices", "metavar", "const"):
                        kind = "".join([part.capitalize() for part in str(action).split("_")])
                        raise TypeError(f"_{kind}Action.__init__() got an unexpected keyword argument '{name}'")
                if action not in (
                    "store", "store_const", "store_true", "store_false", "append", "append_const", "extend", "count", "help",
                    "version", "boolean",
                ):
                    raise ValueError(f'unknown action "{action}"')
                type = options.get("type")
                if type is not None and not callable(type):
                    raise ValueError(f"{type!r} is not callable")
                if not names or len(names) == 1 and not names[0].startswith("-"):
                    if names and "dest" in options:
                        raise ValueError("dest supplied twice for positional argument")
                    if "required" in options:
                        raise TypeError("'required' is an invalid argument for positionals")
                    dest = names[0] if names else options["dest"]
                    required = options.get("nargs") != "?" and not (options.get("nargs") == "*" and "default" in options)
                    names = []
                else:
                    for name in names:
                        if not name.startswith("-"):
                            raise ValueError(
                                f"invalid option string {name!r}: must start with a character '-'"
                            )
                        if any(name in other.option_strings for other in self._actions):
                            raise ArgumentError(f"argument {'/'.join(names)}: conflicting option string: {name}")
                    names = list(names)
                    long = [name for name in names if name.startswith("--")]
                    dest = options.get("dest") or (long or names)[0].lstrip("-").replace("-", "_")
                    required = options.get("required", False)
                    if action == "boolean":
                        names += ["--no-" + name[2:] for name in names if name.startswith("--")]
                standard = options.get("default", self.argument_default)
                if "default" not in options:
                    standard = self._defaults.get(dest, standard)
                    if action in ("store_true", "store_false") and standard is None:
                        standard = action == "store_false"
                made = _Action(
                    names, action, options.get("nargs"), options.get("const"), standard, type, options.get("choices"), required,
                    options.get("help"), options.get("metavar"), dest, options.get("version"),
                )
                self._actions.append(made)
                return made

            def _read(self, action, text):
                value = text
                if action.type is not None:
                    try:
                        value = action.type(text)
                    except ArgumentTypeError as error:
                        self.error(f"argument {action.title()}: {error}")
                    except (TypeError, ValueError):
                        name = getattr(action.type, "__name__", repr(action.type))
                        self.error(f"argument {action.title()}: invalid {name} value: {text!r}")
                if action.choices is not None and value not in action.choices:
                    choices = ", ".join([repr(choice) for choice in action.choices])
                    self.error(f"argument {action.title()}: invalid choice: {value!r} (choose from {choices})")
                return value

            def _option(self, text):
                # The action that a text names, and what stands behind its "="; None where it is no option.
                if not text.startswith("-") or text in ("-", "--"):
                    return None
                for action in self._actions:
                    if text in action.option_strings:
                        return action, text, None
                name, mark, value = text.partition("=")
                value = value if mark else None
                near = []
                for action in self._actions:
                    for own in action.option_strings:
                        if own == name:
                            return action, own, value
                        if self.allow_abbrev and name.startswith("--") and own.startswith(name):
                            near.append((action, own, value))
                        if not name.startswith("--") and len(own) == 2 and text.startswith(own):
                            near.append((action, own, text[2:]))
                if len(near) > 1:
                    found = ", ".join([own for _, own, _ in near])
                    self.error(f"ambiguous option: {text} could match {found}")
                if near:
                    return near[0]
                if text[1:2] in "0123456789." and not any(
                    own[1:2] in "0123456789" for action in self._actions for own in action.option_strings
                ):
                    return None
                return None if " " in text else (None, text, value)

            def parse_args(self, args=None, namespace=None):
                namespace, rest = self.parse_known_args(args, namespace)
                if rest:
                    self.error("unrecognized arguments: " + " ".join(rest))
                return namespace

            def parse_known_args(self, args=None, namespace=None):
                args = list(sys.argv[1:] if args is None else args)
                space = Namespace() if namespace is None else namespace
                for action in self._actions:
                    if action.action not in ("help", "version") and not hasattr(space, action.dest):
                        setattr(space, action.dest, action.default)
                for name, value in self._defaults.items():
                    if not hasattr(space, name):
                        setattr(space, name, value)
                kinds = []
                isplain = False
                for text in args:
                    found = None if isplain else self._option(text)
                    kinds.append(found)
                    isplain = isplain or text == "--"
                waiting = [action for action in self._actions if not action.option_strings]
                seen, seenoptions, rest = [], [], []
                place = 0
                while place < len(args):
                    if kinds[place] is None:
                        end = place
                        while end < len(args) and kinds[end] is None:
                            end += 1
                        texts = [text for text in args[place:end] if text != "--"]
                        left = len([one for one in kinds[end:] if one is None])
                        texts = self._place(waiting, texts, left, space, seen)
                        rest += texts
                        place = end
                        continue
                    action, name, value = kinds[place]
                    place += 1
                    if action is None:
                        rest.append(args[place - 1])
                        continue
                    if action not in seenoptions:
                        seenoptions.append(action)
                    for group in self._exclusive:
                        if action in group.actions:
                            others = [one for one in group.actions if one is not action and one in seenoptions]
                            if others:
                                self.error(f"argument {action.title()}: not allowed with argument {others[0].title()}")
                    if not action.takes:
                        seen.append(action)
                        self._act(action, name, None, space)
                        if value is not None:
                            # -vq: one letter after the other.
                            more = None if name.startswith("--") or not value else self._option("-" + value)
                            if more is None or more[0] is None:
                                self.error(f"argument {action.title()}: ignored explicit argument {value!r}")
                            place -= 1
                            kinds[place] = more
                        continue
                    if value is not None:
                        texts = [value]
                    else:
                        most = {None: 1, "?": 1, "*": len(args), "+": len(args)}.get(action.nargs, action.nargs)
                        end = place
                        while end < len(args) and kinds[end] is None and args[end] != "--" and end - place < most:
                            end += 1
                        texts = args[place:end]
                        place = end
                    self._check(action, texts)
                    seen.append(action)
                    self._act(action, name, texts, space)
                self._place(waiting, [], 0, space, seen)
                missing = [action.title() for action in self._actions if action.required and action not in seen]
                if missing:
                    self.error("the following arguments are required: " + ", ".join(missing))
                for group in self._exclusive:
                    if group.required and not any(action in seenoptions for action in group.actions):
                        names = " ".join([action.title() for action in group.actions])
                        self.error(f"one of the arguments {names} is required")
                for action in self._actions:
                    standard = action.default
                    if isinstance(standard, str) and action.takes and action.type is not None and action not in seen:
                        if getattr(space, action.dest, None) is standard:
                            setattr(space, action.dest, self._read(action, standard))
                return space, rest

            def _check(self, action, texts):
                count, nargs = len(texts), action.nargs
                if nargs is None and count != 1:
                    self.error(f"argument {action.title()}: expected one argument")
                if nargs == "+" and count == 0:
                    self.error(f"argument {action.title()}: expected at least one argument")
                if isinstance(nargs, int) and count != nargs:
                    self.error(f"argument {action.title()}: expected {nargs} argument{'s' if nargs != 1 else ''}")

            def _place(self, waiting, texts, left, space, seen):
                # Each positional takes what those behind it can spare.
                def least(action):
                    return {None: 1, "?": 0, "*": 0, "+": 1}.get(action.nargs, action.nargs)

                while waiting:
                    action = waiting[0]
                    behind = sum([least(one) for one in waiting[1:]])
                    spare = max(0, len(texts) - behind)
                    if action.nargs in ("?", "*") and not texts and left > 0:
                        break
                    if action.nargs is None or action.nargs == "?":
                        count = 1 if len(texts) >= 1 and (action.nargs is None or spare >= 1) else 0
                    elif action.nargs in ("*", "+"):
                        count = spare
                    else:
                        count = action.nargs if len(texts) >= action.nargs else 0
                    if count < least(action):
                        break
                    taken, texts = texts[:count], texts[count:]
                    waiting.pop(0)
                    if count == 0 and action.nargs == "?":
                        value = action.default
                        if isinstance(value, str) and action.type is not None:
                            setattr(space, action.dest, self._read(action, value))
                        continue
                    seen.append(action)
                    if count == 0 and action.nargs == "*":
                        if action.default is None:
                            setattr(space, action.dest, [])
                        continue
                    self._act(action, None, taken, space)
                return texts

            def _act(self, action, name, texts, space):
                kind = action.action
                if kind == "help":
                    self.print_help()
                    self.exit()
                if kind == "version":
                    print(action.version.replace("%(prog)s", self.prog))
                    self.exit()
                if kind == "store_true" or kind == "store_false":
                    return setattr(space, action.dest, kind == "store_true")
                if kind == "store_const":
                    return setattr(space, action.dest, action.const)
                if kind == "boolean":
                    return setattr(space, action.dest, not name.startswith("--no-"))
                if kind == "count":
                    return setattr(space, action.dest, (getattr(space, action.dest, None) or 0) + 1)
                if kind == "append_const":
                    return setattr(space, action.dest, list(getattr(space, action.dest, None) or []) + [action.const])
                if action.nargs is None:
                    value = self._read(action, texts[0])
                elif action.nargs == "?":
                    value = self._read(action, texts[0]) if texts else action.const
                else:
                    value = [self._read(action, text) for text in texts]
                if kind in ("append", "extend"):
                    known = list(getattr(space, action.dest, None) or [])
                    value = known + value if kind == "extend" else known + [value]
                setattr(space, action.dest, value)

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
                headings = [one.heading() for _, _, actions in sections for one in actions if one.help != "==SUPPRESS=="]
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
                heading = "  " + action.heading()
                if not action.help:
                    return [heading]
                text = action.help
                if issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter) and "%(default)" not in text:
                    if action.option_strings or action.nargs in ("?", "*"):
                        if action.action not in ("help", "version"):
                            text += " (default: %(default)s)"
                text = text % {
                    "default": action.default, "prog": self.prog, "type": getattr(action.type, "__name__", action.type),
                    "dest": action.dest, "metavar": action.metavar, "const": action.const,
                    "choices": ", ".join([str(choice) for choice in action.choices or []]),
                }
                if issubclass(self.formatter_class, RawTextHelpFormatter):
                    lines = text.splitlines()
                else:
                    lines = wrap(" ".join(text.split()), max(78 - column, 11))
                if len(heading) <= column - 2:
                    return [heading.ljust(column) + lines[0]] + [" " * column + line for line in lines[1:]]
                return [heading] + [" " * column + line for line in lines]

            def print_usage(self, file=None):
                print(self.format_usage(), end="")

            def print_help(self, file=None):
                print(self.format_help(), end="")

            def exit(self, status=0, message=None):
                if message:
                    print(message, end="")
                sys.exit(status)

            def error(self, message):
                self.print_usage()
                self.exit(2, f"{self.prog}: error: {message}\n")
        """#
}
