public import Answers
public import Datasets
internal import Networks
internal import Numbers
internal import Training
public import Parallel

/// Folds by which any number of recipes are measured, on all cores. What a fold learns of its training rows is learnt once; the
/// numbers that come of it are kept where there is room for those of all folds, and made anew for each training where there is not.
///
/// What a fold's training draws (weights, order of the rows, dropout) follows from the seed, the trial's number, the fold's and
/// the member's, and from nothing else: not from how many threads there are, nor from what they did before.
public struct CrossValidation: Sendable {
    /// One recipe that is to be measured: as it stands in each fold, whose inputs may be of another width.
    public struct Job: Sendable {
        /// The number that its random numbers are drawn by.
        public let number: Int
        /// The recipe as each fold trains it, in the order of the folds.
        public let recipes: [ModelRecipe]

        /// A recipe for each fold.
        public init(number: Int, recipes: [ModelRecipe]) { (self.number, self.recipes) = (number, recipes) }
    }

    /// The table or dataset that the folds are of.
    public let material: Material
    /// How large the training rows of each fold are.
    public let folds: [FoldShape]
    /// What is measured on the held-out rows of a fold, and made small.
    public let measure: ErrorMeasure
    /// Networks of one recipe whose outputs are averaged.
    public let members: Int
    /// Whether numbers are learnt with mean 0 and deviation 1.
    public let scalesTarget: Bool
    /// Of all that is random in a training.
    public let seed: UInt64
    /// Who does the work.
    public let crew: Crew
    private let parts: [Splitter.Fold]
    private let preparations: [Preparation?]
    /// All folds as numbers; nil where there is no room for them at once.
    private let kept: [Prepared]?

    /// One fold as numbers.
    struct Prepared: Sendable {
        let rows: FoldRows
        let test: (x: Samples, y: [Double])

        /// How much memory it takes.
        var bytes: Double {
            Double(rows.x.values.count + rows.y.values.count + test.x.values.count) * 4 + Double(test.y.count) * 8
        }
    }

    /// Prepares the folds.
    ///
    /// - Parameters:
    ///   - folds: rows to learn from and rows to measure on.
    ///   - measure: nil for the root mean squared error, or the share of wrong classes.
    ///   - scalesTarget: whether numbers are learnt with mean 0 and deviation 1; measures are in the target's own terms all the same.
    /// - Throws: `Mistake` where a fold cannot be learnt from, or measured by that measure; `Stopped`.
    public init(
        _ material: Material, by folds: [Splitter.Fold], measure: ErrorMeasure? = nil, members: Int = 1,
        scalesTarget: Bool = true, seed: UInt64 = 0, crew: Crew = .cores, work: Work = Work()
    ) throws {
        try self.init(
            material, by: folds, measure: measure, members: members, scalesTarget: scalesTarget, seed: seed, crew: crew,
            room: Double(MemoryRoom.bytes) / 4, work: work)
    }

    /// - Parameter room: bytes that the numbers of all folds may take together.
    init(
        _ material: Material, by folds: [Splitter.Fold], measure: ErrorMeasure?, members: Int, scalesTarget: Bool,
        seed: UInt64,
        crew: Crew, room: Double, work: Work
    ) throws {
        let hasClasses = try material.hasClasses()
        let measure = measure ?? (hasClasses ? .error : .rmse)
        guard (measure == .error) == hasClasses else {
            throw Mistake(
                "score = \"\(measure.rawValue)\" of a target that is \(hasClasses ? "a class" : "a number")",
                expected: hasClasses ? "\"error\"" : "\"rmse\" or \"mae\"", argument: "score")
        }
        guard !folds.isEmpty, folds.allSatisfy({ !$0.train.isEmpty && !$0.test.isEmpty }) else {
            throw Mistake(
                "a fold without rows", expected: "rows to learn from and rows to measure on", argument: "folds")
        }
        (self.material, self.measure, self.seed, self.crew) = (material, measure, seed, crew)
        self.scalesTarget = scalesTarget
        self.members = Swift.max(1, members)
        var preparations: [Preparation?] = []
        var kept: [Prepared]? = []
        var shapes: [FoldShape] = []
        var bytes = 0.0
        for (number, fold) in folds.enumerated() {
            if work.isCancelled { throw Stopped() }
            work.report(Double(number) / Double(folds.count), "preparing fold \(number + 1)/\(folds.count)")
            let training = material.rows(at: fold.train)
            let preparation = try training.preparation(work)
            preparations.append(preparation)
            let shape: FoldShape
            if kept != nil {
                let own = try CrossValidation.prepared(material, fold, preparation, scalesTarget, work)
                shape = own.rows.shape
                bytes += own.bytes
                if bytes > room { kept = nil } else { kept?.append(own) }
            } else {
                shape = FoldShape(
                    input: preparation.map { [$0.names.count] } ?? shapes[0].input, rowCount: fold.train.count)
            }
            shapes.append(shape)
        }
        (self.folds, self.preparations, self.kept, parts) = (shapes, preparations, kept, folds)
    }

    private static func prepared(
        _ material: Material, _ fold: Splitter.Fold, _ preparation: Preparation?, _ scalesTarget: Bool, _ work: Work
    ) throws -> Prepared {
        let rows = try FoldRows(material.rows(at: fold.train), preparation, scalesTarget: scalesTarget, work: work)
        return Prepared(rows: rows, test: try rows.others(material.rows(at: fold.test), work: work))
    }

    /// A fold as numbers.
    func prepared(_ fold: Int, _ work: Work) throws -> Prepared {
        try kept?[fold] ?? CrossValidation.prepared(material, parts[fold], preparations[fold], scalesTarget, work)
    }

    /// The same folds with other random numbers, or other workers.
    public func with(seed: UInt64? = nil, crew: Crew? = nil) -> CrossValidation {
        CrossValidation(self, seed: seed ?? self.seed, crew: crew ?? self.crew)
    }

    private init(_ other: CrossValidation, seed: UInt64, crew: Crew) {
        (material, folds, measure, members) = (other.material, other.folds, other.measure, other.members)
        (parts, preparations, kept, scalesTarget) = (other.parts, other.preparations, other.kept, other.scalesTarget)
        (self.seed, self.crew) = (seed, crew)
    }

    /// The seed of one training.
    static func seed(_ seed: UInt64, job: Int, fold: Int, member: Int) -> UInt64 {
        var stream = RandomStream(
            seed: seed, purpose: "trained fold", index: UInt64(job) << 32 | UInt64(fold) << 16 | UInt64(member))
        return stream.next() >> 1
    }

    /// The measure of each job on each fold, or why it has none.
    ///
    /// - Parameters:
    ///   - isDone: is told how many trainings of all have ended.
    ///   - ended: is told a job's place and what came of it once the last of its trainings has ended, on the caller's thread.
    /// - Throws: `Stopped`, with the jobs that have not ended untold; what `ended` throws.
    @discardableResult public func scores(
        _ jobs: [Job], work: Work = Work(), isDone: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        ended: (_ place: Int, _ result: Result<FoldScores, any Error>) throws -> Void = { _, _ in }
    ) throws -> [Result<FoldScores, any Error>] {
        let each = folds.count * members
        let all = jobs.count * each
        var outputs = [Result<Trained, any Error>?](repeating: nil, count: all)
        var missing = [Int](repeating: each, count: jobs.count)
        var results = [Result<FoldScores, any Error>](repeating: .failure(Stopped()), count: jobs.count)
        _ = try crew.whole(
            all, work: work, isDone: { isDone($0, all) },
            ended: { number, output in
                outputs[number] = output
                let job = number / each
                missing[job] -= 1
                guard missing[job] == 0 else { return }
                let own = outputs[job * each..<(job + 1) * each].compactMap { $0 }
                results[job] = Result { try scores(jobs[job], own) }
                if case .failure(let error) = results[job], error is Stopped { return }
                try ended(job, results[job])
            }
        ) { number, work in
            Result<Trained, any Error> {
                let (job, place) = (jobs[number / each], number % each)
                return try Runner(self, job, fold: place / members, member: place % members).trained(work)
            }
        }
        return results
    }

    /// The same of one job, whose mean is told after each epoch.
    ///
    /// - Parameter report: is told the epoch, counted from 1, and the mean over the folds; what it throws ends the trainings.
    /// - Throws: what `report` throws, why a training failed, `Stopped`.
    public func scores(
        _ job: Job, work: Work = Work(), report: (_ epoch: Int, _ mean: Double) throws -> Void
    ) throws -> FoldScores {
        let each = folds.count * members
        let runners = (0..<each).map { Runner(self, job, fold: $0 / members, member: $0 % members) }
        let epochs = job.recipes.map(\.epochs).max() ?? 0
        var last = FoldScores(values: [], parameters: 0)
        for epoch in 1...Swift.max(1, epochs) {
            let outputs = try crew.whole(each, work: work) { number, work in
                Result<Trained, any Error> { try runners[number].afterOneMore(work) }
            }
            last = try scores(job, outputs)
            try report(epoch, last.mean)
        }
        return last
    }

    private func scores(_ job: Job, _ outputs: [Result<Trained, any Error>]) throws -> FoldScores {
        let border = job.recipes.first?.plan.loss.readsLogits == true ? 0 : 0.5
        let found = try outputs.map { try $0.get() }
        let values = try folds.indices.map { fold in
            let own = found[fold * members..<(fold + 1) * members]
            return try measure.value(
                FoldRows.mean(own.map(\.outputs)), width: own[fold * members].width, truth: own[fold * members].truth,
                border: border)
        }
        return FoldScores(values: values, parameters: found.map(\.parameters).max() ?? 0)
    }

    /// What a training comes to.
    private struct Trained: Sendable {
        /// What the network says of the test rows, in what is learnt.
        let outputs: [Double]
        let width: Int
        /// What is right.
        let truth: [Double]
        let parameters: Int
    }

    /// One training.
    private struct Runner: Sendable {
        let owner: CrossValidation
        let recipe: ModelRecipe
        let model: Model
        let fold: Int

        init(_ owner: CrossValidation, _ job: Job, fold: Int, member: Int) {
            self.owner = owner
            recipe = job.recipes[fold]
            self.fold = fold
            model = recipe.model(
                seed: CrossValidation.seed(owner.seed, job: job.number, fold: fold, member: member))
        }

        /// The outputs after the whole training.
        func trained(_ work: Work) throws -> Trained {
            let data = try owner.prepared(fold, work)
            try fit(data.rows, recipe.epochs, work)
            return try outputs(data, work)
        }

        /// The outputs after another epoch, or those at the end.
        func afterOneMore(_ work: Work) throws -> Trained {
            let data = try owner.prepared(fold, work)
            if model.epochsDone < recipe.epochs { try fit(data.rows, 1, work) }
            return try outputs(data, work)
        }

        private func outputs(_ data: Prepared, _ work: Work) throws -> Trained {
            let found = try model.predict(data.test.x, batchSize: 256, work: work)
            return Trained(
                outputs: found.values.map { data.rows.restored($0) }, width: found.width, truth: data.test.y,
                parameters: model.network?.parameterCount ?? 0)
        }

        private func fit(_ rows: FoldRows, _ epochs: Int, _ work: Work) throws {
            try rows.fit(model, epochs: epochs, batchSize: recipe.batchSize, place: "fold \(fold + 1)", work: work)
        }
    }
}

extension FoldRows {
    /// Trains on these rows.
    ///
    /// - Throws: `Mistake` where the training diverged, naming the place; `Stopped`.
    func fit(_ model: Model, epochs: Int, batchSize: Int, place: String, work: Work) throws {
        let history = try model.fit(x, y, FitOptions(epochs: epochs, batchSize: batchSize), work: work)
        if work.isCancelled { throw Stopped() }
        try model.plan?.loss.function?.rethrow()
        if let fault = history.nonFinite { throw Mistake("\(place): \(fault.sentence)", expected: "a smaller rate") }
    }

    /// The mean of several networks' outputs, in what is learnt.
    func mean(_ outputs: [Samples]) -> [Double] {
        FoldRows.mean(outputs.map { $0.values.map { restored($0) } })
    }

    /// The mean of several rows of numbers.
    static func mean(_ outputs: [[Double]]) -> [Double] {
        let share = 1 / Double(Swift.max(1, outputs.count))
        return outputs[0].indices.map { place in outputs.reduce(0) { $0 + $1[place] } * share }
    }
}

/// What a recipe is worth, fold by fold.
public struct FoldScores: Sendable, Equatable {
    /// The measure on the held-out rows of each fold, in their order.
    public let values: [Double]
    /// Parameters of the network; the most of all folds, whose inputs may be of another width.
    public let parameters: Int

    /// The mean over the folds: the value of a trial.
    public var mean: Double { values.meanAndVariance.mean }

    /// The standard error of the mean; nil of a single fold.
    public var standardError: Double? {
        guard values.count > 1 else { return nil }
        return (values.meanAndVariance.variance / Double(values.count - 1)).squareRoot()
    }
}
