extension ArgumentParserModule {
    /// `ArgumentParser`, as far as a script says what it takes: `add_argument`, groups, defaults.
    static let declaring = #"""
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

            def add_subparsers(
                self, *, title=None, description=None, prog=None, dest=None, required=False, help=None, metavar=None,
                parser_class=None, action=None,
            ):
                if any(one.action == "parsers" for one in self._actions):
                    self.error("cannot have multiple subparser arguments")
                if prog is None:
                    prog = " ".join([self.prog] + [one.usage() for one in self._actions if not one.option_strings])
                made = _Subparsers(parser_class or ArgumentParser, prog, dest, required, help, metavar)
                self._actions.append(made)
                if title is not None or description is not None:
                    self.add_argument_group(title or "subcommands", description).actions.append(made)
                return made

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
        """#
}
