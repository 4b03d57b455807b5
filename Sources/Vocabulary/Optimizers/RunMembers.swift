import Language
import Answers
import Numbers
import Optimizers

/// What can be asked of a run, a comparison and an explanation.
enum RunMembers {
    static let members: [Member] = run + comparison + explanation

    private static let run: [Member] = [
        .attribute("path", of: Run.self, "the points visited, start included") { run in
            .list(run.path.map { Value($0, dimension: run.objective.dimension) })
        },
        .attribute("losses", of: Run.self, "the loss at each point of the path") { Value($0.losses) },
        .attribute("gradient_norms", of: Run.self, "|∇f| at each point of the path") { Value($0.gradientNorms) },
        .attribute("stride", of: Run.self, "steps between two points of the path; 1 when all are kept") {
            .int($0.stride)
        },
        .attribute("start", of: Run.self, "where it began") { Value($0.start, dimension: $0.objective.dimension) },
        .attribute("point", of: Run.self, "where it ended") { Value($0.point, dimension: $0.objective.dimension) },
        .attribute("loss", of: Run.self, "the loss there") { .number($0.loss) },
        .attribute("gradient", of: Run.self, "the gradient there") {
            Value($0.gradient, dimension: $0.objective.dimension)
        },
        .attribute("gradient_norm", of: Run.self, "|∇f| there") { .number($0.gradientNorm) },
        .attribute("best_point", of: Run.self, "the point of lowest loss") {
            Value($0.bestPoint, dimension: $0.objective.dimension)
        },
        .attribute("best_loss", of: Run.self, "the lowest loss") { .number($0.bestLoss) },
        .attribute("best_step", of: Run.self, "the step that reached it") { .int($0.bestStep) },
        .attribute("average", of: Run.self, "the average of the iterates, None unless one is kept") { run in
            run.average.map { Value($0, dimension: run.objective.dimension) } ?? .none
        },
        .attribute("steps", of: Run.self, "steps taken") { .int($0.steps) },
        .attribute("evaluations", of: Run.self, "evaluations of the landscape") { .int($0.evaluations) },
        .attribute("gradient_evaluations", of: Run.self, "evaluations that asked for the gradient") {
            .int($0.gradientEvaluations)
        },
        .attribute("hessian_evaluations", of: Run.self, "evaluations that asked for the Hessian") {
            .int($0.hessianEvaluations)
        },
        .attribute("seed", of: Run.self, "the seed it was run with") { .int(Int(truncatingIfNeeded: $0.seed)) },
        .attribute("diverged", of: Run.self, "whether it ran away") { .bool($0.diverged) },
        .attribute("converged", of: Run.self, "whether it settled") { .bool($0.converged) },
        .attribute("stop_reason", of: Run.self, "why it ended, in words") { .text($0.stopReason) },
        .attribute("divergence_step", of: Run.self, "the step from which it ran away, None when it did not") {
            $0.divergence.map { .int($0.step) } ?? .none
        },
        .attribute("largest_stable_rate", of: Run.self, "the rate that would have been stable where it ran away") {
            $0.divergence?.largestStableRate.map { .number($0) } ?? .none
        },
        .attribute("optimizer", aliases: ["method"], of: Run.self, "what made the run") { .thing($0.method) },
        .attribute("landscape", of: Run.self, "where it ran") { run in
            (run.objective as? any Presentable).map { .thing($0) } ?? .text(run.objective.name)
        },
        .method(
            "explain", of: Run.self, "one step taken apart",
            [Parameter("step", .int(.atLeast(1)), .value(.int(1)), "the number of the step, from 1")]
        ) { run, args, context in
            .thing(try explain(run, step: args.int("step"), work: context.work))
        },
    ]

    private static let comparison: [Member] = [
        .attribute("runs", of: Comparison.self, "the runs, in the order given") { .list($0.runs.map { .thing($0) }) },
        .attribute("best", of: Comparison.self, "the run that came lowest, None when all ran away") {
            $0.best.map { .thing($0) } ?? .none
        },
        .attribute("losses", of: Comparison.self, "the loss at the end of each run") { Value($0.runs.map(\.loss)) },
        .attribute("evaluations", of: Comparison.self, "evaluations that each run was given") { .int($0.budget) },
    ]

    private static let explanation: [Member] = [
        .attribute("step", of: Explanation.self, "the number of the step") { .int($0.step) },
        .attribute("before", of: Explanation.self, "θ before the step") {
            Value($0.before, dimension: $0.objective.dimension)
        },
        .attribute("after", of: Explanation.self, "θ after the step") {
            Value($0.after, dimension: $0.objective.dimension)
        },
        .attribute("update", of: Explanation.self, "the step itself") {
            Value($0.update, dimension: $0.objective.dimension)
        },
        .attribute("gradient", of: Explanation.self, "the gradient at `before`") {
            Value($0.gradient, dimension: $0.objective.dimension)
        },
        .attribute("quantities", of: Explanation.self, "every quantity of the rule by its name") { explanation in
            .dict(.init(explanation.quantities.map { (.text($0.name), value($0)) }))
        },
        .attribute("effective_rate", of: Explanation.self, "−update/gradient, per coordinate") { explanation in
            .list(explanation.effectiveRates.map { $0.map { .number($0) } ?? .none })
        },
        .attribute("angle", of: Explanation.self, "degrees between the step and −gradient") {
            $0.angle.map { .number($0) } ?? .none
        },
        .attribute("predicted_decrease", of: Explanation.self, "what gradient and Hessian promise") {
            .number($0.predictedDecrease)
        },
        .attribute("actual_decrease", of: Explanation.self, "what the step brought") { .number($0.actualDecrease) },
        .attribute("eigenvalues", of: Explanation.self, "of the Hessian at `before`, the smaller first") {
            Value([$0.hessian.eigenvalues.smaller, $0.hessian.eigenvalues.larger])
        },
        .attribute("largest_stable_rate", of: Explanation.self, "for this rule at `before`, None where there is none") {
            $0.largestStableRate.map { .number($0) } ?? .none
        },
    ]

    private static func value(_ quantity: Quantity) -> Value {
        quantity.isPerCoordinate ? Value(quantity.values) : quantity.values.first.map { .number($0) } ?? .none
    }
}
