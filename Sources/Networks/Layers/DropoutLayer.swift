internal import Answers
public import Tensors

/// While training each number is dropped with probability `rate` and the others grow by 1/(1 − rate).
public struct DropoutLayer: Layer {
    let rate: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter rate: the probability with which a number becomes 0.
    /// - Throws: `Mistake` unless 0 ≤ rate < 1.
    public init(rate: Double, name: String? = nil) throws {
        guard rate >= 0, rate < 1 else {
            throw Mistake(
                "a dropout rate of \(rate.short())", expected: "at least 0 and below 1", try: "Dropout(0.3)",
                argument: "rate")
        }
        self.rate = rate
        givenName = name
    }

    /// `dropout`
    public var kind: String { "dropout" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("rate", .number(rate))]
    }
    /// `Dropout(0.3)`
    public var summary: String { "Dropout(\(rate.short()))" }
    /// Any shape of one example, which stays; no parameters.
    ///
    /// - Throws: `Mistake` for several inputs.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan { LayerPlan(output: try Self.one(inputs, "Dropout")) }
    /// y = x·m/(1 − rate), m 0 with probability `rate` and 1 otherwise, drawn by the model's seed, the step and the
    /// layer's number; y = x when not training (Srivastava et al. 2014, in the inverted form of every framework).
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        rate == 0 ? place.inputs[0] : tape.drop(place.inputs[0], rate: Float(rate), number: place.number)
    }
}

extension DropoutLayer: StepwiseLayer {}
