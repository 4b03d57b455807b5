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
