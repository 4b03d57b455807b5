import Numbers
import RealModule

/// Functions of one variable, for looking at single steps.
extension Landscape {
    /// x², λ = 2 everywhere: the smallest case of every rule's stability limit.
    public static let parabola = Landscape(
        curve: "parabola", "Parabola", "x²", -3...3, minima: [0], minimum: 0, start: -2.5, [.bowl],
        remark: "The plainest case: the rate is stable below 2/f″ = 1.", ParabolaForm())

    /// x⁴: the Hessian vanishes at the minimum, so descent slows down without end.
    public static let quartic = Landscape(
        curve: "quartic", "Quartic", "x⁴", -2...2, minima: [0], minimum: 0, start: -1.8, [.plateau],
        remark: "f″ is zero at the minimum: every rule slows down on the way in.", QuarticForm())

    /// A cubic with a minimum, a maximum and a way to −∞.
    public static let cubic = Landscape(
        curve: "cubic", "Cubic", "x³", -1.5...1.5, others: [0], start: 1.2, [.saddle, .plateau],
        remark: "The slope vanishes at 0, which is no minimum: descent rests there before it falls away.",
        CubicForm())

    /// x·cos πx: minima of different depth one after the other.
    public static let xCosPiX = Landscape(
        curve: "x_cos_pi_x", "x cos πx", "x·cos(πx)", -1...2.5, minima: [1.0904082219467213],
        minimum: -1.0467211246605712, others: [-0.2738526868008509, 0.2738526868008509, 2.0490556507433455],
        start: -0.6, [.multimodal],
        remark: "A shallow minimum stands before the deep one: start and momentum decide which is reached.",
        XCosPiXForm())

    /// tanh² x: a plateau on both sides on which gradients vanish.
    public static let tanhFlat = Landscape(
        curve: "tanh_flat", "Saturating well", "tanh²(x)", -6...6, minima: [0], minimum: 0, start: 3, [.plateau],
        remark: "The gradient vanishes as tanh saturates, like that of a saturated neuron.", TanhFlatForm())

    /// (x² − 1)² + 0.2x: two minima, the left one lower.
    public static let doubleWell = Landscape(
        curve: "double_well", "Tilted double well", "(x² − 1)² + 0.2x", -2...2, minima: [-1.0241203002150503],
        minimum: -0.20244043434482242, others: [0.9739943532312778, 0.050125946983772554], start: 1.8,
        [.multimodal], remark: "Two wells, the left one deeper; the barrier between them is at x = 0.05.",
        DoubleWellForm())

    /// |x|: the slope jumps at the minimum, so fixed steps swing across it.
    public static let absoluteValue = Landscape(
        curve: "absolute_value", "Absolute value", "|x|", -3...3, minima: [0], minimum: 0,
        kinks: [Kink("x = 0") { p in p.x }], start: -2.3, [.discontinuousSlope],
        remark: "The slope is ±1 however near the minimum: a fixed rate ends in a zigzag.", AbsoluteValueForm())

    /// A curve's entry in short form.
    private init(
        curve name: String, _ title: String, _ formula: String, _ range: ClosedRange<Double>, minima: [Double] = [],
        minimum: Double? = nil, others: [Double] = [], kinks: [Kink] = [], start: Double, _ tags: [Tag],
        remark: String, _ form: any ClosedForm
    ) {
        self.init(
            name, title: title, dimension: 1, formula: formula, domain: Domain(x: range, y: -1...1),
            minima: minima.map { Point($0, 0) }, minimum: minimum,
            otherCriticalPoints: others.map { Point($0, 0) }, kinks: kinks, start: Point(start, 0),
            tags: [.curve] + tags, source: "textbook curve", remark: remark, surface: form)
    }
}

private struct ParabolaForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * x }
}

private struct QuarticForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { S.square(x * x) }
}

private struct CubicForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { S.cube(x) }
}

private struct XCosPiXForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { x * S.cos(Double.pi * x) }
}

private struct TanhFlatForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { S.square(S.tanh(x)) }
}

private struct DoubleWellForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S {
        let well: S = x * x - 1.0
        return well * well + 0.2 * x
    }
}

private struct AbsoluteValueForm: ClosedForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> S { S.abs(x) }
}
