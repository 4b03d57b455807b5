extension ArgumentParserModule {
    /// `parse_args`: a script's texts as the arguments that they stand for. Goes on with the class of `declaring`.
    static let reading = #"""
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
                if self._isnegative(text) and not any(
                    own[1:2] in "0123456789" for action in self._actions for own in action.option_strings
                ):
                    return None
                return None if " " in text else (None, text, value)

            def _isnegative(self, text):
                # -5 and -.5 are numbers, -1e-3 is none, as in CPython.
                whole, mark, part = text[1:].partition(".")
                return part.isdigit() and (whole == "" or whole.isdigit()) if mark else whole.isdigit()

            def parse_args(self, args=None, namespace=None):
                namespace, rest = self.parse_known_args(args, namespace)
                if rest:
                    self.error("unrecognized arguments: " + " ".join(rest))
                return namespace

            def parse_known_args(self, args=None, namespace=None):
                args = list(sys.argv[1:] if args is None else args)
                space = Namespace() if namespace is None else namespace
                for action in self._actions:
                    if action.action in ("help", "version") or action.dest is None:
                        continue
                    if not hasattr(space, action.dest):
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
                        front = self._front(waiting)
                        if front is not None and end - place > front:
                            self._place(waiting, args[place:place + front], 0, space, seen)
                            rest += self._branch(waiting.pop(0), args[place + front:], space, seen)
                            break
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

            def _front(self, waiting):
                # How many texts belong to what stands in front of the parsers of commands; None without such.
                count = 0
                for action in waiting:
                    if action.action == "parsers":
                        return count
                    count += {None: 1, "?": 0, "*": 0, "+": 1}.get(action.nargs, action.nargs)
                return None

            def _branch(self, action, texts, space, seen):
                # A command's own parser reads what stands behind its name; what it does not know is left.
                name, parsers = texts[0], action.parsers
                if name not in parsers:
                    choices = ", ".join([repr(one) for one in parsers])
                    self.error(f"argument {action.title()}: invalid choice: {name!r} (choose from {choices})")
                seen.append(action)
                if action.dest is not None:
                    setattr(space, action.dest, name)
                own, rest = parsers[name].parse_known_args(texts[1:])
                for key, value in vars(own).items():
                    setattr(space, key, value)
                return rest

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
        """#
}
