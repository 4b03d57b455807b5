internal import Answers
public import Tensors

/// While training each number is dropped with probability `rate` and the others grow by 1/(1 − rate).
public struct DropoutLayer: Layer {
    public var rate: Double
    public var givenName: String?

    /// - Throws: `Mistake` unless 0 ≤ rate < 1.
    public init(rate: Double, name: String? = nil) throws {
        guard rate >= 0, rate < 1 else {
            throw Mistake("a dropout rate of \(rate.short())", expected: "at least 0 and below 1", try: "Dropout(0.3)")
        }
        self.rate = rate
        givenName = name
    }

    public var kind: String { "dropout" }
    public var summary: String { "Dropout(\(rate.short()))" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan { LayerPlan(output: try Self.one(inputs, "Dropout")) }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        rate == 0 ? place.inputs[0] : tape.drop(place.inputs[0], rate: Float(rate), number: place.number)
    }
}
