import Answers

/// A hyperparameter of a space: its name, what it may be, and when it is in force.
public struct SearchParameter: Sendable, Equatable {
    /// When a hyperparameter is in force: while its parent has one of some values.
    public struct Condition: Sendable, Equatable {
        /// The hyperparameter whose value decides whether this one is in force.
        public let parent: String
        /// The parent's values under which it is in force.
        public let settings: [Setting]

        /// In force while `parent` has one of these values.
        public init(_ parent: String, _ settings: [Setting]) {
            self.parent = parent
            self.settings = settings
        }

        /// The same with the parent's values as its domain has them: 1 for 1.0 of a whole number.
        func normalised(by parent: ParameterDomain) -> Condition {
            Condition(self.parent, settings.map { setting in parent.code(setting).map(parent.setting) ?? setting })
        }

        func holds(in configuration: Configuration) -> Bool {
            configuration[parent].map { settings.contains($0) } ?? false
        }
    }

    /// As the person calls it: `lr`.
    public let name: String
    /// The values that it may have: an interval, whole numbers, or choices.
    public let domain: ParameterDomain
    /// Under which values of an earlier parameter it is in force; nil for always.
    public let condition: Condition?

    /// A hyperparameter.
    ///
    /// - Parameter condition: under which values of another one it is in force; nil for always.
    public init(_ name: String, _ domain: ParameterDomain, when condition: Condition? = nil) {
        self.name = name
        self.domain = domain
        self.condition = condition
    }
}

/// Something that a configuration has to satisfy before it is tried: `width * layers <= 512`.
public struct SpaceConstraint: Sendable, Equatable {
    /// The constraint as it was written, for messages.
    public let text: String
    /// Whether a configuration satisfies the constraint.
    public let holds: @Sendable (Configuration) throws -> Bool

    /// A constraint.
    ///
    /// - Parameter text: as it was written; two constraints of one text are the same.
    public init(_ text: String, holds: @escaping @Sendable (Configuration) throws -> Bool) {
        self.text = text
        self.holds = holds
    }

    /// Two constraints are the same where their texts are.
    public static func == (a: SpaceConstraint, b: SpaceConstraint) -> Bool { a.text == b.text }
}

/// What is searched: hyperparameters in order, some of them in force only under a value of another, and constraints.
public struct SearchSpace: Sendable, Equatable {
    /// In the order in which they were declared; a parent stands before its children.
    public let parameters: [SearchParameter]
    /// What every configuration has to satisfy, all of them.
    public let constraints: [SpaceConstraint]
    /// The parameters with the same condition, together: each block is suggested at once. The first are always in force.
    let blocks: [Block]

    /// Hyperparameters that are in force together.
    struct Block: Sendable, Equatable {
        let condition: SearchParameter.Condition?
        /// Which ones, as places in `parameters`.
        var places: [Int]
        var parameters: [SearchParameter]
    }

    /// - Throws: `Mistake` for an empty space, a name twice, a domain that is empty or contradicts itself, and a condition
    ///   on a hyperparameter that is not declared before, or on a value that it cannot have.
    public init(_ parameters: [SearchParameter], constraints: [SpaceConstraint] = []) throws {
        guard !parameters.isEmpty else {
            throw Mistake(
                "the space is empty", expected: "at least one hyperparameter",
                try: "{\"lr\": Float(1e-4, 1e-1, log=True)}", argument: "space")
        }
        var checked: [SearchParameter] = []
        var domains: [String: ParameterDomain] = [:]
        for parameter in parameters {
            let name = parameter.name
            if domains[name] != nil {
                throw Mistake("the space has \(name) twice", expected: "each name once", argument: "space")
            }
            var normal: SearchParameter.Condition?
            if let condition = parameter.condition {
                guard let parent = domains[condition.parent] else {
                    throw Mistake(
                        "\(name) depends on \(condition.parent), which the space does not have before it",
                        expected: "the name of an earlier hyperparameter", argument: "space")
                }
                if let strange = condition.settings.first(where: { parent.code($0) == nil }) {
                    throw Mistake(
                        "\(name) needs \(condition.parent) = \(strange.text), which \(condition.parent) never is",
                        expected: "a value of \(parent.text)", argument: "space")
                }
                if condition.settings.isEmpty {
                    throw Mistake(
                        "\(name) is in force under no value of \(condition.parent)", expected: "at least one value",
                        argument: "space")
                }
                normal = condition.normalised(by: parent)
            }
            let domain = try parameter.domain.checked(name)
            domains[name] = domain
            checked.append(SearchParameter(name, domain, when: normal))
        }
        self.parameters = checked
        self.constraints = constraints
        var blocks: [Block] = []
        for (place, parameter) in checked.enumerated() {
            if let index = blocks.firstIndex(where: { $0.condition == parameter.condition }) {
                blocks[index].places.append(place)
                blocks[index].parameters.append(parameter)
            } else {
                blocks.append(Block(condition: parameter.condition, places: [place], parameters: [parameter]))
            }
        }
        self.blocks = blocks
    }

    /// The hyperparameter of that name.
    public subscript(name: String) -> SearchParameter? { parameters.first { $0.name == name } }

    /// Whether every hyperparameter in force has a value of its domain, no other has one, and the constraints hold.
    public func contains(_ configuration: Configuration) throws -> Bool {
        var count = 0
        for parameter in parameters where parameter.condition?.holds(in: configuration) ?? true {
            guard let setting = configuration[parameter.name], parameter.domain.code(setting) != nil else {
                return false
            }
            count += 1
        }
        return try count == configuration.names.count && satisfiesConstraints(configuration)
    }

    /// What is wrong with what was set by hand of a trial; nil where nothing is.
    func refusal(of trial: Trial) -> Mistake? {
        for (name, setting) in zip(trial.fixed.names, trial.fixed.settings) {
            guard let parameter = self[name] else {
                return Mistake(
                    "\(name) was set by hand, which the space has not",
                    expected: Phrase.alternatives(parameters.map(\.name)), argument: "params")
            }
            if parameter.domain.code(setting) == nil {
                return Mistake(
                    "\(name) was set to \(setting.text) by hand", expected: "a value of \(parameter.domain.text)",
                    argument: "params")
            }
        }
        return nil
    }

    /// - Parameter isWhole: whether nothing may be missing either.
    /// - Throws: `Mistake` for values set by hand that the space does not have.
    public func check(_ fixed: Configuration, isWhole: Bool = false) throws {
        var trial = Trial(number: 0)
        trial.fixed = fixed
        if let mistake = refusal(of: trial) { throw mistake }
        guard isWhole else { return }
        for parameter in parameters where fixed[parameter.name] == nil {
            guard parameter.condition?.holds(in: fixed) ?? true else { continue }
            throw Mistake(
                "\(parameter.name) was not set", expected: "a value of \(parameter.domain.text)", argument: "params")
        }
    }

    /// Whether all constraints hold for a configuration.
    ///
    /// - Throws: what a constraint throws.
    public func satisfiesConstraints(_ configuration: Configuration) throws -> Bool {
        try constraints.allSatisfy { try $0.holds(configuration) }
    }

    /// As it is typed: `{"lr": Float(0.0001, 0.1, log=True)}`.
    public var text: String {
        let members = parameters.map { parameter in
            let domain = parameter.domain.text
            guard let condition = parameter.condition else { return "\"\(parameter.name)\": \(domain)" }
            let values = condition.settings.map(\.text).joined(separator: ", ")
            return "\"\(parameter.name)\": \(domain.dropLast()), when={\"\(condition.parent)\": [\(values)]})"
        }
        return "{\(members.joined(separator: ", "))}"
    }
}
