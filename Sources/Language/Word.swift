public import Answers

/// One word of the language, declared once: evaluation, argument errors, "did you mean", completion,
/// `help(word)`, the lesson linter and the reference all read this declaration.
public struct Word: Sendable {
    /// As it is typed: `minimize`.
    public var name: String
    /// Other spellings that mean the same (`tf.keras.optimizers.Adam`'s last name is already `Adam`).
    public var aliases: [String]
    /// The chapter of the reference it stands in: `landscapes`, `optimizers`, `pictures`.
    public var family: String
    /// What it does, in one line without a full stop.
    public var summary: String
    /// More in Markdown: formula, source (paper and equation), differences between frameworks.
    public var details: String
    /// In the order in which they are given without keywords.
    public var parameters: [Parameter]
    /// What comes back, e.g. `run`.
    public var returns: String
    /// Lines a person can type as they stand.
    public var examples: [String]
    /// Names of related words; `help` shows them, and a test holds that they exist.
    public var seeAlso: [String]
    /// What a call of it takes.
    public var needs: Permission
    /// What the code that took it as a value might do: `f = save` in a lesson saves nothing, whoever calls `f`.
    var permission = Permission.everything
    /// What it stands for.
    public var meaning: Meaning

    /// What a word stands for.
    public enum Meaning: Sendable {
        /// A call: `minimize(…)`.
        case call(@Sendable (Arguments, Context) throws -> Value)
        /// A ready value: `pi`, `rosenbrock`. Parameters, if any, belong to calling that value.
        case value(@Sendable () -> Value)
        /// A call of one of Python's own functions, which looks at its arguments itself: those by place, then those by name.
        case native(@Sendable ([Value], [(name: String, value: Value)], Context) throws -> Value)
        /// A class that can be called, derived from and asked for: `torch.nn.Linear`.
        case type(NativeClass)
        /// What a module that is written in the language gives this name: `heapq.heappush`.
        case written(WrittenModule)
    }

    /// Of the library that the word was taken from, where that was said: `torch.optim.Adam`.
    var dialect: String?

    /// Where the words stand that are its methods, and whose first argument is the word itself: `numpy.ufunc` has `reduce` and
    /// `at` of `np.add`.
    public var methods: String?

    /// What Python's own function of that name makes of arguments by place; nil for those that are this word's.
    var python: (@Sendable ([Value]) -> Value?)?

    /// The same word, which leaves to Python's function of its name what only that one takes.
    public func besides(_ python: @escaping @Sendable ([Value]) -> Value?) -> Word {
        var word = self
        word.python = python
        return word
    }

    /// A declaration; `seeAlso` may name the word itself, so that related words can share one list.
    public init(
        _ name: String, aliases: [String] = [], family: String, summary: String, details: String = "",
        parameters: [Parameter] = [], returns: String = "", examples: [String] = [], seeAlso: [String] = [],
        needs: Permission = .computing, meaning: Meaning
    ) {
        self.name = name
        self.aliases = aliases
        self.family = family
        self.summary = summary
        self.details = details
        self.parameters = parameters
        self.returns = returns
        self.examples = examples
        // Words that belong together share one list.
        self.seeAlso = seeAlso.filter { $0 != name }
        self.needs = needs
        self.meaning = meaning
    }

    /// A call of it that can be typed as it stands: bare brackets where nothing has to be given, else its first example that
    /// is one; nil where none is.
    public var call: String? {
        let needsNothing = parameters.allSatisfy { parameter in
            if case .required = parameter.standard { parameter.isVariadic } else { true }
        }
        return needsNothing ? "\(name)()" : example
    }

    /// The line of its examples that first calls it: `np.cov([0, 1, 2])`.
    var callLine: String? {
        let call = "\(name.split(separator: ".").last ?? "")("
        return examples.lazy.flatMap { $0.split { $0 == "\n" || $0 == ";" } }.first { $0.contains(call) }
            .map { $0.trimmingPrefix(while: \.isWhitespace) }.map { String($0) }
    }

    /// Its first example that is a call of it and nothing else.
    var example: String? { examples.first { $0.hasPrefix("\(name)(") && $0.hasSuffix(")") } }
}

/// One parameter of a word or method.
public struct Parameter: Sendable {
    /// The keyword.
    public var name: String
    /// Other keywords for the same parameter: `learning_rate` has `lr`.
    public var aliases: [String]
    /// What it accepts; checked before the body runs.
    public var type: ValueType
    /// What it is when nothing is given.
    public var standard: Standard
    /// What it means, in one line.
    public var meaning: String
    /// May be repeated (`*rules`); only the last positional one. Together with `isKeywordOnly` it takes every keyword
    /// that no other parameter has (`**ranges`), as a dict.
    public var isVariadic: Bool
    /// Given by its keyword alone, as after `*` in Python.
    public var isKeywordOnly: Bool

    /// What a parameter is when nothing is given.
    public enum Standard: Sendable {
        /// It has to be given.
        case required
        /// The default, as it would be typed.
        case value(Value)
        /// No fixed default: what happens instead, in words (`the landscape's suggested start`).
        case otherwise(String)

        /// The default where it is a number.
        public var number: Double? {
            if case .value(let value) = self { value.asDouble } else { nil }
        }
    }

    /// A parameter with its default: `Parameter("k", .int(.atLeast(1)), 5, "steps between two looks")`.
    public init(
        _ name: String, aliases: [String] = [], _ type: ValueType, _ standard: Standard, _ meaning: String,
        isVariadic: Bool = false, isKeywordOnly: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.type = type
        self.standard = standard
        self.meaning = meaning
        self.isVariadic = isVariadic
        self.isKeywordOnly = isKeywordOnly
    }

    /// A parameter that has to be given, unless its type is `optional`: then it is None when it is not.
    public init(
        _ name: String, aliases: [String] = [], _ type: ValueType, _ meaning: String, isVariadic: Bool = false,
        isKeywordOnly: Bool = false
    ) {
        let standard: Standard = if case .optional = type { .value(.none) } else { .required }
        self.init(name, aliases: aliases, type, standard, meaning, isVariadic: isVariadic, isKeywordOnly: isKeywordOnly)
    }
}

/// A default is written as the language has it: `0.5`, `"auto"`, `true`.
extension Parameter.Standard: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral
{
    /// True or False.
    public init(booleanLiteral value: Bool) { self = .value(.bool(value)) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .value(.int(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .value(.number(value)) }
    /// A string.
    public init(stringLiteral value: String) { self = .value(.text(value)) }
}

/// What a parameter accepts. Checked before the body runs; the message names the parameter, the value and this.
public indirect enum ValueType: Sendable {
    case any
    case bool
    /// A whole number in the range; 1e6 counts, 1.5 does not.
    case int(Interval = .unbounded)
    case number(Interval = .finite)
    case text
    case choice([String])
    /// A number or a tuple/list of one or two numbers.
    case point
    /// What makes values as they are asked for, without an end perhaps: a generator.
    case iterator
    case list(of: ValueType)
    case tuple(of: ValueType)
    case dict
    /// A function or a word that can be called.
    case function
    /// A value of the laboratory of one of these kinds: `["optimizer"]`.
    case thing([String])
    /// The name of a word, taken as the word itself even when it stands for a value: `help(rosenbrock)`.
    case word
    case oneOf([ValueType])
    case optional(ValueType)
}

/// An attribute or method of a kind of value: `run.loss`, `model.fit(…)`.
public struct Member: Sendable {
    /// Of the values that have it: `run`.
    public var kind: String
    /// What stands after the dot.
    public var name: String
    /// Other spellings that mean the same.
    public var aliases: [String]
    /// What it is or does, in one line.
    public var meaning: String
    /// The kind of what comes back, where it is known: `figure`. Completion uses it.
    public var returns = ""
    /// nil for an attribute.
    public var parameters: [Parameter]?
    /// What a call of it takes.
    public var needs = Permission.computing
    /// Gives the attribute, or does what the method does, for the value before the dot.
    public var body: @Sendable (any Presentable, Arguments, Context) throws -> Value
    /// For `thing.name = value`, where that is allowed.
    public var assign: (@Sendable (any Presentable, Value, Context) throws -> Void)?

    /// `run.loss`
    public static func attribute<T: Presentable>(
        _ name: String, aliases: [String] = [], of type: T.Type, _ meaning: String,
        _ body: @escaping @Sendable (T) throws -> Value
    ) -> Member {
        Member(kind: T.kind, name: name, aliases: aliases, meaning: meaning, parameters: nil) { thing, _, _ in
            guard let thing = thing as? T else { return .none }
            return try body(thing)
        }
    }

    /// The same, declared by where Swift has it: `.attribute("loss", "the loss there", \Run.loss)`.
    public static func attribute<T: Presentable, Part: ValueConvertible>(
        _ name: String, aliases: [String] = [], _ meaning: String, _ part: any KeyPath<T, Part> & Sendable
    ) -> Member {
        attribute(name, aliases: aliases, of: T.self, meaning) { $0[keyPath: part].asValue }
    }

    /// `model.fit(x, y, epochs=10)`
    public static func method<T: Presentable>(
        _ name: String, aliases: [String] = [], of type: T.Type, returns: String = "", _ meaning: String,
        _ parameters: [Parameter], needs: Permission = .computing,
        _ body: @escaping @Sendable (T, Arguments, Context) throws -> Value
    ) -> Member {
        var member = Member(kind: T.kind, name: name, aliases: aliases, meaning: meaning, parameters: parameters) {
            thing, args, context in
            guard let thing = thing as? T else { return .none }
            return try body(thing, args, context)
        }
        member.returns = returns
        member.needs = needs
        return member
    }

    /// Any member; `attribute` and `method` are shorter for values of one type.
    public init(
        kind: String, name: String, aliases: [String], meaning: String, parameters: [Parameter]?,
        assign: (@Sendable (any Presentable, Value, Context) throws -> Void)? = nil,
        body: @escaping @Sendable (any Presentable, Arguments, Context) throws -> Value
    ) {
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.meaning = meaning
        self.parameters = parameters
        self.assign = assign
        self.body = body
    }
}

/// A word as the class of what it makes, for members that a class has: `Dense.from_config`.
///
/// Such a member is declared of the kind `layer class`, where the word makes a `layer`.
public struct WordClass: Presentable {
    /// `class`
    public static let kind = "class"
    /// What makes the things.
    public let word: Word
    /// Its name.
    public var summary: String { word.name }

    /// Of what members of such classes are declared.
    static func kind(of word: Word) -> String { "\(word.returns) class" }
}

/// A thing that can be called: a landscape (`rosenbrock(1.2, 1)`), a layer, a model.
public protocol Callable: Presentable {
    /// How it is called; arguments are bound and checked against these.
    var callParameters: [Parameter] { get }
    func call(_ arguments: Arguments, _ context: Context) throws -> Value
}
