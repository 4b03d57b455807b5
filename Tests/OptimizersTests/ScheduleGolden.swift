import Foundation
import Optimizers

/// The schedules, plateau and early-stopping numbers that PyTorch, Keras and optax computed (Golden/schedules.json).
struct ScheduleGolden: Decodable {
    struct Case: Decodable, CustomStringConvertible {
        let name: String
        /// The framework's own name for it.
        let schedule: String
        let baseLR: Double
        let hyperparameters: [String: Double]
        let options: [String: String]
        let arrays: [String: [Double]]
        let values: [[Double]]
        let momentum: [[Double]]
        var description: String { name }
        func number(_ key: String) -> Double { hyperparameters[key] ?? .nan }
        func list(_ key: String) -> [Double] { arrays[key] ?? [] }
    }

    struct MetricSequence: Decodable {
        let name: String
        let values: [Double]
    }

    struct PlateauCase: Decodable, CustomStringConvertible {
        let name: String
        let framework: String
        let initialLR: Double
        let hyperparameters: [String: Double]
        let options: [String: String]
        let sequence: String
        let lrAfter: [Double]
        let reducedAfterEpoch: [Double]
        var description: String { name }
        func number(_ key: String) -> Double { hyperparameters[key] ?? .nan }
    }

    struct StoppingCase: Decodable, CustomStringConvertible {
        let name: String
        let hyperparameters: [String: Double]
        let options: [String: String]
        let sequence: String
        let result: [String: Double]
        var description: String { name }
        func number(_ key: String) -> Double { hyperparameters[key] ?? .nan }
    }

    let schedules: [Case]
    let metricSequences: [MetricSequence]
    let plateau: [PlateauCase]
    let earlyStopping: [StoppingCase]

    static func load() throws -> ScheduleGolden {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Golden/schedules.json"))
        return try JSONDecoder().decode(ScheduleGolden.self, from: data)
    }

    func sequence(_ name: String) -> [Double] { metricSequences.first { $0.name == name }?.values ?? [] }
}
