/// A layer whose activation can be left to the loss.
public protocol HeadLayer: Layer {
    /// What is applied last.
    var activation: Activation { get }
    /// The same layer without it.
    var withoutActivation: any Layer { get }
}

extension DenseLayer: HeadLayer {
    /// The same weighted sums, for a loss that includes the activation.
    public var withoutActivation: any Layer {
        var copy = self
        copy.activation = .linear
        return copy
    }
}
