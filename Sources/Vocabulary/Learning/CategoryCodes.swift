import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// The categories of each column: in order, or as they were given.
private func categories(_ estimator: Estimator, _ x: Table, _ work: Work) throws -> [[String]] {
    if estimator["categories"].elements == nil { _ = try estimator.choice("categories", ["auto"]) }
    if let given = estimator["categories"].elements {
        let lists = given.map { ($0.elements ?? []).map { $0.asText ?? $0.plain.repr } }
        guard lists.count == x.columns.count else {
            throw Mistake(
                "categories for \(lists.count) columns of \(x.columns.count)", expected: "a list for each column"
            ).raised(
                as: "ValueError", "Shape mismatch: if categories is an array, it has to be of shape (n_features,).")
        }
        return lists
    }
    return try x.columns.map { column in
        let gap = column.missingCount > 0 ? ["nan"] : []
        if let numbers = column.numbers, column.kind == .number {
            let different = try numbers.reduce(into: Set<Double>(), stoppedBy: work) {
                if !$1.isNaN { $0.insert($1) }
            }
            return try different.sorted(stoppedBy: work, by: <).map { Column("", numbers: [$0]).text(0) ?? "" } + gap
        }
        let different = try (0..<column.count).reduce(into: Set<String>(), stoppedBy: work) { found, row in
            if let text = column.text(row) { found.insert(text) }
        }
        return try different.sorted(stoppedBy: work, by: <) + gap
    }
}

/// The cell as categories name it.
private func category(_ column: Column, _ row: Int) -> String {
    guard let text = column.text(row) else { return "nan" }
    guard case .numbers(let values) = column.cells else { return text }
    return Column("", numbers: [values[row]]).text(0) ?? text
}

private func unknown(_ level: String, _ column: Column) -> Mistake {
    Mistake(
        "column \"\(column.name)\" holds \"\(level)\", which was not there in training",
        expected: "categories of the training rows",
        try: "handle_unknown=\"ignore\""
    ).raised(as: "ValueError", "Found unknown categories ['\(level)'] in column \(column.name) during transform")
}

/// The categories of every column as an array: of names, or of numbers where all are such.
private func arrays(_ levels: [[String]], areNumbers: [Bool]) throws -> Value {
    .list(
        try zip(levels, areNumbers).map { levels, areNumbers in
            guard areNumbers else { return .thing(TextArray(levels, dtype: "object")) }
            let whole = levels.compactMap { Int($0) }
            return .thing(
                whole.count == levels.count ? try NDArray(whole) : try NDArray(levels.compactMap { Double($0) }))
        })
}

/// A column of 0 and 1 for each category.
struct OneHotCodes: FittedEstimator {
    let levels: [[String]]
    private let areNumbers: [Bool]
    /// The levels that are joined as infrequent, for each column.
    let rare: [Set<String>]
    let drops: [String?]
    let ignores: Bool

    init(_ estimator: Estimator, _ x: Table, _ work: Work) throws {
        let all = try categories(estimator, x, work)
        let most = try estimator.optionalWhole("max_categories", 1)
        let least = try estimator["min_frequency"].isNone ? nil : estimator.number("min_frequency", .positive)
        var rare: [Set<String>] = []
        for (column, levels) in zip(x.columns, all) {
            var counts: [String: Int] = [:]
            // What no bound asks for is not counted.
            if most != nil || least != nil {
                counts = try (0..<column.count).reduce(into: [:], stoppedBy: work) {
                    $0[category(column, $1), default: 0] += 1
                }
            }
            var few: Set<String> = []
            if let least {
                let bound = least < 1 ? least * Double(column.count) : least
                few = Set(levels.filter { Double(counts[$0] ?? 0) < bound })
            }
            if let most, levels.count - few.count + (few.isEmpty ? 0 : 1) > most {
                let order = levels.enumerated().sorted {
                    (counts[$0.element] ?? 0, $1.offset) > (counts[$1.element] ?? 0, $0.offset)
                }
                few = Set(order.dropFirst(Swift.max(1, most) - 1).map(\.element))
            }
            rare.append(few)
        }
        (self.levels, self.rare) = (all, rare)
        areNumbers = x.columns.map { $0.kind == .number }
        ignores =
            try estimator.choice("handle_unknown", ["error", "ignore", "infrequent_if_exist", "warn"]) != "error"
        let drop = try estimator["drop"].isNone ? nil : estimator.choice("drop", ["first", "if_binary"])
        drops = all.map { levels in drop == "first" || (drop == "if_binary" && levels.count == 2) ? levels.first : nil }
    }

    private func kept(_ place: Int) -> [String] {
        levels[place].filter { !rare[place].contains($0) && $0 != drops[place] }
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let width = x.columns.indices.reduce(0.0) { $0 + Double(kept($1).count) }
        try MemoryRoom.check(
            8 * width * Double(x.rowCount), for: "\(Int(saturating: width).grouped) columns, one for each category,"
        ) { _ in "max_categories=100" }
        var columns: [Column] = []
        for (place, column) in x.columns.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            let kept = kept(place)
            let cells = try (0..<column.count).map(stoppedBy: context.work) { category(column, $0) }
            let known = Set(levels[place])
            let stranger = cells.firstIndex { !known.contains($0) }
            if let stranger, !ignores { throw unknown(cells[stranger], column) }
            for level in kept {
                if context.work.isCancelled { throw Stopped() }
                columns.append(Column("\(column.name)_\(level)", .numbers(cells.map { $0 == level ? 1 : 0 })))
            }
            guard !rare[place].isEmpty else { continue }
            let isRare = cells.map { rare[place].contains($0) || !known.contains($0) }
            columns.append(Column("\(column.name)_infrequent_sklearn", .numbers(isRare.map { $0 ? 1 : 0 })))
        }
        return try Table(columns)
    }

    var learned: [String: Value] { get throws { ["categories_": try arrays(levels, areNumbers: areNumbers)] } }
}

/// Each category as its place among them.
struct OrdinalCodes: FittedEstimator {
    let levels: [[String]]
    private let areNumbers: [Bool]
    let replacement: Double?
    private let gap: Double

    init(_ estimator: Estimator, _ x: Table, _ work: Work) throws {
        levels = try categories(estimator, x, work)
        areNumbers = x.columns.map { $0.kind == .number }
        if try estimator.choice("handle_unknown", ["error", "use_encoded_value"]) == "error" {
            replacement = nil
            if !estimator["unknown_value"].isNone {
                throw Mistake("unknown_value without handle_unknown", expected: "handle_unknown=\"use_encoded_value\"")
                    .raised(
                        as: "TypeError",
                        "unknown_value should only be set when handle_unknown is 'use_encoded_value', got \(estimator["unknown_value"].repr)."
                    )
            }
        } else {
            guard let number = estimator["unknown_value"].asNumber else {
                throw Mistake(
                    "unknown_value = \(estimator["unknown_value"].brief)", expected: "a number", try: "unknown_value=-1"
                )
                .raised(
                    as: "TypeError",
                    "unknown_value should be an integer or np.nan when handle_unknown is 'use_encoded_value', got "
                        + "\(estimator["unknown_value"].repr).")
            }
            replacement = number
        }
        guard let gap = estimator["encoded_missing_value"].asNumber else {
            throw Mistake("encoded_missing_value = \(estimator["encoded_missing_value"].brief)", expected: "a number")
        }
        self.gap = gap
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try Table(
            zip(x.columns, levels).map { column, levels in
                let places = Dictionary(zip(levels, 0...), uniquingKeysWith: { first, _ in first })
                return Column(
                    column.name,
                    .numbers(
                        try (0..<column.count).map(stoppedBy: context.work) { row in
                            if column.isMissing(row) { return gap }
                            let level = category(column, row)
                            if let place = places[level] { return Double(place) }
                            guard let replacement else { throw unknown(level, column) }
                            return replacement
                        }))
            })
    }

    var learned: [String: Value] { get throws { ["categories_": try arrays(levels, areNumbers: areNumbers)] } }
}
