internal import Answers
public import Networks

/// How an autoencoder is put together: widths, code and what its output stands for.
public struct AutoencoderPlan: Sendable {
    /// Shape of one example, of input and output alike.
    public var exampleShape: [Int]
    /// Widths of the encoder's hidden layers; the decoder has them in reverse.
    public var hidden: [Int]
    /// k, how many numbers the code has, at least 1.
    public var latent: Int
    /// The function of the hidden layers' units.
    public var activation: Activation
    /// Of the output: sigmoid for pixels from 0 to 1, linear for other numbers.
    public var outputActivation: Activation

    /// - Throws: `Mistake` for widths below 1 and for examples without numbers.
    public init(
        exampleShape: [Int] = [784], hidden: [Int], latent: Int, activation: Activation = .relu,
        outputActivation: Activation = .sigmoid
    ) throws {
        guard latent >= 1 else {
            throw Mistake(
                "a code of \(latent) numbers", expected: "at least 1: it is all that the decoder reads",
                try: "latent=2",
                argument: "latent")
        }
        if let odd = hidden.first(where: { $0 < 1 }) {
            throw Mistake("a layer of \(odd) units", expected: "at least 1 unit in each", argument: "hidden")
        }
        guard let size = exampleShape.numbers, size >= 1, exampleShape.allSatisfy({ $0 >= 1 }) else {
            throw Mistake(
                "examples of shape \(exampleShape.shapeText)", expected: "at least one number in an example",
                argument: "input_shape")
        }
        self.exampleShape = exampleShape
        self.hidden = hidden
        self.latent = latent
        self.activation = activation
        self.outputActivation = outputActivation
    }

    private func dense(_ units: Int, _ activation: Activation) -> any Layer {
        DenseLayer(units: units, activation: activation)
    }

    /// Images are read and given as rows of numbers.
    private var isFlat: Bool { exampleShape.count == 1 }

    private var decoder: [any Layer] {
        let size = exampleShape.reduce(1, *)
        return hidden.reversed().map { dense($0, activation) } + [dense(size, outputActivation)]
            + (isFlat ? [] : [ReshapeLayer(exampleShape)])
    }

    /// The layers of a variational autoencoder: 2·latent numbers, of which a code of `latent` is drawn.
    ///
    /// - Throws: `Mistake` unless β is finite and at least 0.
    public func variational(beta: Double) throws -> [any Layer] {
        (isFlat ? [] : [FlattenLayer()]) + hidden.map { dense($0, activation) } + [dense(2 * latent, .linear)]
            + [try GaussianSamplingLayer(beta: beta)] + decoder
    }

    /// The layers of a deterministic one.
    ///
    /// - Parameter codeActivation: of the layer that gives the code.
    public func deterministic(codeActivation: Activation = .linear) -> [any Layer] {
        (isFlat ? [] : [FlattenLayer()]) + hidden.map { dense($0, activation) } + [dense(latent, codeActivation)]
            + decoder
    }
}

extension Architecture {
    /// Encoder, sampling and decoder in one: a layer of either keeps its identity, so that models that share it share its
    /// weights.
    ///
    /// - Parameters:
    ///   - encoder: gives 2·latent numbers, or draws the code itself at its end.
    ///   - decoder: reads the code.
    ///   - inputShape: of one example, where the encoder does not know it.
    /// - Throws: `Mistake` naming the half that does not fit, with both shapes.
    public static func variational(
        encoder: Architecture, decoder: Architecture, beta: Double, inputShape: [Int]? = nil
    ) throws -> Architecture {
        for (name, half) in [("encoder", encoder), ("decoder", decoder)] {
            guard half.inputShapes.count == 1, !half.nodes.isEmpty, half.outputSources == nil else {
                throw Mistake(
                    "the \(name) has \(half.inputShapes.count) inputs, \(half.nodes.count) layers and "
                        + "\(half.outputSources?.count ?? 1) outputs",
                    expected: "one input, one output and a layer at least", argument: name)
            }
        }
        var whole = Architecture(inputShapes: [inputShape ?? encoder.inputShapes[0]])
        func append(_ part: Architecture, to source: Source) -> Source {
            var places: [Source] = []
            for node in part.nodes {
                let sources = node.sources.map { from in
                    switch from {
                    case .input: source
                    case .layer(let number): places[number]
                    }
                }
                places.append(whole.add(node.layer, identity: node.identity, reading: sources))
                if case .layer(let number) = places[places.count - 1], node.isFrozen { whole.freeze(number, true) }
            }
            switch part.last {
            case .input: return source
            case .layer(let number): return places[number]
            }
        }
        var code = append(encoder, to: .input(0))
        if encoder.betas.isEmpty {
            code = whole.add(try GaussianSamplingLayer(beta: beta), reading: [code])
        }
        let codePlace = if case .layer(let number) = code { number } else { 0 }
        whole.output = append(decoder, to: code)
        guard let shape = whole.inputShapes[0] else { return whole }
        try checkHalves(whole, shape, codePlace: codePlace, decoderInput: decoder.inputShapes[0])
        return whole
    }

    /// - Throws: `Mistake` where the code is not what the decoder was made for, or the output is not like the input.
    private static func checkHalves(
        _ whole: Architecture, _ shape: [Int], codePlace: Int, decoderInput: [Int]?
    ) throws {
        let plans: [LayerPlan]
        do {
            plans = try whole.plan(inputShapes: [shape])
        } catch var mistake as Mistake {
            mistake.problem = "encoder and decoder do not fit: " + mistake.problem
            throw mistake
        }
        let code = plans[codePlace].output
        if let decoderInput, decoderInput != code {
            throw Mistake(
                "the encoder's code has shape \(code.shapeText) and the decoder was made for \(decoderInput.shapeText)",
                expected: "a decoder for \(code.shapeText): of an encoder's 2·latent outputs half are variances",
                argument: "decoder")
        }
        let output = plans[plans.count - 1].output
        guard output == shape else {
            throw Mistake(
                "the decoder gives examples of shape \(output.shapeText) and the encoder reads \(shape.shapeText)",
                expected: "an output like the input", argument: "decoder")
        }
    }
}
