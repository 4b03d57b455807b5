/// `io`: texts that are read and written like files.
enum TextStreamModule {
    static let words: [Word] = [
        module.word(
            "StringIO", "a text that is read and written like an open file",
            [
                Parameter("initial_value", .any, .value(.text("")), "what stands in it"),
                Parameter("newline", .any, .value(.text("\\n")), "has no effect here"),
            ], returns: "any", examples: ["import io\nf = io.StringIO()\nf.write(\"loss\")\nf.getvalue()"],
            seeAlso: ["open"])
    ]

    private static let module = WrittenModule("io", TextStreamModule.text)

    private static let text = #"""
        class StringIO:
            __module__ = "_io"

            def __init__(self, initial_value="", newline="\n"):
                self._text, self._place, self.closed = initial_value or "", 0, False

            def _check(self):
                if self.closed:
                    raise ValueError("I/O operation on closed file")

            def write(self, s):
                self._check()
                if not isinstance(s, str):
                    raise TypeError(f"string argument expected, got '{type(s).__name__}'")
                rest = self._text[self._place + len(s) :]
                self._text = self._text[: self._place] + s + rest
                self._place += len(s)
                return len(s)

            def writelines(self, lines):
                for line in lines:
                    self.write(line)

            def read(self, size=-1):
                self._check()
                end = len(self._text) if size is None or size < 0 else self._place + size
                part = self._text[self._place : end]
                self._place += len(part)
                return part

            def readline(self):
                self._check()
                end = self._text.find("\n", self._place)
                return self.read(-1 if end < 0 else end + 1 - self._place)

            def readlines(self):
                return list(self)

            def getvalue(self):
                self._check()
                return self._text

            def seek(self, pos, whence=0):
                self._check()
                self._place = pos if whence == 0 else len(self._text)
                return self._place

            def tell(self):
                return self._place

            def truncate(self, size=None):
                self._text = self._text[: self._place if size is None else size]
                return len(self._text)

            def flush(self):
                pass

            def close(self):
                self.closed = True

            def __iter__(self):
                return self

            def __next__(self):
                line = self.readline()
                if not line:
                    raise StopIteration
                return line

            def __enter__(self):
                self._check()
                return self

            def __exit__(self, *exc_info):
                self.close()
        """#
}
