internal import Networks
internal import Numbers
internal import RealModule
internal import Optimizers

extension PatientRig {
    /// The faults that are planted by name only.
    mutating func plantFurther(_ fault: Patient.Fault, _ draws: inout RandomStream) throws {
        switch fault {
        case .explodingGradients:
            // Beyond the edge of chaos (Poole et al. 2016): a gain near 3 makes a tanh layer stretch what comes back through it.
            let (width, depth) = (24, 44 + draws.index(below: 9))
            let gain = draws.uniform(2.8, 3.2)
            let kernel = Initialiser.normal(mean: 0, deviation: gain / Double(width).squareRoot())
            layers =
                (0..<depth).map { _ in DenseLayer(units: width, activation: .tanh, kernelInitialiser: kernel) }
                + [DenseLayer(units: 1)]
        case .initialisationScale:
            let kernel: Initialiser =
                draws.uniform() < 0.4
                ? .zeros : .normal(mean: 0, deviation: .exp(draws.uniform(.log(3), .log(10))))
            layers =
                (0..<2 + draws.index(below: 2)).map { _ in
                    DenseLayer(units: 32, activation: .tanh, kernelInitialiser: kernel)
                } + [DenseLayer(units: 1, kernelInitialiser: kernel)]
            optimizer = try Optimizer("SGD", rate: .constant(0.01))
        case .saturatedUnits:
            // Biases far out hold every unit at one of its ends, where its slope is 0.
            let bias = draws.uniform(6, 12) * (draws.uniform() < 0.5 ? 1 : -1)
            layers =
                layers.dropLast().map { layer in
                    DenseLayer(
                        units: (layer as? DenseLayer)?.units ?? 24, activation: .tanh, biasInitialiser: .constant(bias))
                } + [DenseLayer(units: 1)]
        case .plateau:
            // Small weights: near 0, where every gradient has the other layers' weights as factors, the loss is flat.
            let kernel = Initialiser.normal(mean: 0, deviation: draws.uniform(0.003, 0.008))
            layers =
                (0..<2).map { _ in
                    DenseLayer(units: 32, activation: .tanh, kernelInitialiser: kernel)
                } + [DenseLayer(units: 1, kernelInitialiser: kernel)]
            optimizer = try Optimizer("SGD", rate: .constant(0.01))
        default: break
        }
    }
}
