public import Answers
import Numbers

/// Inputs and targets that belong together, with what is known of how they were made.
public struct Dataset: Sendable, Equatable {
    /// Numbers or classes: what a model of the data gives for a row.
    public enum Task: Sendable, Equatable {
        /// `y` holds one class number 0 ..< classes per sample.
        case classification(classes: Int)
        /// `y` holds one real number per sample.
        case regression
        /// `y` is `x`.
        case reconstruction
    }

    /// How it was asked for, e.g. `moons(n=200, noise=0.1, seed=0)`.
    public var name: String
    /// Inputs, a row for each sample.
    public var x: Samples
    /// Targets, a row for each sample.
    public var y: Samples
    /// What a model is to give for a row: a number, or a class of so many.
    public var task: Task
    /// What the samples are and what the best possible model could reach, in a sentence or two.
    public var remark: String
    /// Rows of an update, where it was put into batches.
    public var batchSize: Int?

    /// - Throws: `Mistake` when `x` and `y` have different numbers of samples.
    public init(name: String, x: Samples, y: Samples, task: Task, remark: String) throws {
        guard x.count == y.count else {
            throw Mistake(
                "x has \(x.count) samples and y has \(y.count)", expected: "one target for each sample", argument: "y")
        }
        self.name = name
        self.x = x
        self.y = y
        self.task = task
        self.remark = remark
    }

    /// Called before each sample that a generator makes: tells how far it is, and ends it when the work was cancelled. Half
    /// a data set under the name of a whole one would mislead, so nothing is given then.
    static func goOn(_ done: Int, of all: Int, _ work: Work) throws {
        if done & 0x3fff == 0, done > 0 { work.report(Double(done) / Double(all), "making the data") }
        guard !work.isCancelled else {
            throw Mistake("interrupted before all samples were made", expected: "to let it finish", try: "a smaller n")
        }
    }

    /// How many samples there are.
    public var count: Int { x.count }

    /// How many samples each class has; empty when the task is not classification.
    public var classCounts: [Int] {
        guard case .classification(let classes) = task else { return [] }
        var counts = [Int](repeating: 0, count: classes)
        for label in y.values {
            guard let number = Int(exactly: label), counts.indices.contains(number) else { continue }
            counts[number] += 1
        }
        return counts
    }

    /// The samples at these positions, in this order.
    public func rows(at positions: [Int], as name: String) -> Dataset {
        var part = self
        part.name = name
        part.x = x.rows(at: positions)
        part.y = y.rows(at: positions)
        return part
    }

    /// A training and a test part. The test part has ⌈count · test⌉ samples, as in scikit-learn.
    ///
    /// - Parameters:
    ///   - test: share of the samples for the test part, in (0, 1).
    ///   - seed: of the shuffle; nil keeps the order and takes the last rows.
    /// - Throws: `Mistake` when either part would be empty.
    public func split(test: Double, seed: UInt64?) throws -> (train: Dataset, test: Dataset) {
        let testCount = Int(saturating: (Double(count) * test).rounded(.up))
        guard testCount > 0, testCount < count else {
            throw Mistake(
                "a test share of \(test.short()) of \(count) samples leaves an empty part",
                expected: "at least one sample in each part", try: "split(test=0.2)", argument: "test")
        }
        var order = Array(0..<count)
        if let seed {
            var stream = RandomStream(seed: seed, purpose: "split")
            order.shuffle(using: &stream)
        }
        let border = count - testCount
        return (
            rows(at: Array(order[..<border]), as: "\(name), training part"),
            rows(at: Array(order[border...]), as: "\(name), test part")
        )
    }

    /// Whether the targets come in sorted order, so that "the last rows" are unlike the rest.
    public var isSorted: Bool { y.isSorted }
}

extension Dataset: Presentable {
    /// `dataset`
    public static var kind: String { "dataset" }

    /// `moons: 500 samples`
    public var summary: String { "\(name): \(count) samples" }

    /// Shapes, ranges of the inputs, classes and how many of each.
    public func table(width: Int) -> String {
        func line(_ label: String, _ text: String) -> [String] {
            var lines = TextTable.wrap(text, width, indent: 9, hanging: 9)
            lines[0] = "  " + label.padded(columns: 7) + lines[0].dropFirst(9)
            return lines
        }
        let stats = x.statistics
        var lines = [name]
        lines += line("x", "\(x.summary), \(Double(stats.smallest).short()) … \(Double(stats.largest).short())")
        switch task {
        case .classification(let classes):
            let sizes = classCounts
            let shares =
                Set(sizes).count == 1
                ? " of \(sizes[0]) each" : " (\(sizes.enumerated().map { "\($0): \($1)" }.joined(separator: ", ")))"
            lines += line("y", "\(y.summary), \(Phrase.count(classes, "class", "classes"))\(shares)")
        case .regression:
            let target = y.statistics
            lines += line("y", "\(y.summary), mean \(target.mean.short()), sd \(target.deviation.short())")
        case .reconstruction: lines += line("y", "the inputs themselves")
        }
        if isSorted { lines += line("order", "sorted by y: shuffle before taking the last rows for validation") }
        lines += TextTable.wrap(remark, width, indent: 2, hanging: 2)
        return lines.joined(separator: "\n")
    }

    /// How large it is and what tells its samples apart.
    public var sentence: String { "\(name) has \(count) samples of \(x.width) numbers each. \(remark)" }

    /// `name`, `samples`, `x_shape` and `y_shape`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "samples": .integer(count),
            "x_shape": .array(x.shape.map { .integer($0) }), "y_shape": .array(y.shape.map { .integer($0) }),
        ])
    }
}
