public import Answers
public import Datasets
internal import Cards
internal import Networks
public import Numbers
internal import RealModule
internal import Training

/// The evidence lower bound of a variational autoencoder on some data, in its two parts, and what its code is used for.
///
/// Per example, in nats: ELBO = E[ln p(x|z)] − KL(q(z|x) ‖ N(0, I)) ≤ ln p(x), the expectation over `draws` codes, the divergence
/// in closed form. β plays no part: it weighs the training, not the measure.
public struct EvidenceBound: Sendable, Presentable {
    /// Examples that were measured.
    public let count: Int
    /// Codes that were drawn for each of them.
    public let draws: Int
    /// The bound, mean over the examples, with its 95 % interval.
    public let bound: MeanInterval
    /// −E[ln p(x|z)], mean over the examples.
    public let reconstruction: Double
    /// The divergence of each number of the code, mean over the examples.
    public let divergences: [Double]
    /// The variance of each number's mean over the examples.
    public let activity: [Double]
    /// The logarithm of the mean importance weight, mean over the examples: between the bound and ln p(x).
    public let importance: Double
    /// Whether fewer examples were measured than were given.
    public let isPartial: Bool
    /// What an example's numbers are likely under: `BernoulliNLL()`.
    public let likelihood: String

    /// KL(q(z|x) ‖ N(0, I)), mean over the examples.
    public var divergence: Double { divergences.reduce(0, +) }
    /// The variance of its mean above which a number of the code counts as used (Burda, Grosse & Salakhutdinov 2016).
    public static let activityThreshold = 0.01
    /// Which numbers of the code are used.
    public var active: [Bool] { activity.map { $0 > EvidenceBound.activityThreshold } }
    /// How many numbers of the code are active, 0 to k.
    public var activeCount: Int { active.count { $0 } }
    /// Whether no number of the code says anything of the example.
    public var isCollapsed: Bool { activeCount == 0 && divergence < 0.01 * Double(divergences.count) }

    /// Measures the bound on examples.
    ///
    /// - Parameters:
    ///   - targets: what the output is held against; the examples themselves where they are nil.
    ///   - draws: codes for each example, at least 1.
    /// - Throws: `Mistake` for a code that is not drawn, a loss that is no likelihood, and numbers that are not finite.
    public init(
        _ autoencoder: Autoencoder, _ x: Samples, draws: Int = 16, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        let loss = try autoencoder.likelihood()
        guard draws >= 1 else {
            throw Mistake("\(draws) draws of each code", expected: "at least 1", argument: "draws")
        }
        guard x.count > 0 else { throw Mistake("there are no examples", expected: "at least one", argument: "x") }
        let (means, logVariances) = try autoencoder.statistics(x, work: work)
        let decoder = try autoencoder.decoder()
        let k = autoencoder.codeSize
        var sums = Sums(divergences: [Double](repeating: 0, count: k))
        let atOnce = max(1, Autoencoder.batch / draws)
        var from = 0
        while from < means.count, !work.isCancelled {
            let rows = from..<min(means.count, from + atOnce)
            let (codes, noises) = EvidenceBound.drawn(rows, draws, means, logVariances, seed: seed, size: k)
            let made = try decoder.predict(
                Samples(shape: [rows.count * draws] + autoencoder.codeShape, values: codes),
                batchSize: Autoencoder.batch,
                work: work)
            guard made.count == rows.count * draws else { break }
            for (place, row) in rows.enumerated() {
                let own = x.row(row).map { Double($0) }
                try sums.add(
                    row,
                    (0..<draws).map { draw in
                        EvidenceBound.logLikelihood(
                            loss, of: own, under: made.row(place * draws + draw).map { Double($0) })
                    }, Array(noises[place * draws..<(place + 1) * draws]), means, logVariances)
            }
            from = rows.upperBound
            work.report(Double(from) / Double(x.count), "examples measured")
        }
        guard !sums.bounds.isEmpty else { throw Stopped() }
        count = sums.bounds.count
        self.draws = draws
        let n = Double(count)
        bound = MeanInterval(of: sums.bounds)
        reconstruction = -sums.logLikelihoods.reduce(0, +) / n
        self.divergences = sums.divergences.map { $0 / n }
        importance = sums.importances.reduce(0, +) / n
        activity = (0..<k).map { j in
            let column = (0..<sums.bounds.count).map { Double(means.values[$0 * k + j]) }
            let mean = column.reduce(0, +) / n
            return column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        }
        isPartial = count < x.count
        likelihood = loss.call
    }

    /// Codes of examples, `draws` for each, and the noise that each was drawn with.
    private static func drawn(
        _ rows: Range<Int>, _ draws: Int, _ means: Samples, _ logVariances: Samples, seed: UInt64, size k: Int
    ) -> (codes: [Float], noises: [[Double]]) {
        var (codes, noises): ([Float], [[Double]]) = ([], [])
        for row in rows {
            // Each example has its own stream, so that its numbers do not depend on those before it.
            var stream = RandomStream(seed: seed, purpose: "evidence bound", index: UInt64(row))
            for _ in 0..<draws {
                let noise = (0..<k).map { _ in stream.normal() }
                codes += GaussianCode.draw(
                    means: means.row(row).map { Double($0) },
                    logVariances: logVariances.row(row).map { Double($0) },
                    noise: noise
                ).map { Float($0) }
                noises.append(noise)
            }
        }
        return (codes, noises)
    }

    /// What is gathered example by example.
    private struct Sums {
        var logLikelihoods: [Double] = []
        var bounds: [Double] = []
        var importances: [Double] = []
        /// Of each number of the code, over all examples.
        var divergences: [Double]

        /// An example more, with the logarithms of its likelihood under each draw.
        ///
        /// - Throws: `Mistake` for a bound that is not finite.
        mutating func add(
            _ row: Int, _ likelihoods: [Double], _ noises: [[Double]], _ means: Samples, _ logVariances: Samples
        ) throws {
            let (m, s) = (means.row(row).map { Double($0) }, logVariances.row(row).map { Double($0) })
            let mean = likelihoods.reduce(0, +) / Double(likelihoods.count)
            for (j, part) in GaussianCode.divergences(means: m, logVariances: s).enumerated() {
                divergences[j] += part
            }
            let bound = GaussianCode.bound(logLikelihood: mean, means: m, logVariances: s)
            guard bound.isFinite else {
                throw Mistake(
                    "the bound of example \(row) is \(bound): "
                        + (mean.isFinite
                            ? "its code is not finite" : "the decoder gives it a likelihood of \(mean)"),
                    expected: "finite numbers", try: "a smaller learning rate")
            }
            logLikelihoods.append(mean)
            bounds.append(bound)
            importances.append(
                GaussianCode.logMeanExp(
                    likelihoods.indices.map { draw in
                        GaussianCode.logWeight(
                            logLikelihood: likelihoods[draw], means: m, logVariances: s,
                            noise: noises[draw])
                    }))
        }
    }

    /// ln p(x | output): minus the loss of the one example.
    static func logLikelihood(_ loss: Loss, of x: [Double], under output: [Double]) -> Double {
        output.withUnsafeBufferPointer { y in
            x.withUnsafeBufferPointer { x in
                guard let y = y.baseAddress, let t = x.baseAddress else { return .nan }
                return -loss.evaluate(output: y, target: t, rows: 1, columns: x.count)
            }
        }
    }
}

extension Autoencoder {
    /// What the numbers of an example are likely under, by the loss that the model is trained with.
    ///
    /// - Throws: `Mistake` for a loss that is the logarithm of no density.
    func likelihood() throws -> Loss {
        try checkIsVariational("an evidence lower bound")
        let loss = try model.trainingPlan().loss
        switch loss.name {
        case "BernoulliNLL", "GaussianNLL":
            var whole = loss
            whole.reduction = .batchMean
            return whole
        case "binary_crossentropy":
            return try Loss("BernoulliNLL", loss.readsLogits ? ["from_logits": .number(1)] : [:])
        default:
            throw Mistake(
                "\(loss.name) says no probability of an example, so there is no bound",
                expected: "a likelihood", try: "model.compile(optimizer=Adam(0.001), loss=GaussianNLL(sigma=0.2))")
        }
    }
}
