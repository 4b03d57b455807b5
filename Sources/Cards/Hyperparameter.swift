public import Answers

/// One hyperparameter of what a card makes: its keyword, what it may be, its default and its meaning. Declared once, on a
/// card; checked here, shown in `help`, and turned into a parameter of the card's word.
public struct Hyperparameter: Sendable {
    /// What it may be.
    public enum Kind: Sendable {
        /// A number of the interval; where the interval is whole, a whole number.
        case number(Interval)
        /// True or False.
        case flag
        /// One of these strings.
        case choice([String])
        /// A list of numbers, each of the interval.
        case numbers(Interval)
        /// The same, or one number alone.
        case oneOrMore(Interval)
        /// A list of strings.
        case texts
        /// A thing that another word makes, or a number that stands for one.
        case thing(Part)
        /// A list of these.
        case things(Part)
        /// The lower and the upper corner of a box.
        case corners
    }

    /// What it is when nothing is given.
    public enum Standard: Sendable, Equatable {
        /// It has to be given.
        case required
        /// This number; 0 and 1 for a flag.
        case number(PerDialect)
        /// This choice.
        case text(String)
        /// Nothing; what happens then, in words: `a third of the box`.
        case absent(String)
    }

    /// Keras's spelling where Keras has it.
    public let name: String
    /// Other frameworks' spellings.
    public let aliases: [String]
    /// What it may be; checked before a maker sees it.
    public let kind: Kind
    /// What it is when nothing is given.
    public let standard: Standard
    /// What it means, in one line.
    public let meaning: String
    /// Whether it can be given by its name only.
    public let isKeywordOnly: Bool

    /// - Parameter aliases: other frameworks' spellings.
    public init(
        _ name: String, aliases: [String] = [], _ kind: Kind, _ standard: Standard = .required, _ meaning: String,
        isKeywordOnly: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.kind = kind
        self.standard = standard
        self.meaning = meaning
        self.isKeywordOnly = isKeywordOnly
    }

    /// The same with a number as the default, the same in all dialects or one for each; 0 and 1 for a flag.
    public init(
        _ name: String, aliases: [String] = [], _ kind: Kind, _ standard: PerDialect, _ meaning: String,
        isKeywordOnly: Bool = false
    ) {
        self.init(name, aliases: aliases, kind, .number(standard), meaning, isKeywordOnly: isKeywordOnly)
    }

    /// A switch that is off unless it is asked for.
    public static func flag(_ name: String, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .flag, 0, meaning)
    }

    /// The defaults when they are numbers and dialects disagree about them.
    public var differing: PerDialect? {
        guard case .number(let number) = standard, !number.isUniform else { return nil }
        return number
    }
}

extension Hyperparameter {
    /// What a thing has to be: of a kind that another word makes, or a number that stands for one.
    public struct Part: Sendable {
        /// `Presentable.kind` of the thing: `schedule`.
        public let kind: String
        /// The numbers that may be given instead; nil for none.
        public let numbers: Interval?
        private let maker: (@Sendable (Double) throws -> any Presentable)?

        /// - Parameter maker: the thing that a number stands for.
        public init(
            _ kind: String, numbers: Interval, maker: @escaping @Sendable (Double) throws -> any Presentable
        ) {
            self.kind = kind
            self.numbers = numbers
            self.maker = maker
        }

        /// A thing for which no number can stand.
        public init(_ kind: String) {
            (self.kind, numbers, maker) = (kind, nil, nil)
        }

        /// `a schedule or a number`
        public var words: String { numbers == nil ? "a \(kind)" : "a \(kind) or a number" }

        /// What the number stands for; nil where numbers stand for nothing.
        public func standing(for number: Double) throws -> (any Presentable)? {
            try maker?(number)
        }
    }
}

extension Hyperparameter.Kind {
    var isFlag: Bool { if case .flag = self { true } else { false } }

    /// A finite number above 0.
    public static let positive = number(.positive)
    /// A finite number of at least 0.
    public static let nonNegative = number(.nonNegative)
    /// 0 ≤ x < 1.
    public static let decayRate = number(.decayRate)
    /// 0 ≤ x ≤ 1.
    public static let share = number(.share)
    /// Any finite number.
    public static let finite = number(.finite)

    /// A finite number above this.
    public static func above(_ lower: Double) -> Self { number(.above(lower)) }

    /// A number between these, both excluded.
    public static func between(_ lower: Double, _ upper: Double) -> Self { number(.between(lower, upper)) }

    /// A whole number of at least this.
    public static func whole(atLeast least: Double) -> Self { number(Interval.atLeast(least).whole) }

    /// A whole number in this range.
    public static func whole(_ least: Double, _ most: Double) -> Self { number(Interval(least, most).whole) }

    /// Step numbers: whole, at least 0.
    public static let stepNumbers = numbers(Interval.atLeast(0).whole)

    /// One of an enumeration's cases by its raw value.
    public static func choice<Choice: CaseIterable & RawRepresentable<String>>(of type: Choice.Type) -> Self {
        choice(type.allCases.map(\.rawValue))
    }
}

extension Hyperparameter {
    /// What a person gives for a hyperparameter.
    public enum Value: Sendable {
        case number(Double)
        case flag(Bool)
        case text(String)
        case numbers([Double])
        case texts([String])
        case thing(any Presentable)
        case things([any Presentable])
        /// As many coordinates in each as the objective has.
        case corners(lower: [Double], upper: [Double])
        case absent
    }
}

extension Hyperparameter.Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// True or False.
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    /// A choice.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A list of numbers.
    public init(arrayLiteral elements: Double...) { self = .numbers(elements) }
}

extension Hyperparameter {
    /// The value that holds when none is given; nil where one has to be.
    func standardValue(_ dialect: Dialect) -> Value? {
        switch standard {
        case .required: nil
        case .number(let number): kind.isFlag ? .flag(number[dialect] != 0) : .number(number[dialect])
        case .text(let text): .text(text)
        case .absent: .absent
        }
    }

    /// The value as the card's maker wants it.
    ///
    /// - Throws: `Mistake` that names this hyperparameter, the value, what is allowed and what to try.
    func accept(_ value: Value, _ dialect: Dialect) throws -> Value {
        switch (kind, value) {
        case (.number(let interval), .number(let number)):
            try interval.check(number, name, standard: standardNumber(dialect))
        case (.flag, .number(let number)) where number == 0 || number == 1: return .flag(number == 1)
        case (.choice(let choices), .text(let text)):
            guard choices.contains(text) else {
                throw Mistake(
                    "\(name) = \"\(text)\" is not one of the choices",
                    expected: choices.map { "\"\($0)\"" }.joined(separator: ", "), try: "\(name)=\"\(choices[0])\"",
                    argument: name)
            }
        case (.oneOrMore, .number(let number)): return try accept(.numbers([number]), dialect)
        case (.numbers(let interval), .numbers(let numbers)), (.oneOrMore(let interval), .numbers(let numbers)):
            for (index, number) in numbers.enumerated() where !interval.contains(number) {
                var refusal = interval.refusal(number, "\(name)[\(index)]", written: number.short(6))
                refusal.argument = name
                throw refusal
            }
        case (.thing(let part), .number(let number)):
            guard let thing = try part.standing(for: number) else { throw unfit(value) }
            return .thing(thing)
        // Where it may be "none", Python's None is another spelling of it.
        case (.choice(let choices), .absent) where choices.contains("none"): return .text("none")
        case (_, .absent):
            guard case .absent = standard else { throw unfit(value) }
        case (.flag, .flag), (.texts, .texts), (.thing, .thing), (.things, .things), (.corners, .corners): break
        default: throw unfit(value)
        }
        return value
    }

    private func unfit(_ value: Value) -> Mistake {
        Mistake("\(name) = \(value.typed) does not fit", expected: words, argument: name)
    }

    private func standardNumber(_ dialect: Dialect) -> Double? {
        if case .number(let number) = standard { number[dialect] } else { nil }
    }

    private var words: String {
        switch kind {
        case .number(let interval): interval.words
        case .flag: "True or False"
        case .choice(let choices): choices.map { "\"\($0)\"" }.joined(separator: " or ")
        case .numbers(let interval): "a list of " + interval.pluralWords
        case .oneOrMore(let interval): interval.words + ", or a list of such"
        case .texts: "a list of texts"
        case .thing(let part): part.words
        case .things(let part): "a list of \(part.kind)s"
        case .corners: "a lower corner and an upper corner"
        }
    }
}

extension Hyperparameter.Value {
    /// As it is typed: `True`, `0.1`, `[100, 250]`.
    var typed: String {
        switch self {
        case .number(let number): Self.typed(number)
        case .flag(let flag): flag ? "True" : "False"
        case .text(let text): "\"\(text)\""
        case .numbers(let numbers): "[" + numbers.map(Self.typed).joined(separator: ", ") + "]"
        case .texts(let texts): "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        case .thing(let thing): thing.summary
        case .things(let things): "[" + things.map(\.summary).joined(separator: ", ") + "]"
        case .corners(let lower, let upper):
            "("
                + [lower, upper].map { "(" + $0.map { $0.short(6) }.joined(separator: ", ") + ")" }
                .joined(separator: ", ") + ")"
        case .absent: "None"
        }
    }

    /// Six digits tell a person all of a rate; a count of steps is written whole.
    private static func typed(_ number: Double) -> String {
        let short = number.short(6)
        guard Double(short) != number, number.magnitude < 1e15 else { return short }
        return Int(exactly: number).map(String.init) ?? short
    }
}
