import Answers
import Language

/// `class_weight=`: how much the rows of each class count.
enum ClassWeights {
    /// A factor for each class: a number that was given, or the less the more rows there are of it; nil where all count alike.
    ///
    /// A class that a dict leaves out counts as it is.
    ///
    /// - Throws: `Mistake` for what is neither None, "balanced" nor a dict of numbers from 0, and for a dict that names what is no class
    ///   while it leaves one out.
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
        let found = classes.map { entries[$0.plain] }
        let rest = zip(classes, found).filter { $0.1 == nil }.map(\.0)
        guard rest.isEmpty || classes.count - rest.count == entries.count else {
            throw Mistake(
                "class_weight = \(given.brief) names what is no class of y",
                expected: "some of the classes \(classes.prefix(10).map(\.brief).joined(separator: ", "))"
            ).raised(
                as: "ValueError",
                "The classes, \(Value.list(Value.List(rest.map(\.plain))).repr), are not in class_weight")
        }
        return try found.map { factor in
            guard let factor else { return 1 }
            guard let number = factor.asDouble, number >= 0, number.isFinite else {
                throw Mistake(
                    "class_weight = \(given.brief)", expected: "numbers of at least 0", try: "class_weight={1: 2.0}"
                ).raised(as: "ValueError")
            }
            return number
        }
    }
}
