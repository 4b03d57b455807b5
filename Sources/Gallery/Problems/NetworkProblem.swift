internal import Answers
internal import Cards
internal import Datasets
internal import Networks
internal import Optimizers
internal import Tensors
internal import Training

/// A network that is trained on one dataset and measured on it and on another.
struct NetworkProblem {
    let layers: [any Layer]
    let loss: Loss
    var rate = 0.01
    var epochs = 20
    var batchSize = 32
    /// What the mean loss becomes to be shown.
    var shown: (Double) -> Double = { $0 }
    /// Whether the share of wrong classes is shown in the place of the loss.
    var countsErrors = false

    /// A loss that is not finite, as a rate that is too large leaves it, is the worst there is.
    func scores(_ train: Dataset, _ validation: Dataset, seed: UInt64, work: Work) throws -> GalleryProblem.Scores {
        let model = Model(Architecture(layers, inputShape: Array(train.x.shape.dropFirst())), seed: seed)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", ["learning_rate": .number(rate)]), loss: loss))
        let history = try model.fit(
            train.x, train.y, FitOptions(epochs: epochs, batchSize: batchSize), work: work)
        if history.nonFinite != nil { return .init(training: .infinity, validation: .infinity) }
        func measured(_ data: Dataset) throws -> Double {
            if countsErrors {
                return NetworkProblem.wrong(try model.predict(data.x, batchSize: 256, work: work), data.y)
            }
            return shown(try model.evaluate(data.x, data.y, batchSize: 256, work: work).first?.value ?? .nan)
        }
        return try .init(training: measured(train), validation: measured(validation))
    }
}

extension NetworkProblem {
    /// The share of targets whose class is not the likeliest.
    fileprivate static func wrong(_ said: Samples, _ truth: Samples) -> Double {
        let classes = said.values.count / Swift.max(1, truth.values.count)
        let misses = truth.values.indices.count { place in
            let row = said.values[place * classes..<(place + 1) * classes]
            let likeliest = row.indices.max { row[$0] < row[$1] } ?? row.startIndex
            return Float(likeliest - row.startIndex) != truth.values[place]
        }
        return Double(misses) / Double(Swift.max(1, truth.values.count))
    }
}

extension Dataset {
    /// The first rows and the others.
    func parted(_ first: Int) -> (Dataset, Dataset) {
        (rows(at: Array(0..<first), as: name), rows(at: Array(first..<count), as: name))
    }
}
