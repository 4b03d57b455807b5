import Networks
import Testing

/// Constraints on weights, with Keras 3's formulas: max_norm w·min(‖w‖, c)/(ε + ‖w‖), unit_norm w/(ε + ‖w‖), ε = 1e−7, for the
/// weights into each unit.
@Suite struct ConstraintTests {
    /// Into unit 0: (3, 4), norm 5; into unit 1: (−0.6, 0.8), norm 1; into unit 2: nothing.
    private let kernel: [Float] = [3, -0.6, 0, 4, 0.8, 0]

    static let cases: [(Constraint, [Float])] = [
        (.maxNorm(2), [1.2, -0.6, 0, 1.6, 0.8, 0]), (.maxNorm(10), [3, -0.6, 0, 4, 0.8, 0]),
        (.unitNorm, [0.6, -0.6, 0, 0.8, 0.8, 0]), (.nonNegative, [3, 0, 0, 4, 0.8, 0]),
    ]

    @Test(arguments: cases)
    func theWeightsIntoEachUnitGoWhereTheyMayBe(constraint: Constraint, expected: [Float]) throws {
        let layer = DenseLayer(units: 3, kernelConstraint: constraint)
        let network = try Network(Architecture([layer]), inputShapes: [[2]], seed: 1)
        try network.setTensor(layer: "dense", role: "kernel", to: kernel)
        try network.setTensor(layer: "dense", role: "bias", to: [-1, 0, 9])
        try TrainingTape(network, loss: .mse, batchSize: 1).constrain()
        let found = try #require(network.tensor(layer: "dense", role: "kernel")).values
        for (i, (a, b)) in zip(found, expected).enumerated() {
            #expect(abs(a - b) < 1e-6, "\(constraint): weight \(i) is \(a), not \(b)")
        }
        #expect(network.tensor(layer: "dense", role: "bias")?.values == [-1, 0, 9])
    }

    @Test func aWeightThatIsNotANumberStaysSo() throws {
        let network = try Network(
            Architecture([DenseLayer(units: 2, kernelConstraint: .nonNegative)]), inputShapes: [[1]], seed: 1)
        try network.setTensor(layer: "dense", role: "kernel", to: [.nan, -1])
        try TrainingTape(network, loss: .mse, batchSize: 1).constrain()
        let found = try #require(network.tensor(layer: "dense", role: "kernel")).values
        #expect(found[0].isNaN && found[1] == 0, "\(found)")
    }
}
