/// `warnings`: remarks that a script makes while it goes on. Each is printed once.
enum WarningsModule {
    static let words: [Word] = [
        module.word(
            "warn", "makes a remark",
            [
                Parameter("message", .any, .required, "what is said, or a warning"),
                Parameter("category", .any, .otherwise("UserWarning"), "a type of warnings"),
                Parameter("stacklevel", .any, .value(.int(1)), "has no effect here"),
                Parameter("source", .any, .value(.none), "has no effect here"),
            ], returns: "None", examples: ["import warnings\nwarnings.warn(\"the loss grows\")"],
            seeAlso: ["warnings.simplefilter"]),
        module.word(
            "simplefilter", "what becomes of remarks",
            [
                Parameter("action", .any, .required, "ignore, error, always, once or default"),
                Parameter("category", .any, .otherwise("all of them"), "the type of warnings that is meant"),
                Parameter("lineno", .any, .value(.int(0)), "has no effect here"),
                Parameter("append", .any, .value(.bool(false)), "has no effect here"),
            ], returns: "None", examples: ["import warnings\nwarnings.simplefilter(\"ignore\")"],
            seeAlso: ["warnings.warn"]),
        module.word(
            "filterwarnings", "what becomes of remarks of a type",
            [
                Parameter("action", .any, .required, "ignore, error, always, once or default"),
                Parameter("message", .any, .value(.text("")), "has no effect here"),
                Parameter("category", .any, .otherwise("all of them"), "the type of warnings that is meant"),
                Parameter("module", .any, .value(.text("")), "has no effect here"),
                Parameter("lineno", .any, .value(.int(0)), "has no effect here"),
                Parameter("append", .any, .value(.bool(false)), "has no effect here"),
            ], returns: "None", examples: ["import warnings\nwarnings.filterwarnings(\"ignore\")"],
            seeAlso: ["warnings.warn"]),
        module.word(
            "resetwarnings", "takes back what was said of remarks", returns: "None",
            examples: ["import warnings\nwarnings.resetwarnings()"], seeAlso: ["warnings.simplefilter"]),
        module.word(
            "catch_warnings", "a context in which remarks are gathered, or of which the filters are forgotten",
            [
                Parameter(
                    "record", .any, .value(.bool(false)), "whether they are gathered in a list", isKeywordOnly: true),
                Parameter("module", .any, .value(.none), "has no effect here", isKeywordOnly: true),
                Parameter("action", .any, .value(.none), "what becomes of them", isKeywordOnly: true),
                Parameter(
                    "category", .any, .otherwise("all of them"), "the type of warnings that is meant",
                    isKeywordOnly: true),
            ], returns: "any",
            examples: [
                "import warnings\nwith warnings.catch_warnings(record=True) as found:\n    warnings.warn(\"late\")\nlen(found)"
            ], seeAlso: ["warnings.simplefilter"]),
    ]

    private static let module = WrittenModule("warnings", WarningsModule.text)

    private static let text = #"""
        import sys as _sys


        _state = {"action": "default", "record": None}
        _said = []


        class WarningMessage:
            __module__ = "warnings"

            def __init__(self, message, category):
                self.message, self.category = message, category

            def __str__(self):
                return f"{{message : {self.message!r}, category : {self.category.__name__!r}}}"


        def _check(action):
            known = ("default", "error", "ignore", "always", "module", "once")
            if action not in known:
                raise AssertionError(f"invalid action: {action!r}")


        def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
            simplefilter(action, category)


        def simplefilter(action, category=Warning, lineno=0, append=False):
            _check(action)
            if category is Warning:
                _state["action"] = action
                _state.pop("of", None)
            else:
                _state["of"] = [(category, action)] + _state.get("of", [])


        def resetwarnings():
            _state["action"] = "default"
            _state.pop("of", None)


        def warn(message, category=UserWarning, stacklevel=1, source=None):
            if isinstance(message, Warning):
                category = type(message)
            else:
                message = category(message)
            action = _state["action"]
            for kind, own in _state.get("of", []):
                if issubclass(category, kind):
                    action = own
                    break
            if action == "ignore":
                return
            if action == "error":
                raise message
            if _state["record"] is not None:
                _state["record"].append(WarningMessage(message, category))
                return
            line = f"{category.__name__}: {message}"
            if action == "always" or line not in _said:
                _said.append(line)
                print(line, file=_sys.stderr)


        class catch_warnings:
            __module__ = "warnings"

            def __init__(self, *, record=False, module=None, action=None, category=Warning):
                self._record, self._action, self._category = record, action, category

            def __enter__(self):
                self._before = dict(_state)
                if self._record:
                    _state["record"] = []
                if self._action is not None:
                    simplefilter(self._action, self._category)
                return _state["record"] if self._record else None

            def __exit__(self, *exc_info):
                _state.clear()
                _state.update(self._before)
        """#
}
