// The one gate through which every text reaches gnuplot.

/// gnuplot runs back-quoted text as shell commands, expands `@` macros, reads `{}^_&~` as markup and ends a string at a
/// quote. Lessons and names come from strangers, so a text is made inert here and nowhere else: it is drawn, not run.
enum Inert {
    /// The text as a single-quoted gnuplot string.
    ///
    /// In single quotes gnuplot substitutes neither back-quotes nor macros nor backslash escapes (`help substitution`).
    /// Only the single quote itself could end the string. Written twice it stands for itself, but not at the beginning,
    /// where gnuplot 5.4 reads an empty string and goes on with the rest as commands; so it is drawn as ’, and no string
    /// holds the character that ends it. Characters that would end the line, hide or reorder text become spaces. Markup
    /// is switched off for the whole terminal (`noenhanced`). A length limit keeps a line within gnuplot's buffers.
    static func quoted(_ text: String) -> String {
        var out = "'"
        for scalar in text.unicodeScalars.prefix(400) {
            switch scalar {
            case "'": out += "’"
            case _ where isUnsafe(scalar): out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "'"
    }

    /// The text of a mark on an axis, where gnuplot also reads `%` as a number format.
    static func quotedTick(_ text: String) -> String { quoted(text.replacing("%", with: "%%")) }

    /// The text as it may stand in a terminal: no escape sequences, no line breaks, nothing that reorders.
    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? " " : $0 }))
    }

    /// Control characters, line separators, bidirectional overrides and private or unassigned code points.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
