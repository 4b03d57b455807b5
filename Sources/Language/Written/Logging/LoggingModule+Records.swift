extension LoggingModule {
    /// Levels, records, and how a record is written.
    static let records = #"""
        import sys as _sys
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
        """#
}
