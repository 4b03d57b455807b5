public import Answers

/// What a person would look at before learning from a file: which columns say nothing, which say too much, and what makes the
/// numbers of an evaluation too good.
extension Table {
    /// What `learning` may be told; what is nil or empty is decided by the data.
    public struct Wishes: Sendable {
        /// Columns that stay whatever they look like.
        public var keep: [String] = []
        /// Names of columns that are left out.
        public var drop: [String] = []
        /// Whether the logarithm of the target is learnt.
        public var logTarget: Bool?
        /// What some columns are, by their names.
        public var kinds: [String: ColumnKind] = [:]
        /// Orders of levels, the lowest first.
        public var ordinal: [String: [String]] = [:]
        /// Most levels of a category; 0 for no limit.
        public var levels: Int?
        /// How numbers are scaled; `.some(nil)` leaves them as they are.
        public var scaling: Scaling??
        /// Whether the logarithm of positive, skewed inputs is taken.
        public var logsInputs = false
        /// Where scaled numbers are cut off; nil leaves them.
        public var clip: Double?

        /// All is decided by the data.
        public init() {}
    }

    /// The table with what it is to predict: columns without news are dropped, rows without a target left out, dangers named.
    ///
    /// - Parameter target: the column to predict; nil for a table that is only looked at.
    /// - Throws: `Mistake` for a column that is not there and a target that cannot be learnt; `Stopped`.
    public func learning(_ target: String?, _ wishes: Wishes = Wishes(), work: Work = Work()) throws -> Table {
        var table = self
        table.target = target
        for name in wishes.keep { _ = try Table.named(name, in: names, "keep") }
        for name in wishes.drop { _ = try Table.named(name, in: names, "drop") }
        if let both = wishes.keep.first(where: wishes.drop.contains) {
            throw Mistake(
                "\"\(both)\" is both to be kept and to be dropped", expected: "one of the two", argument: "drop")
        }
        if let target {
            _ = try Table.named(target, in: names, "target")
            guard !wishes.drop.contains(target) else {
                throw Mistake(
                    "\"\(target)\" is the target and cannot be dropped", expected: "columns to learn from",
                    argument: "drop")
            }
            try table.checkTarget(work)
        }
        for (name, kind) in wishes.kinds.sorted(by: { $0.key < $1.key }) {
            table = try table.setting(table.column(Table.named(name, in: names, "types")).converted(to: kind))
        }
        table = try table.dropping(wishes.drop)
        try table.dropColumnsWithoutNews(wishes, work)
        try table.plan(wishes)
        if target != nil { try table.warnOfLeaks(work) }
        try table.warnOfRows(work)
        return table
    }

    private static func named(_ name: String, in names: [String], _ argument: String) throws -> String {
        guard names.contains(name) else { throw unknown(name, names, argument) }
        return name
    }

    private mutating func checkTarget(_ work: Work) throws {
        guard let target else { return }
        let column = try column(target)
        let missing = column.missingCount
        if missing > 0 {
            guard missing < rowCount else {
                throw Mistake(
                    "\(rowCount == 1 ? "the only row lacks" : "all \(rowCount.grouped) rows lack") the target \"\(target)\"",
                    expected: "rows with a target",
                    argument: "target")
            }
            self = rows(at: (0..<rowCount).filter { !column.isMissing($0) })
            decisions.append(
                Decision(
                    .warning, target,
                    "\(missing == 1 ? "1 row lacks" : "\(missing.grouped) rows lack") the target and "
                        + "\(missing == 1 ? "was" : "were") left out: nothing can be learnt or measured there"
                ))
        }
        let filled = try self.column(target)
        guard filled.distinctCount > 1 else {
            throw Mistake(
                "the target \"\(target)\" is \(filled.text(0) ?? "missing") in \(rowCount == 1 ? "the only row" : "all \(rowCount.grouped) rows")",
                expected: "a target of at least two values", argument: "target")
        }
        if case .numbers(let values) = filled.cells, let row = values.firstIndex(where: \.isInfinite) {
            throw Mistake(
                "row \(row) of the target \"\(target)\" is \(values[row].short())", expected: "finite numbers",
                try: "missing=[…] with what stands there leaves such rows out", argument: "target")
        }
        if let odd = filled.oddCell {
            let text = String(odd.text.prefix(40)).visible
            let isAll = odd.count == filled.count
            throw Mistake(
                "row \(odd.row) of the target \"\(target)\" holds \"\(text)\", which is no number"
                    + (isAll || odd.count == 1
                        ? "" : "; \(odd.count.grouped) of \(filled.count.grouped) cells are none"),
                expected: "numbers, or categories that recur",
                try: isAll ? nil : "missing=[\"\(text)\"] leaves such rows out", argument: "target")
        }
    }

    private mutating func dropColumnsWithoutNews(_ wishes: Wishes, _ work: Work) throws {
        var gone: [String] = []
        // An identifier tells rows apart, and comes twice where a row is copied.
        var singles: Table?
        for column in columns where column.name != target && !wishes.keep.contains(column.name) {
            if work.isCancelled { throw Stopped() }
            var found = column.reasonToDrop(rowCount)
            if found == nil, column.mayTellRowsApart {
                let rows = try singles ?? leavingOut(copies: duplicates(work))
                singles = rows
                if rows.rowCount < rowCount { found = try rows.column(column.name).reasonToDrop(rows.rowCount) }
            }
            guard let reason = found else { continue }
            gone.append(column.name)
            decisions.append(Decision(.dropped, column.name, "\(reason), dropped; keep=[\"\(column.name)\"] keeps it"))
        }
        self = try dropping(gone)
    }

    private mutating func plan(_ wishes: Wishes) throws {
        try planOrders(wishes)
        plan.ordinal = wishes.ordinal
        if let levels = wishes.levels { plan.levelCap = levels == 0 ? nil : levels }
        if let scaling = wishes.scaling { plan.scaling = scaling }
        plan.logsSkewedInputs = wishes.logsInputs
        plan.clip = wishes.clip
        try planTarget(wishes)
        noteOddNumbers()
    }

    /// Categories with an order.
    private mutating func planOrders(_ wishes: Wishes) throws {
        for (name, order) in wishes.ordinal.sorted(by: { $0.key < $1.key }) {
            _ = try Table.named(name, in: names, "ordinal")
            let column = try column(name)
            guard let (codes, levels) = column.coded else {
                throw Mistake(
                    "\"\(name)\" is \(Phrase.indefinite(column.kind.rawValue)) and has an order already",
                    expected: "a column of categories", argument: "ordinal")
            }
            let used = Set(codes.filter { $0 >= 0 }.map { levels[Int($0)] })
            if let left = used.subtracting(order).sorted().first {
                throw Mistake(
                    "the order of \"\(name)\" lacks its level \"\(left)\"", expected: "all levels, the lowest first",
                    try:
                        "ordinal={\"\(name)\": [\(used.sorted().map { "\"\($0.visible)\"" }.joined(separator: ", "))]}",
                    argument: "ordinal")
            }
            decisions.append(
                Decision(.entering, name, "an ordinal code: \(order.joined(separator: " < "))"))
        }
    }

    /// Whether the target's logarithm is learnt.
    private mutating func planTarget(_ wishes: Wishes) throws {
        if let target, let values = try column(target).numbers {
            let skew = values.skewness
            let isPositive = values.allSatisfy { $0 > 0 }
            if wishes.logTarget == true, let bad = values.firstIndex(where: { $0 <= 0 }) {
                throw Mistake(
                    "row \(bad) has the target \(values[bad].short(6)), which has no logarithm",
                    expected: "a target above 0 for log_target=True", argument: "log_target")
            }
            plan.logTarget = wishes.logTarget ?? false
            if plan.logTarget {
                decisions.append(
                    Decision(.entering, target, "its logarithm is learnt; reports are in its own unit"))
            } else if isPositive, skew > 1, wishes.logTarget == nil {
                decisions.append(
                    Decision(
                        .entering, target,
                        "positive and skewed (skewness \(skew.short())): log_target=True learns its logarithm, and reports "
                            + "stay in its own unit"))
            }
        } else if wishes.logTarget == true {
            throw Mistake(
                "the target is no number and has no logarithm", expected: "a target of numbers", argument: "log_target")
        }
    }

    /// Columns with infinite numbers, and whole numbers that may be names.
    private mutating func noteOddNumbers() {
        for column in inputs {
            if case .numbers(let values) = column.cells, case let count = values.count(where: \.isInfinite), count > 0 {
                decisions.append(
                    Decision(
                        .warning, column.name,
                        "\(Phrase.count(count, "cell is", "cells are")) infinite and \(count == 1 ? "enters" : "enter") "
                            + "as missing ones do"))
            }
            if case .numbers(let values) = column.cells, column.isWhole, column.looksLikeCode {
                decisions.append(
                    Decision(
                        .entering, column.name,
                        "\(Set(values.filter { !$0.isNaN }).count) whole numbers that may be codes; "
                            + "types={\"\(column.name)\": \"category\"} reads them as names"))
            }
        }
    }

    private mutating func warnOfLeaks(_ work: Work) throws {
        guard let target, let goal = try column(target).numbers else { return }
        for column in inputs {
            if work.isCancelled { throw Stopped() }
            guard let values = column.numbers else { continue }
            let r = values.correlation(with: goal)
            guard r.magnitude > 0.98 else { continue }
            decisions.append(
                Decision(
                    .warning, column.name,
                    "follows the target almost exactly (correlation \(r.short(3))): is it known before the target is? "
                        + "drop=[\"\(column.name)\"] leaves it out"))
        }
    }

    private mutating func warnOfRows(_ work: Work) throws {
        if rowCount < 60, target != nil {
            decisions.append(
                Decision(
                    .warning, nil, "\(rowCount) rows are few: below 60 every number of an evaluation is a rough one"))
        }
        if let target, let goal = try column(target).numbers, goal.count > 2,
            zip(goal, goal.dropFirst()).allSatisfy({ $0 <= $1 }) || zip(goal, goal.dropFirst()).allSatisfy({ $0 >= $1 })
        {
            decisions.append(
                Decision(
                    .warning, target, "the rows are sorted by the target: shuffle before taking some of them for a test"
                ))
        }
        let copies = try duplicateCount(work)
        if copies > 0 {
            decisions.append(
                Decision(
                    .copies, nil,
                    "\(copies == 1 ? "1 row is an exact copy of another" : "\(copies.grouped) rows are exact copies of others"): one in the training and one in the test part is a "
                        + "leak; data.drop_duplicates() leaves \(copies == 1 ? "it" : "them") out"))
        }
    }
}

extension Column {
    /// The first cell that is no number in a column that cannot be a target because of such cells: one of texts, or of names
    /// nearly all of which are numbers. Nil for any other column.
    fileprivate var oddCell: (row: Int, text: String, count: Int)? {
        guard let (codes, levels) = coded else { return nil }
        let forms = [
            NumberForm(decimal: UInt8(ascii: "."), thousands: UInt8(ascii: ",")),
            NumberForm(decimal: UInt8(ascii: ","), thousands: UInt8(ascii: ".")),
        ]
        let readings = forms.map { form in levels.map { form.value($0) != nil } }
        let counts = readings.map { isNumber in codes.count { $0 >= 0 && isNumber[Int($0)] } }
        let best = counts[1] > counts[0] ? 1 : 0
        let isNumber = readings[best]
        guard kind == .text || (isNumber.count { $0 } > 20 && counts[best] * 5 >= count * 4 && counts[best] < count),
            let row = codes.firstIndex(where: { $0 >= 0 && !isNumber[Int($0)] }) ?? codes.firstIndex(where: { $0 >= 0 })
        else { return nil }
        return (row, levels[Int(codes[row])], count - counts[best])
    }

    /// Why the column has nothing to say about other rows; nil where it may have.
    func reasonToDrop(_ rows: Int) -> String? {
        guard rows > 1 else { return nil }
        let (missing, distinct) = (missingCount, distinctCount)
        if missing == rows { return "all cells are missing" }
        if missing == 0, distinct == 1 { return "\(text(0) ?? "") in every row" }
        guard rows >= 20, missing == 0, distinct == rows else { return nil }
        switch cells {
        case .texts, .categories: return "an identifier: different in every row"
        case .numbers(let values) where isWhole:
            let isCounted = zip(values.dropFirst(), values).allSatisfy { $0 - $1 == 1 }
            if isCounted { return "an identifier: the rows counted" }
            return namesIdentifier || values.allSatisfy { $0 >= 1e7 } ? "an identifier: different in every row" : nil
        default: return nil
        }
    }

    /// Whether the column can be an identifier but for rows that are copied.
    fileprivate var mayTellRowsApart: Bool {
        switch cells {
        case .texts: missingCount == 0
        case .numbers: isWhole && namesIdentifier && missingCount == 0
        default: false
        }
    }

    private var namesIdentifier: Bool {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        return words.contains { ["id", "pid", "key", "index", "uuid", "identifier", "number", "nr"].contains($0) }
            || name.hasSuffix("Id") || name.hasSuffix("ID")
    }

    /// Whole numbers of few values, with gaps, under a name of codes.
    var looksLikeCode: Bool {
        guard let numbers else { return false }
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        guard
            words.contains(where: { word in
                ["code", "class", "subclass", "zip", "zipcode", "plz", "postcode", "type", "category"].contains(word)
            })
        else { return false }
        return Set(numbers.filter { !$0.isNaN }).count <= 1000
    }
}
