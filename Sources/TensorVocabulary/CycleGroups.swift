import Answers
import Cards
import Language
import Words

/// What the schedules that go up and down write into an optimizer's groups when they begin, as PyTorch does.
enum CycleGroups {
    private static let rates: [String: [String]] = ["OneCycleLR": ["max_lr"], "CyclicLR": ["base_lr", "max_lr"]]

    /// A setting of a schedule; the rates of a cycle may be given for each group.
    static func parameter(_ setting: Hyperparameter, _ schedule: String) -> Parameter {
        var parameter = CardWords.parameter(setting)
        guard rates[schedule]?.contains(setting.name) == true else { return parameter }
        parameter.type = .oneOf([parameter.type, .list(of: parameter.type)])
        return parameter
    }

    /// The first rates of the groups, their bounds, and those of the momentum where it moves, too.
    ///
    /// - Throws: `Mistake` (ValueError) where there are rates for more or fewer groups.
    static func mark(_ schedule: String, _ scheduler: Instance, _ groups: [Value.Dictionary]) throws {
        guard let names = rates[schedule] else { return }
        for name in names {
            guard let several = scheduler[name]?.elements, several.count != groups.count else { continue }
            throw Mistake(
                "\(name) has \(several.count) rates for \(Phrase.count(groups.count, "group"))",
                expected: "one number, or one for each group", argument: name
            ).raised(
                as: "ValueError",
                "\(name) must have the same length as optimizer.param_groups. \(name) has \(several.count) values, "
                    + "param_groups has \(groups.count).")
        }
        for (index, group) in groups.enumerated() {
            func setting(_ name: String) -> Value {
                let value = scheduler[name] ?? .none
                return value.elements?[index] ?? value
            }
            if names.count == 1 {
                let first = (setting("max_lr").asDouble ?? 0) / scheduler.number("div_factor")
                try group.set(.text("initial_lr"), .number(first))
                try group.set(.text("max_lr"), setting("max_lr"))
                try group.set(.text("min_lr"), .number(first / scheduler.number("final_div_factor")))
            } else {
                try group.set(.text("lr"), setting("base_lr"))
            }
            guard scheduler.flag("cycle_momentum") else { continue }
            for name in ["max_momentum", "base_momentum"] { try group.set(.text(name), setting(name)) }
        }
    }
}
