/// `logging`: messages of several levels, shown from the level on that is asked for. They are printed like everything else.
enum LoggingModule {
    static let words: [Word] = [
        module.word(
            "debug", "a message of level debug",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.debug(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "info", "a message of level info",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.info(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "warning", "a message of level warning",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.warning(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "error", "a message of level error",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.error(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "exception", "a message of level exception",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.exception(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "critical", "a message of level critical",
            [
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.critical(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"]),
        module.word(
            "log", "a message of any level",
            [
                Parameter("level", .any, .required, "10 to 50"),
                Parameter("msg", .any, .required, "what is said, with places such as %s"),
                Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
                Parameter(
                    "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import logging\nlogging.log(30, \"late\")"], seeAlso: ["logging.warning"]),
        module.word(
            "basicConfig", "says which messages are shown, and how",
            [
                Parameter("filename", .any, .value(.none), "a file that they go to", isKeywordOnly: true),
                Parameter("filemode", .any, .value(.text("a")), "w, where the file begins anew", isKeywordOnly: true),
                Parameter(
                    "format", .any, .otherwise("%(levelname)s:%(name)s:%(message)s"), "how a message is written",
                    isKeywordOnly: true),
                Parameter("datefmt", .any, .value(.none), "how times are written", isKeywordOnly: true),
                Parameter("style", .any, .value(.text("%")), "% or {", isKeywordOnly: true),
                Parameter("level", .any, .value(.none), "the lowest level that is shown", isKeywordOnly: true),
                Parameter("stream", .any, .value(.none), "an open file that they go to", isKeywordOnly: true),
                Parameter("handlers", .any, .value(.none), "handlers of your own", isKeywordOnly: true),
                Parameter(
                    "force", .any, .value(.bool(false)), "whether it counts although handlers are there",
                    isKeywordOnly: true),
                Parameter("encoding", .any, .value(.none), "has no effect here", isKeywordOnly: true),
            ], returns: "None",
            examples: ["import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.info(\"epoch 1\")"],
            seeAlso: ["logging.getLogger"]),
        module.word(
            "getLogger", "the logger of a name", [Parameter("name", .any, .value(.none), "its name; the root without")],
            returns: "any", examples: ["import logging\nlogging.getLogger(\"train\").warning(\"late\")"],
            seeAlso: ["logging.basicConfig"]),
        module.word(
            "getLevelName", "the name of a level", [Parameter("level", .any, .required, "10 to 50")], returns: "string",
            examples: ["import logging\nlogging.getLevelName(20)"]),
        module.word(
            "addLevelName", "gives a level a name",
            [Parameter("level", .any, .required, "a number"), Parameter("levelName", .any, .required, "its name")],
            returns: "None", examples: ["import logging\nlogging.addLevelName(25, \"NOTE\")"]),
        module.word(
            "disable", "hides messages up to a level",
            [Parameter("level", .any, .value(.int(50)), "the highest one that is hidden")], returns: "None",
            examples: ["import logging\nlogging.disable(logging.CRITICAL)"]),
        module.word(
            "StreamHandler", "prints messages",
            [Parameter("stream", .any, .value(.none), "an open file; the output without")], returns: "any",
            examples: ["import logging\nlogging.StreamHandler()"], seeAlso: ["logging.Formatter"]),
        module.word(
            "FileHandler", "writes messages into a file",
            [
                Parameter("filename", .any, .required, "its name"),
                Parameter("mode", .any, .value(.text("a")), "w, where it begins anew"),
                Parameter("encoding", .any, .value(.none), "has no effect here"),
                Parameter("delay", .any, .value(.bool(false)), "has no effect here"),
            ], returns: "any", examples: ["import logging\nlogging.FileHandler"], seeAlso: ["logging.StreamHandler"]),
        module.word(
            "NullHandler", "passes messages over", [Parameter("level", .any, .value(.int(0)), "the lowest level")],
            returns: "any", examples: ["import logging\nlogging.NullHandler()"]),
        module.word(
            "Handler", "the base of handlers", [Parameter("level", .any, .value(.int(0)), "the lowest level")],
            returns: "any", examples: ["import logging\nlogging.Handler()"]),
        module.word(
            "Formatter", "how messages are written",
            [
                Parameter("fmt", .any, .value(.none), "%(levelname)s and the like in a text"),
                Parameter("datefmt", .any, .value(.none), "how times are written"),
                Parameter("style", .any, .value(.text("%")), "% or {"),
            ], returns: "any", examples: ["import logging\nlogging.Formatter(\"%(message)s\")"],
            seeAlso: ["logging.StreamHandler"]),
        module.word(
            "Logger", "a source of messages with a name",
            [
                Parameter("name", .any, .required, "its name"),
                Parameter("level", .any, .value(.int(0)), "the lowest level"),
            ], returns: "any", examples: ["import logging\nlogging.Logger(\"own\")"], seeAlso: ["logging.getLogger"]),
        module.word(
            "root", "the logger above all others", returns: "any", examples: ["import logging\nlogging.root"],
            seeAlso: ["logging.getLogger"]),
        module.word("DEBUG", "the level 10", returns: "number", examples: ["import logging\nlogging.DEBUG"]),
        module.word("INFO", "the level 20", returns: "number", examples: ["import logging\nlogging.INFO"]),
        module.word("WARNING", "the level 30", returns: "number", examples: ["import logging\nlogging.WARNING"]),
        module.word("ERROR", "the level 40", returns: "number", examples: ["import logging\nlogging.ERROR"]),
        module.word("CRITICAL", "the level 50", returns: "number", examples: ["import logging\nlogging.CRITICAL"]),
        module.word(
            "NOTSET", "the level 0: that of the logger above", returns: "number",
            examples: ["import logging\nlogging.NOTSET"]),
        module.word("WARN", "the level 30", returns: "number", examples: ["import logging\nlogging.WARN"]),
        module.word("FATAL", "the level 50", returns: "number", examples: ["import logging\nlogging.FATAL"]),
    ]

    private static let module = WrittenModule("logging", LoggingModule.text)

    private static let text = #"""
        import time as _time

        CRITICAL = FATAL = 50
        ERROR = 40
        WARNING = WARN = 30
        INFO = 20
        DEBUG = 10
        NOTSET = 0
        _names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
        BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


        def getLevelName(level):
            for number, name in _names.items():
                if level == number:
                    return name
                if level == name:
                    return number
            return f"Level {level}"


        def addLevelName(level, levelName):
            _names[level] = levelName


        def _level(level):
            if isinstance(level, int):
                return level
            if not isinstance(level, str):
                raise TypeError(f"Level not an integer or a valid string: {level!r}")
            for number, name in _names.items():
                if name == level:
                    return number
            if level == "WARN":
                return WARNING
            raise ValueError(f"Unknown level: {level!r}")


        class LogRecord:
            __module__ = "logging"

            def __init__(self, name, level, msg, args):
                self.name, self.levelno, self.levelname, self.msg, self.args = name, level, getLevelName(level), msg, args
                self.created = _time.time()

            def getMessage(self):
                text = str(self.msg)
                if not self.args:
                    return text
                if len(self.args) == 1 and isinstance(self.args[0], dict) and self.args[0]:
                    return text % self.args[0]
                return text % self.args


        class Formatter:
            __module__ = "logging"

            def __init__(self, fmt=None, datefmt=None, style="%"):
                self._fmt, self.datefmt, self.style = fmt, datefmt, style

            def formatTime(self, record, datefmt=None):
                moment = _time.localtime(record.created)
                if datefmt:
                    return _time.strftime(datefmt, moment)
                part = int(record.created * 1000) % 1000
                return _time.strftime("%Y-%m-%d %H:%M:%S", moment) + f",{part:03d}"

            def format(self, record):
                values = {
                    "message": record.getMessage(), "levelname": record.levelname, "levelno": record.levelno,
                    "name": record.name, "created": record.created, "asctime": self.formatTime(record, self.datefmt),
                    "msecs": record.created * 1000 % 1000, "process": 1, "thread": 1, "threadName": "MainThread",
                    "module": "__main__", "funcName": "<module>", "filename": "", "pathname": "", "lineno": 0,
                    "processName": "MainProcess",
                }
                fmt = self._fmt
                if self.style == "{":
                    return (fmt or "{message}").format(**values)
                return (fmt or "%(message)s") % values


        class Handler:
            __module__ = "logging"

            def __init__(self, level=NOTSET):
                self.level, self.formatter = _level(level), None

            def setLevel(self, level):
                self.level = _level(level)

            def setFormatter(self, fmt):
                self.formatter = fmt

            def format(self, record):
                return (self.formatter or Formatter()).format(record)

            def handle(self, record):
                if record.levelno >= self.level:
                    self.emit(record)

            def emit(self, record):
                raise NotImplementedError("emit must be implemented by Handler subclasses")

            def flush(self):
                pass

            def close(self):
                pass


        class StreamHandler(Handler):
            __module__ = "logging"

            def __init__(self, stream=None):
                super().__init__()
                self.stream = stream

            def emit(self, record):
                if self.stream is None:
                    print(self.format(record))
                else:
                    self.stream.write(self.format(record) + "\n")


        class FileHandler(StreamHandler):
            __module__ = "logging"

            def __init__(self, filename, mode="a", encoding=None, delay=False):
                super().__init__(open(filename, mode))

            def emit(self, record):
                super().emit(record)
                self.stream.flush()

            def close(self):
                self.stream.close()


        class NullHandler(Handler):
            __module__ = "logging"

            def emit(self, record):
                pass


        class Logger:
            __module__ = "logging"

            def __init__(self, name, level=NOTSET):
                self.name, self.level, self.parent = name, _level(level), None
                self.handlers, self.propagate, self.disabled = [], True, False

            def setLevel(self, level):
                self.level = _level(level)

            def getEffectiveLevel(self):
                logger = self
                while logger is not None:
                    if logger.level:
                        return logger.level
                    logger = logger.parent
                return NOTSET

            def isEnabledFor(self, level):
                return not self.disabled and level > _state["disabled"] and level >= self.getEffectiveLevel()

            def addHandler(self, hdlr):
                if hdlr not in self.handlers:
                    self.handlers.append(hdlr)

            def removeHandler(self, hdlr):
                if hdlr in self.handlers:
                    self.handlers.remove(hdlr)

            def hasHandlers(self):
                logger = self
                while logger is not None:
                    if logger.handlers:
                        return True
                    logger = logger.parent if logger.propagate else None
                return False

            def log(self, level, msg, *args, exc_info=None, stack_info=False, extra=None):
                if not self.isEnabledFor(level):
                    return
                record = LogRecord(self.name, level, msg, args)
                for name, value in (extra or {}).items():
                    setattr(record, name, value)
                found, logger = False, self
                while logger is not None:
                    for handler in logger.handlers:
                        found = True
                        handler.handle(record)
                    logger = logger.parent if logger.propagate else None
                # Without any handler the messages of warnings and of what is worse are shown bare.
                if not found and level >= WARNING:
                    print(record.getMessage())

            def debug(self, msg, *args, **kwargs):
                self.log(DEBUG, msg, *args, **kwargs)

            def info(self, msg, *args, **kwargs):
                self.log(INFO, msg, *args, **kwargs)

            def warning(self, msg, *args, **kwargs):
                self.log(WARNING, msg, *args, **kwargs)

            def error(self, msg, *args, **kwargs):
                self.log(ERROR, msg, *args, **kwargs)

            def exception(self, msg, *args, **kwargs):
                self.log(ERROR, msg, *args, **kwargs)

            def critical(self, msg, *args, **kwargs):
                self.log(CRITICAL, msg, *args, **kwargs)

            def __repr__(self):
                return f"<Logger {self.name} ({getLevelName(self.getEffectiveLevel())})>"


        class RootLogger(Logger):
            __module__ = "logging"

            def __repr__(self):
                return f"<RootLogger root ({getLevelName(self.level)})>"


        root = RootLogger("root", WARNING)
        _loggers = {}
        _state = {"disabled": 0}


        def getLogger(name=None):
            if not name or name == "root":
                return root
            if name in _loggers:
                return _loggers[name]
            made = Logger(name)
            _loggers[name] = made
            above, made.parent = name.rpartition(".")[0], root
            while above and made.parent is root:
                made.parent, above = _loggers.get(above, root), above.rpartition(".")[0]
            for other in _loggers.values():
                if other.name.startswith(name + ".") and other.parent is made.parent:
                    other.parent = made
            return made


        def basicConfig(
            *, filename=None, filemode="a", format=BASIC_FORMAT, datefmt=None, style="%", level=None, stream=None,
            handlers=None, force=False, encoding=None,
        ):
            if force:
                root.handlers.clear()
            if not root.handlers:
                if handlers is None:
                    handlers = [StreamHandler(stream) if filename is None else FileHandler(filename, filemode)]
                if format is BASIC_FORMAT and style == "{":
                    format = "{levelname}:{name}:{message}"
                for handler in handlers:
                    if handler.formatter is None:
                        handler.setFormatter(Formatter(format, datefmt, style))
                    root.addHandler(handler)
                if level is not None:
                    root.setLevel(level)


        def disable(level=CRITICAL):
            _state["disabled"] = level


        def log(level, msg, *args, **kwargs):
            if not root.handlers:
                basicConfig()
            root.log(level, msg, *args, **kwargs)


        def debug(msg, *args, **kwargs):
            log(DEBUG, msg, *args, **kwargs)


        def info(msg, *args, **kwargs):
            log(INFO, msg, *args, **kwargs)


        def warning(msg, *args, **kwargs):
            log(WARNING, msg, *args, **kwargs)


        def error(msg, *args, **kwargs):
            log(ERROR, msg, *args, **kwargs)


        def exception(msg, *args, **kwargs):
            log(ERROR, msg, *args, **kwargs)


        def critical(msg, *args, **kwargs):
            log(CRITICAL, msg, *args, **kwargs)
        """#
}
