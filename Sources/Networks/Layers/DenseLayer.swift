internal import Answers
public import Tensors

/// y = f(x·W + b) on the last axis. `kernel` is W[in, units], `bias` b[units].
///
/// Keras: `Dense`, glorot_uniform kernel and zero bias. PyTorch's `Linear` draws both from U(±1/√in).
public struct DenseLayer: Layer {
    /// Numbers in a row of the output, at least 1.
    public let units: Int
    /// f, applied to every output, or to every row where it is a softmax.
    public var activation: Activation
    let usesBias: Bool
    /// What the first weights are drawn by.
    public var kernelInitialiser: Initialiser
    let biasInitialiser: Initialiser
    /// The penalty on the weights; nil for none.
    public var kernelRegulariser: Regulariser?
    let biasRegulariser: Regulariser?
    let kernelConstraint: Constraint?
    let biasConstraint: Constraint?
    let activityRegulariser: Regulariser?
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer (…, n) → (…, units) with Keras's defaults: Glorot's uniform kernel (n, units), a bias of zeros.
    ///
    /// - Parameter units: at least 1; `plan` refuses others.
    public init(
        units: Int, activation: Activation = .linear, usesBias: Bool = true,
        kernelInitialiser: Initialiser = .glorotUniform, biasInitialiser: Initialiser = .zeros,
        kernelRegulariser: Regulariser? = nil, biasRegulariser: Regulariser? = nil,
        kernelConstraint: Constraint? = nil, biasConstraint: Constraint? = nil,
        activityRegulariser: Regulariser? = nil, name: String? = nil
    ) {
        self.activityRegulariser = activityRegulariser
        self.units = units
        self.activation = activation
        self.usesBias = usesBias
        self.kernelInitialiser = kernelInitialiser
        self.biasInitialiser = biasInitialiser
        self.kernelRegulariser = kernelRegulariser
        self.biasRegulariser = biasRegulariser
        self.kernelConstraint = kernelConstraint
        self.biasConstraint = biasConstraint
        self.givenName = name
    }

    /// The same with a penalty on its kernel; nil where it has one already.
    public func penalised(by regulariser: Regulariser) -> DenseLayer? {
        guard kernelRegulariser == nil else { return nil }
        return DenseLayer(
            units: units, activation: activation, usesBias: usesBias, kernelInitialiser: kernelInitialiser,
            biasInitialiser: biasInitialiser, kernelRegulariser: regulariser, biasRegulariser: biasRegulariser,
            kernelConstraint: kernelConstraint, biasConstraint: biasConstraint,
            activityRegulariser: activityRegulariser, name: givenName)
    }

    /// Where there is a penalty on its outputs.
    public var addsToLoss: Bool { activityRegulariser != nil }

    /// `dense`
    public var kind: String { "dense" }

    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [
            ("units", .whole(units)), ("activation", .text(activation.name)), ("use_bias", .flag(usesBias)),
        ]
    }
    /// `Dense(64, activation='relu', use_bias=False)`, defaults left out.
    public var summary: String {
        "Dense(\(units)" + (activation == .linear ? "" : ", activation=\(activation.argument)")
            + (usesBias ? "" : ", use_bias=False") + ")"
    }

    /// (…, in) → (…, units); `kernel` (in, units), `bias` (units,).
    ///
    /// - Throws: `Mistake` for a single number as input, and no unit.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard units > 0 else { throw Mistake("Dense has \(units) units", expected: "at least 1") }
        let shape = try Self.one(inputs, "Dense")
        guard let columns = shape.last else {
            throw Mistake("Dense reads a single number", expected: "at least one axis of features")
        }
        var parameters = [
            ParameterPlan(
                "kernel", [columns, units], kernelInitialiser, regulariser: kernelRegulariser,
                constraint: kernelConstraint)
        ]
        if usesBias {
            let initialiser = biasInitialiser == .torchLinear ? .torchBias(fanIn: columns) : biasInitialiser
            parameters.append(
                ParameterPlan("bias", [units], initialiser, regulariser: biasRegulariser, constraint: biasConstraint))
        }
        return LayerPlan(output: shape.dropLast() + [try activation.outputColumns(of: units)], parameters: parameters)
    }

    /// y = f(x·W + b), one operation where f is a function of one number.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let bias = usesBias ? place.parameters[1] : nil
        let output: Matrix
        if let function = activation.element {
            output = tape.dense(place.inputs[0], weights: place.parameters[0], bias: bias, function: function)
        } else {
            output = activation.record(on: tape, tape.dense(place.inputs[0], weights: place.parameters[0], bias: bias))
        }
        guard let penalty = activityRegulariser else { return output }
        return tape.penalised(output, l1: penalty.l1, l2: penalty.l2)
    }
}

extension DenseLayer: StepwiseLayer {}
