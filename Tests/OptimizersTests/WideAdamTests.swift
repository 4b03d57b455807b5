import Cards
import Numbers
import Optimizers
import Testing

@Suite("Adam on many weights at once")
struct WideAdamTests {
    @Test(
        "has the bits of one weight after the other, whatever is left over",
        arguments: [Dialect.keras, .pytorch], [1, 7, 8, 1003])
    func bits(dialect: Dialect, count: Int) throws {
        let adam = try Optimizer("Adam", ["beta_1": 0.8], rate: .constant(0.01), dialect: dialect)
        let layout = ParameterLayout([("weights", [count])])
        let (wide, single) = try (adam.vectorState(layout: layout), adam.vectorState(layout: layout))
        var stream = RandomStream(seed: 1, purpose: "wide Adam")
        var (one, other) = ([Float](repeating: 0.5, count: count), [Float](repeating: 0.5, count: count))
        for _ in 0..<30 {
            let gradient = (0..<count).map { _ in Float(stream.normal()) }
            var (g, h) = (gradient, gradient)
            _ = one.withUnsafeMutableBufferPointer { θ in
                g.withUnsafeMutableBufferPointer { wide.step(parameters: θ, gradient: $0, loss: 1) }
            }
            other.withUnsafeMutableBufferPointer { θ in
                h.withUnsafeMutableBufferPointer {
                    _ = single.explainedStep(parameters: θ, gradient: $0, loss: 1, watching: [0])
                }
            }
            #expect(one.map(\.bitPattern) == other.map(\.bitPattern))
        }
        #expect(one.allSatisfy { $0 != 0.5 })
    }
}
