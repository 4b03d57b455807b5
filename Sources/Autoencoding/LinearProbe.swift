public import Answers
internal import Baselines
public import Datasets
internal import Numbers
internal import RealModule

/// A linear probe (Alain & Bengio 2016): logistic regression from codes to classes, which says how much of the classes stands in
/// the codes where a plane can read it. The codes are not changed by it.
///
/// Fitted on one part of the rows, standardised by it, with the penalty ½Σw² (scikit-learn's C = 1), and judged on the others.
public struct LinearProbe: Sendable, Presentable {
    /// Rows it was fitted on, and judged by.
    public let trained, tested: Int
    /// Share of the judged rows whose class has the largest probability.
    public let accuracy: Double
    /// Its 95 % interval by Wilson's score (1927).
    public let low, high: Double
    /// The class that is the commonest among the fitted rows, the lowest of several.
    public let commonestClass: Int
    /// Share of the judged rows that are of it: what always saying that one gives.
    public let commonest: Double
    /// k, how many numbers a code has.
    public let width: Int
    /// The classes, as they were numbered.
    public let classes: [Int]
    /// Of the judged rows: how often each class (row) was taken for each (column), in the order of `classes`.
    public let confusion: [[Int]]
    /// W: a row of k slopes for each class, for codes as they are; the class is the largest of W·z + b.
    public let weights: [[Double]]
    /// b: a constant for each class, in the order of `classes`.
    public let intercepts: [Double]
    /// The judged rows: their codes and classes.
    public let codes: Samples
    /// The class of each judged row.
    public let labels: [Int]

    /// Fits and judges.
    ///
    /// - Parameters:
    ///   - labels: one class number for each code.
    ///   - test: share of the rows to judge by, in (0, 1).
    ///   - seed: of the choice of rows.
    /// - Throws: `Mistake` for codes and labels that do not belong together, numbers that are not finite, and a single class.
    public init(
        codes: Samples, labels: [Int], test: Double = 0.3, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        let classes = try LinearProbe.classes(codes, labels)
        let testCount = Int(saturating: (Double(codes.count) * test).rounded(.up))
        guard test > 0, test < 1, testCount < codes.count else {
            throw Mistake(
                "a test share of \(test.short())", expected: "a share that leaves rows on both sides", argument: "test")
        }
        var stream = RandomStream(seed: seed, purpose: "probe")
        let order = stream.permutation(codes.count)
        let (fitted, judged) = (Array(order.dropLast(testCount)), Array(order.suffix(testCount)))
        let places = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        guard Set(fitted.map { labels[$0] }).count == classes.count else {
            throw Mistake(
                "a class has no rows to be fitted on", expected: "several rows of every class",
                try: "a smaller test share", argument: "labels")
        }
        let k = codes.width
        let (centres, scales) = LinearProbe.scales(of: codes, rows: fitted)
        func standard(_ row: Int) -> [Double] {
            (0..<k).map { (Double(codes.values[row * k + $0]) - centres[$0]) / scales[$0] }
        }
        let design = try Design(
            names: (0..<k).map { "z\($0)" }, count: fitted.count, values: fitted.flatMap { standard($0) })
        var problem = LogisticProblem(
            design: design, places: fitted.map { places[labels[$0]] ?? 0 },
            factors: [Double](repeating: 1, count: fitted.count), planes: classes.count, hasIntercept: true, penalty: 1)
        // Six digits of the slopes: what is read off them are the classes of other rows.
        try problem.solve(work, tolerance: 1e-12)
        weights = problem.weights.map { row in row.indices.map { row[$0] / scales[$0] } }
        let own = weights
        intercepts = problem.intercepts.enumerated().map { plane, constant in
            (0..<k).reduce(constant) { $0 - own[plane][$1] * centres[$1] }
        }
        self.classes = classes
        (trained, tested, width) = (fitted.count, testCount, k)
        self.codes = codes.rows(at: judged)
        self.labels = judged.map { labels[$0] }
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        for row in judged {
            let code = (0..<k).map { Double(codes.values[row * k + $0]) }
            confusion[places[labels[row]] ?? 0][LinearProbe.place(code, weights, intercepts)] += 1
        }
        self.confusion = confusion
        let hits = classes.indices.reduce(0) { $0 + confusion[$1][$1] }
        accuracy = Double(hits) / Double(testCount)
        (low, high) = LinearProbe.wilson(hits, of: testCount)
        let counts = Dictionary(grouping: fitted.map { labels[$0] }) { $0 }.mapValues(\.count)
        let most = classes.max { (counts[$0] ?? 0, -$0) < (counts[$1] ?? 0, -$1) } ?? classes[0]
        commonestClass = most
        commonest = Double(judged.count { labels[$0] == most }) / Double(testCount)
    }

    /// The classes, in ascending order.
    ///
    /// - Throws: `Mistake` for codes and labels that do not belong together.
    private static func classes(_ codes: Samples, _ labels: [Int]) throws -> [Int] {
        guard codes.count == labels.count else {
            throw Mistake(
                "\(codes.count) codes and \(labels.count) labels", expected: "a class for each code", argument: "labels"
            )
        }
        if let bad = codes.firstNonFinite {
            throw Mistake(
                "the code of row \(bad.row) holds \(bad.value)", expected: "finite numbers", argument: "codes")
        }
        guard codes.width >= 1 else {
            throw Mistake("codes without numbers", expected: "at least one", argument: "codes")
        }
        let classes = Set(labels).sorted()
        guard classes.count > 1 else {
            throw Mistake(
                classes.isEmpty ? "there are no codes" : "all codes are of class \(classes[0])",
                expected: "at least two classes", argument: "labels")
        }
        return classes
    }

    /// Mean and standard deviation of each number of the code over some rows; 1 for one that does not vary, which says nothing at
    /// any scale.
    private static func scales(of codes: Samples, rows: [Int]) -> (centres: [Double], scales: [Double]) {
        let k = codes.width
        var (centres, scales) = ([Double](), [Double]())
        for j in 0..<k {
            let column = rows.map { Double(codes.values[$0 * k + j]) }
            let mean = column.reduce(0, +) / Double(column.count)
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
            centres.append(mean)
            scales.append(variance > 0 ? variance.squareRoot() : 1)
        }
        return (centres, scales)
    }

    /// Which class has the largest probability for a code.
    public func predicted(_ code: [Double]) -> Int { classes[LinearProbe.place(code, weights, intercepts)] }

    private static func place(_ code: [Double], _ weights: [[Double]], _ intercepts: [Double]) -> Int {
        var (best, place) = (-Double.infinity, 0)
        for (plane, own) in weights.enumerated() {
            let score = zip(own, code).reduce(intercepts[plane]) { $0 + $1.0 * $1.1 }
            if score > best { (best, place) = (score, plane) }
        }
        return place
    }

    /// The 95 % interval of a share of which so many hits were seen.
    static func wilson(_ hits: Int, of count: Int) -> (Double, Double) {
        guard count > 0 else { return (.nan, .nan) }
        let (n, z) = (Double(count), 1.959963984540054)
        let p = Double(hits) / n
        let middle = p + z * z / (2 * n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return (max(0, (middle - half) / scale), min(1, (middle + half) / scale))
    }
}

extension LinearProbe {
    /// `linear probe`
    public static var kind: String { "linear probe" }

    /// The accuracy with its interval.
    public var summary: String {
        "linear probe: accuracy \(accuracy.short(3)) [\(low.short(3)), \(high.short(3))] of \(classes.count) classes from "
            + "\(width) number\(width == 1 ? "" : "s")"
    }

    /// Accuracy against that of the commonest class, and what was taken for what.
    public func table(width columns: Int) -> String {
        let lines = [
            "linear probe of codes of \(width) number\(width == 1 ? "" : "s"): \(classes.count) classes, fitted on \(trained) "
                + "rows, judged on \(tested)",
            "  accuracy               \(accuracy.short(3))  [\(low.short(3)), \(high.short(3))]",
            "  always class \("\(commonestClass)".padded(columns: 10))\(commonest.short(3))",
        ]
        guard classes.count <= 12 else { return lines.joined(separator: "\n") }
        let rows =
            [["taken for"] + classes.map(String.init)]
            + classes.indices.map { i in ["class \(classes[i])"] + confusion[i].map(String.init) }
        return (lines + TextTable.lines(rows, width: max(20, columns), leftColumns: [0], indent: 2)).joined(
            separator: "\n")
    }

    /// The accuracy in words.
    public var sentence: String { summary + "." }

    /// `accuracy`, `low`, `high`, `commonest`, `commonest_class`, `classes`, `confusion`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "accuracy": .number(accuracy), "low": .number(low), "high": .number(high),
            "commonest": .number(commonest), "commonest_class": .integer(commonestClass),
            "classes": .array(classes.map { .integer($0) }),
            "confusion": .array(confusion.map { .array($0.map { .integer($0) }) }), "trained": .integer(trained),
            "tested": .integer(tested),
        ])
    }
}
