import Language
import Answers
import Numbers
import Optimizers

/// What can be asked of a run, a comparison and an explanation.
enum RunMembers {
    static let members: [Member] = run + comparison + explanation

    private static let run: [Member] = [
        .attribute("path", of: Run.self, "the points visited, start included") { .list($0.path.map($0.place)) },
        .attribute("losses", "the loss at each point of the path", \Run.losses),
        .attribute("gradient_norms", "|∇f| at each point of the path", \Run.gradientNorms),
        .attribute("stride", "steps between two points of the path; 1 when all are kept", \Run.stride),
        .attribute("start", of: Run.self, "where it began") { $0.place($0.start) },
        .attribute("point", of: Run.self, "where it ended") { $0.place($0.point) },
        .attribute("loss", "the loss there", \Run.loss),
        .attribute("gradient", of: Run.self, "the gradient there") { $0.place($0.gradient) },
        .attribute("gradient_norm", "|∇f| there", \Run.gradientNorm),
        .attribute("best_point", of: Run.self, "the point of lowest loss") { $0.place($0.bestPoint) },
        .attribute("best_loss", "the lowest loss", \Run.bestLoss),
        .attribute("best_step", "the step that reached it", \Run.bestStep),
        .attribute("average", of: Run.self, "the average of the iterates, None unless one is kept") {
            $0.average.map($0.place) ?? .none
        },
        .attribute("steps", "steps taken", \Run.steps),
        .attribute("evaluations", "evaluations of the landscape", \Run.evaluations),
        .attribute("gradient_evaluations", "evaluations that asked for the gradient", \Run.gradientEvaluations),
        .attribute("hessian_evaluations", "evaluations that asked for the Hessian", \Run.hessianEvaluations),
        .attribute("seed", of: Run.self, "the seed it was run with") { .int(Int(truncatingIfNeeded: $0.seed)) },
        .attribute("diverged", "whether it ran away", \Run.diverged),
        .attribute("converged", "whether it settled", \Run.converged),
        .attribute("stop_reason", "why it ended, in words", \Run.stopReason),
        .attribute(
            "divergence_step", "the step from which it ran away, None when it did not", \Run.divergence?.step),
        .attribute(
            "largest_stable_rate", "the rate that would have been stable where it ran away",
            \Run.divergence?.largestStableRate),
        .attribute("optimizer", aliases: ["method"], of: Run.self, "what made the run") { .thing($0.method) },
        .attribute("landscape", of: Run.self, "where it ran") { run in
            (run.objective as? any Presentable).map { .thing($0) } ?? .text(run.objective.name)
        },
        .method(
            "explain", of: Run.self, "one step taken apart",
            [Parameter("step", .int(.atLeast(1)), 1, "the number of the step, from 1")]
        ) { run, args, context in
            .thing(try explain(run, step: args.int("step"), work: context.work))
        },
    ]

    private static let comparison: [Member] = [
        .attribute("runs", of: Comparison.self, "the runs, in the order given") { Value($0.runs) },
        .attribute("best", of: Comparison.self, "the run that came lowest, None when all ran away") { Value($0.best) },
        .attribute("losses", of: Comparison.self, "the loss at the end of each run") { Value($0.runs.map(\.loss)) },
        .attribute("evaluations", "evaluations that each run was given", \Comparison.budget),
    ]

    private static let explanation: [Member] = [
        .attribute("step", "the number of the step", \Explanation.step),
        .attribute("before", of: Explanation.self, "θ before the step") { $0.place($0.before) },
        .attribute("after", of: Explanation.self, "θ after the step") { $0.place($0.after) },
        .attribute("update", of: Explanation.self, "the step itself") { $0.place($0.update) },
        .attribute("gradient", of: Explanation.self, "the gradient at `before`") { $0.place($0.gradient) },
        .attribute("quantities", of: Explanation.self, "every quantity of the rule by its name") { explanation in
            .dict(.init(explanation.quantities.map { (.text($0.name), value($0)) }))
        },
        .attribute("effective_rate", "−update/gradient, per coordinate", \Explanation.effectiveRates),
        .attribute("angle", "degrees between the step and −gradient", \Explanation.angle),
        .attribute("predicted_decrease", "what gradient and Hessian promise", \Explanation.predictedDecrease),
        .attribute("actual_decrease", "what the step brought", \Explanation.actualDecrease),
        .attribute("eigenvalues", of: Explanation.self, "of the Hessian at `before`, the smaller first") {
            Value([$0.hessian.eigenvalues.smaller, $0.hessian.eigenvalues.larger])
        },
        .attribute(
            "largest_stable_rate", "for this rule at `before`, None where there is none", \Explanation.largestStableRate
        ),
    ]

    private static func value(_ quantity: Quantity) -> Value {
        quantity.isPerCoordinate ? Value(quantity.values) : quantity.values.first.asValue
    }
}

extension Run {
    /// A place in the dimension of the objective.
    fileprivate func place(_ point: Point) -> Value { Value(point, dimension: objective.dimension) }
}

extension Explanation {
    fileprivate func place(_ point: Point) -> Value { Value(point, dimension: objective.dimension) }
}
