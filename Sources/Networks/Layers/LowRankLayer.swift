internal import Answers
public import Tensors

/// y = f(x·W + b + (α/r)·(x·A)·B): a Dense layer that is held where it is, and a change of rank r beside it that is learnt (LoRA, Hu et
/// al. 2021, equation 3).
///
/// `kernel` W (in, units) and `bias` b (units,) are those of the layer inside and are held. `lora_kernel_a` A (in, r) is drawn at random and
/// `lora_kernel_b` B (r, units) is zero, so the layer begins as what it wraps. Names and the draw of A are those of Keras's
/// `Dense.enable_lora`, α = r is its default. The paper writes columns, h = W·x + B·A·x; here examples are rows.
///
/// x·A has r numbers a row, so a pass costs r·(in + units) more multiplications than W alone, and the gradient of W is not computed.
public struct LowRankLayer: Layer {
    /// The layer whose numbers are held.
    public let base: DenseLayer
    /// Columns of A and rows of B, at least 1 and at most the shorter side of W.
    public let rank: Int
    /// α: the change counts α/r times.
    public let alpha: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameters:
    ///   - base: what is held.
    ///   - rank: at least 1.
    ///   - alpha: nil for `rank`, which makes the factor 1.
    /// - Throws: `Mistake` for a rank below 1, and an α that is no number above 0.
    public init(_ base: DenseLayer, rank: Int, alpha: Double? = nil, name: String? = nil) throws {
        guard rank >= 1 else {
            throw Mistake(
                "LoRA of rank \(rank)", expected: "at least 1: a change of rank 0 is none", try: "rank=2",
                argument: "rank")
        }
        let alpha = alpha ?? Double(rank)
        guard alpha > 0, alpha.isFinite else {
            throw Mistake(
                "alpha = \(alpha.short())", expected: "a number above 0: the change counts alpha/rank times",
                argument: "alpha")
        }
        (self.base, self.rank, self.alpha, givenName) = (base, rank, alpha, name)
    }

    /// α/r, by which the product of A and B is multiplied before it is added to the kernel.
    public var factor: Double { alpha / Double(rank) }

    /// `lora`
    public var kind: String { "lora" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        base.settings + [("lora_rank", .whole(rank)), ("lora_alpha", .number(alpha))]
    }
    /// `LoRA(Dense(64, activation='relu'), rank=2)`, defaults left out.
    public var summary: String {
        "LoRA(\(base.summary), rank=\(rank)" + (alpha == Double(rank) ? ")" : ", alpha=\(alpha.short(9)))")
    }

    /// Where there is a penalty on its outputs.
    public var addsToLoss: Bool { base.addsToLoss }
    /// What is inside is held.
    public var mayHold: Bool { true }
    /// Everything but A and B is held.
    public func holds(_ role: String) -> Bool { role != LowRankLayer.a && role != LowRankLayer.b }

    /// The role of A, (in, r), in the names of parameters: `dense/lora_kernel_a`.
    public static let a = "lora_kernel_a"
    /// The role of B, (r, units), in the names of parameters: `dense/lora_kernel_b`.
    public static let b = "lora_kernel_b"

    /// The shapes of the layer inside; `lora_kernel_a` (in, r) and `lora_kernel_b` (r, units) after its own tensors.
    ///
    /// - Throws: `Mistake` for a rank above the kernel's shorter side, and as the layer inside.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        var plan = try base.plan(inputs)
        guard let kernel = plan.parameters.first?.shape, kernel.count == 2 else { return plan }
        let most = Swift.min(kernel[0], kernel[1])
        guard rank <= most else {
            throw Mistake(
                "LoRA of rank \(rank) for a kernel of shape \(kernel.shapeText)",
                expected: "at most \(most): no matrix of that shape has a higher rank", try: "rank=\(most)",
                argument: "rank")
        }
        // A penalty on what does not move is a constant; a constraint has nothing to hold back.
        for place in plan.parameters.indices {
            plan.parameters[place].regulariser = nil
            plan.parameters[place].constraint = nil
        }
        plan.parameters += [
            ParameterPlan(LowRankLayer.a, [kernel[0], rank], .heUniform),
            ParameterPlan(LowRankLayer.b, [rank, kernel[1]], .zeros),
        ]
        return plan
    }

    /// f of the sum of both products.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let own = place.parameters.count - 2
        let (a, b) = (place.parameters[own], place.parameters[own + 1])
        let held = tape.dense(place.inputs[0], weights: place.parameters[0], bias: own > 1 ? place.parameters[1] : nil)
        // The factor is taken where there are fewest numbers.
        var narrow = tape.dense(place.inputs[0], weights: a, bias: nil)
        if factor != 1 { narrow = tape.scale(narrow, by: Float(factor)) }
        let change = tape.dense(narrow, weights: b, bias: nil)
        let output = base.activation.record(on: tape, tape.add(held, change))
        guard let penalty = base.activityRegulariser else { return output }
        return tape.penalised(output, l1: penalty.l1, l2: penalty.l2)
    }
}

extension LowRankLayer: StepwiseLayer {}

extension LowRankLayer: HeadLayer {
    /// That of the layer inside.
    public var activation: Activation { base.activation }
    /// The same sums, for a loss that includes the activation.
    public var withoutActivation: any Layer {
        var plain = base
        plain.activation = .linear
        return (try? LowRankLayer(plain, rank: rank, alpha: alpha, name: givenName)) ?? self
    }
}
