public import Datasets
internal import Networks
public import Answers
import Numbers
internal import Optimizers
public import Training

/// A generator trained by squared error on targets that do not belong to its noise: what it becomes.
///
/// With nothing in the noise that tells the targets apart, the squared error is smallest when every output is the mean of
/// all targets; the loss then is the targets' variance and all pictures are one.
public struct GeneratorExperiment: Sendable, Presentable {
    /// The loss of the generator epoch by epoch.
    public let history: History
    /// Made from noise that the training never saw.
    public let samples: Samples
    /// The mean of all targets, one row.
    public let meanImage: Samples
    /// Root mean square per pixel between a made picture and the mean of all targets.
    public let distanceToMean: Double
    /// The same between two made pictures, mean over neighbours.
    public let diversity: Double
    /// The same between two targets.
    public let targetDiversity: Double
    /// Squared error of answering the mean image always: the targets' variance per pixel.
    public let floor: Double
    /// Whether each step drew its noise anew.
    public let isFresh: Bool

    /// Whether the loss is so far below the targets' variance that single targets must be known by heart.
    public var hasMemorised: Bool { (history.epochs.last?.loss ?? .infinity) < 0.5 * floor }

    /// `generator experiment`
    public static var kind: String { "generator experiment" }

    /// Diversity of made pictures against that of the data.
    public var summary: String {
        "generator: diversity \(diversity.short(2)) against \(targetDiversity.short(2)) of the data"
    }

    /// Loss, floor and distances per pixel, with the verdict.
    public func table(width: Int) -> String {
        let last = history.epochs.last
        let noise = isFresh ? "fresh noise in each" : "the same noise in each"
        return [
            "generator 100 → 64 → 64 → 784, mean squared error",
            "  \(history.epochs.count) steps on all targets, \(noise)",
            "  loss                                   \(last?.loss.short(4) ?? "–")",
            "  loss of always drawing the mean image  \(floor.short(4))",
            "  distance of a picture to the mean      \(distanceToMean.short(3)) per pixel",
            "  distance between two made pictures     \(diversity.short(3)) per pixel",
            "  distance between two targets           \(targetDiversity.short(3)) per pixel",
        ].joined(separator: "\n") + "\n" + verdict.map { "  " + $0 }.joined(separator: "\n")
    }

    private var verdict: [String] {
        if let nonFinite = history.nonFinite { return ["Training diverged.", nonFinite.sentence] }
        let share = 100 * diversity / targetDiversity
        let first = "Pictures made from new noise differ by \(share.short(2)) % of what the targets differ by:"
        if hasMemorised {
            return [first, "the pairs of noise and target are learnt by heart;", "new noise gives mixtures of them."]
        }
        // A target itself is √floor from the mean, root mean square.
        if share < 25, distanceToMean > 0.5 * floor.squareRoot() {
            return [first, "they are alike, but still far from the mean of the targets.", "More steps will tell."]
        }
        return [
            first, share < 25 ? "the generator draws the mean image, whatever the noise." : "the noise still shows.",
        ]
    }

    /// What the generator has become.
    public var sentence: String { verdict.joined(separator: " ") }

    /// `loss`, `floor`, `distance_to_mean`, `diversity`, `target_diversity`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "loss": .number(history.epochs.last?.loss ?? .nan), "floor": .number(floor),
            "distance_to_mean": .number(distanceToMean), "diversity": .number(diversity),
            "target_diversity": .number(targetDiversity),
        ])
    }
}

/// Trains the generator of the well-known listing, repaired: full batches, Adam with rate 0.001, and a plateau scheduler
/// that is told the loss (factor 0.1, patience 5, smallest rate 1e-5). Layers are drawn as PyTorch's `Linear`.
///
/// - Parameters:
///   - n: pictures to train on, drawn 28×28 digits, at least 2.
///   - epochs: steps, one full batch each.
///   - isFresh: whether each step draws its noise anew. With the same noise in each, as in the listing, a target can in
///     time be learnt by heart for each row of noise; with fresh noise nothing can be learnt but the mean.
public func trainGenerator(
    n: Int = 256, epochs: Int = 100, isFresh: Bool = false, seed: UInt64 = 0, work: Work = Work()
) throws -> GeneratorExperiment {
    guard n >= 2 else { throw Mistake("\(n) pictures cannot differ", expected: "at least 2", argument: "n") }
    let targets = try Dataset.shapes28(n: n, flat: true, seed: seed).x
    func noise(_ index: UInt64, _ count: Int) throws -> Samples {
        var stream = RandomStream(seed: seed, purpose: "generator noise", index: index)
        return try Samples(shape: [count, 100], values: (0..<count * 100).map { _ in Float(stream.normal()) })
    }
    func layer(_ units: Int, _ activation: Activation) -> DenseLayer {
        DenseLayer(units: units, activation: activation, kernelInitialiser: .torchLinear, biasInitialiser: .torchLinear)
    }
    let model = Model(
        Architecture([layer(64, .relu), layer(64, .relu), layer(784, .sigmoid)], inputShape: [100]), seed: seed)
    model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.001)), loss: .mse))
    let plateau = try ReduceLROnPlateau(
        factor: 0.1, patience: 5, mode: .min, cooldown: 0, minimumRate: 1e-5,
        counting: .pytorch(threshold: 1e-4, isRelative: true, eps: 1e-8))
    let callbacks = [ReduceRate(monitor: "loss", rule: plateau)]
    let history =
        isFresh
        ? try fitFresh(model, targets, epochs: epochs, callbacks, work) { try noise($0 + 2, n) }
        : try model.fit(
            noise(0, n), targets, FitOptions(epochs: epochs, batchSize: n, shuffles: false, callbacks: callbacks),
            work: work)
    let made = try model.predict(noise(1, 64))
    let mean = (0..<784).map { pixel in
        Float((0..<n).reduce(0.0) { $0 + Double(targets.values[$1 * 784 + pixel]) } / Double(n))
    }
    func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
        (zip(a, b).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) } / 784).squareRoot()
    }
    func spread(_ pictures: Samples) -> Double {
        (1..<pictures.count).reduce(0) { $0 + distance(pictures.row($1), pictures.row($1 - 1)) }
            / Double(pictures.count - 1)
    }
    let far = (0..<made.count).reduce(0) { $0 + distance(made.row($1), mean[...]) } / Double(made.count)
    let variance = (0..<n).reduce(0.0) { sum, row in
        let d = distance(targets.row(row), mean[...])
        return sum + d * d / Double(n)
    }
    return GeneratorExperiment(
        history: history, samples: made, meanImage: try Samples(shape: [1, 784], values: mean), distanceToMean: far,
        diversity: spread(made), targetDiversity: spread(targets), floor: variance, isFresh: isFresh)
}

/// A fit whose inputs are drawn anew for each epoch, one step on all targets in each.
func fitFresh(
    _ model: Model, _ targets: Samples, epochs: Int, _ callbacks: [any Callback], _ work: Work,
    noise: @escaping (UInt64) throws -> Samples
) throws -> History {
    var options = FitOptions(epochs: epochs, batchSize: targets.count, shuffles: false, callbacks: callbacks)
    var epoch: UInt64 = 0
    options.freshRows = FreshRows {
        epoch += 1
        return (x: [try noise(epoch)], y: targets, weights: nil)
    }
    return try model.fit([noise(0)], targets, options, work: work)
}
