public import Answers
internal import Cards
internal import Datasets
internal import Dispatch
internal import Networks
internal import Numbers
internal import Optimizers
internal import Parallel
internal import Tensors
internal import Training

extension CostModel {
    /// A training that is to be measured: a network of such layers on rows of eight numbers, by Adam.
    public struct Plan: Sendable, Equatable {
        /// Units of the hidden layers.
        public let units: [Int]
        /// Rows of the data, 1 to 100,000.
        public let rows: Int
        /// Rows of a step.
        public let batchSize: Int
        /// Times through the rows.
        public let epochs: Int

        /// - Throws: `Mistake` for sizes that no training has, or that take long.
        public init(units: [Int], rows: Int, batchSize: Int, epochs: Int) throws {
            guard !units.isEmpty, units.count <= 20 else {
                throw Mistake(
                    Phrase.count(units.count, "hidden layer"), expected: "1 to 20", try: "[64, 64]",
                    argument: "trainings")
            }
            for unit in units { try Interval(1, 2048).whole.check(unit, "units", standard: 64) }
            try Interval(1, 100_000).whole.check(rows, "rows", standard: 512)
            try Interval(1, 100_000).whole.check(batchSize, "batch_size", standard: 32)
            try Interval(1, 1000).whole.check(epochs, "epochs", standard: 4)
            (self.units, self.rows, self.batchSize, self.epochs) = (units, rows, batchSize, epochs)
        }

        /// `64-64, 512 rows, 4 epochs of batches of 32`
        public var name: String {
            units.map { "\($0)" }.joined(separator: "-")
                + ", \(rows) rows, \(Phrase.count(epochs, "epoch")) of batches of "
                + "\(batchSize)"
        }
    }

    /// Six trainings that differ in layers, batches and epochs, and a seventh unlike all of them.
    public static var standard: [Plan] {
        let sizes: [([Int], Int, Int, Int)] = [
            ([16], 512, 8, 4), ([16], 512, 64, 16), ([64, 64], 512, 8, 2), ([64, 64], 1024, 128, 8),
            ([128, 128], 512, 32, 3),
            ([256], 512, 256, 12), ([96, 48], 768, 16, 4),
        ]
        return sizes.compactMap { try? Plan(units: $0, rows: $1, batchSize: $2, epochs: $3) }
    }

    /// Counts and measures trainings, and fits the model to all but the last. Each is the shortest of three.
    ///
    /// - Parameter onTwoCores: whether two of the last training are also run at once.
    /// - Throws: `Mistake` for fewer than four trainings, `Stopped` when the work was stopped.
    public static func measured(
        _ plans: [Plan], onTwoCores: Bool = false, seed: UInt64 = 0, work: Work = Work()
    ) throws -> CostModel {
        guard plans.count >= 4, let last = plans.last else {
            throw Mistake(
                Phrase.count(plans.count, "training") + " for three factors and a test",
                expected: "at least four, of which the last is predicted", argument: "trainings")
        }
        var trainings: [Training] = []
        for plan in plans {
            let (x, y) = try plan.data(seed)
            let count = try ModelCost(plan.model(seed), x: x, y: y, batchSize: plan.batchSize, epochs: plan.epochs)
            var shortest = Double.infinity
            for _ in 0..<3 { shortest = Swift.min(shortest, try plan.seconds(x, y, seed, work)) }
            trainings.append(
                Training(
                    name: plan.name, multiplies: count.training - count.steps * count.update, updates: count.steps,
                    parameters: Double(count.parameters), seconds: shortest))
        }
        return try CostModel(trainings, cores: onTwoCores ? try last.onCores(seed, work) : nil)
    }
}

extension CostModel.Plan {
    fileprivate func data(_ seed: UInt64) throws -> (Samples, Samples) {
        var stream = RandomStream(seed: seed, purpose: "cost model")
        let x = (0..<rows * 8).map { _ in Float(stream.uniform(-1, 1)) }
        return (
            try Samples(shape: [rows, 8], values: x),
            try Samples(shape: [rows, 1], values: (0..<rows).map { x[$0 * 8] * x[$0 * 8 + 1] + x[$0 * 8 + 2] })
        )
    }

    fileprivate func model(_ seed: UInt64) throws -> Model {
        let layers = units.map { DenseLayer(units: $0, activation: .relu) } + [DenseLayer(units: 1)]
        let model = Model(Architecture(layers, inputShape: [8]), seed: seed)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.001)), loss: .mse))
        return model
    }

    fileprivate func seconds(_ x: Samples, _ y: Samples, _ seed: UInt64, _ work: Work) throws -> Double {
        let model = try model(seed)
        try model.build(inputShape: [8])
        let start = DispatchTime.now().uptimeNanoseconds
        try model.fit(x, y, FitOptions(epochs: epochs, batchSize: batchSize), work: work)
        if work.isCancelled { throw Stopped() }
        return Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9
    }

    /// Two of these trainings one after the other, and at once; the shortest of three of each.
    fileprivate func onCores(_ seed: UInt64, _ work: Work) throws -> (one: Double, two: Double) {
        func time(_ threads: Int) throws -> Double {
            var shortest = Double.infinity
            for _ in 0..<3 {
                let start = DispatchTime.now().uptimeNanoseconds
                let done = Crew(threads: threads).map(2, work: work, make: { $0 }, ended: { _, _ in }) {
                    own, _ -> Bool? in
                    guard let (x, y) = try? data(seed) else { return nil }
                    return (try? seconds(x, y, seed, own)) != nil
                }
                if work.isCancelled || done.contains(where: { $0 != true }) { throw Stopped() }
                shortest = Swift.min(shortest, Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9)
            }
            return shortest
        }
        return (try time(1), try time(2))
    }
}
