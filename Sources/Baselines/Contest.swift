import Answers
import Datasets

/// What baselines are measured on: a table whose target is a number or a class.
struct Contest {
    let table: Table
    /// What is predicted.
    let target: String
    /// Each row's class; nil where the target is a number.
    let labels: [Int]?
    /// What a score is: `RMSE of ln price`.
    let measure: String

    /// - Throws: `Mistake` without a target, for one with a missing class or with one class only.
    init(_ table: Table) throws {
        guard let target = table.target else {
            throw Mistake(
                "nothing is to be predicted", expected: "a table with a target",
                try: "load_csv(\"f.csv\", target=\"price\")", argument: "data")
        }
        self.table = table
        self.target = target
        let column = try table.column(target)
        guard let names = column.classNames else {
            labels = nil
            measure = "RMSE of \(table.plan.logTarget ? "ln " : "")\(target)"
            return
        }
        let places = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let labels = try (0..<column.count).map { row in
            guard let place = column.text(row).flatMap({ places[$0] }) else {
                throw Mistake("row \(row) has no class", expected: "a class in each row", argument: "data")
            }
            return place
        }
        guard Set(labels).count > 1 else {
            throw Mistake(
                "the target has \(labels.isEmpty ? "no" : "one") class, so that there is nothing to tell apart",
                expected: "two classes or more", argument: "data")
        }
        self.labels = labels
        measure = "share of wrong classes"
    }

    func folds(_ splitter: Splitter) throws -> [Splitter.Fold] {
        try splitter.folds(table.rowCount, classes: labels)
    }

    /// What a method that learns from some rows makes of others: its score, the score in the target's own unit, and the
    /// predictions, of classes their numbers. A class that training did not have is never predicted.
    func measure(
        _ baseline: any Baseline, training: [Int], on parts: [[Int]], _ work: Work
    ) throws -> [(score: Double, own: Double, predictions: [Double])] {
        let train = table.rows(at: training)
        let preparation = try Preparation(fitting: train, plan: baseline.plan(table.plan), work: work)
        let x = try preparation.inputs(train, work: work)
        if let labels {
            let vote = try ClassVote(baseline, x, training.map { labels[$0] }, work)
            return try parts.map { part in
                let found = try vote.classes(preparation.inputs(table.rows(at: part), work: work), work)
                let wrong = Double(zip(found, part).count { $0 != labels[$1] }) / Double(Swift.max(1, part.count))
                return (wrong, wrong, found.map { Double($0) })
            }
        }
        let predictor = try baseline.fitted(x, preparation.targets(train), classes: 0, work: work)
        let isSame = preparation.plan.logTarget == table.plan.logTarget
        return try parts.map { part in
            let rows = table.rows(at: part)
            let found = try predictor.predict(preparation.inputs(rows, work: work), work: work)
            let truth = try preparation.targets(rows)
            let restored = preparation.restored(found)
            let own = Contest.rootMeanSquare(restored, preparation.restored(truth))
            // What the table's owner wants learnt is measured, also where the method learns its logarithm.
            return (isSame ? Contest.rootMeanSquare(found, truth) : own, own, restored)
        }
    }

    private static func rootMeanSquare(_ a: [Double], _ b: [Double]) -> Double {
        (zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(Swift.max(1, a.count))).squareRoot()
    }
}

/// A baseline that tells classes apart: two by one fit to 0 and 1, more by a fit for each against the rest, of which the largest
/// decides (the first of equal ones).
struct ClassVote {
    /// Those of the training rows.
    private let names: [Int]
    private let models: [any FittedBaseline]

    init(_ baseline: any Baseline, _ x: Design, _ labels: [Int], _ work: Work) throws {
        let names = Set(labels).sorted()
        self.names = names
        models = try (names.count > 2 ? names[...] : names.dropFirst()).map { name in
            try baseline.fitted(x, labels.map { $0 == name ? 1 : 0 }, classes: 2, work: work)
        }
    }

    func classes(_ x: Design, _ work: Work) throws -> [Int] {
        let shares = try models.map { try $0.predict(x, work: work) }
        return (0..<x.count).map { row in
            guard names.count > 2 else { return names[(shares.first?[row] ?? 0) > 0.5 ? 1 : 0] }
            var best = 0
            for place in shares.indices where shares[place][row] > shares[best][row] { best = place }
            return names[best]
        }
    }
}
