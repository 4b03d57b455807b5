internal import Answers
public import Tensors

/// An activation as a layer of its own.
public struct ActivationLayer: HeadLayer {
    /// f, applied to every number, or to every row where it is a softmax.
    public var activation: Activation
    /// The layer's own class where it has one: `ReLU`.
    private let word: String?
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer without parameters.
    ///
    /// - Parameter word: the class that does nothing else, `ReLU`; nil for `Activation('relu')`.
    public init(_ activation: Activation, word: String? = nil, name: String? = nil) {
        self.activation = activation
        self.word = word
        givenName = name
    }

    /// `activation`, or that of its class: `leaky_re_lu`.
    public var kind: String { KerasName.snake(word ?? "Activation") }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("activation", .text(activation.name))]
    }
    /// `Activation('tanh')`, or the word of its own: `LeakyReLU(0.2)`.
    public var summary: String {
        guard let word, activation.layer.hasPrefix("Activation(") else { return activation.layer }
        return "\(word)()"
    }
    /// Any shape, which stays; GLU halves the last axis.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "Activation")
        guard let columns = shape.last else { return LayerPlan(output: shape) }
        return LayerPlan(output: shape.dropLast() + [try activation.outputColumns(of: columns)])
    }
    /// Without a function its output is a copy: a loss that includes the activation writes probabilities there, and the layer
    /// before may still read its own.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let x = place.inputs[0]
        guard activation == .linear else { return activation.record(on: tape, x) }
        return tape.reshaped(x, columns: tape.columns(of: x), rowsPerExample: tape.rowsPerExample(of: x))
    }
    /// A layer that passes its input on.
    public var withoutActivation: any Layer { ActivationLayer(.linear, word: word, name: givenName) }
}

extension ActivationLayer: StepwiseLayer {}
