public import Answers

/// How a measure of one class becomes one of several.
public enum Average: String, Sendable, CaseIterable {
    /// That of the positive class alone.
    case binary
    /// Of all hits and misses together.
    case micro
    /// The mean over classes.
    case macro
    /// The mean over classes, each counting as often as it is true.
    case weighted
}

/// Counts of (true class, predicted class), and the measures that follow from them.
///
/// Definitions follow scikit-learn 1.9 with `zero_division=0`. Class 1 is the positive one of two.
public struct Confusion: Sendable, Equatable {
    /// `counts[t][p]`: samples of class t that were predicted as p.
    public let counts: [[Int]]

    /// - Throws: `Mistake` when the lists are empty or differ in length, or a label is not in 0 ..< classes.
    public init(prediction: [Int], target: [Int], classes: Int) throws {
        try Metrics.checkLengths(prediction.count, target.count)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (index, (p, t)) in zip(prediction, target).enumerated() {
            guard (0..<classes).contains(p), (0..<classes).contains(t) else {
                throw Mistake(
                    "sample \(index) has label \(t) and prediction \(p)", expected: "classes 0 to \(classes - 1)")
            }
            counts[t][p] += 1
        }
        self.counts = counts
    }

    /// From counts that have been added up: `counts[t][p]`, square.
    init(counts: [[Int]]) { self.counts = counts }

    /// How many classes there are: the side of the square of counts.
    public var classes: Int { counts.count }
    private var total: Double { Double(counts.joined().reduce(0, +)) }
    private func hits(_ c: Int) -> Double { Double(counts[c][c]) }
    private func actual(_ c: Int) -> Double { Double(counts[c].reduce(0, +)) }
    private func predicted(_ c: Int) -> Double { Double(counts.reduce(0) { $0 + $1[c] }) }

    /// Share of samples predicted right.
    public var accuracy: Double { (0..<classes).reduce(0) { $0 + hits($1) } / total }

    /// Of those predicted as class c, the share that is: TP / (TP + FP).
    public func precision(_ c: Int) -> Double { average(.binary, positive: c, Confusion.precision) }

    /// Of class c, the share that was found: TP / (TP + FN).
    public func recall(_ c: Int) -> Double { average(.binary, positive: c, Confusion.recall) }

    /// Harmonic mean of precision and recall, weighted to recall by β: (1+β²)PR / (β²P + R).
    public func fScore(_ c: Int, beta: Double = 1) -> Double {
        average(.binary, positive: c, Confusion.fScore(beta: beta))
    }

    @Sendable static func precision(hits: Double, predicted: Double, actual: Double) -> Double {
        Metrics.ratio(hits, predicted)
    }
    @Sendable static func recall(hits: Double, predicted: Double, actual: Double) -> Double {
        Metrics.ratio(hits, actual)
    }
    static func fScore(beta: Double) -> @Sendable (Double, Double, Double) -> Double {
        let b = beta * beta
        return { Metrics.ratio((1 + b) * $0, b * $2 + $1) }
    }

    /// Mean recall over the classes that there are.
    public var balancedAccuracy: Double {
        let present = (0..<classes).filter { actual($0) > 0 }
        return present.reduce(0) { $0 + recall($1) } / Double(present.count)
    }

    /// A measure of one class as one of several.
    ///
    /// - Parameters:
    ///   - positive: the class of `binary`.
    ///   - measure: of hits, of how often the class was predicted, and of how often it was true.
    public func average(
        _ average: Average, positive: Int = 1,
        _ measure: (_ hits: Double, _ predicted: Double, _ actual: Double) -> Double
    ) -> Double {
        func of(_ c: Int) -> Double { measure(hits(c), predicted(c), actual(c)) }
        // A class that occurs nowhere counts nowhere.
        let seen = (0..<classes).filter { actual($0) + predicted($0) > 0 }
        switch average {
        case .binary: return (0..<classes).contains(positive) ? of(positive) : 0
        case .micro: return measure(seen.reduce(0) { $0 + hits($1) }, total, total)
        case .macro: return seen.reduce(0) { $0 + of($1) } / Double(seen.count)
        case .weighted: return seen.reduce(0) { $0 + of($1) * actual($1) } / total
        }
    }

    /// Matthews correlation coefficient in its many-class form (Gorodkin 2004).
    public var matthews: Double {
        let correct = (0..<classes).reduce(0) { $0 + hits($1) }
        let cross = (0..<classes).reduce(0) { $0 + predicted($1) * actual($1) }
        let p = (0..<classes).reduce(0) { $0 + predicted($1) * predicted($1) }
        let t = (0..<classes).reduce(0) { $0 + actual($1) * actual($1) }
        let scale = ((total * total - p) * (total * total - t)).squareRoot()
        return Metrics.ratio(correct * total - cross, scale)
    }

    /// Cohen's κ: agreement beyond what the class shares would give by chance.
    public var kappa: Double {
        let chance = (0..<classes).reduce(0) { $0 + predicted($1) * actual($1) } / (total * total)
        return Metrics.ratio(accuracy - chance, 1 - chance)
    }
}

extension Confusion: Presentable {
    /// `confusion`
    public static var kind: String { "confusion" }

    /// `accuracy 0.93 over 3 classes`
    public var summary: String { "accuracy \(accuracy.short(4)) over \(classes) classes" }

    /// True classes down, predicted ones across, with recall and precision at the borders.
    public func table(width: Int) -> String {
        let cell = Swift.max(6, (counts.joined().max() ?? 0).description.count + 2)
        func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: Swift.max(0, width - text.count)) + text
        }
        var lines = [
            "accuracy \(accuracy.short(4)), mean recall \(balancedAccuracy.short(4))",
            pad("true \\ predicted", 16) + (0..<classes).map { pad("\($0)", cell) }.joined() + "   recall",
        ]
        for (label, row) in counts.enumerated() {
            lines.append(pad("\(label)", 16) + row.map { pad("\($0)", cell) }.joined() + pad(recall(label).short(3), 9))
        }
        lines.append(pad("precision", 16) + (0..<classes).map { pad(precision($0).short(3), cell) }.joined())
        return lines.joined(separator: "\n")
    }

    /// `accuracy`, `counts` [true][predicted], and `precision`, `recall` and `f1` of each class.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "accuracy": .number(accuracy),
            "counts": .array(counts.map { .array($0.map { .integer($0) }) }),
            "precision": .array((0..<classes).map { .number(precision($0)) }),
            "recall": .array((0..<classes).map { .number(recall($0)) }),
            "f1": .array((0..<classes).map { .number(fScore($0)) }),
        ])
    }
}
