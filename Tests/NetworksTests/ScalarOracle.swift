import Networks
import Numbers
import Tensors

typealias Scalar = ScalarTape<Double>.Number

/// The same layers one number at a time, in Double: the oracle for the matrix tape.
struct ScalarOracle {
    let tape = ScalarTape<Double>()
    /// Numbers of each parameter by its name.
    var parameters: [String: [Scalar]] = [:]
    var input: [Scalar] = []

    init(_ probe: LayerProbe, input x: [Float]) {
        for entry in probe.network.entries {
            parameters[entry.name] = entry.range.map {
                tape.variable(Double(probe.network.parameters.base[$0]))
            }
        }
        input = x.map { tape.variable(Double($0)) }
    }

    func numbers(_ name: String) -> [Scalar] { parameters[name] ?? [] }

    /// x·W, one row.
    func product(_ x: [Scalar], _ w: [Scalar], columns: Int) -> [Scalar] {
        (0..<columns).map { j in
            x.indices.dropFirst().reduce(x[0] * w[j]) { $0 + x[$1] * w[$1 * columns + j] }
        }
    }

    func sum(_ a: [Scalar], _ b: [Scalar]) -> [Scalar] { zip(a, b).map { $0 + $1 } }

    /// Gradients of Σ dy·y with respect to the input and every parameter.
    func gradients(of outputs: [Scalar], _ dy: [Float]) -> (input: [Double], parameters: [String: [Double]]) {
        let total = outputs.indices.dropFirst().reduce(outputs[0] * tape.variable(Double(dy[0]))) {
            $0 + outputs[$1] * tape.variable(Double(dy[$1]))
        }
        let slopes = tape.gradient(of: total)
        return (input.map { slopes[$0.index] }, parameters.mapValues { $0.map { slopes[$0.index] } })
    }
}

/// Seeded numbers in (−1, 1).
func draws(_ count: Int, _ index: UInt64) -> [Float] {
    var stream = RandomStream(seed: 11, purpose: "test", index: index)
    return (0..<count).map { _ in Float(stream.uniform(-1, 1)) }
}

/// Gives all parameters of a probe seeded values, so that biases do not hide at zero.
func stir(_ probe: LayerProbe) {
    for (i, value) in draws(probe.network.parameterCount, 99).enumerated() {
        probe.network.parameters.base[i] = 0.7 * value
    }
}
