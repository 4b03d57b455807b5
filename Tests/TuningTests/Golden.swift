import Foundation
import Testing

/// What others computed: see `judges/golden/tuning.py`.
struct Golden: Decodable {
    struct Parzen: Decodable {
        let observed: [[Double]]
        let asked: [[Double]]
        let log: [Double]
    }

    struct Process: Decodable {
        let x: [[Double]]
        let y: [Double]
        let inverseSquares: [Double]
        let scale: Double
        let noise: Double
        let places: [[Double]]
        let means: [Double]
        let variances: [Double]
        let likelihood: Double
    }

    struct Volume: Decodable {
        let points: [[Double]]
        let reference: [Double]
        let volume: Double
    }

    struct Importance: Decodable {
        struct Trial: Decodable {
            let codes: [Double]
            let value: Double
        }

        let trials: [Trial]
        let raw: [Double]
        let shares: [Double]
    }

    struct Ranks: Decodable {
        let differences: [Double]
        let p: Double
    }

    struct Split: Decodable {
        struct Trial: Decodable {
            let values: [Double]
            let isPruned: Bool
            /// Step and value; null for nan.
            let reports: [[Double?]]
            let constraints: [String: Double]
        }

        struct Good: Decodable {
            let wanted: Int
            let numbers: [Int]
        }

        let directions: [String]
        let trials: [Trial]
        let good: [Good]
    }

    let splits: [Split]
    let parzen: [Parzen]
    let sobol: [[Double]]
    let halton: [[Double]]
    let improvement: [[Double]]
    let process: Process
    let volumes: [Volume]
    let importance: Importance
    let wilcoxon: [Ranks]

    static func read() throws -> Golden {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/tuning.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }
}

func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}
