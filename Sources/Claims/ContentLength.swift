public import Answers

/// What a document says of its own length, counted.
///
/// D0 ends with "Content Length: 6305 characters". The words of its analysis, from the title in bold letters to the line before its summary,
/// are exactly so many, line ends between them included and blank lines around them not.
public struct ContentLength: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "content length" }

    /// Characters of each line of the analysis, the first one first.
    public let lines: [Int]
    /// How many characters the document claims to have.
    public let claimed: Int

    /// Of D0: as counted in the document by `scripts/content_length.py`.
    public static let d0 = ContentLength(
        lines: [
            36, 0, 359, 0, 38, 0, 63, 0, 197, 153, 146, 0, 51, 0, 114, 0, 215, 136, 138, 129, 109, 0, 66, 0, 76, 0, 189,
            124, 163, 146, 208, 0, 54, 0, 103, 0, 22, 0, 9, 23, 0, 32, 36, 69, 49, 52, 2, 0, 73, 59, 41, 35, 0, 37, 69,
            60, 65, 0, 32, 87, 37, 3, 0, 19, 0, 9, 12, 21, 27, 0, 32, 27, 23, 41, 37, 36, 37, 0, 25, 35, 35, 38, 16, 0,
            36, 19, 52, 0, 37, 82, 83, 72, 0, 32, 24, 25, 27, 41, 19, 20, 25, 22, 58, 3, 0, 55, 0, 65, 0, 135, 107, 132,
            117, 114, 0, 14, 0, 397,
        ], claimed: 6305)

    init(lines: [Int], claimed: Int) { (self.lines, self.claimed) = (lines, claimed) }

    /// Of a text in the form of D0: its analysis stands between its first heading of the second level and the next.
    ///
    /// - Throws: a `Mistake` where the text claims no length, or has no such part.
    public init(of text: String) throws(Mistake) {
        guard let claim = text.firstMatch(of: /Content Length: ([0-9]{1,9}) characters/), let claimed = Int(claim.1)
        else {
            throw Mistake(
                "the text claims no length", expected: "a line such as *Content Length: 6305 characters*",
                argument: "text")
        }
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        let headings = all.indices.filter { all[$0].hasPrefix("## ") }
        guard headings.count >= 2 else {
            throw Mistake(
                "the text has no part between two headings", expected: "## Analysis, its words, ## Summary",
                argument: "text")
        }
        var part = all[(headings[0] + 1)..<headings[1]]
        func isBlank(_ line: Substring?) -> Bool { line?.allSatisfy(\.isWhitespace) == true }
        while isBlank(part.first) { part.removeFirst() }
        while isBlank(part.last) { part.removeLast() }
        self.init(lines: part.map(\.count), claimed: claimed)
    }

    /// Characters in all: of the lines, and one for each line end between them.
    public var total: Int { lines.reduce(0, +) + Swift.max(0, lines.count - 1) }

    /// Whether the document is right.
    public var isTrue: Bool { total == claimed }

    /// `6,305 characters claimed, 6,305 counted in 118 lines: true`
    public var summary: String {
        "\(claimed) characters claimed, \(total) counted in \(Phrase.count(lines.count, "line")): \(isTrue ? "true" : "not true")"
    }

    /// The claim, and how it was counted.
    public var sentence: String {
        "\(summary). Counted is the analysis itself, with a character for each line end; headings, date and summary around it are not part."
    }

    /// The claim, the count, and whether they agree.
    public func table(width: Int) -> String { TextTable.wrap(sentence, width).joined(separator: "\n") }

    /// Claimed and counted.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "claimed": .integer(claimed), "total": .integer(total), "true": .bool(isTrue),
            "lines": .array(lines.map { .integer($0) }),
        ])
    }
}
