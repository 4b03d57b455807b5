/// `pprint`: nested values over several lines.
enum PrettyPrintModule {
    static let words: [Word] = [
        module.word(
            "pprint", "prints a value, over several lines where one is too short",
            [object, Parameter("stream", .any, .value(.none), "an open file; the output without")] + layout,
            returns: "None", examples: ["from pprint import pprint\npprint({\"b\": list(range(30)), \"a\": 1})"],
            seeAlso: ["pprint.pformat"]),
        module.word(
            "pformat", "the same as a string",
            [object] + layout, returns: "string",
            examples: ["from pprint import pformat\npformat({\"b\": 1, \"a\": 2})"],
            seeAlso: ["pprint.pprint"]),
        module.word(
            "pp", "pprint with keys as they came",
            [
                object,
                Parameter("args", .any, .otherwise("as in pprint"), "as for pprint", isVariadic: true),
                Parameter(
                    "sort_dicts", .any, .value(.bool(false)), "whether keys come in their order", isKeywordOnly: true),
                Parameter(
                    "kwargs", .any, .otherwise("as in pprint"), "as for pprint", isVariadic: true, isKeywordOnly: true),
            ], returns: "None", examples: ["from pprint import pp\npp({\"b\": 1, \"a\": 2})"],
            seeAlso: ["pprint.pformat"]),
    ]

    private static let object = Parameter("object", .any, .required, "any value")
    private static let layout = [
        Parameter("indent", .any, .value(.int(1)), "blanks of each level"),
        Parameter("width", .any, .value(.int(80)), "the most characters of a line"),
        Parameter("depth", .any, .value(.none), "levels that are shown; all without"),
        Parameter(
            "compact", .any, .value(.bool(false)), "whether lines hold as many elements as they can",
            isKeywordOnly: true),
        Parameter("sort_dicts", .any, .value(.bool(true)), "whether keys come in their order", isKeywordOnly: true),
        Parameter(
            "underscore_numbers", .any, .value(.bool(false)), "whether thousands are parted", isKeywordOnly: true),
    ]

    private static let module = WrittenModule("pprint", PrettyPrintModule.text)

    private static let text = #"""
        class _Printer:
            def __init__(self, indent, width, depth, compact, sort_dicts, underscore_numbers):
                self.indent, self.width, self.depth, self.compact = indent, width, depth, compact
                self.sort_dicts, self.underscores = sort_dicts, underscore_numbers

            def spelled(self, value, level, above=()):
                if isinstance(value, int) and not isinstance(value, bool) and self.underscores:
                    return f"{value:_d}"
                if not isinstance(value, (dict, list, tuple)) or type(value) not in (dict, list, tuple):
                    return repr(value)
                left, right = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else "()"
                if not value:
                    return left + right
                comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
                if self.depth is not None and level > self.depth:
                    return left + "..." + comma + right
                if any(value is one for one in above):
                    return repr(value)
                above = (*above, value)
                if isinstance(value, dict):
                    parts = [
                        f"{self.spelled(key, level + 1, above)}: {self.spelled(part, level + 1, above)}"
                        for key, part in self.entries(value)
                    ]
                else:
                    parts = [self.spelled(part, level + 1, above) for part in value]
                return left + ", ".join(parts) + comma + right

            def entries(self, value):
                entries = list(value.items())
                if not self.sort_dicts:
                    return entries
                try:
                    return sorted(entries, key=lambda entry: entry[0])
                except TypeError:
                    return sorted(entries, key=lambda entry: (str(type(entry[0])), str(entry[0])))

            def write(self, value, out, column, room, level):
                text = self.spelled(value, level)
                if len(text) <= self.width - column - room or not isinstance(value, (dict, list, tuple, set, str)):
                    out.append(text)
                    return
                if isinstance(value, str):
                    return self.lines(value, out, column, room, level)
                if isinstance(value, dict) and type(value) is not dict or not value:
                    out.append(text)
                    return
                if self.depth is not None and level > self.depth:
                    out.append(text)
                    return
                if isinstance(value, set):
                    left, right, parts = "{", "}", sorted(value)
                else:
                    left, right = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else "()"
                    parts = self.entries(value) if isinstance(value, dict) else list(value)
                out.append(left + " " * (self.indent - 1))
                room += 1
                column += self.indent
                if isinstance(value, dict):
                    for place, (key, part) in enumerate(parts):
                        name = self.spelled(key, level + 1)
                        out.append(name + ": ")
                        islast = place == len(parts) - 1
                        self.write(part, out, column + len(name) + 2, room if islast else 1, level + 1)
                        if not islast:
                            out.append(",\n" + " " * column)
                    out.append(right)
                    return
                if isinstance(value, tuple) and len(value) == 1:
                    right = ",)"
                self.items(parts, out, column, room, level)
                out.append(right)

            def items(self, parts, out, column, room, level):
                mark, width, left = "", self.width - column + 1, self.width - column + 1
                for place, part in enumerate(parts):
                    islast = place == len(parts) - 1
                    if islast:
                        width -= room
                        left -= room
                    if self.compact:
                        text = self.spelled(part, level + 1)
                        size = len(text) + 2
                        if left < size:
                            left = width
                            mark = ",\n" + " " * column if mark else mark
                        if left >= size:
                            left -= size
                            out.append(mark)
                            mark = ", "
                            out.append(text)
                            continue
                    out.append(mark)
                    mark = ",\n" + " " * column
                    self.write(part, out, column, room if islast else 1, level + 1)

            def lines(self, text, out, column, room, level):
                # A text longer than its line: words to lines, in brackets where it stands alone.
                parts = text.splitlines(True)
                if level == 1:
                    column += 1
                    room += 1
                chunks, most = [], self.width - column
                for place, line in enumerate(parts):
                    islast = place == len(parts) - 1
                    if len(repr(line)) <= most - (room if islast else 0):
                        chunks.append(repr(line))
                        continue
                    words, start = [], 0
                    while start < len(line):
                        end = start
                        while end < len(line) and not line[end].isspace():
                            end += 1
                        while end < len(line) and line[end].isspace():
                            end += 1
                        words.append(line[start:end])
                        start = end
                    current = ""
                    for number, word in enumerate(words):
                        limit = most - (room if islast and number == len(words) - 1 else 0)
                        if len(repr(current + word)) > limit:
                            if current:
                                chunks.append(repr(current))
                            current = word
                        else:
                            current += word
                    if current:
                        chunks.append(repr(current))
                if len(chunks) == 1:
                    out.append(chunks[0])
                    return
                joined = ("\n" + " " * column).join(chunks)
                out.append("(" + joined + ")" if level == 1 else joined)


        def pformat(
            object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False
        ):
            out = []
            _Printer(indent, width, depth, compact, sort_dicts, underscore_numbers).write(object, out, 0, 0, 1)
            return "".join(out)


        def pprint(object, stream=None, indent=1, width=80, depth=None, **options):
            text = pformat(object, indent, width, depth, **options)
            if stream is None:
                print(text)
            else:
                stream.write(text + "\n")


        def pp(object, *args, sort_dicts=False, **kwargs):
            pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
        """#
}
