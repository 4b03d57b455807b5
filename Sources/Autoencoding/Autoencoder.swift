public import Answers
public import Datasets
internal import Networks
internal import Numbers
public import Training

/// A model seen as two: an encoder that turns an example into a code, and a decoder that turns the code back.
///
/// Any model that passes its input through one layer on which all later ones rest is both. In a variational autoencoder
/// that layer is the one that draws (`GaussianSamplingLayer`); in any other it is the narrowest one before the last. Encoder
/// and decoder live in the memory of the model: after a `fit` they are what it has become.
public struct Autoencoder: Sendable {
    /// The whole.
    public let model: Model
    /// The place of the layer among the model's calls whose output is the code.
    public let place: Int
    /// Whether the code is drawn from N(μ(x), σ²(x)).
    public let isVariational: Bool
    /// The shape of the code of one example, without the axis of the batch.
    public let codeShape: [Int]
    /// What the layer of the code is called.
    public let layerName: String

    /// k, the product of `codeShape`: how many numbers a code has.
    public var codeSize: Int { codeShape.reduce(1, *) }

    /// - Parameter layer: name of the layer whose output is the code; nil finds it.
    /// - Throws: `Mistake` for a model that does not know the shape of its input, that has no layer between input and output
    ///   through which everything goes, or in which several layers draw.
    public init(_ model: Model, layer: String? = nil) throws {
        let network = try model.build()
        let nodes = model.architecture.nodes
        let draws = nodes.indices.filter { nodes[$0].layer is GaussianSamplingLayer }
        if draws.isEmpty, !network.betas.isEmpty, layer == nil {
            throw Mistake(
                "the layer that draws the code stands within a model that is a layer of '\(model.name)'",
                expected: "encoder and decoder put together by VAE", try: "VAE(encoder=encoder, decoder=decoder)")
        }
        let cuts = nodes.indices.dropLast().filter { Autoencoder.isCut($0, model.architecture) }
        let place: Int
        if let layer {
            guard let found = network.names.firstIndex(of: layer) else {
                throw Mistake(
                    "there is no layer '\(layer)'", expected: network.names.joined(separator: ", "), argument: "layer")
            }
            guard cuts.contains(found) else {
                throw Mistake(
                    "not everything after '\(layer)' rests on it alone",
                    expected: cuts.isEmpty
                        ? "another model" : "one of " + cuts.map { network.names[$0] }.joined(separator: ", "),
                    argument: "layer")
            }
            place = found
        } else if draws.count > 1 {
            throw Mistake(
                "\(draws.count) layers of '\(model.name)' draw: "
                    + draws.map { network.names[$0] }.joined(separator: ", "),
                expected: "the name of the one whose code is meant", try: "layer=\"\(network.names[draws[0]])\"")
        } else if let drawn = draws.first {
            guard cuts.contains(drawn) else {
                throw Mistake(
                    drawn == nodes.count - 1
                        ? "no layer of '\(model.name)' reads the code: it has no decoder"
                        : "the decoder of '\(model.name)' does not read the code alone",
                    expected: "layers after '\(network.names[drawn])' that rest on it alone")
            }
            place = drawn
        } else {
            func numbers(_ index: Int) -> Int { network.plans[index].output.reduce(1, *) }
            // Of equally narrow ones the last: an activation or a normalisation belongs to what it is applied to.
            guard let narrowest = cuts.min(by: { (numbers($0), -$0) < (numbers($1), -$1) }) else {
                throw Mistake(
                    "'\(model.name)' has no layer between input and output through which everything goes",
                    expected: "an encoder and a decoder", try: "autoencoder([64, 8, 64])")
            }
            place = narrowest
        }
        self.model = model
        self.place = place
        isVariational = nodes[place].layer is GaussianSamplingLayer
        codeShape = network.plans[place].output
        layerName = network.names[place]
    }

    /// Whether all later calls rest on the one at this place, and on nothing before it.
    private static func isCut(_ place: Int, _ architecture: Architecture) -> Bool {
        guard case .layer(let output) = architecture.last, output > place else { return false }
        return architecture.nodes.indices.dropFirst(place + 1).allSatisfy { index in
            architecture.nodes[index].sources.allSatisfy { source in
                if case .layer(let number) = source { number >= place } else { false }
            }
        }
    }

    // MARK: The two halves

    /// The first half: examples to codes; where the code is drawn, to its mean.
    public func encoder() throws -> Model { try model.part(0..<place + 1, name: "encoder") }

    /// The second half: codes to examples.
    public func decoder() throws -> Model {
        try model.part(place + 1..<model.architecture.nodes.count, name: "decoder")
    }

    /// The code of each example, its mean where it is drawn; of the first ones only when the work is cancelled.
    ///
    /// - Throws: `Mistake` for examples of another shape.
    public func encode(_ x: Samples, work: Work = Work()) throws -> Samples {
        try encoder().predict(x, batchSize: Autoencoder.batch, work: work)
    }

    /// What each code stands for; of the first ones only when the work is cancelled.
    ///
    /// - Throws: `Mistake` for codes of another shape.
    public func decode(_ codes: Samples, work: Work = Work()) throws -> Samples {
        guard codes.shape.dropFirst().elementsEqual(codeShape) else {
            throw Mistake(
                "codes of shape \(Array(codes.shape.dropFirst()).shapeText) for the decoder",
                expected: "codes of shape \(codeShape.shapeText), as '\(layerName)' gives them", argument: "codes")
        }
        return try decoder().predict(codes, batchSize: Autoencoder.batch, work: work)
    }

    /// Mean and logarithm of the variance of each example's code, a row for each.
    ///
    /// - Throws: `Mistake` for a model whose code is not drawn.
    public func statistics(_ x: Samples, work: Work = Work()) throws -> (means: Samples, logVariances: Samples) {
        try checkIsVariational("the distribution of its code")
        // Where the layer reads the input itself there is nothing before it.
        let both =
            place == 0
            ? x : try model.part(0..<place, name: "encoder").predict(x, batchSize: Autoencoder.batch, work: work)
        // Both halves stand side by side on the last axis.
        let width = codeShape.last ?? 1
        var (means, logVariances): ([Float], [Float]) = ([], [])
        for from in stride(from: 0, to: both.values.count, by: 2 * width) {
            means += both.values[from..<from + width]
            logVariances += both.values[from + width..<from + 2 * width]
        }
        let shape = [both.count, codeSize]
        return (try Samples(shape: shape, values: means), try Samples(shape: shape, values: logVariances))
    }

    /// Examples drawn from the model: z ~ N(0, I) decoded. What is given are the means of the pixels, not pixels drawn from them.
    ///
    /// - Returns: the examples and their codes.
    /// - Throws: `Mistake` for a model whose code is not drawn: nothing says how its codes are distributed.
    public func sample(_ count: Int, seed: UInt64, work: Work = Work()) throws -> (x: Samples, codes: Samples) {
        try checkIsVariational("a distribution to draw codes from")
        try Samples.checkSize([count] + codeShape)
        var stream = RandomStream(seed: seed, purpose: "prior")
        let values = (0..<count * codeSize).map { _ in Float(stream.normal()) }
        let codes = try Samples(shape: [count] + codeShape, values: values)
        return (try decode(codes, work: work), codes)
    }

    /// - Throws: `Mistake` for a model whose code is not drawn.
    func checkIsVariational(_ what: String) throws {
        guard !isVariational else { return }
        throw Mistake(
            "'\(model.name)' is a deterministic autoencoder: it gives each example one code, and has not got \(what)",
            expected: "a model with a Sampling layer", try: "VAE(latent=\(min(codeSize, 8)))")
    }

    /// Rows at a time: larger than a training's batch, as no gradients are kept.
    static let batch = 256
}
