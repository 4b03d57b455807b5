import Language
import Answers
import Cards
import Optimizers

/// What can be asked of a configured optimizer.
enum OptimizerMembers {
    static let members: [Member] = [
        .attribute("name", of: Optimizer.self, "the rule's name") { .text($0.name) },
        .attribute("learning_rate", aliases: ["lr"], of: Optimizer.self, "the rate: a number or a schedule") {
            switch $0.rate {
            case .constant(let rate): .number(rate)
            case .schedule(let schedule): .thing(schedule)
            }
        },
        .attribute("weight_decay", of: Optimizer.self, "λ of decoupled decay") { .number($0.weightDecay) },
        .attribute("dialect", of: Optimizer.self, "whose formula it is") { .text($0.dialect.rawValue) },
        .attribute("terms", of: Optimizer.self, "what `ablate` can switch off") { .list($0.terms.map { .text($0) }) },
        .attribute("clipping", of: Optimizer.self, "what happens to the gradient first, None when nothing does") {
            $0.gradientStage.isEmpty ? .none : .text($0.gradientStage.summary)
        },
        .attribute("evaluations_per_step", of: Optimizer.self, "2 for SAM, otherwise 1") {
            .int($0.evaluationsPerStep)
        },
        .method(
            "at", of: Optimizer.self, "the same optimizer at another rate",
            [Parameter("learning_rate", aliases: ["lr"], .number(.nonNegative), .required, "the new rate")]
        ) { optimizer, args, _ in
            .thing(optimizer.with(rate: .constant(try args.number("learning_rate"))))
        },
    ]
}
