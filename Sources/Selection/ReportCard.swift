public import Answers
public import Datasets
internal import Numbers
public import Tuning

/// What a search has come to: the error of its network on rows that nobody has touched, looked at once, in what is learnt and in
/// money; how far above the noise; and what it took.
///
/// The five points are what makes such a number believable, and each is read from what happened: folds from the trials, looks from
/// the split, the answer to a warning from the configurations that were tried.
public struct ReportCard: Sendable {
    /// One thing that a careful search does.
    public struct Point: Sendable, Equatable {
        /// `cross-validation in the search`
        public let name: String
        /// Whether the search did it.
        public let isMet: Bool
        /// What was found of it, in words, with its numbers.
        public let found: String
    }

    /// How many trials a search may have.
    public static let budget = 60

    /// The networks that are reported.
    public let networks: TrainedNetworks
    /// What is measured: `RMSE of ln price`.
    public let measure: String
    /// The held-out rows.
    public let rows: Int
    /// Error of each held-out row, in what is learnt.
    let errors: [Double]
    /// Mean absolute error in the target's own unit.
    public let money: Double
    /// The name of the column that is predicted.
    public let target: String
    /// What no model can better on such rows; nil where nobody knows.
    public let floor: Double?
    /// What the search believed of it, where it measured by folds, with the standard error.
    public let believed: (value: Double, error: Double)?
    /// Trials of all searches together, against `budget`.
    public let trials: Int
    /// Networks that were trained, that of the card included.
    public let models: Int
    /// Seconds in which trials ran.
    public let seconds: Double
    /// What a careful search does.
    public let points: [Point]

    /// Looks at the held-out rows, which counts.
    ///
    /// - Parameters:
    ///   - networks: what is reported, trained on `split.train`.
    ///   - studies: the searches, in their order; the configuration reported is the best of one of them.
    ///   - members: networks averaged in each trial, one number for each study.
    /// - Throws: `Mistake` without a study, for a split of classes, or of other columns than the networks learnt; `Stopped`.
    public init(
        _ networks: TrainedNetworks, _ split: HeldOut, studies: [Study], members: [Int], work: Work = Work()
    ) throws {
        guard !studies.isEmpty else {
            throw Mistake(
                "a report of no search", expected: "the studies that led here", try: "studies=[first, second]",
                argument: "studies")
        }
        guard networks.measure != .error else {
            throw Mistake(
                "the target is a class", expected: "a number such as a price: a report card speaks of money",
                argument: "networks")
        }
        let test = split.test()
        let material = Material.table(test)
        errors = try networks.errors(material, work: work)
        guard let name = test.target, let truth = try test.column(name).numbers else {
            throw Mistake("the held-out rows have no target", expected: "a number in each row", argument: "split")
        }
        let told = try networks.predict(material, work: work).values
        money = zip(told, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(Swift.max(1, truth.count))
        (self.networks, rows, target) = (networks, test.rowCount, name)
        measure = ErrorMeasure.rmse.text(of: material.target)
        floor = test.plan.logTarget ? test.truth?.floor : nil

        let all = try studies.map { try $0.trials().filter(\.state.isFinished) }
        let best = try studies.compactMap { try $0.best() }.min { ($0.value ?? .infinity) < ($1.value ?? .infinity) }
        believed = best.flatMap { trial in
            trial.value.flatMap { value in trial.foldScores?.standardError.map { (value, $0) } }
        }
        trials = all.reduce(0) { $0 + $1.count }
        models =
            zip(all, members).reduce(0) { sum, pair in
                let (trials, members) = pair
                return sum + trials.reduce(0) { $0 + ($1.foldScores?.values.count ?? 1) * members }
            } + networks.models.count
        seconds = ReportCard.seconds(all.flatMap { $0 })

        let complete = all.flatMap { $0 }.filter { $0.state == .complete }
        let folds = complete.map { $0.foldScores?.values.count ?? 0 }.min() ?? 0
        let warnings = try zip(studies.indices, studies).flatMap { place, study in
            try study.edges().map { (edge: $0, isAnswered: $0.isAnswered(by: all[(place + 1)...].flatMap { $0 })) }
        }
        let open = warnings.filter { !$0.isAnswered }
        points = [
            Point(
                name: "cross-validation in the search", isMet: folds >= 3,
                found: folds == 0 ? "no folds in the log" : "\(Phrase.count(folds, "fold")) in every trial"),
            Point(
                name: "one look at the hold-out", isMet: split.testLooks == 1,
                found: split.testLooks == 1 ? "this one" : "\(split.testLooks) looks, this one included"),
            Point(
                name: "at most \(ReportCard.budget) trials", isMet: trials <= ReportCard.budget,
                found: Phrase.count(trials, "trial")),
            Point(
                name: "warnings of a border answered", isMet: open.isEmpty,
                found: open.first.map { "open: \($0.edge.text)" }
                    ?? (warnings.isEmpty ? "there was none" : "\(warnings.count) of \(warnings.count)")),
        ]
    }

    /// Root mean squared error on the held-out rows, in what is learnt.
    public var rmse: Double { ReportCard.root(errors).value }
    /// Its standard error: those rows are a sample.
    public var standardError: Double { ReportCard.root(errors).error }
    /// √(RMSE² − floor²), what a better model could still take away; nil where no floor is known, 0 where luck was below it.
    public var excess: Double? { floor.map { Swift.max(0, rmse * rmse - $0 * $0).squareRoot() } }

    /// A root mean square and its standard error, that of the mean square taken through the root.
    static func root(_ errors: [Double]) -> (value: Double, error: Double) {
        let squares = errors.map { $0 * $0 }
        let (mean, variance) = squares.meanAndVariance
        let n = Double(squares.count)
        guard n > 1, mean > 0 else { return (Swift.max(0, mean).squareRoot(), .nan) }
        return (mean.squareRoot(), (variance / (n - 1)).squareRoot() / (2 * mean.squareRoot()))
    }

    /// How long at least one of the trials ran: those side by side count once.
    private static func seconds(_ trials: [Trial]) -> Double {
        let times = trials.compactMap { trial in trial.started.flatMap { start in trial.ended.map { (start, $0) } } }
            .sorted { $0.0 < $1.0 }
        var (sum, reached) = (0.0, -Double.infinity)
        for (start, end) in times where end > reached {
            sum += end - Swift.max(start, reached)
            reached = end
        }
        return sum
    }
}

extension ReportCard: Presentable {
    /// `report card`
    public static var kind: String { "report card" }

    /// `RMSE of ln price 0.176 ± 0.02 on 200 held-out rows, 28,400 off in price on the average`
    public var summary: String {
        "\(measure) \(rmse.short(4)) ± \(standardError.short(2)) on \(rows.grouped) held-out rows, "
            + "\(ReportCard.grouped(money)) off in \(target) on the average"
    }

    /// To three digits, in groups where it is large.
    static func grouped(_ value: Double) -> String {
        guard value >= 1000, value < 1e15 else { return value.short(3) }
        var unit = 1.0
        while value / unit >= 1000 { unit *= 10 }
        return Int((value / unit).rounded() * unit).grouped
    }

    /// The numbers, then the points.
    public func table(width: Int) -> String {
        var cells = [
            [measure, "\(rmse.short(4)) ± \(standardError.short(2))", "on \(rows.grouped) held-out rows"],
            ["mean absolute error", ReportCard.grouped(money), "in \(target)'s own unit"],
        ]
        if let floor { cells.append(["floor of the noise", floor.short(4), "no model is better on many such rows"]) }
        if let excess {
            cells.append([
                "excess over the floor", excess.short(3),
                excess == 0 ? "these rows were kinder than most" : "√(RMSE² − floor²)",
            ])
        }
        if let believed {
            cells.append([
                "the search believed", "\(believed.value.short(4)) ± \(believed.error.short(2))", "by its folds",
            ])
        }
        cells += [
            ["seconds of trials", seconds.short(2), ""], ["trials", trials.grouped, ""],
            ["networks trained", models.grouped, ""],
        ]
        let marks = points.map { [$0.isMet ? "✓" : "✗", $0.name, $0.found] }
        return
            (TextTable.lines(cells, width: width, leftColumns: [0, 2])
            + TextTable.lines(marks, width: width, leftColumns: [0, 1, 2])).joined(separator: "\n")
    }

    /// The number, and what was left out.
    public var sentence: String {
        let open = points.filter { !$0.isMet }
        return summary + (open.isEmpty ? "." : "; not met: \(Phrase.list(open.map(\.name))).")
    }

    /// All of it.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "rmse": .number(rmse), "standard_error": .number(standardError),
            "mae": .number(money), "floor": floor.map { .number($0) } ?? .null,
            "excess": excess.map { .number($0) } ?? .null, "trials": .integer(trials), "models": .integer(models),
            "points": .object(points.map { JSON.Pair($0.name, .bool($0.isMet)) }),
        ])
    }
}

extension TrainedNetworks {
    /// Prediction minus truth of each row, in what is learnt.
    ///
    /// - Throws: as `score`.
    func errors(_ material: Material, work: Work = Work()) throws -> [Double] {
        let (x, y) = try rows.others(material, work: work)
        let found = try outputs(x, work).values
        guard found.count == y.count else {
            throw Mistake(
                "the model gives \(found.count) numbers for \(y.count) rows", expected: "one output",
                try: "Dense(1) as the last layer")
        }
        return zip(found, y).map { $0 - $1 }
    }
}
