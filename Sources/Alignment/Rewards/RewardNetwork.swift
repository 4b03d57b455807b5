internal import Answers
internal import Datasets
internal import Cards
internal import Networks
internal import Optimizers
internal import Tensors
internal import Training

/// A reward that is a small network of an answer's features, fitted on comparisons by the ordinary `fit`.
///
/// The network f stands in the model twice with the same weights, once on the winner's features and once on the loser's; what the
/// model gives is f(x_w) − f(x_l), and binary cross-entropy of that logit with the target 1 is −log σ(f(x_w) − f(x_l)).
enum RewardNetwork {
    /// Units of the hidden layer.
    static let width = 16

    /// What a fit has come to.
    struct Fit {
        var values: [Double]
        var losses: [Double]
        var method: String
        var isPartial: Bool
    }

    /// - Parameters:
    ///   - ridge: λ of λ/2·Σw² on the kernels, over the whole of the comparisons.
    ///   - optimizer: nil for Adam(0.01).
    ///   - epochs: times through the different comparisons.
    static func fit(
        _ preferences: Preferences, ridge: Double, optimizer: Optimizer?, epochs: Int, seed: UInt64, work: Work
    ) throws -> Fit {
        let answers = preferences.answers
        let optimizer = try optimizer ?? Optimizer("Adam", rate: .constant(0.01))
        let model = try model(for: preferences, ridge: ridge, optimizer, seed: seed)
        let rows = answers.features.map { $0.map(Float.init) }
        let (winners, losers, weights) = compared(preferences, rows)
        let share = Float(weights.count) / Float(preferences.count)
        var options = FitOptions(epochs: epochs, batchSize: 64, sampleWeights: weights.map { $0 * share })
        options.shuffles = true
        let history = try model.fit(
            [Samples(rows: winners), Samples(rows: losers)], Samples(column: weights.map { _ in 1 }), options,
            work: work)
        if let failure = history.nonFinite {
            throw Mistake(
                "the reward model's training left the finite: \(failure.advice)", expected: "a smaller learning rate",
                argument: "optimizer")
        }
        // Each answer against the first one.
        let every = try Samples(rows: rows)
        let first = try Samples(rows: rows.map { _ in rows[0] })
        let found = try model.predict([every, first], batchSize: 256, work: Work())
        return Fit(
            values: found.values.map(Double.init), losses: history.values("pure_loss"),
            method: "\(optimizer.summary), \(Phrase.count(history.epochs.count, "epoch")) of \(model.name)",
            isPartial: history.epochs.count < epochs)
    }

    /// r(winner) − r(loser), of one network that reads both, with a loss of logits.
    private static func model(
        for preferences: Preferences, ridge: Double, _ optimizer: Optimizer, seed: UInt64
    ) throws -> Model {
        let columns = preferences.answers.features[0].count
        // The penalty of Keras is λ·Σw² beside a mean over the comparisons.
        let penalty = ridge > 0 ? try Regulariser(l2: ridge / 2 / Double(preferences.count)) : nil
        var architecture = Architecture(inputShapes: [[columns], [columns]])
        let (hidden, last) = (LayerIdentity(name: "hidden"), LayerIdentity(name: "reward"))
        let layers = (
            DenseLayer(units: width, activation: .tanh, kernelRegulariser: penalty, name: "hidden"),
            DenseLayer(units: 1, usesBias: false, kernelRegulariser: penalty, name: "reward")
        )
        let rewards = (0..<2).map { input in
            architecture.add(
                layers.1, identity: last,
                reading: [architecture.add(layers.0, identity: hidden, reading: [.input(input)])])
        }
        let both = architecture.add(MergeLayer(.concatenate, name: "both"), reading: rewards)
        architecture.add(DenseLayer(units: 1, usesBias: false, name: "difference"), reading: [both])
        architecture.freeze(architecture.nodes.count - 1, true)
        let model = Model(architecture, seed: seed)
        model.compile(
            TrainingPlan(optimizer: optimizer, loss: try Loss("BinaryCrossentropy", ["from_logits": .flag(true)])))
        let network = try model.build()
        guard let difference = network.entries.first(where: { $0.layer == "difference" }) else {
            throw Mistake("the reward model has no difference to learn from")
        }
        network.parameters.base[difference.range.lowerBound] = 1
        network.parameters.base[difference.range.lowerBound + 1] = -1
        return model
    }

    /// The features of both answers of each different comparison, and how often it was made.
    private static func compared(
        _ preferences: Preferences, _ rows: [[Float]]
    ) -> (winners: [[Float]], losers: [[Float]], weights: [Float]) {
        var (winners, losers, weights): ([[Float]], [[Float]], [Float]) = ([], [], [])
        for pair in preferences.tallies {
            for (w, l, count) in [(pair.first, pair.second, pair.wins), (pair.second, pair.first, pair.losses)]
            where count > 0 {
                winners.append(rows[w])
                losers.append(rows[l])
                weights.append(Float(count))
            }
        }
        return (winners, losers, weights)
    }
}
