import Foundation
import Answers
import Numbers
import Testing

@testable import Optimizers

/// Clipping against the frameworks' own results, and what must hold for any clip.
@Suite struct ClippingTests {
    struct Case: Decodable {
        var name: String
        var kind: String
        var hyperparameters: [String: Double]
        var input: [[Double]]
        var output: [[Double]]
        var totalNorm: Double
    }

    private struct File: Decodable { var cases: [Case] }

    static func load() throws -> [Case] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/clipping.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    }

    @Test("Every clip is PyTorch's, Keras's or optax's to 1e-9")
    func golden() throws {
        let cases = try Self.load()
        #expect(cases.count >= 34)
        for example in cases {
            let result = try Self.clipped(example.input, example.clip())
            for (found, expected) in zip(result.joined(), example.output.joined()) {
                let error = abs(found - expected)
                #expect(error <= 1e-9 * max(1, abs(expected)), "\(example.name): \(found) for \(expected)")
            }
        }
    }

    @Test("The norm that a framework returns is the norm used here")
    func norms() throws {
        for example in try Self.load() where example.totalNorm >= 0 {
            var flat = Array(example.input.joined())
            let type = example.hyperparameters["normType"] ?? 2
            let size = flat.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map { length($0, 0..<buffer.count, type < 0 ? .infinity : type) } ?? 0
            }
            #expect(abs(size - example.totalNorm) <= 1e-12 * max(1, size), "\(example.name)")
        }
    }

    @Test(
        "Clipping a clipped gradient changes nothing",
        arguments: [
            GradientStage.Clip.value(0.5), .norm(1), .globalNorm(1), .rms(0.5), .adaptive(0.1),
        ])
    func idempotent(_ clip: GradientStage.Clip) throws {
        for example in try Self.load() {
            let once = Self.clipped(example.input, clip)
            let twice = Self.clipped(once, clip)
            for (a, b) in zip(once.joined(), twice.joined()) {
                #expect(abs(a - b) <= 4e-16 * max(1, abs(a)), "\(clip) on \(example.name)")
            }
        }
    }

    @Test(
        "Adaptive clipping looks at each output of a kernel by itself; optax's takes a kernel with one input for a vector"
    )
    func units() {
        func clipped(_ shape: [Int], _ w: [Double], _ g: [Double], _ units: GradientStage.Units) -> [Double] {
            var stage = GradientStage()
            stage.clip = .adaptive(0.1, units: units)
            var (θ, g) = (w, g)
            θ.withUnsafeMutableBufferPointer { θ in
                g.withUnsafeMutableBufferPointer { g in
                    guard let g = g.baseAddress, let θ = θ.baseAddress else { return }
                    stage.apply(
                        to: g, parameters: UnsafePointer(θ), layout: ParameterLayout([("w", shape)]), decays: nil,
                        step: 0, seed: 0)
                }
            }
            return g
        }
        let (w, g) = ([1, -2, 0.5], [0.5, -1.25, 3])
        let together = [0.0348406, -0.0871016, 0.2090439]
        for (shape, units, expected) in [
            ([3, 1], .outputs, together), ([3, 1], .optax, together), ([1, 3], .optax, together),
            ([3], .outputs, together),
            ([1, 3], GradientStage.Units.outputs, [0.1, -0.2, 0.05]),
        ] {
            let found = clipped(shape, w, g, units)
            #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(shape), \(units): \(found)")
        }
    }

    @Test("A gradient that is not a number stays visible after clipping")
    func notANumber() {
        for power in [1, 2, 3, Double.infinity] {
            let result = Self.clipped([[1, .nan], [2, 3]], .globalNorm(1, power: power))
            let areAllLost = result.joined().allSatisfy { $0.isNaN }
            #expect(areAllLost, "norm \(power)")
        }
    }

    /// The parameters of the adaptive cases.
    private static let weights: [Double] = [1, -2, 0.5, 0.25, 0.1]

    private static func clipped(_ tensors: [[Double]], _ clip: GradientStage.Clip) -> [[Double]] {
        var shapes: [(name: String, shape: [Int])] = []
        for (index, tensor) in tensors.enumerated() { shapes.append(("t\(index)", [tensor.count])) }
        let layout = ParameterLayout(shapes)
        var flat = Array(tensors.joined())
        var stage = GradientStage()
        stage.clip = clip
        var θ = Array(weights.prefix(flat.count))
        flat.withUnsafeMutableBufferPointer { g in
            θ.withUnsafeMutableBufferPointer { p in
                guard let g = g.baseAddress, let p = p.baseAddress else { return }
                stage.apply(to: g, parameters: UnsafePointer(p), layout: layout, decays: nil, step: 0, seed: 0)
            }
        }
        return layout.tensors.map { Array(flat[$0.range]) }
    }
}

extension ClippingTests.Case {
    func clip() throws -> GradientStage.Clip {
        let h = hyperparameters
        switch kind {
        case "value": return .value(h["clipValue"] ?? .nan)
        case "normPerTensor": return .norm(h["clipNorm"] ?? .nan)
        case "rmsPerTensor": return .rms(h["threshold"] ?? .nan)
        case "adaptive": return .adaptive(h["clipping"] ?? .nan, epsilon: h["eps"] ?? .nan)
        default:
            let type = h["normType"] ?? 2
            return .globalNorm(h["maxNorm"] ?? .nan, slack: h["eps"] ?? 0, power: type < 0 ? .infinity : type)
        }
    }
}
