import Answers
import Arrays
import Language
import Tuning

/// What a step of Bayesian optimisation can be asked: what is believed over the grid, what was seen and what comes next.
enum BayesianStepMembers {
    static let members: [Member] = [
        .attribute("number", of: BayesianStep.self, "which of the six steps it is, from 1") { .int($0.phase.rawValue) },
        .attribute("title", of: BayesianStep.self, "what is done in it") { .text($0.phase.title) },
        .attribute("remark", "what is said about it", \BayesianStep.remark),
        .attribute("x", of: BayesianStep.self, "the grid's values of the hyperparameter, or of each of the two") {
            step in
            let axes = try zip(step.parameters, step.axes).map { try values($0, $1) }
            return axes.count == 1 ? axes[0] : .list(axes)
        },
        .attribute("mean", of: BayesianStep.self, "the objective that is expected at each point of the grid") {
            try grid($0, $0.means)
        },
        .attribute("sd", of: BayesianStep.self, "the standard deviation of that belief at each point of the grid") {
            try grid($0, $0.deviations)
        },
        .attribute(
            "acquisition", of: BayesianStep.self,
            "the expected improvement at each point; None before there is a posterior"
        ) { $0.improvements.isEmpty ? .none : try grid($0, $0.improvements) },
        .attribute("observations", of: BayesianStep.self, "the trials seen so far: hyperparameters and objective") {
            step in
            .list(
                step.observations.map { seen in
                    .tuple([configuration(step, seen.codes), .number(seen.value)])
                })
        },
        .attribute("next", of: BayesianStep.self, "what was chosen and not evaluated yet, as dicts") { step in
            .list(step.chosen.map { configuration(step, $0) })
        },
    ]

    private static func values(_ parameter: SearchParameter, _ codes: [Double]) throws -> Value {
        let settings = codes.map { parameter.domain.setting($0) }
        guard !parameter.domain.isCategorical else { return .list(settings.map(\.asValue)) }
        return .thing(try NDArray(settings.map { $0.number ?? .nan }))
    }

    /// Over two hyperparameters a row for each value of the first.
    private static func grid(_ step: BayesianStep, _ numbers: [Double]) throws -> Value {
        .thing(try NDArray(numbers, shape: step.axes.map(\.count)))
    }

    private static func configuration(_ step: BayesianStep, _ codes: [Double]) -> Value {
        .dict(.init(zip(step.parameters, codes).map { (.text($0.name), $0.domain.setting($1).asValue) }))
    }
}
