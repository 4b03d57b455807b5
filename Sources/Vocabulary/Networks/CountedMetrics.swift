import Answers
import Datasets
import Language
import Training

/// Keras's metric classes that count: rows of each kind, classes among the largest outputs, how far two maps of classes overlap.
enum CountedMetrics {
    static let classes = [
        "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives", "TopKCategoricalAccuracy",
        "SparseTopKCategoricalAccuracy", "MeanIoU",
    ]

    /// nil for a class that is none of them.
    static func metric(_ name: String, _ plain: String, _ arguments: Arguments) throws -> Metric? {
        switch name {
        case "TruePositives": counting(plain) { $0 && $1 }
        case "TrueNegatives": counting(plain) { !$0 && !$1 }
        case "FalsePositives": counting(plain) { !$0 && $1 }
        case "FalseNegatives": counting(plain) { $0 && !$1 }
        case "TopKCategoricalAccuracy": top(plain, try arguments.int("k"), isSparse: false)
        case "SparseTopKCategoricalAccuracy": top(plain, try arguments.int("k"), isSparse: true)
        case "MeanIoU": overlap(plain, try arguments.int("num_classes"))
        default: nil
        }
    }

    /// How many numbers there are of which both are as asked: the target, and the output beyond the threshold.
    private static func counting(_ name: String, _ isCounted: @escaping @Sendable (Bool, Bool) -> Bool) -> Metric {
        .function(name: name) { targets, outputs in
            Double(zip(targets.values, outputs.values).count { isCounted($0 != 0, $1 > 0.5) })
        }
    }

    /// The share of rows in which fewer than k outputs are larger than that of the class.
    private static func top(_ name: String, _ k: Int, isSparse: Bool) -> Metric {
        .function(name: name) { targets, outputs in
            let hits = (0..<outputs.count).count { row in
                let (own, target) = (outputs.row(row), targets.row(row))
                let place = isSparse ? target.first.map { Int($0) } ?? -1 : Accuracy.argMax(target)
                guard own.indices.contains(own.startIndex + place), place >= 0 else { return false }
                let score = own[own.startIndex + place]
                return own.count { $0 > score } < k
            }
            return Double(hits) / Double(Swift.max(1, outputs.count))
        }
    }

    /// The mean over the classes that are there of what both have of it, over what either has.
    private static func overlap(_ name: String, _ classes: Int) -> Metric {
        .function(name: name) { targets, outputs in
            var (both, own, given) = (
                [Double](repeating: 0, count: classes), [Double](repeating: 0, count: classes),
                [Double](repeating: 0, count: classes)
            )
            for (target, output) in zip(targets.values, outputs.values) {
                let (a, b) = (Int(target), Int(output))
                guard (0..<classes).contains(a), (0..<classes).contains(b) else {
                    throw Mistake("class \(Swift.max(a, b)) of \(classes)", expected: "numbers below num_classes")
                }
                own[a] += 1
                given[b] += 1
                if a == b { both[a] += 1 }
            }
            let shares = (0..<classes).compactMap { place -> Double? in
                let either = own[place] + given[place] - both[place]
                return either > 0 ? both[place] / either : nil
            }
            return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
        }
    }
}
