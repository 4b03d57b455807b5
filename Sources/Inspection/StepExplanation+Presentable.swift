public import Answers
internal import Optimizers

/// A training step in the same words as a step on a landscape.
extension StepExplanation: Presentable {
    /// `explanation of a training step`
    public static var kind: String { "explanation of a training step" }

    /// Which step of which optimizer on which model.
    public var summary: String { "step \(step) of \(optimizer.summary) on \(model)" }

    /// The step of the chosen weights line by line, then what holds for all.
    public func table(width: Int) -> String {
        var rows: [[String]] = [[""] + names + ["from"]]
        rows.append(row("θ", before, "where the step begins"))
        for quantity in quantities where quantity.isPerCoordinate {
            rows.append(row(quantity.name, quantity.values, quantity.formula))
        }
        rows.append(row("Δθ", update, "the whole step, as rounding θ new left it"))
        rows.append(row("θ new", after, "θ + Δθ"))
        rows.append(
            ["effective rate"] + effectiveRates.map { $0?.short(6) ?? "–" } + [
                "−Δθ/g: the rate plain descent would need"
            ])
        var lines = TextTable.wrap("\(summary), rate \(rate.short(6))", width)
        if !optimizer.constants.isEmpty {
            lines += TextTable.wrap("with " + optimizer.constants.joined(separator: ", "), width - 2).map { "  " + $0 }
        }
        lines.append("  a batch of \(batchRows) row\(batchRows == 1 ? "" : "s"), loss \(loss.short(6))")
        for remark in quantities where remark.values.isEmpty { lines.append("  \(remark.formula)") }
        for scalar in quantities where !scalar.isPerCoordinate && !scalar.values.isEmpty {
            lines.append("  \(scalar.name) = \(scalar.values[0].short(8))   \(scalar.formula)")
        }
        lines += TextTable.lines(rows, width: width, overflow: .below)
        lines += conclusions.flatMap { TextTable.wrap($0, width - 2) }.map { "  " + $0 }
        return lines.joined(separator: "\n")
    }

    /// What the step did to the loss and whether the rate is stable there.
    public var sentence: String {
        "Step \(step) of \(optimizer.summary) moved all weights by \(stepLength.short(4)); "
            + conclusions.joined(separator: "; ") + "."
    }

    /// Every number of the table by name.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "optimizer": .string(optimizer.summary), "step": .integer(step),
            "rate": .number(rate), "weights": .array(names.map { .string($0) }),
            "before": .array(before.map(JSON.number)), "after": .array(after.map(JSON.number)),
            "gradient": .array(gradient.map(JSON.number)), "update": .array(update.map(JSON.number)),
            "quantities": .array(quantities.map(\.json)),
            "effective_rate": .array(effectiveRates.map { $0.map(JSON.number) ?? .null }),
            "gradient_norm": .number(gradientNorm), "step_length": .number(stepLength),
            "angle": angle.map(JSON.number) ?? .null, "loss": .number(loss),
            "actual_decrease": .number(actualDecrease), "predicted_decrease": .number(predictedDecrease),
            "curvature_along_step": .number(curvatureAlongStep),
            "eigenvalues": curvature.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null,
            "preconditioned_sharpness": preconditionedSharpness.map(JSON.number) ?? .null,
            "largest_stable_rate": largestStableRate.map(JSON.number) ?? .null,
        ])
    }

    private func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
        [name] + names.indices.map { $0 < values.count ? values[$0].short(8) : "" } + [formula]
    }

    private var conclusions: [String] {
        var lines = ["over all \(weightCount) weights: |g| \(gradientNorm.short(5)), |Δθ| \(stepLength.short(5))"]
        if let angle { lines.append("angle to −gradient \(angle.short(4))°") }
        lines.append(
            "decrease \(actualDecrease.short(5)), predicted \(predictedDecrease.short(5)) by gradient and Hessian")
        if let curvature {
            lines.append(
                "curvature here from \(curvature.lowerBound.short(5)) to \(curvature.upperBound.short(5)), along the step "
                    + curvatureAlongStep.short(5))
        }
        if let limit = largestStableRate, let λ = preconditionedSharpness, let stabilityLimit {
            let verdict = rate > limit ? "above" : "within"
            lines.append("largest stable rate here \(limit.short(5)): \(rate.short(5)) is \(verdict) it")
            lines.append(
                "(\(stabilityLimit.short(4))/\(λ.short(5)), λmax of D^½HD^½ with D the rule's step per gradient)")
        }
        return lines
    }
}
