public import Answers
internal import Networks
internal import Numbers
internal import Optimizers

/// A training with a known ailment, made anew from each seed: rows, network, and how it is trained.
public struct Rig: Sendable, Equatable {
    /// What is wrong with a training, and nothing else.
    public enum Ailment: String, Sendable, CaseIterable {
        /// The year of building stands in decades and is not centred.
        case decade
        /// Nothing: all inputs are standardised.
        case healthy
        /// One price in fifty of the training rows has a zero too many.
        case typos
        /// Ten rows to validate by.
        case tiny
        /// Sixty noisy rows to train on.
        case overfit
        /// A recurrent network whose recurrent weights are twice too large, under plain SGD.
        case rnn
        /// Adam at ten times its usual rate.
        case fast
        /// Square metres, kilometres and years as they are.
        case raw
    }

    /// The one thing that is wrong with it; nothing for `healthy`.
    public let ailment: Ailment

    /// A rig with one thing wrong with it, or nothing.
    public init(_ ailment: Ailment) { self.ailment = ailment }

    /// A rig for each ailment, in the order of the cases.
    public static let all = Ailment.allCases.map { Rig($0) }

    /// A rig by its name.
    ///
    /// - Throws: `Mistake` with the names there are.
    public init(named name: String) throws {
        guard let ailment = Ailment(rawValue: name.lowercased()) else {
            throw Mistake(
                "there is no rig called '\(name)'",
                expected: "one of " + Ailment.allCases.map(\.rawValue).joined(separator: ", "), argument: "name")
        }
        self.init(ailment)
    }

    /// How it is trained when nothing is changed.
    ///
    /// Two hidden layers of 128 relu units by He, Adam(0.001), batches of 32, 100 epochs, mean squared error; the recurrent one has 32
    /// tanh units, SGD(0.1) and 40 epochs.
    public func setup() throws -> Setup {
        if ailment == .rnn {
            let network = Architecture([RecurrentLayer(.simple, units: 32), DenseLayer(units: 1)])
            var setup = Setup(
                architecture: network, optimizer: try Optimizer("SGD", rate: .constant(0.1)), loss: .mse, epochs: 40,
                batchSize: 32)
            setup.gain = ("recurrent_kernel", 2)
            return setup
        }
        func hidden() -> DenseLayer { DenseLayer(units: 128, activation: .relu, kernelInitialiser: .heNormal) }
        let network = Architecture([hidden(), hidden(), DenseLayer(units: 1, kernelInitialiser: .heNormal)])
        return Setup(
            architecture: network, optimizer: try Optimizer("Adam", rate: .constant(ailment == .fast ? 0.01 : 0.001)),
            loss: .mse, epochs: 100, batchSize: 32)
    }

    /// What it is for, in a sentence.
    public var story: String {
        switch ailment {
        case .decade:
            "the year of building is entered in decades (about 198) and not centred; everything else is standardised"
        case .healthy: "all inputs and the target are standardised: nothing is to be cured"
        case .typos: "one price in fifty of the training rows has a zero too many, and prices are learnt as they are"
        case .tiny: "the same training as healthy, watched by ten rows: the ruler shakes, not the training"
        case .overfit: "sixty training rows with noise of half a deviation: the loss drifts up, it does not shake"
        case .rnn: "a recurrent network with recurrent weights twice too large, under SGD(0.1): gradients explode"
        case .fast: "the healthy rows at ten times the usual rate"
        case .raw: "square metres, kilometres and years as they are: the extreme case"
        }
    }
}

extension Rig: Presentable {
    /// `rig`
    public static var kind: String { "rig" }
    /// `rig("decade"): the year of building …`
    public var summary: String { "rig(\"\(ailment.rawValue)\"): \(story)" }
}
