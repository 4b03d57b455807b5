internal import Numbers
public import Tensors

/// An activation as a layer of its own.
public struct ActivationLayer: HeadLayer {
    public var activation: Activation
    public var givenName: String?

    public init(_ activation: Activation, name: String? = nil) {
        self.activation = activation
        givenName = name
    }

    public var kind: String { "activation" }
    public var summary: String { "Activation('\(activation.name)')" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan { LayerPlan(output: try Self.one(inputs, "Activation")) }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix { activation.record(on: tape, place.inputs[0]) }
    public var withoutActivation: any Layer { ActivationLayer(.linear, name: givenName) }
}

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

/// All numbers of an example in one row.
public struct FlattenLayer: Layer {
    public var givenName: String?

    public init(name: String? = nil) { givenName = name }

    public var kind: String { "flatten" }
    public var summary: String { "Flatten()" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Flatten")
        guard let count = input.numbers else {
            throw Mistake("\(input.shapeText) has too many numbers for one row", expected: "a smaller shape")
        }
        return LayerPlan(output: [count])
    }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: place.output[0], rowsPerExample: 1)
    }
}

/// The same numbers of an example in another shape.
public struct ReshapeLayer: Layer {
    public var shape: [Int]
    public var givenName: String?

    public init(_ shape: [Int], name: String? = nil) {
        self.shape = shape
        givenName = name
    }

    public var kind: String { "reshape" }
    public var summary: String { "Reshape(\(shape.shapeText))" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Reshape")
        guard !shape.isEmpty, let count = shape.numbers, count == input.numbers else {
            func told(_ shape: [Int]) -> String { shape.numbers.map(String.init) ?? "too many" }
            throw Mistake(
                "\(input.shapeText) has \(told(input)) numbers and \(shape.shapeText) has \(told(shape))",
                expected: "a shape with as many numbers")
        }
        return LayerPlan(output: shape)
    }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: shape.exampleColumns, rowsPerExample: shape.exampleRows)
    }
}
