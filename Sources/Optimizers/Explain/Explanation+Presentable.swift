public import Answers
import Numbers

extension Explanation: Presentable {
    /// `explanation`
    public static var kind: String { "explanation" }

    /// `step 17 of Adam(lr=0.05) on rosenbrock`
    public var summary: String { "step \(step) of \(optimizer.summary) on \(objective.name)" }

    /// Every quantity of the step with its formula, in the order of the rule: it can be redone by hand.
    public func table(width: Int) -> String {
        var rows: [[String]] = [["", "x"] + (dimension == 2 ? ["y"] : []) + ["from"]]
        rows.append(row("θ", [before.x, before.y], "where the step begins"))
        for quantity in quantities where quantity.isPerCoordinate {
            rows.append(row(quantity.name, quantity.values, quantity.formula))
        }
        rows.append(row("Δθ", [update.x, update.y], "the whole step"))
        rows.append(row("θ new", [after.x, after.y], "θ + Δθ"))
        rows.append(
            ["effective rate"] + effectiveRates.map { $0?.short(6) ?? "–" } + [
                "−Δθ/g: the rate plain descent would need"
            ])
        var lines = ["\(summary), rate \(rate.short(6))"]
        if !optimizer.constants.isEmpty {
            lines += TextTable.wrap("with " + optimizer.constants.joined(separator: ", "), width - 2).map { "  " + $0 }
        }
        for remark in quantities where remark.values.isEmpty { lines.append("  \(remark.formula)") }
        let scalars = quantities.filter { !$0.isPerCoordinate && !$0.values.isEmpty }
        for scalar in scalars { lines.append("  \(scalar.name) = \(scalar.values[0].short(8))   \(scalar.formula)") }
        lines += TextTable.lines(rows, width: width, overflow: .below)
        lines += conclusions.map { "  " + $0 }
        return lines.joined(separator: "\n")
    }

    /// From where to where, and what gradient and Hessian had promised.
    public var sentence: String {
        "Step \(step) of \(optimizer.summary) on \(objective.name) went from \(before.short(4, dimension: dimension)) to "
            + "\(after.short(4, dimension: dimension)); " + conclusions.joined(separator: "; ") + "."
    }

    /// The step's quantities, decrease, curvature and largest stable rate.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "landscape": .string(objective.name), "optimizer": .string(optimizer.summary),
            "step": .integer(step), "rate": .number(rate), "before": .point(before, dimension: dimension),
            "after": .point(after, dimension: dimension), "gradient": .point(gradient, dimension: dimension),
            "update": .point(update, dimension: dimension),
            "quantities": .array(quantities.map(\.json)),
            "effective_rate": .array(effectiveRates.map { $0.map(JSON.number) ?? .null }),
            "angle": angle.map(JSON.number) ?? .null, "actual_decrease": .number(actualDecrease),
            "predicted_decrease": .number(predictedDecrease),
            "hessian": .array([
                .array([.number(hessian.xx), .number(hessian.xy)]), .array([.number(hessian.xy), .number(hessian.yy)]),
            ]),
            "eigenvalues": .array([.number(hessian.eigenvalues.smaller), .number(hessian.eigenvalues.larger)]),
            "largest_stable_rate": largestStableRate.map(JSON.number) ?? .null,
        ])
    }

    private var dimension: Int { objective.dimension }

    private func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
        [name] + (0..<dimension).map { $0 < values.count ? values[$0].short(8) : "" } + [formula]
    }

    private var conclusions: [String] {
        var lines: [String] = []
        if let angle { lines.append("angle to −gradient \(angle.short(4))°") }
        lines.append(
            "decrease \(actualDecrease.short(5)), predicted \(predictedDecrease.short(5)) by gradient and Hessian")
        let λ = hessian.eigenvalues
        let curvature = dimension == 1 ? hessian.xx.short(5) : "\(λ.smaller.short(5)) and \(λ.larger.short(5))"
        lines.append("curvature here \(curvature)")
        if let limit = largestStableRate {
            let verdict = rate > limit ? "above" : "within"
            lines.append("largest stable rate here \(limit.short(5)): \(rate.short(5)) is \(verdict) it")
        }
        return lines
    }
}

extension Quantity {
    /// Name, formula and values.
    public var json: JSON {
        .members([
            "name": .string(name), "formula": .string(formula), "values": .array(values.map(JSON.number)),
        ])
    }
}
