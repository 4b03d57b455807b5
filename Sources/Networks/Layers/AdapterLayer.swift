internal import Answers
public import Tensors

/// y = x + f(x·D + d)·U + u on the last axis: a bottleneck with a way around it, put between the layers of a network that is held
/// (Houlsby et al. 2019, section 2.1).
///
/// `down_kernel` D (in, width), `down_bias` d (width,), `up_kernel` U (width, in), `up_bias` u (in,): 2·in·width + width + in numbers.
/// D and U are drawn from a normal distribution of deviation 0.01, redrawn beyond two deviations, and d and u are zero, so the layer begins
/// as almost the identity.
public struct AdapterLayer: Layer {
    /// Columns of D, at least 1.
    public let width: Int
    /// f, a function of one number.
    public let activation: Activation
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter width: at least 1.
    /// - Throws: `Mistake` for a width below 1, and a function of whole rows.
    public init(width: Int, activation: Activation = .relu, name: String? = nil) throws {
        guard width >= 1 else {
            throw Mistake("an adapter of width \(width)", expected: "at least 1", try: "width=4", argument: "width")
        }
        guard activation.element != nil else {
            throw Mistake(
                "an adapter with \(activation.name)", expected: "a function of one number", try: "\"relu\"",
                argument: "activation")
        }
        (self.width, self.activation, givenName) = (width, activation, name)
    }

    /// `adapter`
    public var kind: String { "adapter" }
    /// Under the word's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("width", .whole(width)), ("activation", .text(activation.name))]
    }
    /// `Adapter(4)`, defaults left out.
    public var summary: String {
        "Adapter(\(width)" + (activation == .relu ? ")" : ", activation=\(activation.argument))")
    }

    /// Any shape with an axis of features, which stays.
    ///
    /// - Throws: `Mistake` for a single number as input.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "Adapter")
        guard let columns = shape.last else {
            throw Mistake("Adapter reads a single number", expected: "at least one axis of features")
        }
        let small = Initialiser.truncatedNormal(mean: 0, deviation: 0.01)
        return LayerPlan(
            output: shape,
            parameters: [
                ParameterPlan("down_kernel", [columns, width], small), ParameterPlan("down_bias", [width], .zeros),
                ParameterPlan("up_kernel", [width, columns], small), ParameterPlan("up_bias", [columns], .zeros),
            ])
    }

    /// The input and what the bottleneck makes of it.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let p = place.parameters
        let narrow = tape.dense(place.inputs[0], weights: p[0], bias: p[1], function: activation.element ?? .linear)
        return tape.add(place.inputs[0], tape.dense(narrow, weights: p[2], bias: p[3]))
    }
}

extension AdapterLayer: StepwiseLayer {}
