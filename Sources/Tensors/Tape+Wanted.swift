/// A tape that serves two ends: to learn its own parameters, or to hand a gradient through to what stands before it.
extension Tape {
    /// Chooses which gradients `backward` computes from here on. A tape that was recorded with gradients computes all of them
    /// unless told otherwise; what is not wanted costs nothing.
    ///
    /// - Parameters:
    ///   - parameters: those of the parameters; where they are not wanted, zeros stand in their place afterwards.
    ///   - inputs: matrices that were recorded with `needsGradient`.
    ///   - inputGradients: whether those of the inputs are wanted.
    public func want(parameters: Bool, of inputs: [Matrix], inputGradients: Bool) {
        guard let places else { return }
        for index in slots.indices where slots[index].gradient != nil { places[index].needsGradient = parameters }
        for input in inputs where slots[input.index].needsGradient {
            places[input.index].needsGradient = inputGradients
        }
    }

    /// Whether an example's output depends on the others in the batch (batch statistics), so that a batch cannot be taken in parts.
    public var couplesExamples: Bool { operations.contains(where: \.couplesExamples) }
}
