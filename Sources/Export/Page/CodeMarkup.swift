import Answers

/// Code with its comments, texts, numbers and words told apart, for the eye alone: whatever the code is, each of its
/// characters is set once and in order.
enum CodeMarkup {
    private static let words: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ]

    static func set(_ code: String) -> Markup {
        var out = Markup.nothing
        var plain = ""
        var rest = Substring(code.visible)
        func flush() {
            if !plain.isEmpty { out += .text(plain) }
            plain = ""
        }
        func add(_ kind: String, _ count: Int) {
            flush()
            out += .element("span", ["class": kind], .text(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        while let first = rest.first {
            if first == "#" {
                add("comment", rest.prefix { !$0.isNewline }.count)
            } else if first == "\"" || first == "'" {
                add("string", textLength(rest, first))
            } else if rest.hasPrefix("____") {
                add("blank", rest.prefix { $0 == "_" }.count)
            } else if first.isASCII, first.isNumber {
                add(
                    "number", rest.prefix { $0.isASCII && ($0.isNumber || $0.isLetter || $0 == "." || $0 == "_") }.count
                )
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                if words.contains(String(word)) {
                    add("keyword", word.count)
                } else {
                    plain += word
                    rest = rest.dropFirst(word.count)
                }
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        flush()
        return out
    }

    /// Up to its closing quote, or to the end of the line where it has none; quotes threefold go over lines.
    private static func textLength(_ text: Substring, _ quote: Character) -> Int {
        let triple = String(repeating: quote, count: 3)
        let isLong = text.hasPrefix(triple)
        var length = isLong ? 3 : 1
        var rest = text.dropFirst(length)
        while let next = rest.first {
            if isLong ? rest.hasPrefix(triple) : next == quote { return length + (isLong ? 3 : 1) }
            if !isLong, next.isNewline { return length }
            let step = next == "\\" && rest.dropFirst().first != nil ? 2 : 1
            length += step
            rest = rest.dropFirst(step)
        }
        return length
    }
}
