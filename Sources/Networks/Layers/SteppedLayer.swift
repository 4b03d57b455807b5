internal import Answers
public import Tensors

/// A layer that can be computed one step of a sequence after the other, with what it remembers of the earlier ones: what an output
/// at a step is made of lies at that step or before it.
///
/// A layer that treats every step by itself needs nothing for this.
public protocol SteppedLayer: Layer {
    /// Writes the operations of one step on a tape that only computes forward.
    ///
    /// - Parameters:
    ///   - place: as of `record`, with shapes of a single step; parameters are those of the whole sequence.
    ///   - steps: where in the sequence the step stands.
    /// - Throws: `Mistake` where later steps would be needed, or there is no memory for the earlier ones.
    func recordStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix
}

extension SelfAttentionLayer: SteppedLayer {
    /// The newest query against all keys so far.
    ///
    /// - Throws: `Mistake` for attention that looks ahead.
    public func recordStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix {
        guard isCausal else {
            throw Mistake(
                "\(summary) looks at later steps, which are not there yet", expected: "causal attention",
                try: "MultiHeadAttention(\(heads), causal=True)")
        }
        let p = place.parameters
        let projected = tape.dense(place.inputs[0], weights: p[0], bias: p[1])
        return tape.dense(
            try tape.attendNext(projected, heads: heads, at: steps), weights: p[2], bias: p[3])
    }
}

extension PositionEmbeddingLayer: SteppedLayer {
    /// y = x + E[t]
    public func recordStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix {
        tape.addRow(of: place.parameters[0], at: steps, to: place.inputs[0])
    }
}

extension RecurrentLayer: SteppedLayer {
    /// h from the h before it.
    ///
    /// - Throws: `Mistake` for a layer that gives its last state alone.
    public func recordStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix {
        guard returnsSequences else {
            throw Mistake(
                "\(summary) gives its last state alone", expected: "a state for each step", try: "return_sequences=True"
            )
        }
        let p = place.parameters
        let a = tape.dense(place.inputs[0], weights: p[0], bias: p[2])
        switch cell {
        case .simple:
            return try tape.simpleRecurrenceNext(
                a, recurrent: p[1], function: activation.element ?? .tanh, at: steps)
        case .gru: return try tape.gatedRecurrenceNext(a, recurrent: p[1], recurrentBias: p[3], at: steps)
        case .lstm: return try tape.longShortTermNext(a, recurrent: p[1], at: steps)
        }
    }
}

extension ResidualLayer: SteppedLayer {
    /// y = x + block(x), each layer of the block at this step.
    public func recordStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix {
        try recorded(on: tape, place) { try $0.recordOneStep(on: tape, $1, at: steps) }
    }
}

extension Layer {
    /// One step, by whatever way the layer has.
    ///
    /// - Throws: `Mistake` where the layer needs more than one step at a time.
    func recordOneStep(on tape: Tape, _ place: LayerPlace, at steps: SequencePlace) throws -> Matrix {
        if let embedding = self as? EmbeddingLayer, embedding.masksZero {
            throw Mistake(
                "\(summary) lets steps not count, which is known of a whole sequence only",
                expected: "an Embedding without mask_zero")
        }
        if let layer = self as? any SteppedLayer { return try layer.recordStep(on: tape, place, at: steps) }
        guard self is any StepwiseLayer || self is EmbeddingLayer else {
            throw Mistake(
                "\(summary) needs a whole sequence at once",
                expected:
                    "layers that go from left to right: embeddings, dense and recurrent layers, causal attention, "
                    + "normalisation of each step, Residual and Add")
        }
        return try record(on: tape, place)
    }
}
