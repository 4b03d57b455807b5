import Answers
import Figures
import Numbers
import Optimizers
import Testing

@testable import Pictures

@Suite("Small pictures of the core ideas")
struct DemoTests {
    private func runs(_ name: String) throws -> [Run] { try Demo.named(name).runs() }

    @Test("each is found by its name in any spelling, has a sentence and frames that grow, and is set in large type")
    func all() throws {
        #expect(
            Demo.all.map(\.name).sorted() == [
                "adaptive scale", "batch noise", "bias correction", "clipping", "momentum", "overshoot", "plateau",
                "saddle", "valley",
            ])
        #expect(try Demo.named("Batch_Noise").name == "batch noise")
        for demo in Demo.all {
            let animation = try demo.animation(frames: 10)
            #expect(animation.frames.count == 22, "\(demo.name)")
            #expect(Set(animation.frames.map(\.style)) == [.projector])
            let sentence = try demo.sentence(of: demo.runs())
            #expect(animation.sentence == sentence && animation.frames[0].message == sentence)
            #expect(sentence.hasSuffix(".") && sentence.count < 260, "\(sentence)")
            #expect(!sentence.contains("nan") && !sentence.contains("inf"), "\(sentence)")
            #expect(animation.frames[0] != animation.frames[9])
        }
        let mistake = #expect(throws: Mistake.self) { try Demo.named("mountain") }
        #expect(mistake?.problem == "there is no demo of 'mountain'")
    }

    @Test("overshoot: at rate 0.9 every step changes sides, at 0.1 none does, and |1 − 2η| = 0.8 gives both one loss")
    func overshoot() throws {
        let runs = try runs("overshoot")
        #expect(runs[1].crossings == 15 && runs[0].crossings == 0)
        // 9·0.8³⁰
        #expect(runs.allSatisfy { abs($0.loss - 0.011141) < 1e-6 })
    }

    @Test("momentum comes at least ten times as low as the same rate without it")
    func momentum() throws {
        let runs = try runs("momentum")
        #expect(runs[1].loss * 10 < runs[0].loss)
    }

    @Test("adaptive scale: SGD's first step is 100 times as far across as along, Adagrad's as far")
    func adaptiveScale() throws {
        let steps = try runs("adaptive scale").map { $0.path[1] - $0.path[0] }
        #expect(abs(steps[0].y / steps[0].x - 100) < 1e-9)
        // Keras begins the sum of squares at 0.1: √1.1.
        #expect(abs(steps[1].y / steps[1].x - 1.0488) < 0.001)
    }

    @Test("bias correction: without it Adam's first step is (1 − β₁)/√(1 − β₂) = 3.162 times as long")
    func biasCorrection() throws {
        let first = try runs("bias correction").map { ($0.path[1] - $0.path[0]).norm }
        #expect(abs(first[1] / first[0] - 3.1623) < 0.001)
        let names = try Demo.named("bias correction").animation(frames: 2).frames[0].panels[0].layers.compactMap {
            if case .path(let path) = $0 { path.name } else { nil }
        }
        #expect(names.count == 2 && names[1].contains("without bias_correction"), "\(names)")
    }

    @Test("clipping: without it the run leaves for good, with it no step is longer than rate times bound")
    func clipping() throws {
        let runs = try runs("clipping")
        #expect(runs[0].diverged && !runs[1].diverged)
        let longest = zip(runs[1].path, runs[1].path.dropFirst()).map { ($1 - $0).norm }.max() ?? 0
        #expect(longest <= 0.05 + 1e-12 && longest > 0.049)
        #expect(runs[1].loss < 0.01)
    }

    @Test("plateau, valley and saddle: slow where the slope is small, and the saddle lets go again")
    func places() throws {
        let plateau = try runs("plateau")
        #expect((plateau[0].point - plateau[0].start).norm < 1 && (plateau[1].point - plateau[1].start).norm > 4)
        let valley = try runs("valley")[0].losses
        #expect(valley[0] - valley[5] > 0.8 * valley[0])
        let saddle = try runs("saddle")[0]
        let norms = saddle.gradientNorms
        #expect(norms[saddle.flattestEarly] < 0.1 && norms[saddle.flattestEarly...].max() ?? 0 > 1)
        #expect(saddle.loss < 1e-4)
    }

    @Test("batch noise: the gradient of a batch is that of all rows on average, and walks on at the minimum")
    func batchNoise() throws {
        let place = Point(-1, 1)
        let loss = BatchLoss(batch: 2)
        let draws = (0..<4000).map { loss.slope(at: place, draw: Draw(seed: 3, index: UInt64($0))).gradient }
        let mean = draws.reduce(Point.zero, +) / 4000
        let all = BatchLoss(batch: 32).slope(at: place, draw: Draw(seed: 0, index: 0)).gradient
        let spread = (draws.map { ($0 - mean).norm * ($0 - mean).norm }.reduce(0, +) / 4000).squareRoot()
        #expect((mean - all).norm < 4 * spread / 4000.squareRoot(), "\(mean) for \(all)")
        let curvature = loss.curvature(at: place)
        #expect((curvature.gradient - all).norm < 1e-12)
        let step = Point(1e-4, 0)
        let slope = (loss.curvature(at: place + step).gradient - loss.curvature(at: place - step).gradient) / 2e-4
        #expect(abs(slope.x - curvature.hessian.xx) < 1e-6 && abs(slope.y - curvature.hessian.xy) < 1e-6)
        let runs = try runs("batch noise")
        #expect(runs[1].length(ofLast: 20) > 3 * runs[0].length(ofLast: 20))
    }
}
