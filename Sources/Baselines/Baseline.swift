public import Answers
public import Datasets

/// A method that needs no care: what any network has to better before it is worth its trouble.
public protocol Baseline: Sendable {
    /// What it is called: `ridge`.
    var name: String { get }
    /// How it wants a table prepared, given how its owner wants it.
    func plan(_ plan: PreparationPlan) -> PreparationPlan
    /// Whether it can learn this target.
    func suits(_ target: Column) -> Bool
    /// Learns.
    ///
    /// - Parameters:
    ///   - y: numbers; for two classes 0 and 1.
    ///   - classes: how many classes there are; 0 for numbers.
    /// - Throws: `Mistake` for data that it cannot learn from; `Stopped`.
    func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline
}

extension Baseline {
    /// As its owner wants it.
    public func plan(_ plan: PreparationPlan) -> PreparationPlan { plan }

    /// Any target: numbers and classes.
    public func suits(_ target: Column) -> Bool { true }
}

/// A method that has learnt: a function from rows to predictions.
public protocol FittedBaseline: Sendable {
    /// A number for each row: the target, or for two classes the probability of the second.
    ///
    /// - Throws: `Mistake` for rows of another width; `Stopped`.
    func predict(_ x: Design, work: Work) throws -> [Double]
}

/// The mean of the target, whatever the row.
public struct MeanBaseline: Baseline {
    /// `mean`
    public var name: String { "mean" }

    /// It has no settings.
    public init() {}

    /// Takes the mean; the inputs do not matter.
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline {
        Fitted(mean: y.meanAndVariance.mean)
    }

    private struct Fitted: FittedBaseline {
        let mean: Double
        func predict(_ x: Design, work: Work) throws -> [Double] { [Double](repeating: mean, count: x.count) }
    }
}

extension Design {
    /// - Throws: `Mistake` for a row that has something missing, and for rows of another width than in training.
    func check(width expected: Int, allowsMissing: Bool = false) throws {
        guard width == expected else {
            throw Mistake(
                "X has \(width) features, but \(expected) were there in training", expected: "\(expected) columns")
        }
        guard !allowsMissing, let place = values.firstIndex(where: { !$0.isFinite }) else { return }
        throw Mistake(
            "row \(place / Swift.max(1, width)), column \(names[place % width]) is \(values[place].short())",
            expected: "numbers", try: "SimpleImputer() before it")
    }
}

extension [Double] {
    /// - Throws: `Mistake` for a target that is no number, and for another count than rows.
    func check(rows: Int) throws {
        guard count == rows, rows > 0 else {
            throw Mistake("\(rows) rows and \(count) targets", expected: "a target for each row, and at least one row")
        }
        guard let place = firstIndex(where: { !$0.isFinite }) else { return }
        throw Mistake("the target of row \(place) is \(self[place].short())", expected: "numbers", argument: "y")
    }
}
