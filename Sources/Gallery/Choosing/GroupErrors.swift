public import Answers

/// The errors of a classifier group by group: the same share of right answers can hide that one group bears most of the wrong ones, and of which
/// kind (Hardt, Price & Srebro 2016). A threshold of its own for each group can even one kind of error out; what that does to the others is shown.
public struct GroupErrors: Sendable {
    /// What thresholds are to even out.
    public enum Aim: String, Sendable, CaseIterable {
        /// One threshold for all.
        case one
        /// Of the positive rows of each group the same share is missed.
        case missed
        /// Of the negative rows of each group the same share is accused.
        case accused
    }

    /// The errors of one group, under its threshold.
    public struct Row: Sendable {
        /// What it is called; "all" for all rows.
        public let name: String
        /// How many rows it has, and how many of them are positive.
        public let (count, positive): (Int, Int)
        /// Rows whose score is at least this count as positive.
        public let threshold: Double
        /// Positive rows below the threshold, and negative rows at or above it.
        public let (missed, accused): (Int, Int)

        /// Share of wrong answers.
        public var error: Double { Double(missed + accused) / Double(Swift.max(1, count)) }
        /// Share of positive rows that are missed: the false negative rate; nan without positive rows.
        public var missRate: Double { positive > 0 ? Double(missed) / Double(positive) : .nan }
        /// Share of negative rows that are accused: the false positive rate; nan without negative rows.
        public var accuseRate: Double { positive < count ? Double(accused) / Double(count - positive) : .nan }
        /// The base rate: the share of positive rows in the group.
        public var base: Double { Double(positive) / Double(Swift.max(1, count)) }
    }

    /// What the thresholds even out.
    public let aim: Aim
    /// The groups, by name.
    public let rows: [Row]
    /// All rows together, with the thresholds of their groups.
    public let all: Row

    /// - Parameters:
    ///   - scores: one for each row, larger for positive: a probability.
    ///   - threshold: of all rows, or with which the rate is made that the groups are to share.
    /// - Throws: `Mistake` for lists of unlike length, no rows, scores that are no numbers, groups without the rows that the aim needs.
    public init(
        scores: [Double], isPositive: [Bool], groups: [String], threshold: Double = 0.5, aim: Aim = .one
    ) throws {
        guard scores.count == isPositive.count, scores.count == groups.count, !scores.isEmpty else {
            throw Mistake(
                "\(scores.count) scores, \(isPositive.count) answers and \(groups.count) groups",
                expected: "one of each for each row, and at least one row", argument: "by")
        }
        guard scores.allSatisfy(\.isFinite), threshold.isFinite else {
            throw Mistake("a score is no number", expected: "finite scores", argument: "model")
        }
        self.aim = aim
        let whole = GroupErrors.row("all", Array(scores.indices), scores, isPositive, { _ in threshold })
        let names = Set(groups).sorted()
        guard names.count <= 1000 else {
            throw Mistake("\(names.count) groups", expected: "at most 1,000", argument: "by")
        }
        var thresholds: [String: Double] = [:]
        for name in names {
            thresholds[name] =
                switch aim {
                case .one: threshold
                case .missed, .accused:
                    try GroupErrors.threshold(
                        of: name,
                        scores.indices.filter { groups[$0] == name && isPositive[$0] == (aim == .missed) }
                            .map { scores[$0] }, aim, rate: aim == .missed ? whole.missRate : whole.accuseRate)
                }
        }
        let own = thresholds
        rows = names.map { name in
            GroupErrors.row(
                name, scores.indices.filter { groups[$0] == name }, scores, isPositive, { _ in own[name] ?? threshold })
        }
        all = GroupErrors.row("all", Array(scores.indices), scores, isPositive) { own[groups[$0]] ?? threshold }
    }

    private static func row(
        _ name: String, _ places: [Int], _ scores: [Double], _ isPositive: [Bool], _ threshold: (Int) -> Double
    ) -> Row {
        let limits = places.map(threshold)
        let isOne = limits.allSatisfy { $0 == limits[0] }
        let missed = zip(places, limits).count { isPositive[$0] && scores[$0] < $1 }
        let accused = zip(places, limits).count { !isPositive[$0] && scores[$0] >= $1 }
        return Row(
            name: name, count: places.count, positive: places.count { isPositive[$0] },
            threshold: isOne ? limits[0] : .nan, missed: missed, accused: accused)
    }

    /// The threshold under which the share of these scores that is on the wrong side is nearest to the rate: halfway between two scores.
    private static func threshold(of name: String, _ scores: [Double], _ aim: Aim, rate: Double) throws -> Double {
        let sorted = scores.sorted()
        guard let first = sorted.first, let last = sorted.last, rate.isFinite else {
            throw Mistake(
                "group \(name) has no \(aim == .missed ? "positive" : "negative") rows",
                expected: "some in every group", try: "equal=\"one\"", argument: "equal")
        }
        let below = aim == .missed ? rate : 1 - rate
        let place = Int((below * Double(sorted.count)).rounded())
        if place <= 0 { return first }
        return place >= sorted.count ? last.nextUp : (sorted[place - 1] + sorted[place]) / 2
    }
}

extension GroupErrors: Presentable {
    /// `group errors`
    public static var kind: String { "group errors" }

    /// `errors of 2 groups: 0.15, 0.21`
    public var summary: String {
        "errors of \(Phrase.count(rows.count, "group")): "
            + rows.map { "\($0.name) \($0.error.short())" }.joined(separator: ", ")
    }

    /// A line for each group.
    public func table(width: Int) -> String {
        let head = ["group", "rows", "positive", "threshold", "wrong", "missed", "accused"]
        let body = (rows + [all]).map { row in
            [
                row.name, row.count.grouped, "\((100 * row.base).short()) %",
                row.threshold.isNaN ? "by group" : row.threshold.short(), "\((100 * row.error).short()) %",
                "\((100 * row.missRate).short()) %", "\((100 * row.accuseRate).short()) %",
            ]
        }
        return TextTable.lines([head] + body, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// Where the groups differ most.
    public var sentence: String {
        guard rows.count > 1 else { return "There is one group, and nothing to compare." }
        func spread(_ rate: (Row) -> Double) -> (gap: Double, high: Row, low: Row)? {
            let known = rows.filter { rate($0).isFinite }
            guard let high = known.max(by: { rate($0) < rate($1) }), let low = known.min(by: { rate($0) < rate($1) })
            else {
                return nil
            }
            return (rate(high) - rate(low), high, low)
        }
        var parts: [String] = []
        for (words, rate) in [
            ("of the positive rows are missed", \Row.missRate), ("of the negative rows are accused", \Row.accuseRate),
        ] {
            guard let found = spread({ $0[keyPath: rate] }) else { continue }
            parts.append(
                "\((100 * found.high[keyPath: rate]).short()) % \(words) in group \(found.high.name), "
                    + "\((100 * found.low[keyPath: rate]).short()) % in group \(found.low.name)")
        }
        return parts.joined(separator: "; ") + "."
    }

    /// Every group with its counts.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "aim": .string(aim.rawValue),
            "groups": .array(
                (rows + [all]).map { row in
                    .members([
                        "group": .string(row.name), "n": .integer(row.count), "positive": .integer(row.positive),
                        "threshold": row.threshold.isNaN ? .null : .number(row.threshold),
                        "missed": .integer(row.missed), "accused": .integer(row.accused),
                    ])
                }),
        ])
    }
}
