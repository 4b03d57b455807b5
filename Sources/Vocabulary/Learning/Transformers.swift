import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// scikit-learn's transformers: scalers, codes, fillings.
enum Transformers {
    static let forms: [EstimatorForm] = [
        scaler(
            "StandardScaler", "columns brought to mean 0 and standard deviation 1", .standard,
            "*, copy=True, with_mean=True, with_std=True"),
        scaler(
            "MinMaxScaler", "columns brought between two limits", .minmax,
            "feature_range=(0,1), *, copy=True, clip=False"),
        scaler(
            "RobustScaler", "columns brought to median 0 and quartiles one apart", .robust,
            "*, with_centering=True, with_scaling=True, quantile_range=(25.0,75.0), copy=True, unit_variance=False",
            fixed: ["unit_variance"]),
        EstimatorForm(
            name: "SimpleImputer", module: "impute", role: .transformer,
            summary: "missing cells filled with one value for each column",
            signature:
                "*, missing_values=nan, strategy='mean', fill_value=None, copy=True, add_indicator=False, keep_empty_features=False",
            example: "SimpleImputer(strategy=\"median\").fit_transform([[1.0], [float(\"nan\")], [3]])",
            fixed: ["missing_values", "keep_empty_features"]
        ) { estimator, x, _, context in try Imputer(estimator, x, context) },
        EstimatorForm(
            name: "OneHotEncoder", module: "preprocessing", role: .transformer,
            summary: "categories as a column of 0 and 1 each",
            signature:
                "*, categories='auto', drop=None, sparse_output=True, dtype=None, handle_unknown='error', min_frequency=None, max_categories=None, feature_name_combiner='concat'",
            example: "OneHotEncoder().fit_transform([[\"flat\"], [\"house\"]])",
            // Arrays are always full.
            idle: ["sparse_output"], fixed: ["dtype", "feature_name_combiner"]
        ) { estimator, x, _, _ in try OneHot(estimator, x) },
        EstimatorForm(
            name: "OrdinalEncoder", module: "preprocessing", role: .transformer,
            summary: "categories as whole numbers from 0",
            signature:
                "*, categories='auto', dtype=None, handle_unknown='error', unknown_value=None, encoded_missing_value=nan, min_frequency=None, max_categories=None",
            example: "OrdinalEncoder(categories=[[\"poor\", \"good\"]]).fit_transform([[\"good\"], [\"poor\"]])",
            fixed: ["dtype", "min_frequency", "max_categories"]
        ) { estimator, x, _, _ in try OrdinalCodes(estimator, x) },
        EstimatorForm(
            name: "PolynomialFeatures", module: "preprocessing", role: .transformer,
            summary: "the columns, their powers and their products",
            signature: "degree=2, *, interaction_only=False, include_bias=True, order='C'",
            example: "PolynomialFeatures(2).fit_transform([[2.0, 3.0]])", idle: ["order"]
        ) { estimator, x, _, _ in try Polynomial(estimator, x) },
    ]

    private static func scaler(
        _ name: String, _ summary: String, _ scaling: Scaling, _ signature: String, fixed: Set<String> = []
    ) -> EstimatorForm {
        EstimatorForm(
            name: name, module: "preprocessing", role: .transformer, summary: summary, signature: signature,
            example: "\(name)().fit_transform([[1.0], [2], [3]])", fixed: fixed
        ) { estimator, x, _, _ in try ColumnScaler(estimator, scaling, x) }
    }

    /// A column of a table as numbers, or a refusal.
    fileprivate static func numbers(_ column: Column, _ name: String) throws -> [Double] {
        guard let numbers = column.numbers else {
            throw Mistake(
                "\(name): column \"\(column.name)\" holds names such as \"\(column.text(0) ?? "")\"",
                expected: "numbers",
                try: "OneHotEncoder() for it, in a ColumnTransformer"
            ).raised(as: "ValueError", "could not convert string to float: '\(column.text(0) ?? "nan")'")
        }
        return numbers
    }
}

/// x ↦ (x − shift)/scale, and into the range of a MinMaxScaler.
private struct ColumnScaler: FittedEstimator {
    let scaling: Scaling
    let shifts: [Double]
    let scales: [Double]
    let lows: [Double]
    let highs: [Double]
    let means: [Double]
    let variances: [Double]
    private let count: Int
    let range: (low: Double, high: Double)
    private let clips: Bool

    init(_ estimator: Estimator, _ scaling: Scaling, _ x: Table) throws {
        self.scaling = scaling
        func pair(_ name: String, _ standard: (Double, Double)) throws -> (low: Double, high: Double) {
            let given = estimator[name]
            if given.isNone { return standard }
            guard let limits = given.elements?.compactMap(\.asDouble), limits.count == 2, limits[0] < limits[1] else {
                throw Mistake(
                    "\(name) = \(given.brief)", expected: "two numbers, the smaller one first",
                    try: "\(name)=(\(standard.0.short()), \(standard.1.short()))"
                ).raised(
                    as: "ValueError",
                    "Minimum of desired feature range must be smaller than maximum. Got \(given.repr).")
            }
            return (limits[0], limits[1])
        }
        range = try scaling == .minmax ? pair("feature_range", (0, 1)) : (0, 1)
        clips = try scaling == .minmax && estimator.flag("clip")
        let columns = try x.columns.map { try Transformers.numbers($0, estimator.form.name) }
        var fits = columns.map { scaling.fit($0) }
        if scaling == .robust {
            let shares = try pair("quantile_range", (25, 75))
            guard shares.low >= 0, shares.high <= 100 else {
                throw Mistake("quantile_range = \(estimator["quantile_range"].brief)", expected: "from 0 to 100")
                    .raised(
                        as: "ValueError", "Invalid quantile range: \(estimator["quantile_range"].repr)")
            }
            if shares != (25, 75) {
                fits = zip(fits, columns).map { fit, column in
                    let sorted = column.filter { !$0.isNaN }.sorted()
                    guard !sorted.isEmpty else { return fit }
                    let width = sorted.quantile(shares.high / 100) - sorted.quantile(shares.low / 100)
                    return (fit.shift, width > 0 ? width : 1)
                }
            }
        }
        let isCentred = try scaling == .minmax || estimator.flag(scaling == .standard ? "with_mean" : "with_centering")
        let isScaled = try scaling == .minmax || estimator.flag(scaling == .standard ? "with_std" : "with_scaling")
        shifts = fits.map { isCentred ? $0.shift : 0 }
        scales = fits.map { isScaled ? $0.scale : 1 }
        let filled = columns.map { $0.filter { !$0.isNaN } }
        lows = filled.map { $0.min() ?? .nan }
        highs = filled.map { $0.max() ?? .nan }
        means = filled.map { $0.meanAndVariance.mean }
        variances = filled.map { $0.meanAndVariance.variance }
        count = x.rowCount
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { value, place in
            let found = range.low + (value - shifts[place]) / scales[place] * (range.high - range.low)
            return clips && !found.isNaN ? Swift.min(range.high, Swift.max(range.low, found)) : found
        }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { value, place in
            (value - range.low) / (range.high - range.low) * scales[place] + shifts[place]
        }
    }

    private func mapped(_ x: Table, _ change: (Double, Int) -> Double) throws -> Table {
        try Table(
            x.columns.enumerated().map { place, column in
                Column(column.name, .numbers(try Transformers.numbers(column, "scaler").map { change($0, place) }))
            })
    }

    var learned: [String: Value] {
        get throws {
            func array(_ numbers: [Double]) throws -> Value { .thing(try NDArray(numbers)) }
            switch scaling {
            case .standard:
                return [
                    "mean_": try array(means), "var_": try array(variances), "scale_": try array(scales),
                    "n_samples_seen_": .int(count),
                ]
            case .robust: return ["center_": try array(shifts), "scale_": try array(scales)]
            case .minmax:
                let width = range.high - range.low
                return [
                    "data_min_": try array(lows), "data_max_": try array(highs),
                    "scale_": try array(scales.map { width / $0 }),
                    "data_range_": try array(zip(highs, lows).map { $0 - $1 }),
                    "min_": try array(zip(shifts, scales).map { range.low - $0 * width / $1 }),
                ]
            }
        }
    }
}

/// Mean, median, the most frequent cell or a constant in the place of what is missing.
private struct Imputer: FittedEstimator {
    let fills: [Value]
    let flags: [Bool]

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let strategy = try estimator.choice("strategy", ["mean", "median", "most_frequent", "constant"])
        fills = try x.columns.map { column in
            if strategy == "constant" {
                let given = estimator["fill_value"]
                if case .none = given { return column.coded == nil ? .int(0) : .text("missing_value") }
                return given
            }
            if strategy == "most_frequent" {
                var counts: [String: (count: Int, row: Int)] = [:]
                for row in 0..<column.count {
                    if let text = column.text(row) { counts[text, default: (0, row)].count += 1 }
                }
                // Of several, the smallest, as scikit-learn takes it.
                let most = counts.values.map(\.count).max() ?? 0
                let best = counts.filter { $0.value.count == most }
                if column.coded != nil { return .text(best.keys.min() ?? "") }
                return .number(best.values.compactMap { column.numbers?[$0.row] }.min() ?? 0)
            }
            let numbers = try Transformers.numbers(column, "SimpleImputer(strategy='\(strategy)')").filter { !$0.isNaN }
            return .number(strategy == "mean" ? numbers.meanAndVariance.mean : numbers.sorted().quantile(0.5))
        }
        let isFlagged = try estimator.flag("add_indicator")
        flags = x.columns.map { isFlagged && $0.missingCount > 0 }
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let columns = try zip(x.columns, fills).map { column, fill -> Column in
            if case .dates(let values) = column.cells {
                return Column(column.name, .dates(values.map { $0.isNaN ? fill.asNumber ?? .nan : $0 }))
            }
            var filled = try ColumnWork.filled(column, column.coded == nil ? fill : .text(fill.asText ?? fill.repr))
            filled.isWhole = column.isWhole
            return filled
        }
        let marks = zip(x.columns, flags).filter(\.1).map { column, _ in
            Column("missingindicator_\(column.name)", .numbers((0..<column.count).map { column.isMissing($0) ? 1 : 0 }))
        }
        return try Table(columns + marks)
    }

    var learned: [String: Value] {
        [
            "statistics_": (try? NDArray(fills.compactMap(\.asNumber))).flatMap {
                $0.count == fills.count ? .thing($0) : nil
            } ?? .list(fills)
        ]
    }
}

/// The categories of each column: in order, or as they were given.
private func categories(_ estimator: Estimator, _ x: Table) throws -> [[String]] {
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
    return x.columns.map { column in
        if let numbers = column.numbers, column.kind == .number {
            return Set(numbers.filter { !$0.isNaN }).sorted().map { Column("", numbers: [$0]).text(0) ?? "" }
                + (column.missingCount > 0 ? ["nan"] : [])
        }
        return Set((0..<column.count).compactMap { column.text($0) }).sorted()
            + (column.missingCount > 0 ? ["nan"] : [])
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

private struct OneHot: FittedEstimator {
    let levels: [[String]]
    private let areNumbers: [Bool]
    /// The levels that are joined as infrequent, for each column.
    let rare: [Set<String>]
    let drops: [String?]
    let ignores: Bool

    init(_ estimator: Estimator, _ x: Table) throws {
        let all = try categories(estimator, x)
        let most = try estimator.optionalWhole("max_categories", 1)
        let least = try estimator["min_frequency"].isNone ? nil : estimator.number("min_frequency", .positive)
        var rare: [Set<String>] = []
        for (column, levels) in zip(x.columns, all) {
            var counts: [String: Int] = [:]
            for row in 0..<column.count { counts[category(column, row), default: 0] += 1 }
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
        var columns: [Column] = []
        for (place, column) in x.columns.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            let kept = kept(place)
            let cells = (0..<column.count).map { category(column, $0) }
            let known = Set(levels[place])
            let stranger = cells.firstIndex { !known.contains($0) }
            if let stranger, !ignores { throw unknown(cells[stranger], column) }
            for level in kept {
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

private struct OrdinalCodes: FittedEstimator {
    let levels: [[String]]
    private let areNumbers: [Bool]
    let replacement: Double?
    private let gap: Double

    init(_ estimator: Estimator, _ x: Table) throws {
        levels = try categories(estimator, x)
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
                        try (0..<column.count).map { row in
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

/// The products of so many of the columns, each as often as it likes.
private struct Polynomial: FittedEstimator {
    /// The places of the columns that are multiplied, rising.
    let products: [[Int]]

    init(_ estimator: Estimator, _ x: Table) throws {
        let given = estimator["degree"]
        let degrees = given.elements?.compactMap(\.asInt) ?? given.asInt.map { [0, $0] } ?? []
        guard degrees.count == 2, degrees[0] >= 0, degrees[0] <= degrees[1] else {
            throw Mistake(
                "degree = \(given.brief)", expected: "a whole number of at least 0, or the least and the most")
        }
        let width = x.columns.count
        let onlyOnce = try estimator.flag("interaction_only")
        var products: [[Int]] = []
        var last: [[Int]] = [[]]
        if try estimator.flag("include_bias") { products.append([]) }
        for degree in 1..<Swift.max(1, degrees[1]) + 1 where degree <= degrees[1] {
            last = last.flatMap { product in
                ((product.last.map { onlyOnce ? $0 + 1 : $0 } ?? 0)..<Swift.max(width, 1)).compactMap { place in
                    place < width ? product + [place] : nil
                }
            }
            if degree >= degrees[0] { products += last }
            guard products.count + last.count <= 100_000 else {
                throw Mistake(
                    "\(width) columns have more than 100,000 products of degree \(degree)",
                    expected: "fewer columns, or a smaller degree", try: "degree=2, interaction_only=True")
            }
        }
        self.products = products
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let columns = try x.columns.map { try Transformers.numbers($0, "PolynomialFeatures") }
        return try Table(
            products.map { product in
                if context.work.isCancelled { throw Stopped() }
                var values = [Double](repeating: 1, count: x.rowCount)
                for place in product {
                    for row in values.indices { values[row] *= columns[place][row] }
                }
                return Column(name(product, x.names), .numbers(values))
            })
    }

    /// `x0^2 x1`
    private func name(_ product: [Int], _ names: [String]) -> String {
        guard !product.isEmpty else { return "1" }
        var parts: [(place: Int, power: Int)] = []
        for place in product {
            if parts.last?.place == place { parts[parts.count - 1].power += 1 } else { parts.append((place, 1)) }
        }
        return parts.map { names[$0.place] + ($0.power > 1 ? "^\($0.power)" : "") }.joined(separator: " ")
    }
}
