internal import Answers

/// An epoch that has begun: how many rows it has seen and what it has added up. An interruption leaves it with the model, so
/// that the next fit, or the one after `load`, goes on at the very batch and equals a training that was never interrupted.
struct OpenEpoch: Sendable, Equatable {
    var number: Int
    /// Rows trained on, in the order of this epoch.
    var rowsDone = 0
    var sums = EpochSums()
    /// What each metric has gathered.
    var metrics: [[Double]] = []
    /// A rate that callbacks had set before the epoch began.
    var rateBefore: Double?
    private let rows: Int
    private let batchSize: Int
    private let isShuffled: Bool

    init(number: Int, _ loop: FitLoop) {
        self.number = number
        rateBefore = loop.rate
        rows = loop.order.count
        batchSize = loop.options.batchSize
        isShuffled = loop.options.shuffles
    }

    /// Whether this fit would train the same batches in the same order and measure the same.
    func fits(_ loop: FitLoop) -> Bool {
        rows == loop.order.count && batchSize == loop.options.batchSize && isShuffled == loop.options.shuffles
            && metrics.count == loop.metrics.count
            && zip(metrics, loop.metrics).allSatisfy { $1.accepts(state: $0) }
    }

    /// Whether a shuffled fit of so many rows in such batches would train the same batches in the same order.
    func continues(rows: Int, batchSize: Int) -> Bool {
        self.rows == rows && self.batchSize == batchSize && isShuffled
    }

    // MARK: In a file

    /// Everything but the metrics.
    var numbers: [Double] {
        [
            Double(number), Double(rowsDone), Double(rows), Double(batchSize), isShuffled ? 1 : 0, rateBefore ?? .nan,
        ] + sums.numbers
    }

    /// nil when the numbers are none that `numbers` gives.
    init?(numbers: [Double], metrics: [[Double]]) {
        let counts = numbers.prefix(5).compactMap { Int(exactly: $0) }
        guard numbers.count == 6 + EpochSums.count, counts.count == 5,
            let sums = EpochSums(Array(numbers.dropFirst(6))),
            (0...1_000_000_000).contains(counts[0]), counts[2] > 0, (0...counts[2]).contains(counts[1]), counts[3] > 0,
            counts[1] % counts[3] == 0 || counts[1] == counts[2]
        else { return nil }
        (number, rowsDone, rows, batchSize) = (counts[0], counts[1], counts[2], counts[3])
        isShuffled = counts[4] == 1
        rateBefore = numbers[5] >= 0 && numbers[5].isFinite ? numbers[5] : nil
        self.sums = sums
        self.metrics = metrics
    }
}

extension Model {
    /// Where the next shuffled fit of so many rows in such batches begins: the epoch, 0-based, and how many of its rows an
    /// interrupted training has behind it.
    public func nextPlace(rows: Int, batchSize: Int) -> (epoch: Int, rowsDone: Int) {
        guard let openEpoch else { return (epochsDone, 0) }
        return (openEpoch.number, openEpoch.continues(rows: rows, batchSize: batchSize) ? openEpoch.rowsDone : 0)
    }
}

/// What an epoch adds up over its batches.
struct EpochSums: Sendable, Equatable {
    /// Mean loss of each batch times its rows.
    var loss = 0.0
    var penalty = 0.0
    /// Squared gradient norms.
    var squares = 0.0
    var clipped = 0.0
    /// Of the last update.
    var rate = 0.0
    var rows = 0
    var batches = 0
    var seconds = 0.0

    init() {}

    static let count = 8

    var numbers: [Double] { [loss, penalty, squares, clipped, rate, Double(rows), Double(batches), seconds] }

    init?(_ numbers: [Double]) {
        guard numbers.count == EpochSums.count, let rows = Int(exactly: numbers[5]),
            let batches = Int(exactly: numbers[6]), rows >= 0, batches >= 0
        else { return nil }
        (loss, penalty, squares, clipped, rate) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
        (self.rows, self.batches, seconds) = (rows, batches, numbers[7])
    }
}
