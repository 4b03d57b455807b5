/// `json`: lists, dicts, texts and numbers as text that every language reads.
enum JSONModule {
    static let words: [Word] = [
        module.word(
            "dumps", "a value as JSON",
            [
                Parameter("obj", .any, .required, "dicts, lists, strings, numbers, True, False, None"),
                Parameter(
                    "skipkeys", .any, .value(.bool(false)), "whether keys that JSON does not have are left out",
                    isKeywordOnly: true),
                Parameter(
                    "ensure_ascii", .any, .value(.bool(true)), "whether other letters are written by their numbers",
                    isKeywordOnly: true),
                Parameter("check_circular", .any, .value(.bool(true)), "has no effect here", isKeywordOnly: true),
                Parameter(
                    "allow_nan", .any, .value(.bool(true)), "whether NaN and Infinity may stand there",
                    isKeywordOnly: true),
                Parameter(
                    "cls", .any, .value(.none), "a class with a method default, as derived from JSONEncoder",
                    isKeywordOnly: true),
                Parameter(
                    "indent", .any, .value(.none), "blanks of each level; all on one line without", isKeywordOnly: true),
                Parameter(
                    "separators", .any, .value(.none), "what stands between entries and behind a key",
                    isKeywordOnly: true),
                Parameter(
                    "default", .any, .value(.none), "makes something else of what JSON does not have",
                    isKeywordOnly: true),
                Parameter(
                    "sort_keys", .any, .value(.bool(false)), "whether keys come in their order", isKeywordOnly: true),
            ], returns: "string", examples: ["import json\njson.dumps({\"b\": [1, 2.5], \"a\": None}, sort_keys=True)"],
            seeAlso: ["json.loads", "json.dump"]),
        module.word(
            "loads", "what a JSON text says",
            [
                Parameter("s", .any, .required, "the text"),
                Parameter("cls", .any, .value(.none), "has only its default here", isKeywordOnly: true),
                Parameter("object_hook", .any, .value(.none), "makes something else of each dict", isKeywordOnly: true),
                Parameter("parse_float", .any, .value(.none), "has only its default here", isKeywordOnly: true),
                Parameter("parse_int", .any, .value(.none), "has only its default here", isKeywordOnly: true),
                Parameter(
                    "object_pairs_hook", .any, .value(.none), "makes something of each dict's list of pairs",
                    isKeywordOnly: true),
            ], returns: "any", examples: ["import json\njson.loads('{\"a\": [1, true, null]}')"],
            seeAlso: ["json.dumps"]),
        module.word(
            "dump", "writes a value as JSON into an open file",
            [
                Parameter("obj", .any, .required, "what is written"),
                Parameter("fp", .any, .required, "a file that is open for writing"),
                Parameter(
                    "options", .any, .otherwise("as in dumps"), "indent=, sort_keys= …, as for dumps", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "None", examples: ["import json, io\nf = io.StringIO()\njson.dump([1, 2], f)\nf.getvalue()"],
            seeAlso: ["json.dumps"]),
        module.word(
            "load", "what an open file of JSON says",
            [
                Parameter("fp", .any, .required, "a file that is open for reading"),
                Parameter(
                    "options", .any, .otherwise("as in loads"), "as for loads", isVariadic: true, isKeywordOnly: true),
            ], returns: "any", examples: ["import json, io\njson.load(io.StringIO('[1, 2]'))"], seeAlso: ["json.loads"]),
        module.word(
            "JSONEncoder", "the base of classes whose default says how other values are written",
            [
                Parameter(
                    "options", .any, .otherwise("as in dumps"), "as for dumps", isVariadic: true, isKeywordOnly: true)
            ], returns: "any", examples: ["import json\njson.JSONEncoder().encode([1])"], seeAlso: ["json.dumps"]),
        module.word(
            "JSONDecodeError", "what is raised for a text that is no JSON",
            [
                Parameter("msg", .any, .required, "what is wrong"), Parameter("doc", .any, .required, "the text"),
                Parameter("pos", .any, .required, "where"),
            ], returns: "exception",
            examples: ["import json\ntry:\n    json.loads(\"[1,\")\nexcept json.JSONDecodeError as e:\n    print(e)"],
            seeAlso: ["json.loads"]),
    ]

    private static let module = WrittenModule("json", JSONModule.text)

    private static let text = #"""
        class JSONDecodeError(ValueError):
            __module__ = "json.decoder"

            def __init__(self, msg, doc, pos):
                self.msg, self.doc, self.pos = msg, doc, pos
                self.lineno = doc.count("\n", 0, pos) + 1
                self.colno = pos - doc.rfind("\n", 0, pos)
                super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")


        _escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
        _meanings = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


        def _quoted(text, ensure_ascii):
            out = []
            for letter in text:
                code = ord(letter)
                if letter in _escapes:
                    out.append(_escapes[letter])
                elif code < 32 or ensure_ascii and 127 <= code < 65536:
                    out.append(f"\\u{code:04x}")
                elif ensure_ascii and code >= 65536:
                    code -= 65536
                    out.append(f"\\u{55296 + code // 1024:04x}\\u{56320 + code % 1024:04x}")
                else:
                    out.append(letter)
            return '"' + "".join(out) + '"'


        def _float(number, allow_nan):
            if number != number or number in (float("inf"), float("-inf")):
                if not allow_nan:
                    raise ValueError("Out of range float values are not JSON compliant")
                return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"
            return repr(number)


        def _key(key, allow_nan):
            if isinstance(key, str):
                return key
            if key is None:
                return "null"
            if key is True or key is False:
                return "true" if key else "false"
            if isinstance(key, int):
                return repr(key)
            if isinstance(key, float):
                return _float(key, allow_nan)
            raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")


        def _write(value, out, options, level, above):
            skipkeys, ensure_ascii, allow_nan, indent, item, colon, default, sort_keys = options
            if isinstance(value, str):
                # A member of an enumeration of texts is written as its text.
                out.append(_quoted(value if type(value) is str else value.value, ensure_ascii))
            elif value is None:
                out.append("null")
            elif value is True or value is False:
                out.append("true" if value else "false")
            elif isinstance(value, int):
                out.append(repr(int(value)))
            elif isinstance(value, float):
                out.append(_float(value, allow_nan))
            elif isinstance(value, (list, tuple, dict)):
                isdict = isinstance(value, dict)
                if not value:
                    out.append("{}" if isdict else "[]")
                    return
                if any(value is one for one in above):
                    raise ValueError("Circular reference detected")
                above.append(value)
                inner = "" if indent is None else "\n" + indent * (level + 1)
                out.append("{" if isdict else "[")
                out.append(inner)
                isfirst = True
                for part in (sorted(value.items()) if sort_keys else value.items()) if isdict else value:
                    if isdict and skipkeys and not (part[0] is None or isinstance(part[0], (str, int, float))):
                        continue
                    if not isfirst:
                        out.append(item + inner)
                    isfirst = False
                    if isdict:
                        out.append(_quoted(_key(part[0], allow_nan), ensure_ascii) + colon)
                    _write(part[1] if isdict else part, out, options, level + 1, above)
                if indent is not None:
                    out.append("\n" + indent * level)
                out.append("}" if isdict else "]")
                above.pop()
            elif default is not None:
                if any(value is one for one in above):
                    raise ValueError("Circular reference detected")
                above.append(value)
                _write(default(value), out, options, level, above)
                above.pop()
            else:
                raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


        def dumps(
            obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
            separators=None, default=None, sort_keys=False,
        ):
            if isinstance(indent, int):
                indent = " " * indent
            if separators is None:
                separators = (", ", ": ") if indent is None else (",", ": ")
            if cls is not None:
                default = cls().default
            out = []
            options = (skipkeys, ensure_ascii, allow_nan, indent, separators[0], separators[1], default, sort_keys)
            _write(obj, out, options, 0, [])
            return "".join(out)


        def dump(obj, fp, **options):
            fp.write(dumps(obj, **options))


        class JSONEncoder:
            __module__ = "json.encoder"

            def __init__(self, **options):
                self._options = options

            def default(self, o):
                raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

            def encode(self, o):
                return dumps(o, default=self.default, **self._options)


        def _skip(text, place):
            while place < len(text) and text[place] in " \t\n\r":
                place += 1
            return place


        def _unit(text, place):
            digits = text[place + 1 : place + 5]
            if len(digits) != 4 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
                raise JSONDecodeError("Invalid \\uXXXX escape", text, place)
            return int(digits, 16)


        def _string(text, place):
            begin = place - 1
            parts = []
            while True:
                end = place
                while end < len(text) and text[end] not in '"\\' and ord(text[end]) >= 32:
                    end += 1
                parts.append(text[place:end])
                if end >= len(text):
                    raise JSONDecodeError("Unterminated string starting at", text, begin)
                if text[end] == '"':
                    return "".join(parts), end + 1
                if text[end] != "\\":
                    raise JSONDecodeError("Invalid control character at", text, end)
                if end + 1 >= len(text):
                    raise JSONDecodeError("Unterminated string starting at", text, begin)
                mark = text[end + 1]
                if mark != "u":
                    if mark not in _meanings:
                        raise JSONDecodeError("Invalid \\escape", text, end)
                    parts.append(_meanings[mark])
                    place = end + 2
                    continue
                code = _unit(text, end + 1)
                place = end + 6
                if 55296 <= code < 56320 and text[place : place + 2] == "\\u":
                    low = _unit(text, place + 1)
                    if 56320 <= low < 57344:
                        code = 65536 + (code - 55296) * 1024 + low - 56320
                        place += 6
                parts.append(chr(code))


        def _number(text, place):
            end = place + 1 if text[place] == "-" else place
            digits = end
            while end < len(text) and text[end] in "0123456789":
                end += 1
            if end == digits:
                return None, place
            if text[digits] == "0":
                end = digits + 1
            iswhole = True
            if end + 1 < len(text) and text[end] == "." and text[end + 1] in "0123456789":
                iswhole = False
                end += 1
                while end < len(text) and text[end] in "0123456789":
                    end += 1
            if end < len(text) and text[end] in "eE":
                after = end + 2 if text[end + 1 : end + 2] in ("+", "-") else end + 1
                if after < len(text) and text[after] in "0123456789":
                    iswhole = False
                    end = after
                    while end < len(text) and text[end] in "0123456789":
                        end += 1
            return (int if iswhole else float)(text[place:end]), end


        _words = {
            "null": None, "true": True, "false": False, "NaN": float("nan"), "Infinity": float("inf"),
            "-Infinity": float("-inf"),
        }


        def _value(text, place, hook, pairs):
            letter = text[place : place + 1]
            if letter == '"':
                return _string(text, place + 1)
            if letter == "[":
                items = []
                place = _skip(text, place + 1)
                if text[place : place + 1] == "]":
                    return items, place + 1
                while True:
                    item, place = _value(text, place, hook, pairs)
                    items.append(item)
                    place = _skip(text, place)
                    mark = text[place : place + 1]
                    if mark == "]":
                        return items, place + 1
                    if mark != ",":
                        raise JSONDecodeError("Expecting ',' delimiter", text, place)
                    place = _skip(text, place + 1)
            if letter == "{":
                entries = []
                place = _skip(text, place + 1)
                if text[place : place + 1] != "}":
                    while True:
                        if text[place : place + 1] != '"':
                            raise JSONDecodeError("Expecting property name enclosed in double quotes", text, place)
                        key, place = _string(text, place + 1)
                        place = _skip(text, place)
                        if text[place : place + 1] != ":":
                            raise JSONDecodeError("Expecting ':' delimiter", text, place)
                        value, place = _value(text, _skip(text, place + 1), hook, pairs)
                        entries.append((key, value))
                        place = _skip(text, place)
                        mark = text[place : place + 1]
                        if mark == "}":
                            break
                        if mark != ",":
                            raise JSONDecodeError("Expecting ',' delimiter", text, place)
                        place = _skip(text, place + 1)
                if pairs is not None:
                    return pairs(entries), place + 1
                made = dict(entries)
                return hook(made) if hook is not None else made, place + 1
            for word, meaning in _words.items():
                if text.startswith(word, place):
                    return meaning, place + len(word)
            if letter and letter in "-0123456789":
                number, end = _number(text, place)
                if end > place:
                    return number, end
            raise JSONDecodeError("Expecting value", text, place)


        def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, object_pairs_hook=None):
            if not isinstance(s, str):
                raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
            value, place = _value(s, _skip(s, 0), object_hook, object_pairs_hook)
            place = _skip(s, place)
            if place != len(s):
                raise JSONDecodeError("Extra data", s, place)
            return value


        def load(fp, **options):
            return loads(fp.read(), **options)
        """#
}
