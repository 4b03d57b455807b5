import Answers
public import Cards

extension Optimizer {
    /// The same optimizer with some hyperparameters set anew, or another rule with those of this one that it has too. The rate, and
    /// what stands around the rule, stay.
    ///
    /// - Parameters:
    ///   - changes: by keyword, as a call takes them: `["beta_2": 0.9995]`.
    ///   - rule: the name of another rule; nil for the same.
    /// - Throws: `Mistake` for what the rule does not have, and for values out of range.
    public func changing(_ changes: [String: Hyperparameter.Value], rule: String? = nil) throws -> Optimizer {
        guard let card = RuleCatalog.card(rule ?? name) else {
            throw Mistake(
                "there is no optimizer called \(rule ?? name)",
                expected: "one of " + RuleCatalog.cards.map(\.name).joined(separator: ", "))
        }
        let declared = card.hyperparameters + RuleCatalog.common + [card.decayHyperparameter]
        func spellings(of key: String) -> [String] {
            declared.map { [$0.name] + $0.aliases }.first { $0.contains(key) } ?? []
        }
        var settings = given.filter { rule == nil || !spellings(of: $0.key).isEmpty }
        for (key, value) in changes {
            for spelling in spellings(of: key) { settings[spelling] = nil }
            settings[key] = value
        }
        var made = try Optimizer(card, settings, rate: rate, dialect: dialect)
        var around = wrappers
        if changes.keys.contains(where: { $0.hasPrefix("use_ema") || $0.hasPrefix("ema_") }) {
            around.average = made.wrappers.average
        }
        if changes.keys.contains("gradient_accumulation_steps") { around.accumulation = made.wrappers.accumulation }
        made.wrappers = around
        return made
    }

    /// One of the rule's own numbers, as it was given or by default; nil where the rule has no number of that name.
    public func setting(_ name: String) -> Double? {
        guard let own = RuleCatalog.card(self.name)?.hyperparameters.first(where: { $0.name == name }),
            case .number = own.kind
        else { return nil }
        for key in [own.name] + own.aliases {
            if case .number(let number)? = given[key] { return number }
        }
        guard case .number(let standard) = own.standard else { return nil }
        return standard[dialect]
    }
}
