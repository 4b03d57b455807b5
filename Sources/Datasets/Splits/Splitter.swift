public import Answers
import Numbers

/// Ways to take rows apart for training and test. The folds are scikit-learn 1.9's to the row, shuffled ones too: a seed is its
/// `random_state`.
public struct Splitter: Sendable, Equatable {
    /// One training and test part, by row.
    public struct Fold: Sendable, Equatable {
        /// The rows to learn from.
        public var train: [Int]
        /// The places of the rows to measure on, from 0; none of them is among those to fit on.
        public var test: [Int]

        /// A fold of these rows.
        public init(train: [Int], test: [Int]) { (self.train, self.test) = (train, test) }
    }

    /// By what the rows of a fold are chosen: parts, classes, groups, time, chance.
    public enum Form: Sendable, Equatable {
        /// k parts, each tested once.
        case folds
        /// The same, with every class in the same share of each part.
        case stratified
        /// The same, with no group in two parts.
        case grouped
        /// No group in two parts, and every class as near as may be to the same share of each.
        case groupedByClass
        /// Each group alone.
        case leaveOneGroupOut
        /// Tests that come after all they learn from.
        case series(gap: Int, testSize: Int?, mostTraining: Int?)
        /// Random parts of this share, drawn anew each time.
        case random(test: Double)
        /// The same, with every class in the same share of both.
        case randomByClass(test: Double)
        /// Each row alone.
        case leaveOneOut
    }

    /// By what the rows of a fold are chosen.
    public var form: Form
    /// How many folds there are in one repetition.
    public var count: Int
    /// How often it is repeated, with another shuffle each time.
    public var repeats: Int
    /// What the rows are shuffled by; nil leaves them in their order.
    public var seed: UInt64?

    /// - Throws: `Mistake` for fewer than two folds (one, for random parts).
    public init(_ form: Form, count: Int = 5, repeats: Int = 1, seed: UInt64? = nil) throws {
        let least: Int
        switch form {
        case .random, .randomByClass: least = 1
        case .leaveOneOut, .leaveOneGroupOut: least = 0
        default: least = 2
        }
        guard count >= least else {
            throw Mistake(
                "\(count) folds leave nothing to \(count < 1 ? "measure" : "learn from")",
                expected: "\(least) or more", argument: "n_splits"
            ).raised(
                as: "ValueError",
                "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got "
                    + "n_splits=\(count).")
        }
        (self.form, self.count, self.repeats, self.seed) = (form, count, repeats, seed)
    }

    /// The folds of so many rows.
    ///
    /// - Parameters:
    ///   - classes: of each row, for stratified folds.
    ///   - groups: of each row, for grouped ones.
    /// - Throws: `Mistake` when there are fewer rows, rows of a class or groups than folds.
    public func folds(_ rows: Int, classes: [Int]? = nil, groups: [Int]? = nil) throws -> [Fold] {
        var stream = seed.map { MersenneTwister(seed: $0) }
        return try (0..<repeats).flatMap { _ in try once(rows, classes, groups, &stream) }
    }

    private func once(
        _ rows: Int, _ classes: [Int]?, _ groups: [Int]?, _ stream: inout MersenneTwister?
    ) throws -> [Fold] {
        switch form {
        case .folds:
            try enough(rows, "rows")
            let order = stream?.permutation(rows) ?? Array(0..<rows)
            var foldOf = [Int](repeating: 0, count: rows)
            var start = 0
            for fold in 0..<count {
                let size = rows / count + (fold < rows % count ? 1 : 0)
                for row in order[start..<start + size] { foldOf[row] = fold }
                start += size
            }
            return parts(foldOf)
        case .stratified: return parts(try stratified(rows, classes, &stream))
        case .grouped: return parts(try grouped(rows, groups, &stream))
        case .groupedByClass: return parts(try groupedByClass(rows, classes, groups, &stream))
        case .leaveOneGroupOut:
            let (places, count) = try numbered(rows, groups)
            guard count > 1 else {
                throw Mistake("all rows are of one group", expected: "two groups or more", argument: "groups").raised(
                    as: "ValueError",
                    "The groups parameter contains fewer than 2 unique groups ([0]). LeaveOneGroupOut expects at least 2."
                )
            }
            return parts(places, count)
        case .series(let gap, let testSize, let most):
            let size = testSize ?? rows / (count + 1)
            guard size > 0, rows - size * count - gap > 0 else {
                throw Mistake(
                    "\(rows) rows are too few for \(count) tests of \(Swift.max(1, size)) rows and a gap of \(gap)",
                    expected: "rows to learn from before the first test")
            }
            return (0..<count).map { fold in
                let start = rows - (count - fold) * size
                let end = start - gap
                return Fold(train: Array(Swift.max(0, end - (most ?? end))..<end), test: Array(start..<start + size))
            }
        case .random(let share):
            let size = Int((share * Double(rows)).rounded(.up))
            guard size > 0, size < rows else {
                throw Mistake(
                    "a test share of \(share.short()) of \(rows) rows leaves an empty part",
                    expected: "rows in both parts")
            }
            return (0..<count).map { _ in
                let order = stream?.permutation(rows) ?? Array(0..<rows)
                return Fold(train: Array(order[size...]), test: Array(order[..<size]))
            }
        case .randomByClass(let share):
            guard let classes, classes.count == rows else {
                throw Mistake("stratified parts need the class of each row", expected: "\(rows) classes", argument: "y")
            }
            let size = Int((share * Double(rows)).rounded(.up))
            var twister = stream ?? MersenneTwister(seed: 0)
            defer { stream = twister }
            return try (0..<count).map { _ in
                try Splitter.stratified(classes, train: rows - size, test: size, &twister)
            }
        case .leaveOneOut:
            guard rows > 1 else { throw Mistake("one row cannot be left out of \(rows)", expected: "two rows or more") }
            return parts(Array(0..<rows), rows)
        }
    }

    func enough(_ found: Int, _ what: String) throws {
        guard found < count else { return }
        throw Mistake(
            "\(count) folds of \(found) \(what)", expected: "at least one for each fold", argument: "n_splits"
        ).raised(
            as: "ValueError",
            "Cannot have number of splits n_splits=\(count) greater than the number of "
                + "\(what == "rows" ? "samples: n_samples" : "groups: ")=\(found).")
    }

    private func parts(_ foldOf: [Int], _ count: Int? = nil) -> [Fold] {
        (0..<(count ?? self.count)).map { fold in
            var (train, test): ([Int], [Int]) = ([], [])
            for (row, own) in foldOf.enumerated() { if own == fold { test.append(row) } else { train.append(row) } }
            return Fold(train: train, test: test)
        }
    }

    /// scikit-learn's allocation: classes numbered as they are met, and the sorted rows dealt out in turn.
    private func stratified(_ rows: Int, _ classes: [Int]?, _ stream: inout MersenneTwister?) throws -> [Int] {
        guard let classes, classes.count == rows else {
            throw Mistake("stratified folds need the class of each row", expected: "\(rows) classes", argument: "y")
        }
        var numbers: [Int: Int] = [:]
        let encoded = classes.map { label in
            let next = numbers.count
            return numbers[label]
                ?? {
                    numbers[label] = next; return next
                }()
        }
        var counts = [Int](repeating: 0, count: numbers.count)
        for label in encoded { counts[label] += 1 }
        guard let most = counts.max(), most >= count else {
            throw Mistake(
                "\(count) folds, and no class has more than \(Phrase.count(counts.max() ?? 0, "row"))",
                expected: "n_splits no greater than the number of rows of each class", argument: "n_splits"
            ).raised(
                as: "ValueError",
                "n_splits=\(count) cannot be greater than the number of members in each class.")
        }
        var allocation = [[Int]](repeating: [Int](repeating: 0, count: numbers.count), count: count)
        for (place, label) in encoded.sorted().enumerated() { allocation[place % count][label] += 1 }
        var foldOf = [Int](repeating: 0, count: rows)
        for label in 0..<numbers.count {
            var folds = (0..<count).flatMap { [Int](repeating: $0, count: allocation[$0][label]) }
            stream?.shuffle(&folds)
            var next = 0
            for row in 0..<rows where encoded[row] == label {
                foldOf[row] = folds[next]
                next += 1
            }
        }
        return foldOf
    }

    /// The largest groups first, each to the part that has least; shuffled ones in stretches of equal counts of groups.
    private func grouped(_ rows: Int, _ groups: [Int]?, _ stream: inout MersenneTwister?) throws -> [Int] {
        guard let groups, groups.count == rows else {
            throw Mistake("grouped folds need the group of each row", expected: "\(rows) groups", argument: "groups")
        }
        let labels = Set(groups).sorted()
        try enough(labels.count, "groups")
        let places = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
        if var order = stream?.permutation(labels.count) {
            var foldOfGroup = [Int](repeating: 0, count: labels.count)
            for fold in 0..<count {
                let size = labels.count / count + (fold < labels.count % count ? 1 : 0)
                for group in order.prefix(size) { foldOfGroup[group] = fold }
                order.removeFirst(size)
            }
            return groups.map { foldOfGroup[places[$0] ?? 0] }
        }
        var sizes = [Int](repeating: 0, count: labels.count)
        for group in groups { sizes[places[group] ?? 0] += 1 }
        // From behind, so that equal groups come in numpy's order.
        let order = labels.indices.sorted { (sizes[$0], $0) > (sizes[$1], $1) }
        var loads = [Int](repeating: 0, count: count)
        var foldOfGroup = [Int](repeating: 0, count: labels.count)
        for group in order {
            let lightest = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[lightest] += sizes[group]
            foldOfGroup[group] = lightest
        }
        return groups.map { foldOfGroup[places[$0] ?? 0] }
    }
}

extension Splitter: Presentable {
    /// `splitter`
    public static var kind: String { "splitter" }

    /// As scikit-learn writes it: `KFold(n_splits=5, random_state=1, shuffle=True)`.
    public var summary: String {
        let random = "random_state=\(seed.map(String.init) ?? "None")"
        let shuffled = "n_splits=\(count), \(random), shuffle=\(seed == nil ? "False" : "True")"
        switch form {
        case .folds where repeats > 1: return "RepeatedKFold(n_repeats=\(repeats), n_splits=\(count), \(random))"
        case .stratified where repeats > 1:
            return "RepeatedStratifiedKFold(n_repeats=\(repeats), n_splits=\(count), \(random))"
        case .folds: return "KFold(\(shuffled))"
        case .stratified: return "StratifiedKFold(\(shuffled))"
        case .grouped: return "GroupKFold(\(shuffled))"
        case .series(let gap, let size, let most):
            func text(_ number: Int?) -> String { number.map(String.init) ?? "None" }
            return
                "TimeSeriesSplit(gap=\(gap), max_train_size=\(text(most)), n_splits=\(count), test_size=\(text(size)))"
        case .random(let share):
            return "ShuffleSplit(n_splits=\(count), \(random), test_size=\(share.short(6)), train_size=None)"
        case .randomByClass(let share):
            // Lines of 75 columns, as scikit-learn breaks them.
            return "StratifiedShuffleSplit(n_splits=\(count), \(random), test_size=\(share.short(6)),\n"
                + String(repeating: " ", count: 12) + "train_size=None)"
        case .groupedByClass: return "StratifiedGroupKFold(\(shuffled))"
        case .leaveOneGroupOut: return "LeaveOneGroupOut()"
        case .leaveOneOut: return "LeaveOneOut()"
        }
    }
}
