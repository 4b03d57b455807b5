import Alignment
import Answers
import Foundation
import Testing

/// Losses and gradients by PyTorch, rewards by SciPy and scikit-learn: `judges/golden/alignment.py` makes the file.
struct Golden {
    let answers: AnswerSet
    let preferences: Preferences
    let logits: [Double]
    let json: JSON

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/alignment.json")
        json = try JSON(reading: String(contentsOf: file, encoding: .utf8))
        let reference = Golden.numbers(json["reference"])
        answers = try AnswerSet(
            rewards: reference.map { _ in 0 }, reference: reference,
            features: (json["features"]?.items ?? []).map { Golden.numbers($0) })
        let pairs = (json["pairs"]?.items ?? []).map { Golden.numbers($0).map { Int($0) } }
        preferences = try Preferences(
            answers, pairs: pairs.flatMap { [[Int]](repeating: $0, count: $0[2]) }.map { ($0[0], $0[1]) })
        logits = Golden.numbers(json["logits"])
    }

    static func numbers(_ json: JSON?) -> [Double] { (json?.items ?? []).compactMap(\.double) }

    func cases(_ name: String) -> [JSON] { json[name]?.items ?? [] }
}

/// The largest difference, relative to 1 or to the number.
func worst(_ ours: [Double], _ theirs: [Double]) -> Double {
    guard ours.count == theirs.count else { return .infinity }
    return zip(ours, theirs).reduce(0) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
}
