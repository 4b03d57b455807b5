import Answers
import Testing

@Suite("Text of answers")
struct TextTests {
    @Test(
        "a character takes the columns that a terminal gives it",
        arguments: [
            ("a", 1), ("", 0), ("\u{7}", 0), ("\u{7f}", 0), ("e\u{301}", 1), ("∇", 1), ("深", 2), ("한국어", 6),
            ("\u{1112}\u{1161}\u{11ab}", 2), ("ｱ", 1), ("Ａ", 2), ("〈", 2), ("䷀", 2), ("👩‍🔬", 2), ("👍🏽", 2), ("🇩🇪", 2),
            ("❤", 1), ("❤\u{fe0f}", 2), ("1\u{fe0f}\u{20e3}", 2), ("🌡", 1), ("🌡\u{fe0f}", 2), ("🈁", 2), ("\u{200b}", 0),
            ("\u{ad}", 1), ("\u{2028}", 0), ("𗀀", 2), ("\u{20000}", 2),
        ])
    func columns(text: String, columns: Int) {
        #expect(text.columns == columns, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }

    @Test("several of a kind have the kind's plural")
    func plural() {
        #expect(["run", "study", "key", "folds"].map(Phrase.plural) == ["runs", "studies", "keys", "folds"])
    }

    @Test("text is cut to columns with an ellipsis and filled up with spaces")
    func cutAndPadded() {
        #expect("深い谷".cut(columns: 4) == "深…")
        #expect("深い谷".cut(columns: 6) == "深い谷")
        #expect("valley".cut(columns: 1) == "…")
        #expect("深".padded(columns: 4) == "深  ")
    }

    @Test("items are listed with a word before the last")
    func lists() {
        #expect(Phrase.list([]) == "")
        #expect(Phrase.list(["a"]) == "a")
        #expect(Phrase.list(["a", "b"]) == "a and b")
        #expect(Phrase.alternatives(["a", "b", "c"]) == "a, b or c")
        #expect(Phrase.indefinite("optimizer") == "an optimizer")
        #expect(Phrase.indefinite("None") == "None")
    }

    @Test("white space at the ends goes, inside it stays")
    func trimming() {
        #expect(" \t a b\n".trimmed == "a b")
        #expect("  ".trimmed == "")
        #expect(" a ".withoutTrailingSpaces == " a")
    }

    @Test("sentences are broken between words, points stay whole, later lines hang")
    func wrapping() {
        #expect(TextTable.wrap("the point (1, 2) is a saddle", 15) == ["the point", "(1, 2) is a", "saddle"])
        #expect(TextTable.wrap("→ one two three", 9, indent: 2, hanging: 4) == ["  → one", "    two", "    three"])
        #expect(TextTable.wrap("", 9) == [""])
    }

    private struct Remark: Presentable {
        static let kind = "remark"
        let summary: String
    }

    @Test(
        "A line that fits stays as it is, and the rest of one that does not is set in, also of a value without a table")
    func fitting() {
        #expect(TextTable.fitted("a  b\n  one two three", 9) == ["a  b", "  one two", "    three"])
        #expect(TextTable.fitted("", 9) == [""])
        #expect(Remark(summary: "one two three").table(width: 9) == "one two\n  three")
        #expect(Remark(summary: "one two three").table(width: 80) == "one two three")
    }

    @Test("columns are as wide as their widest cell, numbers stand right")
    func table() {
        let lines = TextTable.lines([["layer", "units"], ["深い", "3"]], width: 80, indent: 0)
        #expect(lines == ["layer  units", "深い       3"])
        #expect(TextTable.lines([["abcdef"]], width: 5) == ["  ab…"])
    }

    @Test(
        "a number is written as a person writes it",
        arguments: [
            (0.1, "0.1"), (-0.0, "0"), (1234567, "1.23e6"), (123456, "123000"), (0.00001234, "1.23e-5"), (9.999, "10"),
            (.nan, "nan"), (-.infinity, "-inf"), (0x1p-1074, "5e-324"), (1.7976931348623157e308, "1.8e308"),
        ])
    func short(number: Double, text: String) {
        #expect(number.short() == text)
    }

    @Test("shapes are written as in Python, and counted where they can be")
    func shapes() {
        #expect([64, 32].shapeText == "(64, 32)")
        #expect([8].shapeText == "(8,)")
        #expect([Int]().shapeText == "()")
        #expect([64, 32].numbers == 2048)
        #expect([1 << 40, 1 << 40].numbers == nil)
        #expect([-1, 2].numbers == nil)
    }
}
