extension LoggingModule {
    /// Loggers, and the functions of the module that ask the root.
    static let loggers = #"""
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
                    print(record.getMessage(), file=_sys.stderr)

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
