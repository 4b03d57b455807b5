import Language

/// A package for Pygments, which colours pages of Sphinx, nbconvert and LaTeX: a lexer and how it is found.
struct Pygments {
    let grammar: Grammar
    let commands: [String]
    let version: String

    var files: [EditorFile] {
        [.init(path: "descent_pygments.py", text: lexer), .init(path: "pyproject.toml", text: project)]
    }

    private var lexer: String {
        """
        \"\"\"The language of Descent for Pygments. Written by `descent reference --to pygments`.\"\"\"

        from pygments.lexer import RegexLexer, bygroups, words
        from pygments.token import (
            Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace)

        __all__ = ["DescentLexer"]

        KEYWORDS = (
        \(TokenPattern.list(grammar.keywords, indent: "    "))
        )
        CONSTANTS = (
        \(TokenPattern.list(grammar.constants, indent: "    "))
        )
        CALLS = (
        \(TokenPattern.list(grammar.calls, indent: "    "))
        )
        VALUES = (
        \(TokenPattern.list(grammar.values, indent: "    "))
        )
        COMMANDS = (
        \(TokenPattern.list(commands, indent: "    "))
        )


        class DescentLexer(RegexLexer):
            \"\"\"Lines of Descent, at the prompt, in files and in notebooks.\"\"\"

            name = "Descent"
            aliases = ["descent"]
            filenames = ["*.descent"]
            mimetypes = ["text/x-descent"]
            version_added = ""

            tokens = {
                "root": [
                    (words(COMMANDS, prefix=r"^[ \\t]*:", suffix=r"\\b.*$"), Comment.Preproc),
                    (r"\\n", Whitespace),
                    (r"[^\\S\\n]+", Whitespace),
                    (r"#.*$", Comment.Single),
                    (r'\(TokenPattern.prefix)\"\"\"', String.Double, "triple-double"),
                    (r"\(TokenPattern.prefix)'''", String.Single, "triple-single"),
                    (r'\(TokenPattern.prefix)"', String.Double, "double"),
                    (r"\(TokenPattern.prefix)'", String.Single, "single"),
                    (r"____+", Name.Exception),
                    (r"(def|class)(\\s+)([^\\W\\d]\\w*)", bygroups(Keyword, Whitespace, Name.Function)),
                    (words(CONSTANTS, suffix=r"\\b"), Keyword.Constant),
                    (words(KEYWORDS, suffix=r"\\b"), Keyword),
                    (r"(\\.)(\\s*)([^\\W\\d]\\w*)", bygroups(Operator, Whitespace, Name)),
                    (r"[^\\W\\d]\\w*(?=\\s*=(?!=))", Name.Variable),
                    (words(CALLS, suffix=r"\\b"), Name.Builtin),
                    (words(VALUES, suffix=r"\\b"), Name.Constant),
                    (r"0[xX][0-9a-fA-F_]+", Number.Hex),
                    (r"0[bB][01_]+", Number.Bin),
                    (r"0[oO][0-7_]+", Number.Oct),
                    (r"(?:\\d[\\d_]*\\.[\\d_]*|\\.\\d[\\d_]*)(?:[eE][+-]?\\d+)?|\\d[\\d_]*[eE][+-]?\\d+", Number.Float),
                    (r"\\d[\\d_]*", Number.Integer),
                    (r"[^\\W\\d]\\w*", Name),
                    (r"\\*\\*|//|<<|>>|->|:=|==|!=|<=|>=|[-+*/%^@&|~<>=−–×·÷≤≥≠]", Operator),
                    (r"[()\\[\\]{},:.;]", Punctuation),
                    (r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", Number),
                    (r"[“”‘’].*?[“”‘’]", String),
                    (r"\\\\\\n", Text),
                    (r"[?!$`]", Error),
                ],
                "double": [(r'[^"\\\\\\n]+', String.Double), (r"\\\\.", String.Escape), (r'"|$', String.Double, "#pop")],
                "single": [(r"[^'\\\\\\n]+", String.Single), (r"\\\\.", String.Escape), (r"'|$", String.Single, "#pop")],
                "triple-double": [
                    (r'\"\"\"', String.Double, "#pop"),
                    (r'[^"\\\\]+|"', String.Double),
                    (r"\\\\(?:.|\\n)", String.Escape),
                ],
                "triple-single": [
                    (r"'''", String.Single, "#pop"),
                    (r"[^'\\\\]+|'", String.Single),
                    (r"\\\\(?:.|\\n)", String.Escape),
                ],
            }

        """
    }

    private var project: String {
        """
        [build-system]
        requires = ["setuptools>=61"]
        build-backend = "setuptools.build_meta"

        [project]
        name = "descent-pygments"
        version = "\(version)"
        description = "The language of Descent for Pygments"
        dependencies = ["pygments>=2.12"]

        [project.entry-points."pygments.lexers"]
        descent = "descent_pygments:DescentLexer"

        [tool.setuptools]
        py-modules = ["descent_pygments"]

        """
    }
}
