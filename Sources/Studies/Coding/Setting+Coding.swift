import Answers
import Tuning

extension Setting {
    /// What stands in a document; nil for a list or an object, which no hyperparameter can be.
    init?(_ json: JSON) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .flag(flag)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .number(value)
        case .string(let text): self = .text(text)
        case .array, .object: return nil
        }
    }
}

extension ParameterDomain {
    /// As Optuna writes it: `{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}`.
    var distribution: JSON {
        switch self {
        case .float(let low, let high, let log, let step):
            ParameterDomain.distribution(
                "Float",
                [
                    "step": step.map { .number($0) } ?? .null, "low": .number(low), "high": .number(high),
                    "log": .bool(log),
                ])
        case .int(let low, let high, let log, let step):
            ParameterDomain.distribution(
                "Int", ["log": .bool(log), "step": .integer(step), "low": .integer(low), "high": .integer(high)])
        case .choice(let settings):
            ParameterDomain.distribution("Categorical", ["choices": .array(settings.map(\.json))])
        }
    }

    private static func distribution(_ name: String, _ attributes: KeyValuePairs<String, JSON>) -> JSON {
        .members(["name": .string(name + "Distribution"), "attributes": .members(attributes)])
    }

    /// Reads what Optuna writes, also in its older words (`UniformDistribution`, `{"type": "float", …}`).
    ///
    /// - Throws: `Mistake` for anything else, and for a domain that is empty or contradicts itself.
    init(distribution json: JSON) throws {
        self = try ParameterDomain(reading: json).checked("a hyperparameter")
    }

    /// The value of an internal one: a number as it is, also outside of the domain, of a choice its place.
    ///
    /// - Throws: `Mistake` for a place that no choice has, and where there is no number.
    func setting(internal code: Double?, _ name: String, trial: Int) throws -> Setting {
        guard let code, code.isFinite, !isCategorical || (0..<Double(count ?? 0)).contains(code) else {
            throw Mistake(
                "trial \(trial) has \(code.map { $0.short() } ?? "nothing") as the stored value of \(name)",
                expected: isCategorical ? "the place of a choice, 0 to \((count ?? 1) - 1)" : "a number")
        }
        return setting(code)
    }

    private init(reading json: JSON) throws {
        let name = json["name"]?.string ?? json["type"]?.string ?? ""
        let attributes = json["attributes"] ?? json
        func number(_ key: String) throws -> Double {
            guard let value = attributes[key]?.double else { throw ParameterDomain.unreadable(json) }
            return value
        }
        func whole(_ key: String) throws -> Int {
            guard let value = attributes[key]?.int else { throw ParameterDomain.unreadable(json) }
            return value
        }
        switch name {
        case "FloatDistribution", "float", "UniformDistribution", "LogUniformDistribution",
            "DiscreteUniformDistribution":
            self = .float(
                low: try number("low"), high: try number("high"),
                log: name == "LogUniformDistribution" || attributes["log"]?.flag ?? false,
                step: attributes["step"]?.double ?? attributes["q"]?.double)
        case "IntDistribution", "int", "IntUniformDistribution", "IntLogUniformDistribution":
            self = .int(
                low: try whole("low"), high: try whole("high"),
                log: name == "IntLogUniformDistribution" || attributes["log"]?.flag ?? false,
                step: attributes["step"]?.int ?? 1)
        case "CategoricalDistribution", "categorical":
            guard let choices = attributes["choices"]?.items?.map(Setting.init), !choices.isEmpty else {
                throw ParameterDomain.unreadable(json)
            }
            let settings = choices.compactMap { $0 }
            guard settings.count == choices.count else { throw ParameterDomain.unreadable(json) }
            self = .choice(settings)
        default: throw ParameterDomain.unreadable(json)
        }
    }

    private static func unreadable(_ json: JSON) -> Mistake {
        Mistake(
            "\(json.text) is no distribution of a hyperparameter",
            expected: "a FloatDistribution, an IntDistribution or a CategoricalDistribution")
    }
}
