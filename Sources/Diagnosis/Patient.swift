public import Answers
internal import Datasets
internal import Networks
internal import Numbers
internal import RealModule
internal import Optimizers
public import Training

/// A training with one planted fault, or none, drawn by its seed: what a diagnosis is tried on.
public struct Patient: Sendable {
    /// What is planted in a training, one at a time.
    public enum Fault: String, Sendable, CaseIterable {
        case healthy
        case rateTooHigh = "rate too high"
        case rateTooLow = "rate too low"
        case deadUnits = "dead units"
        case vanishingGradients = "vanishing gradients"
        case overfitting
        case inputScale = "input scale"
        case unlikeValidation = "unlike validation rows"
        case underfitting
        case explodingGradients = "exploding gradients"
        case initialisationScale = "initialisation scale"
        case saturatedUnits = "saturated units"
        case plateau

        /// The eight of which a seed draws one.
        public static let planted: [Fault] = Array(allCases[1...8])
        /// Those that are planted by name only: rarer, and each with one look.
        public static let further: [Fault] = Array(allCases[9...])
    }

    /// Whose rows it is trained on.
    public enum Ground: String, Sendable, CaseIterable {
        /// The town of `Table.house`.
        case house
        /// The sales of `Table.ames`.
        case ames
    }

    /// Of everything that is drawn: rows, network, fault and its size.
    public let seed: UInt64
    /// The fault that was planted in its training, which a diagnosis is to find.
    public let fault: Fault
    /// Whose rows it is trained on.
    public let ground: Ground
    /// The model after its training, with the history of it.
    public let model: Model
    /// What the training did; it knows its recipe.
    public let history: History

    /// - Parameter fault: nil for one drawn by the seed, each of the eight and health as likely.
    /// - Throws: `Stopped`.
    public init(seed: UInt64, fault: Fault? = nil, ground: Ground = .house, work: Work = Work()) throws {
        var draws = RandomStream(seed: seed, purpose: "patient", index: ground == .house ? 0 : 1)
        let drawn = ([.healthy] + Fault.planted)[draws.index(below: Fault.planted.count + 1)]
        (self.seed, self.fault, self.ground) = (seed, fault ?? drawn, ground)
        var rig = try PatientRig(seed, ground, &draws, work)
        try rig.plant(self.fault, &draws)
        model = try rig.trained(seed: draws.next() >> 12, work: work)
        guard let history = model.history, !work.isCancelled else { throw Stopped() }
        self.history = history
    }

    /// What the diagnosis says of it.
    ///
    /// - Throws: as `diagnose`.
    public func diagnosis(work: Work = Work()) throws -> Diagnosis { try diagnose(history, work: work) }
}

extension Patient: Presentable {
    /// `patient`
    public static var kind: String { "patient" }

    /// Without the answer: `patient(7): 40 epochs on house`
    public var summary: String {
        "patient(\(seed)): \(Phrase.count(history.epochs.count, "epoch")) on \(ground.rawValue), \(history.stopReason)"
    }

    /// The history, without the answer.
    public func table(width: Int) -> String { "\(summary)\n" + history.table(width: width) }
}

/// A healthy training, and how each fault is planted in it.
struct PatientRig {
    var data: Dataset
    private var names: [String]
    private var table: Table
    private var rowCount: Int
    var layers: [any Layer] = []
    var optimizer: Optimizer
    private var options: FitOptions
    private let ground: Patient.Ground

    private static let activations: [Activation] = [.relu, .tanh]

    init(_ seed: UInt64, _ ground: Patient.Ground, _ draws: inout RandomStream, _ work: Work) throws {
        self.ground = ground
        rowCount = (ground == .house ? 600 : 1400) + draws.index(below: 500)
        switch ground {
        case .house: table = try .house(n: rowCount + 300, seed: draws.next() >> 12, outliers: false, work: work)
        case .ames:
            let all = try Table.ames(work: work)
            table = all.rows(at: Array(draws.permutation(all.rowCount).prefix(rowCount + 300)))
        }
        let preparation = try Preparation(fitting: table, work: work)
        names = preparation.names
        data = try preparation.dataset(table, work: work)
        let (shift, scale) = Scaling.standard.fit(data.y.values.lazy.map { Double($0) })
        data.y = try Samples(shape: data.y.shape, values: data.y.values.map { Float((Double($0) - shift) / scale) })
        optimizer = try Optimizer("Adam", rate: .constant(.exp(draws.uniform(.log(0.0007), .log(0.003)))))
        options = FitOptions(
            epochs: 25 + draws.index(below: 16), batchSize: [16, 32, 64][draws.index(below: 3)], validationSplit: 0.2)
        let width = [16, 24, 32, 48][draws.index(below: 4)]
        let activation = PatientRig.activations[draws.index(below: 2)]
        // Many columns are learnt by heart more easily.
        let penalty = try Regulariser(l2: ground == .house ? 0.002 : 0.02)
        layers =
            (0...draws.index(below: 2)).map { _ in
                DenseLayer(units: width, activation: activation, kernelRegulariser: penalty)
            } + [DenseLayer(units: 1)]
    }

    mutating func plant(_ fault: Patient.Fault, _ draws: inout RandomStream) throws {
        switch fault {
        case .healthy: break
        case .rateTooHigh:
            optimizer =
                draws.uniform() < 0.7
                ? try Optimizer("Adam", rate: .constant(.exp(draws.uniform(.log(0.1), .log(1)))))
                : try Optimizer("SGD", rate: .constant(.exp(draws.uniform(.log(0.7), .log(5)))))
        case .rateTooLow:
            optimizer =
                draws.uniform() < 0.7
                ? try Optimizer("Adam", rate: .constant(.exp(draws.uniform(.log(1e-6), .log(2e-5)))))
                : try Optimizer("SGD", rate: .constant(.exp(draws.uniform(.log(1e-6), .log(2e-5)))))
        case .deadUnits: killUnits(&draws)
        case .vanishingGradients:
            let width = [16, 24, 32][draws.index(below: 3)]
            layers =
                (0..<10 + draws.index(below: 7)).map { _ in DenseLayer(units: width, activation: .sigmoid) }
                + [DenseLayer(units: 1)]
        case .overfitting: try learnByHeart(&draws)
        case .inputScale:
            try unscale(&draws)
            optimizer = try Optimizer("Adam", rate: .constant(draws.uniform(0.001, 0.004)))
            layers = [
                DenseLayer(units: 96, activation: .relu), DenseLayer(units: 96, activation: .relu),
                DenseLayer(units: 1),
            ]
        case .unlikeValidation:
            let isFalling = draws.uniform() < 0.5
            let order = (0..<rowCount).sorted {
                isFalling ? data.y.values[$0] > data.y.values[$1] : data.y.values[$0] < data.y.values[$1]
            }
            data = data.rows(at: order, as: data.name)
        case .underfitting: try holdBack(&draws)
        default: try plantFurther(fault, &draws)
        }
    }

    /// Biases so far below 0 that no input reaches the units: of all hidden layers, or of the last.
    private mutating func killUnits(_ draws: inout RandomStream) {
        let bias = -draws.uniform(10, 25)
        let isAll = draws.uniform() < 0.5
        layers = layers.enumerated().map { place, layer in
            guard let dense = layer as? DenseLayer, place < layers.count - 1, isAll || place == layers.count - 2
            else { return layer }
            return DenseLayer(
                units: dense.units, activation: .relu, biasInitialiser: .constant(bias),
                kernelRegulariser: dense.kernelRegulariser)
        }
    }

    /// Few rows, noise in their targets, a wide network and many epochs.
    private mutating func learnByHeart(_ draws: inout RandomStream) throws {
        let count = 50 + draws.index(below: 40)
        let held = data.rows(at: Array(rowCount..<rowCount + 300), as: data.name)
        data = data.rows(at: Array(0..<count), as: data.name)
        // Noise that no column knows of.
        data.y = try Samples(shape: data.y.shape, values: data.y.values.map { $0 + Float(0.4 * draws.normal()) })
        rowCount = count
        options.validationSplit = 0
        options.validation = ([held.x], held.y)
        options.epochs = 120
        options.batchSize = 16
        layers = [
            DenseLayer(units: 96, activation: .relu), DenseLayer(units: 96, activation: .relu),
            DenseLayer(units: 1),
        ]
        optimizer = try Optimizer("Adam", rate: .constant(draws.uniform(0.001, 0.004)))
    }

    /// So much dropout, or so strong a penalty, that little can be learnt.
    private mutating func holdBack(_ draws: inout RandomStream) throws {
        let isDropout = draws.uniform() < 0.5
        let rate = draws.uniform(0.9, 0.97)
        let penalty = try Regulariser(l2: draws.uniform(1, 4))
        layers =
            try layers.dropLast().flatMap { layer -> [any Layer] in
                guard let dense = layer as? DenseLayer else { return [layer] }
                let plain = DenseLayer(
                    units: dense.units, activation: dense.activation, kernelRegulariser: isDropout ? nil : penalty)
                return isDropout ? [plain, try DropoutLayer(rate: rate)] : [plain]
            } + [DenseLayer(units: 1)]
    }

    /// One column as it stands in the table: a year, or a size in its own unit.
    private mutating func unscale(_ draws: inout RandomStream) throws {
        let choice = draws.index(below: 3)
        let (column, shift, factor): (String, Double, Double) =
            switch (ground, choice) {
            case (.house, 0): ("age", 1985, -0.1)
            case (.house, 1): ("age", 1985, -1)
            case (.house, _): ("area", 0, 1)
            case (.ames, 0): ("Year.Built", 0, 0.1)
            case (.ames, 1): ("Year.Built", 0, 1)
            case (.ames, _): ("area", 0, 1)
            }
        guard let place = names.firstIndex(of: column), let numbers = try table.column(column).numbers else {
            throw Mistake("there is no column \(column) to plant a fault in")
        }
        var values = data.x.values
        for row in 0..<data.count { values[row * data.x.width + place] = Float(shift + factor * numbers[row]) }
        data.x = try Samples(shape: data.x.shape, values: values)
    }

    func trained(seed: UInt64, work: Work) throws -> Model {
        let model = Model(Architecture(layers), seed: seed)
        model.compile(TrainingPlan(optimizer: optimizer, loss: .mse))
        var options = options
        options.keepsRecipe = true
        try model.fit(data.x.rows(0..<rowCount), data.y.rows(0..<rowCount), options, work: work)
        return model
    }
}
