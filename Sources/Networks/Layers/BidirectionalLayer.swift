internal import Answers
public import Tensors

/// A recurrent layer that reads each sequence forwards and one like it that reads it backwards (Schuster & Paliwal 1997).
public struct BidirectionalLayer: Layer {
    /// What becomes of the two outputs: Keras's `merge_mode`.
    public enum Merge: String, Sendable, CaseIterable { case concat, sum, mul }
    let inner: any Layer
    let merge: Merge
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter inner: what reads forwards; the other one has the same sizes and weights of its own.
    public init(_ inner: any Layer, merge: Merge = .concat, name: String? = nil) {
        (self.inner, self.merge) = (inner, merge)
        givenName = name
    }

    /// `bidirectional`
    public var kind: String { "bidirectional" }
    /// `Bidirectional(LSTM(6))`
    public var summary: String {
        "Bidirectional(\(inner.summary)" + (merge == .concat ? ")" : ", merge_mode='\(merge.rawValue)')")
    }

    /// As the layer inside, with twice the units where both outputs stand side by side.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let plan = try inner.plan(inputs)
        let parameters = ["forward", "backward"].flatMap { side in
            plan.parameters.map { parameter in
                var own = parameter
                own.name = "\(side)_\(parameter.name)"
                return own
            }
        }
        let width = plan.output.exampleColumns * (merge == .concat ? 2 : 1)
        return LayerPlan(output: plan.output.dropLast() + [width], parameters: parameters)
    }

    /// Both readings; the states of the backward one stand at the steps they belong to.
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let half = place.parameters.count / 2
        var (forwards, backwards) = (place, place)
        forwards.parameters = Array(place.parameters.prefix(half))
        backwards.parameters = Array(place.parameters.suffix(half))
        backwards.inputs = [tape.reverseRows(place.inputs[0])]
        backwards.mask = place.mask.map(tape.reverseRows)
        let a = try inner.record(on: tape, forwards)
        var b = try inner.record(on: tape, backwards)
        if place.output.count == 2 { b = tape.reverseRows(b) }
        switch merge {
        case .concat: return tape.concatenate([a, b])
        case .sum: return tape.add(a, b)
        case .mul: return tape.multiply(a, b)
        }
    }

    /// That of the input, where all states come out.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { inner.mask(on: tape, place) }
}

/// A layer that does the same to each step of a sequence: Keras's `TimeDistributed`.
public struct TimeDistributedLayer: Layer {
    let inner: any Layer
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter inner: what is done to one step.
    public init(_ inner: any Layer, name: String? = nil) {
        self.inner = inner
        givenName = name
    }

    /// `time_distributed`
    public var kind: String { "time_distributed" }
    /// `TimeDistributed(Dense(1))`
    public var summary: String { "TimeDistributed(\(inner.summary))" }
    /// Where the layer inside does.
    public var addsToLoss: Bool { inner.addsToLoss }

    /// (steps, …) → (steps, …) of what the layer makes of one step.
    ///
    /// - Throws: `Mistake` for a layer that looks at more than the last axis.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "TimeDistributed")
        guard shape.count >= 2 else {
            throw Mistake(
                "TimeDistributed is given examples of shape \(shape.shapeText)", expected: "sequences (steps, …)")
        }
        if isFlattening {
            return LayerPlan(output: [shape[0], shape.dropFirst().reduce(1, *)])
        }
        let step = try inner.plan([Array(shape.dropFirst())])
        let whole = try inner.plan([shape])
        guard whole.output == [shape[0]] + step.output, whole.parameters.map(\.shape) == step.parameters.map(\.shape)
        else {
            throw Mistake(
                "\(inner.summary) does not read the last axis alone",
                expected: "a layer that does the same to every row, such as Dense, Dropout, Activation or Flatten")
        }
        return whole
    }

    private var isFlattening: Bool { inner is FlattenLayer }

    /// The layer on all steps at once: they are rows.
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        if isFlattening {
            return tape.reshaped(place.inputs[0], columns: place.output[1], rowsPerExample: place.output[0])
        }
        return try inner.record(on: tape, place)
    }
}

extension TimeDistributedLayer: StepwiseLayer {}
