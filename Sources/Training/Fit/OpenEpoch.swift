/// Which rows come in which batches: two fits of the same order train the same batches.
struct BatchOrder: Sendable, Equatable {
    var rows: Int
    var batchSize: Int
    var isShuffled = true
}

/// An epoch that has begun: how many rows it has seen and what it has added up. An interruption leaves it with the training's
/// state, so that the next fit, or the one after `load`, goes on at the very batch and equals a training that was never
/// interrupted.
struct OpenEpoch: Sendable, Equatable {
    /// As its fit counts.
    private(set) var number: Int
    /// Rows trained on, in the order of this epoch.
    var rowsDone = 0
    var sums = EpochSums()
    /// What each metric has gathered.
    var metrics: [[Double]] = []
    /// What the steps of a procedure have told, added up.
    var told: [Double] = []
    /// A rate that callbacks had set before the epoch began.
    var rateBefore: Double?
    let batches: BatchOrder

    init(number: Int, batches: BatchOrder, rateBefore: Double?) {
        self.number = number
        self.batches = batches
        self.rateBefore = rateBefore
    }

    /// The same epoch, as the fit that goes on with it counts.
    func numbered(_ number: Int) -> OpenEpoch {
        var epoch = self
        epoch.number = number
        return epoch
    }

    /// Whether a fit of these batches and metrics would train and measure the same.
    func fits(_ batches: BatchOrder, _ metrics: [RunningMetric]) -> Bool {
        self.batches == batches && self.metrics.count == metrics.count
            && zip(self.metrics, metrics).allSatisfy { $1.accepts(state: $0) }
    }

    // MARK: In a file

    /// Everything but the metrics.
    var numbers: [Double] {
        [
            Double(number), Double(rowsDone), Double(batches.rows), Double(batches.batchSize),
            batches.isShuffled ? 1 : 0, rateBefore ?? .nan,
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
        (number, rowsDone) = (counts[0], counts[1])
        batches = BatchOrder(rows: counts[2], batchSize: counts[3], isShuffled: counts[4] == 1)
        rateBefore = numbers[5] >= 0 && numbers[5].isFinite ? numbers[5] : nil
        self.sums = sums
        self.metrics = metrics
    }
}

/// What an epoch adds up over its batches.
struct EpochSums: Sendable, Equatable {
    /// Mean loss of each batch times its rows.
    var loss = 0.0
    /// Penalty of each batch times its rows.
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

    mutating func add(_ slope: BatchSlope, rows: Int, rate: Double) {
        loss += slope.loss * Double(rows)
        penalty += slope.penalty * Double(rows)
        squares += slope.squares
        self.rate = rate
        self.rows += rows
        batches += 1
    }

    /// A batch of which nothing counts: not even its loss was finite.
    mutating func skip() { batches += 1 }

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
