import Networks
import Testing

/// Layers whose gradients are compared with the scalar tape in Double.
@Suite struct OracleTests {
    private let steps = 4
    private let features = 3
    private let units = 5
    private let batch = 2

    @Test(arguments: [RecurrentLayer.Cell.simple, .gru, .lstm])
    func recurrentLayersAgreeWithTheScalarTape(cell: RecurrentLayer.Cell) throws {
        let layer = RecurrentLayer(cell, units: units, returnsSequences: true, name: "r")
        let probe = try LayerProbe([layer], inputShape: [steps, features], batch: batch)
        stir(probe)
        let x = draws(batch * steps * features, 1)
        let dy = draws(batch * steps * units, 2)
        let oracle = ScalarOracle(probe, input: x)
        var outputs: [Scalar] = []
        for b in 0..<batch {
            var h = (0..<units).map { _ in oracle.tape.variable(0) }
            var c = h
            for t in 0..<steps {
                let from = (b * steps + t) * features
                (h, c) = advance(cell, oracle, Array(oracle.input[from..<from + features]), h, c)
                outputs += h
            }
        }
        let y = probe.forward(x)
        let forward = worst(y, outputs.map(\.value), floor: 0.1)
        #expect(forward.error < 1e-5, "\(cell): y[\(forward.place)] off by \(forward.error)")
        let dx = probe.backward(dy)
        let expected = oracle.gradients(of: outputs, dy)
        let input = worst(dx, expected.input, floor: 0.1)
        #expect(input.error < 1e-5, "\(cell): dx[\(input.place)] off by \(input.error)")
        for (name, values) in expected.parameters {
            let found = worst(probe.gradient(name), values, floor: 0.1)
            #expect(found.error < 1e-5, "\(cell): \(name)[\(found.place)] off by \(found.error)")
        }
    }

    /// One step of a cell, as Keras's documentation writes it.
    private func advance(
        _ cell: RecurrentLayer.Cell, _ o: ScalarOracle, _ x: [Scalar], _ h: [Scalar], _ c: [Scalar]
    ) -> ([Scalar], [Scalar]) {
        let n = units
        let wide = cell == .simple ? n : (cell == .gru ? 3 * n : 4 * n)
        let a = o.sum(o.product(x, o.numbers("r/kernel"), columns: wide), o.numbers("r/bias"))
        let q = o.product(h, o.numbers("r/recurrent_kernel"), columns: wide)
        switch cell {
        case .simple: return (o.sum(a, q).map(\.tanh), c)
        case .gru:
            let p = o.sum(q, o.numbers("r/recurrent_bias"))
            let one = o.tape.variable(1)
            let next = (0..<n).map { j in
                let z = (a[j] + p[j]).sigmoid
                let r = (a[n + j] + p[n + j]).sigmoid
                let g = (a[2 * n + j] + r * p[2 * n + j]).tanh
                return z * h[j] + (one - z) * g
            }
            return (next, c)
        case .lstm:
            let z = o.sum(a, q)
            let cells = (0..<n).map { j in z[n + j].sigmoid * c[j] + z[j].sigmoid * z[2 * n + j].tanh }
            return ((0..<n).map { j in z[3 * n + j].sigmoid * cells[j].tanh }, cells)
        }
    }

    @Test func aResidualBlockAddsItsInputAndBothGradients() throws {
        let block = ResidualLayer([DenseLayer(units: 4, activation: .tanh), DenseLayer(units: 4)], name: "b")
        let probe = try LayerProbe([block], inputShape: [4], batch: 3)
        stir(probe)
        let (x, dy) = (draws(12, 3), draws(12, 4))
        let oracle = ScalarOracle(probe, input: x)
        var outputs: [Scalar] = []
        for row in 0..<3 {
            let input = Array(oracle.input[row * 4..<row * 4 + 4])
            let inner = oracle.sum(
                oracle.product(input, oracle.numbers("b/0.dense.kernel"), columns: 4),
                oracle.numbers("b/0.dense.bias")
            ).map(\.tanh)
            let outer = oracle.sum(
                oracle.product(inner, oracle.numbers("b/1.dense.kernel"), columns: 4),
                oracle.numbers("b/1.dense.bias"))
            outputs += oracle.sum(input, outer)
        }
        #expect(worst(probe.forward(x), outputs.map(\.value), floor: 0.1).error < 1e-5)
        let dx = probe.backward(dy)
        let expected = oracle.gradients(of: outputs, dy)
        #expect(worst(dx, expected.input, floor: 0.1).error < 1e-5)
        for (name, values) in expected.parameters {
            #expect(worst(probe.gradient(name), values, floor: 0.1).error < 1e-5, "\(name)")
        }
    }
}
