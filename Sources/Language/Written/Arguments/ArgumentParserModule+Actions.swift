extension ArgumentParserModule {
    /// What an argument is: its names, how many texts it takes, how help writes it.
    static let actions = #"""
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

            def __repr__(self):
                parts = [
                    ("option_strings", self.option_strings), ("dest", self.dest), ("nargs", self.nargs),
                    ("const", self.const), ("default", self.default), ("type", self.type), ("choices", self.choices),
                    ("required", self.required), ("help", self.help), ("metavar", self.metavar),
                ]
                shown = dict(parts)
                if not self.takes:
                    shown["nargs"] = 0
                if self.action in ("store_true", "store_false"):
                    shown["const"] = self.action == "store_true"
                if self.action == "version":
                    shown["default"], shown["help"] = "==SUPPRESS==", self.help or "show program's version number and exit"
                name = "".join([part.capitalize() for part in self.action.split("_")])
                name = "BooleanOptionalAction" if self.action == "boolean" else f"_{name}Action"
                return f"{name}({', '.join([f'{key}={value!r}' for key, value in shown.items()])})"

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


        class _Subparsers(_Action):
            def __init__(self, kind, prog, dest, required, help, metavar):
                # One text says which of the parsers reads all that follow.
                super().__init__([], "parsers", 1, None, None, None, None, required, help, metavar, dest, None)
                self.kind, self.prog = kind, prog
                self.parsers, self.shown = {}, []

            def add_parser(self, name, *, aliases=(), **options):
                if options.get("prog") is None:
                    options["prog"] = f"{self.prog} {name}"
                if "help" in options:
                    text = options.pop("help")
                    if text != "==SUPPRESS==":
                        self.shown.append((f"{name} ({', '.join(aliases)})" if aliases else name, text))
                made = self.kind(**options)
                for one in (name, *aliases):
                    self.parsers[one] = made
                return made

            def placeholder(self):
                return "{" + ",".join(self.parsers) + "}" if self.metavar is None else self.metavar

            def values(self):
                return self.placeholder() + " ..."

            def title(self):
                return self.metavar or self.dest or self.placeholder()


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
        """#
}
