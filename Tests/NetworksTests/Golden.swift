import Cards
import Foundation

/// Reference numbers of PyTorch and Keras, as the files in `Golden` hold them.
enum Golden {
    struct Tensor: Decodable {
        var shape: [Int]
        var data: [Double]
        var floats: [Float] { data.map(Float.init) }
    }

    struct LayerCase: Decodable {
        var name: String
        var layer: String
        var hyperparameters: [String: Double]
        var options: [String: String]
        var inputs: [String: Tensor]
        var outputs: [String: Tensor]

        func input(_ name: String) throws -> Tensor { try Golden.unwrap(inputs[name], self.name + " " + name) }
        func output(_ name: String) throws -> Tensor { try Golden.unwrap(outputs[name], self.name + " " + name) }
    }

    struct LossCase: Decodable {
        var name: String
        var framework: String
        var loss: String
        var hyperparameters: [String: Double]
        var options: [String: String]
        var input: [Double]
        var inputShape: [Int]
        var target: [Double]
        var targetShape: [Int]
        var value: Double
        var gradient: [Double]
    }

    private struct File<Case: Decodable>: Decodable { var cases: [Case] }

    struct Missing: Error, CustomStringConvertible { var description: String }

    static func unwrap<T>(_ value: T?, _ what: String) throws -> T {
        guard let value else { throw Missing(description: "\(what) is missing") }
        return value
    }

    static func layers(_ prefix: String = "") throws -> [LayerCase] {
        try read("layers", LayerCase.self).filter { $0.name.hasPrefix(prefix) }
    }

    static func losses() throws -> [LossCase] { try read("losses", LossCase.self) }

    private static func read<Case: Decodable>(_ name: String, _: Case.Type) throws -> [Case] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).json")
        return try JSONDecoder().decode(File<Case>.self, from: Data(contentsOf: url)).cases
    }
}

/// The largest |a − b| / max(|b|, floor), and where it stands.
func worst(_ found: [Double], _ expected: [Double], floor: Double = 1e-3) -> (error: Double, place: Int) {
    guard found.count == expected.count else { return (.infinity, -1) }
    var result = (error: 0.0, place: 0)
    for i in expected.indices {
        let difference = abs(found[i] - expected[i]) / max(abs(expected[i]), floor)
        if !(difference <= result.error) { result = (difference, i) }
    }
    return result
}

/// A setting in a golden file: a number, a text or a list of numbers.
struct Setting: Decodable, Sendable, CustomStringConvertible {
    let value: Hyperparameter.Value
    let description: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            (value, description) = (.number(number), "\(number)")
        } else if let numbers = try? container.decode([Double].self) {
            (value, description) = (.numbers(numbers), "\(numbers)")
        } else {
            description = try container.decode(String.self)
            value = .text(description)
        }
    }
}
