internal import Answers
internal import Datasets
internal import Networks

/// A moment of an evaluation.
public enum TestMoment: Sendable {
    case begins
    /// Before the batch of that number.
    case batchBegins(Int)
    /// After it, with the loss and the metrics so far.
    case batchEnded(Int, [History.Metric])
    /// With the loss and the metrics.
    case ended([History.Metric])
}

/// The loss of many rows, batch by batch.
enum Evaluation {
    /// The mean pure loss over a range of rows; metrics are gathered on the way.
    ///
    /// - Parameter weights: a factor of each row's loss, or nil; the divisor stays the number of rows, as in Keras.
    static func loss(
        _ tape: TrainingTape, _ x: [Samples], _ y: Samples, rows: Range<Int>,
        weights: [Float]? = nil, _ metrics: inout [RunningMetric],
        work: Work, isWatched: Bool = false, watch: (TestMoment) throws -> Void = { _ in }
    ) throws -> Double {
        for i in metrics.indices { metrics[i].reset() }
        var order = [Int](repeating: 0, count: Swift.min(tape.batchSize, rows.count))
        var sum = 0.0
        var seen = 0
        var number = 0
        if isWatched { try watch(.begins) }
        try x.withPointers { inputs in
            try order.withUnsafeMutableBufferPointer { order in
                try y.values.withUnsafeBufferPointer { y in
                    guard let y = y.baseAddress else { return }
                    while seen < rows.count, !work.isCancelled {
                        let size = Swift.min(order.count, rows.count - seen)
                        let first = rows.lowerBound + seen
                        if isWatched { try watch(.batchBegins(number)) }
                        for i in 0..<size { order[i] = first + i }
                        let batch = UnsafeBufferPointer(rebasing: order[0..<size])
                        if let weights {
                            weights.withUnsafeBufferPointer {
                                tape.load(batch, inputs: inputs, targets: y, weights: $0.baseAddress)
                            }
                        } else {
                            tape.load(batch, inputs: inputs, targets: y)
                        }
                        let loss = tape.evaluate(batch: size, work: work)
                        if work.isCancelled { break }
                        sum += loss * Double(size)
                        tape.gather(&metrics, batch, from: y)
                        seen += size
                        if isWatched {
                            let loss = [History.Metric(name: "loss", value: sum / Double(seen))]
                            try watch(.batchEnded(number, loss + metrics.map { try $0.measured() }))
                        }
                        number += 1
                    }
                }
            }
        }
        let loss = seen > 0 ? sum / Double(seen) : .nan
        if isWatched {
            let whole = [History.Metric(name: "loss", value: loss + tape.network.penalty)]
            try watch(.ended(whole + metrics.map { try $0.measured() }))
        }
        return loss
    }
}

extension TrainingTape {
    /// Adds the loaded batch to the metrics, masked rows excepted; `targets` are all of them, of which the batch has these.
    func gather(
        _ metrics: inout [RunningMetric], _ rows: UnsafeBufferPointer<Int>, from targets: UnsafePointer<Float>
    ) {
        guard !metrics.isEmpty else { return }
        for i in metrics.indices { metrics[i].take(self, rows: rows.count) }
        let shape = network.outputShape
        let (perExample, columns) = (shape.dropLast().reduce(1, *), shape.last ?? 1)
        let width = targetSize / perExample
        if !isMasked, !isWeighted, let first = rows.first, rows.indices.allSatisfy({ rows[$0] == first + $0 }) {
            // Rows that lie one after the other are one stretch.
            for i in metrics.indices {
                metrics[i].add(
                    output, columns, targets + first * targetSize, width, rows: rows.count * perExample)
                metrics[i].closeBatch()
            }
            return
        }
        for (number, row) in rows.enumerated() {
            let (y, t) = (output + number * perExample * columns, targets + row * targetSize)
            let weight = weight(ofExample: number)
            for i in metrics.indices {
                if isMasked {
                    for step in 0..<perExample where counts(row: number * perExample + step) {
                        metrics[i].add(y + step * columns, columns, t + step * width, width, rows: 1, weight: weight)
                    }
                } else {
                    metrics[i].add(y, columns, t, width, rows: perExample, weight: weight)
                }
            }
        }
        for i in metrics.indices { metrics[i].closeBatch() }
    }
}
