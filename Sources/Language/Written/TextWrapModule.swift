/// `textwrap`: texts in lines of a width.
enum TextWrapModule {
    static let words: [Word] = [
        module.word(
            "wrap", "a text as lines of at most so many characters",
            lines, returns: "list", examples: ["import textwrap\ntextwrap.wrap(\"the quick brown fox\", width=10)"],
            seeAlso: ["textwrap.fill"]),
        module.word(
            "fill", "the same as one string",
            lines, returns: "string", examples: ["import textwrap\ntextwrap.fill(\"the quick brown fox\", width=10)"],
            seeAlso: ["textwrap.wrap"]),
        module.word(
            "TextWrapper", "settings for several texts, with wrap and fill",
            [
                Parameter("width", .any, .value(.int(70)), "the most characters of a line"),
                Parameter(
                    "options", .any, .otherwise("as in Python"), "initial_indent=, subsequent_indent=, max_lines= …",
                    isVariadic: true, isKeywordOnly: true),
            ], returns: "any",
            examples: ["import textwrap\ntextwrap.TextWrapper(width=10).wrap(\"the quick brown fox\")"],
            seeAlso: ["textwrap.wrap"]),
        module.word(
            "shorten", "a text cut to a width, with [...] at its end",
            [
                Parameter("text", .any, .required, "what is cut"),
                Parameter("width", .any, .required, "the most characters"),
                Parameter(
                    "options", .any, .otherwise("as in Python"), "placeholder= …", isVariadic: true, isKeywordOnly: true
                ),
            ], returns: "string", examples: ["import textwrap\ntextwrap.shorten(\"the quick brown fox\", width=15)"]),
        module.word(
            "dedent", "a text without the white space that all its lines begin with",
            [Parameter("text", .any, .required, "the lines")], returns: "string",
            examples: ["import textwrap\ntextwrap.dedent(\"  a\\n    b\")"], seeAlso: ["textwrap.indent"]),
        module.word(
            "indent", "a text with something before each of its lines",
            [
                Parameter("text", .any, .required, "the lines"),
                Parameter("prefix", .any, .required, "what comes before them"),
                Parameter("predicate", .any, .value(.none), "which lines; those that hold more than blanks"),
            ], returns: "string", examples: ["import textwrap\ntextwrap.indent(\"a\\nb\", \"> \")"],
            seeAlso: ["textwrap.dedent"]),
    ]

    private static let lines = [
        Parameter("text", .any, .required, "what is set in lines"),
        Parameter("width", .any, .value(.int(70)), "the most characters of a line"),
        Parameter(
            "options", .any, .otherwise("as in Python"), "initial_indent=, subsequent_indent=, max_lines= …",
            isVariadic: true, isKeywordOnly: true),
    ]

    private static let module = WrittenModule("textwrap", TextWrapModule.text)

    private static let text = #"""
        def _pieces(text):
            # Words, the blanks between them, and the parts of words with hyphens.
            pieces = []
            for word in text.split(" "):
                if pieces:
                    if pieces[-1].strip(" ") == "":
                        pieces[-1] += " "
                    else:
                        pieces.append(" ")
                start = 0
                for place in range(1, len(word) - 1):
                    before, after = word[place - 1], word[place + 1]
                    if word[place] == "-" and before.isalpha() and after.isalpha() and place - start > 1:
                        pieces.append(word[start : place + 1])
                        start = place + 1
                if word[start:] or not pieces:
                    pieces.append(word[start:])
            return [piece for piece in pieces if piece]


        def wrap(
            text, width=70, *, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
            fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
            max_lines=None, placeholder=" [...]",
        ):
            if width <= 0:
                raise ValueError(f"invalid width {width!r} (must be > 0)")
            if fix_sentence_endings or not break_on_hyphens:
                raise NotImplementedError("fix_sentence_endings and break_on_hyphens have only their defaults here")
            if expand_tabs:
                text = text.expandtabs(tabsize)
            if replace_whitespace:
                for blank in "\t\n\x0b\x0c\r":
                    text = text.replace(blank, " ")
            if max_lines is not None:
                indent = subsequent_indent if max_lines > 1 else initial_indent
                if len(indent) + len(placeholder.lstrip()) > width:
                    raise ValueError("placeholder too large for max width")
            pieces = _pieces(text)
            pieces.reverse()
            lines = []
            while pieces:
                line, length = [], 0
                indent = subsequent_indent if lines else initial_indent
                room = width - len(indent)
                if drop_whitespace and pieces[-1].strip() == "" and lines:
                    pieces.pop()
                while pieces and length + len(pieces[-1]) <= room:
                    length += len(pieces[-1])
                    line.append(pieces.pop())
                if pieces and len(pieces[-1]) > room:
                    # A word longer than a line.
                    if break_long_words:
                        space = room - length if room > 0 else 1
                        piece = pieces[-1]
                        hyphen = piece.rfind("-", 0, space) if len(piece) > space else -1
                        if hyphen > 0 and piece[:hyphen].strip("-"):
                            space = hyphen + 1
                        line.append(piece[:space])
                        pieces[-1] = piece[space:]
                    elif not line:
                        line.append(pieces.pop())
                    length = sum(len(piece) for piece in line)
                if drop_whitespace and line and line[-1].strip() == "":
                    length -= len(line.pop())
                if not line:
                    continue
                rest = not pieces or drop_whitespace and len(pieces) == 1 and not pieces[0].strip()
                if max_lines is None or len(lines) + 1 < max_lines or rest and length <= room:
                    lines.append(indent + "".join(line))
                    continue
                while line:
                    if line[-1].strip() and length + len(placeholder) <= room:
                        line.append(placeholder)
                        lines.append(indent + "".join(line))
                        break
                    length -= len(line.pop())
                else:
                    if lines and len(lines[-1].rstrip()) + len(placeholder) <= width:
                        lines[-1] = lines[-1].rstrip() + placeholder
                    else:
                        lines.append(indent + placeholder.lstrip())
                break
            return lines


        def fill(text, width=70, **options):
            return "\n".join(wrap(text, width, **options))


        class TextWrapper:
            __module__ = "textwrap"

            def __init__(
                self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                *, max_lines=None, placeholder=" [...]",
            ):
                self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
                self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
                self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
                self.drop_whitespace, self.break_on_hyphens, self.tabsize = drop_whitespace, break_on_hyphens, tabsize
                self.max_lines, self.placeholder = max_lines, placeholder

            def wrap(self, text):
                return wrap(text, **vars(self))

            def fill(self, text):
                return "\n".join(self.wrap(text))


        def shorten(text, width, **options):
            return fill(" ".join(text.strip().split()), width, max_lines=1, **options)


        def dedent(text):
            lines = text.split("\n")
            margin = None
            for place, line in enumerate(lines):
                if not line.strip(" \t"):
                    lines[place] = ""
                    continue
                indent = line[: len(line) - len(line.lstrip(" \t"))]
                if margin is None:
                    margin = indent
                    continue
                common = 0
                while common < min(len(margin), len(indent)) and margin[common] == indent[common]:
                    common += 1
                margin = margin[:common]
            if margin:
                lines = [line[len(margin) :] if line.startswith(margin) else line for line in lines]
            return "\n".join(lines)


        def indent(text, prefix, predicate=None):
            lines = text.splitlines(True)
            chosen = predicate or str.strip
            return "".join([prefix + line if chosen(line) else line for line in lines])
        """#
}
