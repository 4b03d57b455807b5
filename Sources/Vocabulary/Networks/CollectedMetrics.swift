import Answers
import Arrays
import Language
import RealModule

/// Keras's metrics whose answer may be several numbers, one for each class or each threshold: made of all rows that were told.
struct CollectedMetric: Sendable {
    /// All outputs and targets, row by row.
    struct Rows {
        let outputs, targets: [Double]
        let columns: Int

        var count: Int { columns == 0 ? 0 : outputs.count / columns }
    }

    /// Whether the answer is an array.
    let givesArray: Bool
    let body: @Sendable (Rows) throws -> [Double]

    /// nil for a class that gives one number here, whatever it was made with.
    static func of(_ name: String, _ arguments: Arguments) throws -> CollectedMetric? {
        switch name {
        case "F1Score": try fScore(name, beta: 1, arguments)
        case "FBetaScore": try fScore(name, beta: arguments.number("beta"), arguments)
        case "Precision", "Recall": try ofThresholds(name, arguments)
        case "AUC": try area(arguments)
        default: nil
        }
    }

    // MARK: F

    /// ε that Keras adds to divisors.
    private static let margin = 1e-7

    private static func fScore(_ name: String, beta: Double, _ arguments: Arguments) throws -> CollectedMetric {
        let average = arguments.optionalText("average")
        guard [nil, "micro", "macro", "weighted"].contains(average) else {
            throw arguments.mistake(
                "average", "average = \(arguments["average"].brief)",
                expected: "None, \"micro\", \"macro\" or \"weighted\"")
        }
        let threshold = arguments["threshold"].asDouble
        if let threshold, !(threshold > 0 && threshold <= 1) {
            throw arguments.mistake("threshold", "threshold = \(threshold.short())", expected: "above 0 and at most 1")
        }
        return CollectedMetric(givesArray: average == nil) { rows in
            guard rows.outputs.count == rows.targets.count else {
                throw Mistake(
                    "\(name) is given \(rows.targets.count) targets for \(rows.outputs.count) outputs",
                    expected: "a column of targets for each class", try: "keras.utils.to_categorical(y)")
            }
            var (hits, wrong, missed) = (zeros(rows.columns), zeros(rows.columns), zeros(rows.columns))
            for row in 0..<rows.count {
                let own = rows.outputs[row * rows.columns..<(row + 1) * rows.columns]
                let largest = own.max() ?? 0
                for (column, score) in own.enumerated() {
                    let target = rows.targets[row * rows.columns + column]
                    // Without a threshold the largest is the class, unless it is 0.
                    let isTaken = threshold.map { score > $0 } ?? (score >= largest && abs(score) > 1e-9)
                    if isTaken {
                        hits[column] += target
                        wrong[column] += 1 - target
                    } else {
                        missed[column] += target
                    }
                }
            }
            func score(_ hits: Double, _ wrong: Double, _ missed: Double) -> Double {
                let precision = hits / (hits + wrong + margin)
                let recall = hits / (hits + missed + margin)
                return precision * recall / (beta * beta * precision + recall + margin) * (1 + beta * beta)
            }
            func sum(_ numbers: [Double]) -> Double { numbers.reduce(0, +) }
            if average == "micro" { return [score(sum(hits), sum(wrong), sum(missed))] }
            let each = hits.indices.map { score(hits[$0], wrong[$0], missed[$0]) }
            switch average {
            case "macro": return [sum(each) / Double(Swift.max(1, each.count))]
            case "weighted":
                let weights = hits.indices.map { hits[$0] + missed[$0] }
                return [sum(each.indices.map { each[$0] * weights[$0] }) / (sum(weights) + margin)]
            default: return each
            }
        }
    }

    // MARK: Thresholds

    private static func ofThresholds(_ name: String, _ arguments: Arguments) throws -> CollectedMetric? {
        let (most, column) = (arguments["top_k"].asInt, arguments["class_id"].asInt)
        let several = arguments["thresholds"].elements?.compactMap(\.asDouble)
        guard several != nil || most != nil || column != nil else { return nil }
        let thresholds =
            several ?? [arguments["thresholds"].asDouble ?? (most == nil ? 0.5 : -.infinity)]
        return CollectedMetric(givesArray: several != nil) { rows in
            guard rows.outputs.count == rows.targets.count else {
                throw Mistake(
                    "\(name) is given \(rows.targets.count) targets for \(rows.outputs.count) outputs",
                    expected: "as many of both")
            }
            if let column, !(0..<rows.columns).contains(column) {
                throw Mistake("there is no class \(column)", expected: "0 to \(rows.columns - 1)")
            }
            return thresholds.map { threshold in
                var (hits, all) = (0.0, 0.0)
                for row in 0..<rows.count {
                    let own = Array(rows.outputs[row * rows.columns..<(row + 1) * rows.columns])
                    let taken = most.map { most in
                        Set(own.indices.sorted { (-own[$0], $0) < (-own[$1], $1) }.prefix(most))
                    }
                    for place in own.indices where column == nil || column == place {
                        let isTaken = own[place] > threshold && taken?.contains(place) != false
                        let isTrue = rows.targets[row * rows.columns + place] != 0
                        if isTaken, isTrue { hits += 1 }
                        if name == "Precision" ? isTaken : isTrue { all += 1 }
                    }
                }
                return all == 0 ? 0 : hits / all
            }
        }
    }

    // MARK: Area

    /// The area that some thresholds trace, where they or the curve were asked for.
    private static func area(_ arguments: Arguments) throws -> CollectedMetric? {
        let isOfPrecision = try arguments.text("curve") == "PR"
        let method = try arguments.text("summation_method")
        guard isOfPrecision || !arguments["num_thresholds"].isNone || method != "interpolation" else { return nil }
        let count = arguments["num_thresholds"].isNone ? 200 : try arguments.int("num_thresholds")
        let thresholds =
            [-margin] + (1..<(count - 1)).map { Double($0) / Double(count - 1) } + [1 + margin]
        return CollectedMetric(givesArray: false) { rows in
            guard rows.outputs.count == rows.targets.count else {
                throw Mistake(
                    "AUC is given \(rows.targets.count) targets for \(rows.outputs.count) outputs",
                    expected: "as many of both")
            }
            let trues = Double(rows.targets.count { $0 != 0 })
            let others = Double(rows.targets.count) - trues
            let points = thresholds.map { threshold -> (hits: Double, wrong: Double) in
                var point = (hits: 0.0, wrong: 0.0)
                for (score, target) in zip(rows.outputs, rows.targets) where score > threshold {
                    if target != 0 { point.hits += 1 } else { point.wrong += 1 }
                }
                return point
            }
            func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
            func height(_ a: Double, _ b: Double) -> Double {
                method == "minoring" ? Swift.min(a, b) : method == "majoring" ? Swift.max(a, b) : (a + b) / 2
            }
            return [
                zip(points, points.dropFirst()).reduce(0) { sum, pair in
                    let (a, b) = pair
                    guard isOfPrecision else {
                        let width = ratio(a.wrong, others) - ratio(b.wrong, others)
                        return sum + width * height(ratio(a.hits, trues), ratio(b.hits, trues))
                    }
                    let (before, after) = (a.hits + a.wrong, b.hits + b.wrong)
                    if method != "interpolation" {
                        let width = ratio(a.hits, trues) - ratio(b.hits, trues)
                        return sum + width * height(ratio(a.hits, before), ratio(b.hits, after))
                    }
                    // Davis & Goadrich (2006): precision between two points is no straight line.
                    let slope = ratio(a.hits - b.hits, Swift.max(before - after, 0))
                    let offset = b.hits - slope * after
                    let share = before > 0 && after > 0 ? before / after : 1
                    return sum + ratio(slope * (a.hits - b.hits + offset * Double.log(share)), trues)
                }
            ]
        }
    }

    private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
}
