internal import Answers
public import Tensors

/// The same numbers, with a penalty on them that is added to the loss: (l1·Σ|x| + l2·Σx²)/n over the n examples of a batch.
public struct ActivityPenaltyLayer: Layer {
    let penalty: Regulariser
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer that adds (l1·Σ|x| + l2·Σx²)/n to the loss of n examples; Keras's `ActivityRegularization`.
    public init(_ penalty: Regulariser, name: String? = nil) {
        self.penalty = penalty
        givenName = name
    }

    /// `activity_regularization`
    public var kind: String { "activity_regularization" }
    /// `ActivityRegularization(l1=0, l2=0.01)`
    public var summary: String { "ActivityRegularization(l1=\(penalty.l1.short()), l2=\(penalty.l2.short()))" }

    /// Always: l1·Σ|x| + l2·Σx², the mean over the batch.
    public var addsToLoss: Bool { true }

    /// Any shape of one example, which stays; no parameters.
    ///
    /// - Throws: `Mistake` for several inputs.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        LayerPlan(output: try Self.one(inputs, "ActivityRegularization"))
    }

    /// y = x; the penalty goes into the loss, and its slope l1·sign(x) + 2·l2·x into the gradient.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.penalised(place.inputs[0], l1: penalty.l1, l2: penalty.l2)
    }
}

extension ActivityPenaltyLayer: StepwiseLayer {}
