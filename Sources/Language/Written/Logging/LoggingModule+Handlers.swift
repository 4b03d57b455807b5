extension LoggingModule {
    /// Where messages go.
    static let handlers = #"""
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
                (self.stream or _sys.stderr).write(self.format(record) + "\n")


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
        """#
}
