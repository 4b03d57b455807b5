import Numbers
import Testing

@testable import Optimizers

/// What a run keeps of its way, at every length where a batch or the whole record is just full.
@Suite struct TraceTests {
    static let lengths = [0, 1, 254, 255, 256, 257, 511, 512, 1022, 1023, 1024, 1025, 2046, 2047, 2048, 2049, 5000]

    @Test("Every kept point, loss and gradient norm is that of its step, and the last is there", arguments: lengths)
    func keptPoints(steps: Int) throws {
        let valley = GoldenFunction(name: "rosenbrock")
        let adam = try Optimizer("Adam", rate: .constant(0.001))
        let full = try minimize(valley, adam, start: Point(-1.5, 2), steps: steps)
        #expect(full.path.count == steps + 1 && full.stride == 1)
        let outline = try minimize(valley, adam, start: Point(-1.5, 2), steps: steps, record: false)
        var stride = 1
        while steps / stride >= Trace.outlineLimit { stride *= 2 }
        #expect(outline.stride == stride)
        #expect(outline.path.count == (steps + stride - 1) / stride + 1)
        for run in [full, outline] {
            #expect(run.path.last == run.point)
            for index in run.path.indices {
                let slope = valley.slope(at: run.path[index], draw: Draw(seed: 0, index: 0))
                #expect(run.path[index] == full.path[run.step(ofPoint: index)], "point \(index) of \(steps) steps")
                #expect(run.losses[index] == slope.value, "loss \(index) of \(steps) steps")
                #expect(run.gradientNorms[index] == slope.gradient.norm, "norm \(index) of \(steps) steps")
            }
        }
    }
}
