/// How a delimited file is to be read. What is nil is found out.
public struct CSVOptions: Sendable, Equatable {
    /// What to do with records that are longer or shorter than the header.
    public enum Ragged: String, Sendable, CaseIterable {
        /// Refuse the file, naming the first.
        case refuse
        /// Cells that a short record lacks are missing; a longer one is refused.
        case fill
        /// Leave such records out, and say how many.
        case skip
    }

    /// Between two fields.
    public var delimiter: UInt8?
    /// Between the digits of a number: a point or a comma.
    public var decimal: UInt8?
    /// Between groups of three digits.
    public var thousands: UInt8?
    /// What the bytes mean.
    public var encoding: TextEncoding?
    /// Whether the first record names the columns.
    public var hasHeader: Bool?
    /// Lines above the table that are passed over.
    public var skippedLines = 0
    /// Whether dates such as 03/04/2020 have the day first, where the other dates of a column leave it open.
    public var dayFirst: Bool?
    /// The columns' names, instead of a header's.
    public var names: [String]?
    /// Words that mean "missing" beside those that everyone uses (empty, NA, N/A, NaN, null, None …).
    public var missing: [String] = []
    /// Of the words that everyone uses those that are read as they stand: "None" of a garage may mean that there is none.
    public var notMissing: [String] = []
    /// What some columns are, by their names.
    public var kinds: [String: ColumnKind] = [:]
    /// What to do with records of a wrong length.
    public var ragged: Ragged = .refuse
    /// As pandas reads: dates, codes, currency and percent signs stay text, or numbers where they are digits alone; only true and
    /// false are flags.
    public var isPlain = false
    /// What becomes of blanks before a field of a file that is read plainly: kept, as pandas keeps those behind it, or not.
    public var dropsLeadingBlanks = false
    /// Whether the first column of a file that is read plainly names the rows where the header lacks a name for it.
    public var findsRowNames = true
    /// The largest number of records that are read, the header not counted; all of them unless it is said.
    public var mostRows = Int.max

    /// All is found out.
    public init() {}

    /// Words for "missing" (pandas 3).
    static let missingWords = [
        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
        "NULL",
        "NaN", "None", "n/a", "nan", "null",
    ].map { Array($0.utf8) }

    private var words: [[UInt8]] = CSVOptions.missingWords
    private var first: [Bool] = CSVOptions.firsts(CSVOptions.missingWords)

    private static func firsts(_ words: [[UInt8]]) -> [Bool] {
        var first = [Bool](repeating: false, count: 256)
        for word in words { first[Int(word[0])] = true }
        return first
    }

    /// The options with all words for "missing" at hand.
    func prepared() -> CSVOptions {
        var options = self
        let kept = notMissing.map { Array($0.utf8) }
        options.words.removeAll { kept.contains($0) }
        options.words += missing.filter { !$0.isEmpty }.map { Array($0.utf8) }
        options.first = CSVOptions.firsts(options.words)
        return options
    }

    /// Whether the field says that there is nothing.
    func isMissing(_ scanner: CSVScanner, _ field: CSVScanner.Field) -> Bool { missingWord(scanner, field) != nil }

    /// Which word says that there is nothing: −1 for none at all; nil where there is something.
    func missingWord(_ scanner: CSVScanner, _ field: CSVScanner.Field) -> Int? {
        let count = field.end - field.start
        guard count > 0 else { return -1 }
        guard first[Int(scanner.bytes[field.start])] else { return nil }
        return words.firstIndex { word in
            word.count == count && word.indices.allSatisfy { scanner.bytes[field.start + $0] == word[$0] }
        }
    }

    /// A word for "missing" by its number.
    func missingText(_ place: Int) -> String { String(decoding: words[place], as: UTF8.self) }
}
