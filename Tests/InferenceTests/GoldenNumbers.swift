import Foundation

/// Numbers of PyTorch: `judges/golden/inference.py` writes them.
struct GoldenNumbers: Decodable {
    struct Affine: Decodable {
        let x, numbers: [Float]
        let scale: Float
        let zero: Int
        let integers: [UInt8]
    }

    struct Rounded: Decodable {
        let scales, numbers: [Float]
    }

    struct Symmetric: Decodable {
        let bits, outputs, inputs: Int
        let kernel: [Float]
        let channel, tensor: Rounded
    }

    struct Layer: Decodable {
        let rows, inputs, outputs, zero: Int
        let x, kernel, bias, scales: [Float]
        let scale: Float
        let weights: [Int8]
        let sums: [Int32]
        let y: [Double]
    }

    struct Pruned: Decodable {
        let amount: Double
        let shapes: [[Int]]
        let kernels: [[Float]]
        let layer, global: [[Int]]
    }

    let affine: [Affine]
    let symmetric: [Symmetric]
    let layers: [Layer]
    let pruned: [Pruned]

    static func read() throws -> GoldenNumbers {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/inference.json")
        return try JSONDecoder().decode(GoldenNumbers.self, from: Data(contentsOf: file))
    }
}
