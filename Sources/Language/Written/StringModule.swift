/// `string`: groups of characters, and texts with places to be filled.
enum StringModule {
    static let words: [Word] = [
        module.constant("ascii_letters", "the letters of English, small and capital", returns: "string"),
        module.constant("ascii_lowercase", "the small letters of English", returns: "string"),
        module.constant("ascii_uppercase", "the capital letters of English", returns: "string"),
        module.constant("digits", "the ten digits", returns: "string"),
        module.constant("hexdigits", "the digits of hexadecimal numbers", returns: "string"),
        module.constant("octdigits", "the digits of octal numbers", returns: "string"),
        module.constant("punctuation", "the marks of ASCII", returns: "string"),
        module.constant("whitespace", "blanks, tabs and line ends", returns: "string"),
        module.constant("printable", "all of these together", returns: "string"),
        module.word(
            "capwords", "a text with a capital letter at the beginning of each word",
            [
                Parameter("s", .any, .required, "the text"),
                Parameter("sep", .any, .value(.none), "what stands between words; white space without"),
            ], returns: "string", examples: ["import string\nstring.capwords(\"gradient descent\")"]),
        module.word(
            "Template", "a text with places such as $name", [Parameter("template", .any, .required, "the text")],
            returns: "any",
            examples: ["from string import Template\nTemplate(\"loss of $name\").substitute(name=\"adam\")"]),
    ]

    private static let module = WrittenModule("string", StringModule.text)

    private static let text = #"""
        ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
        ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        ascii_letters = ascii_lowercase + ascii_uppercase
        digits = "0123456789"
        hexdigits = digits + "abcdefABCDEF"
        octdigits = "01234567"
        punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
        whitespace = " \t\n\r\x0b\x0c"
        printable = digits + ascii_letters + punctuation + whitespace


        def capwords(s, sep=None):
            return (sep or " ").join([word.capitalize() for word in s.split(sep)])


        class Template:
            __module__ = "string"

            def __init__(self, template):
                self.template = template

            def _filled(self, values, strict):
                text, out, place = self.template, [], 0
                while place < len(text):
                    if text[place] != "$":
                        out.append(text[place])
                        place += 1
                        continue
                    if text[place + 1 : place + 2] == "$":
                        out.append("$")
                        place += 2
                        continue
                    start = place + 2 if text[place + 1 : place + 2] == "{" else place + 1
                    end = start
                    while end < len(text) and (text[end] == "_" or text[end].isalnum() and ord(text[end]) < 128):
                        end += 1
                    name = text[start:end]
                    isbad = not name or name[0].isdigit() or start == place + 2 and text[end : end + 1] != "}"
                    if isbad and strict:
                        line = text.count("\n", 0, place) + 1
                        column = place - text.rfind("\n", 0, place)
                        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                    if isbad or not strict and name not in values:
                        out.append("$")
                        place += 1
                        continue
                    out.append(str(values[name]))
                    place = end + 1 if start == place + 2 else end
                return "".join(out)

            def substitute(self, mapping={}, /, **kws):
                return self._filled({**mapping, **kws}, True)

            def safe_substitute(self, mapping={}, /, **kws):
                return self._filled({**mapping, **kws}, False)
        """#
}
