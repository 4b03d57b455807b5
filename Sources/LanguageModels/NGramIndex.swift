public import Answers

/// All n-grams of a text, to look up those of others: each is one number of 64 bits, ⌊64/n⌋ for each of its units.
public struct NGramIndex: Sendable {
    let n: Int
    let unit: TextNovelty.Unit
    private let numbers: [Substring: UInt64]
    private let units: [UInt64]
    private let grams: Set<UInt64>
    /// Where in the text each unit stands, by its number.
    private let places: [[Int32]]

    /// - Parameter n: units of an n-gram, 1 to 64.
    /// - Throws: `Mistake` where n is out of range, or so large that its units cannot be told apart by 64/n bits; `Stopped`.
    public init(_ text: String, n: Int = 5, unit: TextNovelty.Unit = .characters, work: Work = Work()) throws {
        try Interval(1, 64).whole.check(n, "n", standard: 5)
        self.n = n
        self.unit = unit
        var numbers: [Substring: UInt64] = [:]
        units = try NGramIndex.number(text, unit, &numbers, work)
        self.numbers = numbers
        try NGramIndex.check(numbers.count, n, unit)
        var grams: Set<UInt64> = []
        try NGramIndex.visit(units, n, work) { grams.insert($0) }
        self.grams = grams
        var places = [[Int32]](repeating: [], count: numbers.count)
        for (place, unit) in units.enumerated() { places[Int(unit)].append(Int32(truncatingIfNeeded: place)) }
        self.places = places
    }

    /// How new a text is against the indexed one.
    ///
    /// - Throws: `Mistake` for a text of fewer than n units, or with too many new ones; `Stopped`.
    public func compare(_ text: String, work: Work = Work()) throws -> TextNovelty {
        var numbers = numbers
        let own = try NGramIndex.number(text, unit, &numbers, work)
        guard own.count >= n else {
            throw Mistake(
                "the text has \(own.count) \(unit.rawValue), fewer than n = \(n)", expected: "a longer text",
                try: own.isEmpty ? nil : "n=\(own.count)", argument: "text")
        }
        try NGramIndex.check(numbers.count, n, unit)
        var mine: Set<UInt64> = []
        var (count, new) = (0, 0)
        try NGramIndex.visit(own, n, work) {
            count += 1
            mine.insert($0)
            if !grams.contains($0) { new += 1 }
        }
        return TextNovelty(
            n: n, unit: unit, count: count, new: new, different: mine.count, longestCopy: try longestCopy(own, work))
    }

    /// The share of a text's units that occur in the indexed one; nan for a text without any.
    public func known(_ text: String, work: Work = Work()) throws -> Double {
        let parts = NGramIndex.split(text, unit)
        let found = try parts.filter(stoppedBy: work) { numbers[$0] != nil }
        return Double(found.count) / Double(parts.count)
    }

    /// Characters or words of a text.
    static func split(_ text: String, _ unit: TextNovelty.Unit) -> [Substring] {
        switch unit {
        case .characters: text.indices.map { text[$0...$0] }
        case .words: text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "-") }
        }
    }

    private static func number(
        _ text: String, _ unit: TextNovelty.Unit, _ numbers: inout [Substring: UInt64], _ work: Work
    ) throws -> [UInt64] {
        var check = StopCheck(work)
        var units: [UInt64] = []
        for part in split(text, unit) {
            try check.pass()
            let number = numbers[part] ?? UInt64(numbers.count)
            numbers[part] = number
            units.append(number)
        }
        return units
    }

    private static func check(_ different: Int, _ n: Int, _ unit: TextNovelty.Unit) throws {
        let bits = Int.bitWidth - Swift.max(1, different - 1).leadingZeroBitCount
        guard bits * n <= 64 else {
            throw Mistake(
                "\(n)-grams of \(different) different \(unit.rawValue)", expected: "n of at most \(64 / bits) here",
                try: "n=\(64 / bits)", argument: "n")
        }
    }

    /// Each n-gram in turn, as a number.
    private static func visit(_ units: [UInt64], _ n: Int, _ work: Work, _ body: (UInt64) -> Void) throws {
        var check = StopCheck(work)
        let bits = UInt64(64 / n)
        let mask = bits * UInt64(n) == 64 ? UInt64.max : (1 << (bits * UInt64(n))) - 1
        var gram: UInt64 = 0
        for (place, unit) in units.enumerated() {
            try check.pass()
            gram = bits == 64 ? unit : ((gram << bits) | unit) & mask
            if place + 1 >= n { body(gram) }
        }
    }

    /// The length of the longest run of `own` that is a run of the text: the table of common runs, a row for each unit of `own`, of which
    /// two are kept (Gusfield 1997, §7.4).
    private func longestCopy(_ own: [UInt64], _ work: Work) throws -> Int {
        var before = [Int32](repeating: 0, count: units.count + 1)
        var now = before
        var longest: Int32 = 0
        var last: [Int32] = []
        for unit in own {
            if work.isCancelled { throw Stopped() }
            let here = Int(unit) < places.count ? places[Int(unit)] : []
            for place in here {
                let length = before[Int(place)] + 1
                now[Int(place) + 1] = length
                longest = Swift.max(longest, length)
            }
            for place in last { before[Int(place) + 1] = 0 }
            swap(&before, &now)
            last = here
        }
        return Int(longest)
    }
}

extension TextNovelty {
    /// Compares a text with the one that was learnt from.
    ///
    /// - Parameter n: units of an n-gram, at least 1.
    /// - Throws: `Mistake` where n is out of range, so large that an n-gram takes more than 64 bits, or larger than the text; `Stopped`.
    public init(_ text: String, against source: String, n: Int = 5, unit: Unit = .characters, work: Work = Work())
        throws
    {
        self = try NGramIndex(source, n: n, unit: unit, work: work).compare(text, work: work)
    }
}
