import Cards
import Foundation

@testable import Optimizers

/// A trajectory of several tensors at once, in a framework (`judges/golden/tensors.py`): the objective is Σ½c(θ − b)² with
/// c = 1 + i mod 3 and b = sin i.
struct TensorRun: Decodable {
    struct Tensor: Decodable {
        var name: String
        var shape: [Int]
    }

    /// A hyperparameter as the file has it.
    struct Given: Decodable {
        let value: Hyperparameter.Value

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .absent
            } else if let flag = try? container.decode(Bool.self) {
                value = .flag(flag)
            } else if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else if let text = try? container.decode(String.self) {
                value = text == "inf" ? .number(.infinity) : .text(text)
            } else if let texts = try? container.decode([String].self) {
                value = .texts(texts)
            } else {
                value = .thing(try container.decode(GoldenMask.self).mask)
            }
        }
    }

    /// What stands around the optimizer.
    struct Around: Decodable {
        /// What the norm of the gradient may be.
        var globalNorm: Double?
        /// λ that is added to the gradient of what the mask names.
        var added: Double?
        var mask: GoldenMask?
        var moved: GoldenMask?
        var frozen: GoldenMask?

        private enum CodingKeys: String, CodingKey {
            case globalNorm = "global_norm"
            case added, mask, moved, frozen
        }
    }

    var name: String
    var dialect: String
    var optimizer: String
    var given: [String: Given]
    var tensors: [Tensor]
    var start: [Double]
    var steps: [[Double]]
    /// Relative to 1 or to the number.
    var tolerance: Double
    var around: Around?

    /// - Parameter file: `tensors`, or `masks` (`judges/golden/masks.py`).
    static func load(_ file: String = "tensors") throws -> [TensorRun] {
        struct File: Decodable { var cases: [TensorRun] }
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/\(file).json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    }

    func configured() throws -> Optimizer {
        // A mask by words or by one flag for all has no place in the file's numbers and texts.
        let masked = given.mapValues(\.value).map { key, value -> (String, Hyperparameter.Value) in
            guard key == "mask" || key == "trust_ratio_mask" else { return (key, value) }
            return switch value {
            case .text: (key, .thing(GoldenMask.matrices))
            case .flag(let flag): (key, .thing(ParameterMask(.all(flag), summary: "\(flag)")))
            default: (key, value)
            }
        }
        let all = Dictionary(uniqueKeysWithValues: masked)
        var made = try Optimizer(optimizer, all, dialect: Dialect(rawValue: dialect) ?? .paper)
        guard let around else { return made }
        var stage = GradientStage()
        if let bound = around.globalNorm { stage.clip = .globalNorm(bound) }
        stage.maskedL2 = around.added ?? 0
        made = try made.preceded(by: stage, decaying: around.mask?.mask)
        if let moved = around.moved { made = try made.masked(by: moved.mask) }
        if let frozen = around.frozen { made = try made.freezing(frozen.mask) }
        return made
    }

    /// How far the same steps by the general engine in Double are from the stored ones.
    func worstDeviation(of optimizer: Optimizer) throws -> Deviation {
        let layout = ParameterLayout(tensors.map { ($0.name, $0.shape) })
        let engine = Engine<Double>(try optimizer.fitted(to: layout), layout: layout, seed: 0)
        var (θ, g, nobody) = (start, start, RecordingProbe?.none)
        var worst = Deviation()
        for (number, expected) in steps.enumerated() {
            var loss = 0.0
            for i in θ.indices {
                let (c, way) = (Double(1 + i % 3), θ[i] - sin(Double(i)))
                g[i] = c * way
                loss += c * way * way / 2
            }
            θ.withUnsafeMutableBufferPointer { θ in
                g.withUnsafeMutableBufferPointer { g in
                    guard let θ = θ.baseAddress, let g = g.baseAddress else { return }
                    engine.step(θ, g, loss: loss, rate: nil, probe: &nobody)
                }
            }
            for (found, right) in zip(θ, expected) {
                let distance = abs(found - right)
                let excess = distance / (tolerance * max(1, abs(right)))
                // A NaN must count as a failure.
                if !(excess <= worst.excess) {
                    worst = Deviation(step: number + 1, distance: distance, excess: excess.isNaN ? .infinity : excess)
                }
            }
        }
        return worst
    }
}
