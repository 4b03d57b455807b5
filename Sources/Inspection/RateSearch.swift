public import Datasets
public import Answers
internal import Optimizers
internal import RealModule
public import Training

/// What a ramp of learning rates showed: the loss while the rate grows from batch to batch (Smith 2017).
public struct RateSearch: Sendable, Equatable, Presentable {
    /// η of each batch, growing by a constant factor.
    public let rates: [Double]
    /// Loss of the batch before each update.
    public let losses: [Double]
    /// Exponentially smoothed, bias corrected.
    public let smoothed: [Double]
    /// Share of the past in the smoothed loss.
    public let smoothing: Double
    /// Why the ramp ended.
    public let stopReason: String
    /// Whose rate was raised, in words.
    public let optimizer: String
    /// Rows per batch.
    public let batchSize: Int
    /// Of the model: shuffling and dropout.
    public let seed: UInt64

    /// Whether the smoothed loss falls by more than it wavers: otherwise its lowest place is one of chance, as in the ramp of a
    /// model that is trained already.
    ///
    /// The loss of a batch has the variance ½·mean (difference of neighbours)², the smoothed one (1 − s)/(1 + s) of it and the
    /// mean over the first tenth of the ramp, from where it falls, one part in as many; four standard deviations are more
    /// than the lowest of a few hundred smoothed losses lies below their mean. Less than a hundredth of the loss is no fall.
    public var falls: Bool {
        let first = losses.prefix(Swift.max(10, losses.count / 10))
        guard lowestIndex >= first.count / 2, losses.count > first.count, smoothed.indices.contains(lowestIndex) else {
            return false
        }
        let differences = zip(losses, losses.dropFirst()).prefix(Swift.max(10, lowestIndex)).map {
            ($1 - $0) * ($1 - $0)
        }
        let variance = differences.reduce(0, +) / Double(2 * Swift.max(1, differences.count))
        let wavering = variance * ((1 - smoothing) / (1 + smoothing) + 1 / Double(first.count))
        let start = first.reduce(0, +) / Double(first.count)
        return start - smoothed[lowestIndex] > Swift.max(4 * wavering.squareRoot(), 0.01 * abs(start))
    }

    /// Where the smoothed loss falls fastest per decade of the rate; nil when it never falls by more than it wavers.
    public var steepest: Double? {
        guard falls else { return nil }
        let logs = rates.map { Double.log($0) }
        let end = lowestIndex
        guard end > 4 else { return nil }
        var best: (slope: Double, index: Int)?
        for i in 2...(end - 2) {
            let slope = (smoothed[i + 2] - smoothed[i - 2]) / (logs[i + 2] - logs[i - 2])
            if slope < 0, slope < best?.slope ?? 0 { best = (slope, i) }
        }
        return best.map { rates[$0.index] }
    }

    /// The rate at the lowest smoothed loss: already too large to train with.
    public var lowest: Double? { rates.indices.contains(lowestIndex) ? rates[lowestIndex] : nil }

    /// A tenth of `lowest`, a rule of thumb with a margin; nil when the loss never falls by more than it wavers.
    public var suggestion: Double? { falls ? lowest.map { $0 / 10 } : nil }

    /// Where the smoothed loss has risen above where it began, after its lowest; nil when it never does.
    public var border: Double? {
        guard let first = smoothed.first else { return nil }
        let lowest = lowestIndex
        return rates.indices.first { $0 > lowest && !(smoothed[$0] <= first) }.map { rates[$0] }
    }

    private var lowestIndex: Int {
        smoothed.indices.filter { smoothed[$0].isFinite }.min { smoothed[$0] < smoothed[$1] } ?? 0
    }

    /// `rate search`
    public static var kind: String { "rate search" }

    /// The suggestion, or that there is none.
    public var summary: String {
        "rates \(rates.first?.short() ?? "–") to \(rates.last?.short() ?? "–"): suggested \(suggestion?.short() ?? "none")"
    }

    /// Range, steepest and lowest place, suggestion, and how the ramp ended.
    public func table(width: Int) -> String {
        [
            "rate finder for \(optimizer), \(rates.count) batches of \(batchSize), seed \(seed)",
            "  loss falls fastest at rate  \(steepest?.short() ?? "nowhere")",
            "  loss is lowest at rate      \(lowest?.short() ?? "–")",
            "  above its start from rate   \(border?.short() ?? "never")",
            "  suggested rate              "
                + (suggestion.map { "\($0.short())   a tenth of the lowest's" }
                    ?? "none: the loss falls by no more than it differs from batch to batch"),
            "  \(stopReason)", "  the model is as it was",
        ].joined(separator: "\n")
    }

    /// The rate to begin with and why.
    public var sentence: String {
        guard let suggestion, let lowest else {
            return
                "The ramp shows no rate to train with: the loss falls by no more than it differs from batch to batch, as "
                + "that of a model which is trained already."
        }
        return "The loss is lowest at rate \(lowest.short()), which is too large to stay at; "
            + "\(suggestion.short()) is a good rate to begin with."
    }

    /// The curve and what was read off it.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "optimizer": .string(optimizer), "rates": .array(rates.map(JSON.number)),
            "losses": .array(losses.map(JSON.number)), "smoothed": .array(smoothed.map(JSON.number)),
            "steepest": steepest.map(JSON.number) ?? .null, "lowest": lowest.map(JSON.number) ?? .null,
            "suggestion": suggestion.map(JSON.number) ?? .null, "stop_reason": .string(stopReason),
        ])
    }
}

/// Trains a copy of the model with a rate that grows exponentially from batch to batch and watches the loss (L. Smith,
/// Cyclical Learning Rates, WACV 2017, §3.3; the stop at four times the lowest loss as in fastai). The model is unharmed.
///
/// - Parameters:
///   - low, high: first and last rate, 0 < low < high.
///   - steps: batches, at least 10.
///   - smoothing: share of the past in the smoothed loss, in [0, 1).
/// - Throws: `Mistake` when the data do not fit the model or the range is empty.
public func findRate(
    _ model: Model, _ x: Samples, _ y: Samples, low: Double = 1e-6, high: Double = 10, steps: Int = 200,
    batchSize: Int = 32, smoothing: Double = 0.9, work: Work = Work()
) throws -> RateSearch {
    guard low > 0, high > low, high.isFinite, steps >= 10, smoothing >= 0, smoothing < 1 else {
        throw Mistake(
            "rates from \(low.short()) to \(high.short()) in \(steps) steps are no ramp",
            expected: "two rates above 0, the smaller first, and at least 10 steps",
            try: "find_rate(model, data, low=1e-6, high=10)", argument: "high")
    }
    let dryRun = try DryRun(model, x, y, batchSize: batchSize)
    var (rates, losses, smoothed): ([Double], [Double], [Double]) = ([], [], [])
    var average = 0.0
    var best = Double.infinity
    var reason = "all \(steps) batches"
    for t in 0..<steps {
        let rate = low * Double.exp(Double.log(high / low) * Double(t) / Double(steps - 1))
        dryRun.load()
        let loss = dryRun.differentiate(work)
        if work.isCancelled {
            reason = "interrupted after \(t) batches"
            break
        }
        average = smoothing * average + (1 - smoothing) * loss
        let smooth = average / (1 - Double.pow(smoothing, t + 1))
        guard loss.isFinite else {
            reason = "stopped at rate \(rate.short()): the loss is not finite"
            break
        }
        rates.append(rate)
        losses.append(loss)
        smoothed.append(smooth)
        best = Swift.min(best, smooth)
        if t > 10, smooth > 4 * best {
            reason = "stopped at rate \(rate.short()): the loss is four times its lowest"
            break
        }
        dryRun.move(rate: rate)
        work.report(Double(t + 1) / Double(steps), "rate \(rate.short())  loss \(smooth.short())")
    }
    return RateSearch(
        rates: rates, losses: losses, smoothed: smoothed, smoothing: smoothing, stopReason: reason,
        optimizer: try model.trainingPlan().optimizer.summary, batchSize: dryRun.rows, seed: model.seed)
}
