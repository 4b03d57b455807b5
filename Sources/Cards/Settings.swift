public import Answers

/// The hyperparameters of one call, checked, with the dialect's defaults filled in: what a card's `make` reads.
///
/// A name that the card does not declare stops the program there, so that a slip of the pen cannot become a zero: every
/// card is made in every dialect by a test.
public struct Settings: Sendable {
    /// Whose formula and defaults count.
    public let dialect: Dialect
    /// The line that makes the same again, defaults left out: `CosineDecay(0.1, decay_steps=40)`.
    public let call: String
    /// What differs from the defaults, as typed: `beta_1=0.8`.
    public let written: [String]
    /// Every value but a flag that is off, as typed.
    public let constants: [String]
    private let given: Set<String>
    private var values: [String: Hyperparameter.Value]

    /// Takes the declared keywords out of `given`, by name or alias.
    ///
    /// - Throws: `Mistake` for a value that does not fit and for one that is missing.
    public init(
        _ declared: [Hyperparameter], _ given: inout [String: Hyperparameter.Value], _ dialect: Dialect, of name: String
    ) throws {
        var values: [String: Hyperparameter.Value] = [:]
        var named: Set<String> = []
        var written: [String] = []
        var constants: [String] = []
        var arguments: [String] = []
        for (index, hyperparameter) in declared.enumerated() {
            var value = hyperparameter.standardValue(dialect)
            let standard = value?.typed
            for key in [hyperparameter.name] + hyperparameter.aliases {
                guard let found = given.removeValue(forKey: key) else { continue }
                value = try hyperparameter.accept(found, dialect)
                named.insert(hyperparameter.name)
            }
            guard let value else {
                throw Mistake(
                    "\(name) needs \(hyperparameter.name): \(hyperparameter.meaning)", argument: hyperparameter.name)
            }
            values[hyperparameter.name] = value
            let text = "\(hyperparameter.name)=\(value.typed)"
            if value.typed != standard {
                written.append(text)
                arguments.append(index == 0 && !hyperparameter.isKeywordOnly ? value.typed : text)
            }
            if value.isOn { constants.append(text) }
        }
        self.dialect = dialect
        self.values = values
        self.given = named
        self.written = written
        self.constants = constants
        call = Phrase.call(name, arguments)
    }

    /// Adds a number that is no hyperparameter of the card's own: the weight decay of a rule that has it in its update.
    public mutating func set(_ name: String, _ number: Double) { values[name] = .number(number) }

    private func value(_ name: String) -> Hyperparameter.Value {
        guard let value = values[name] else { preconditionFailure("no hyperparameter \(name) is declared") }
        return value
    }

    /// A number.
    public subscript(_ name: String) -> Double {
        guard let number = number(ifGiven: name) else { preconditionFailure("\(name) is not a number") }
        return number
    }

    /// A number, nil where its default is that there is none.
    public func number(ifGiven name: String) -> Double? {
        switch value(name) {
        case .number(let number): return number
        case .absent: return nil
        default: preconditionFailure("\(name) is not declared as a number")
        }
    }

    /// A whole number.
    public func whole(_ name: String) -> Int { Self.whole(self[name]) }

    /// A whole number, nil where its default is that there is none.
    public func whole(ifGiven name: String) -> Int? { number(ifGiven: name).map(Self.whole) }

    /// Whether a flag is on.
    public func flag(_ name: String) -> Bool {
        guard case .flag(let flag) = value(name) else { preconditionFailure("\(name) is not declared as a flag") }
        return flag
    }

    /// One of an enumeration's cases.
    public func choice<Choice: RawRepresentable<String>>(_ name: String, of type: Choice.Type = Choice.self) -> Choice {
        guard case .text(let text) = value(name), let choice = Choice(rawValue: text) else {
            preconditionFailure("\(name) is not declared as a choice of \(Choice.self)")
        }
        return choice
    }

    /// One of several strings, nil where its default is that there is none.
    public func text(ifGiven name: String) -> String? {
        if case .text(let text) = value(name) { text } else { nil }
    }

    /// A list of numbers, each within the declared interval.
    public func numbers(_ name: String) -> [Double] {
        switch value(name) {
        case .numbers(let numbers): return numbers
        // A default of one number for all.
        case .number(let number): return [number]
        default: preconditionFailure("\(name) is not declared as a list")
        }
    }

    /// A list of numbers, nil where its default is that there is none.
    public func numbers(ifGiven name: String) -> [Double]? {
        if case .absent = value(name) { nil } else { numbers(name) }
    }

    /// A list of texts, nil where its default is that there is none.
    public func texts(ifGiven name: String) -> [String]? {
        if case .texts(let texts) = value(name) { texts } else { nil }
    }

    /// A list of whole numbers.
    public func wholes(_ name: String) -> [Int] { numbers(name).map(Self.whole) }

    /// A thing of the declared kind, or what a number stands for.
    public func thing<Thing: Presentable>(_ name: String, as type: Thing.Type = Thing.self) -> Thing {
        guard case .thing(let thing) = value(name), let thing = thing as? Thing else {
            preconditionFailure("\(name) is no \(Thing.kind)")
        }
        return thing
    }

    /// The same, nil where its default is that there is none.
    public func thing<Thing: Presentable>(ifGiven name: String, as type: Thing.Type = Thing.self) -> Thing? {
        if case .absent = value(name) { nil } else { thing(name, as: type) }
    }

    /// A list of things of the declared kind.
    public func things<Thing: Presentable>(_ name: String, as type: Thing.Type = Thing.self) -> [Thing] {
        guard case .things(let things) = value(name) else { preconditionFailure("\(name) is no list of things") }
        return things.compactMap { $0 as? Thing }
    }

    /// The corners of a box, nil when none was given.
    public func corners(ifGiven name: String) -> (lower: [Double], upper: [Double])? {
        if case .corners(let lower, let upper) = value(name) { (lower, upper) } else { nil }
    }

    /// What a hyperparameter is; nil for one that is not declared.
    public func setting(_ name: String) -> Hyperparameter.Value? { values[name] }

    /// Whether the person gave it.
    public func isGiven(_ name: String) -> Bool { given.contains(name) }

    private static func whole(_ number: Double) -> Int { Int(exactly: number) ?? (number < 0 ? .min : .max) }
}

extension Hyperparameter.Value {
    fileprivate var isOn: Bool {
        switch self {
        case .flag(let flag): flag
        case .absent: false
        default: true
        }
    }
}
