import Datasets
import Networks
import RealModule

/// What a classifier says of a place: the class, and how sure it is.
struct Verdicts {
    /// The class of each row.
    let classes: [Int]
    /// 0 undecided … 1 certain.
    let certainty: [Double]
    let classCount: Int

    /// - Parameters:
    ///   - output: the model's output; logits are turned into probabilities.
    ///   - loss: what the model was trained by, which tells how its output is to be read; nil for probabilities.
    init(_ output: Samples, trainedBy loss: Loss?) {
        let width = output.width
        classCount = max(2, width)
        var classes: [Int] = []
        var certainty: [Double] = []
        let reading = Verdicts.reading(loss)
        for index in 0..<output.count {
            let row = output.row(index).map { Double($0) }
            if width == 1 {
                let p = reading.probability(row[0])
                classes.append(p > 0.5 ? 1 : 0)
                certainty.append(min(1, abs(2 * p - 1)))
            } else {
                let shares = reading == .logit ? Verdicts.softmax(row) : row
                let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
                let even = 1 / Double(width)
                classes.append(best)
                certainty.append(max(0, min(1, (shares[best] - even) / (1 - even))))
            }
        }
        self.classes = classes
        self.certainty = certainty
    }

    /// How one output number stands for a probability.
    enum Reading: Equatable {
        case probability, logit
        /// Trained to −1 and 1.
        case sign

        func probability(_ value: Double) -> Double {
            switch self {
            case .probability: value
            case .logit: 1 / (1 + Double.exp(-value))
            case .sign: (value + 1) / 2
            }
        }
    }

    static func reading(_ loss: Loss?) -> Reading {
        guard let loss else { return .probability }
        return loss.readsSigns ? .sign : loss.readsLogits ? .logit : .probability
    }

    private static func softmax(_ row: [Double]) -> [Double] {
        let top = row.max() ?? 0
        let powers = row.map { Double.exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
