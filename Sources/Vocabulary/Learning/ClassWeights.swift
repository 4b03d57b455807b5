import Answers
import Language

/// `class_weight=`: how much the rows of each class count.
enum ClassWeights {
    /// A factor for each class: a number that was given, or the less the more rows there are of it; nil where all count alike.
    ///
    /// - Throws: `Mistake` for what is neither None, "balanced" nor a dict of positive numbers.
    static func factors(_ given: Value, _ classes: [Value], _ places: [Int]) throws -> [Double]? {
        if given.isNone { return nil }
        if given.asText == "balanced" {
            var counts = [Double](repeating: 0, count: classes.count)
            for place in places { counts[place] += 1 }
            return counts.map { Double(places.count) / (Double(classes.count) * Swift.max(1, $0)) }
        }
        guard case .dict(let entries) = given else {
            throw Mistake(
                "class_weight = \(given.brief)", expected: "None, \"balanced\" or a dict", try: "class_weight={1: 2.0}")
        }
        let factors = classes.map { label in
            entries.entries.first { $0.key.plain.repr == label.plain.repr }?.value.asDouble ?? 1
        }
        guard factors.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw Mistake(
                "class_weight = \(given.brief)", expected: "numbers of at least 0", try: "class_weight={1: 2.0}")
        }
        return factors
    }
}
