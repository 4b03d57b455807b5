/// An error in which a mistake is, with more about it: where in the typed line it was made.
public protocol CarriesMistake: Error {
    /// What was found, expected, and can be tried.
    var mistake: Mistake { get }
}

/// Something a person asked for that cannot be done: what was found, what was expected, what to try.
///
/// Every module throws this one type; the language adds the place in the typed line.
public struct Mistake: Error, Sendable, Equatable {
    /// What is wrong, naming what was found: `lr = -1 is not a learning rate`.
    public var problem: String
    /// What would have been right: `a number above 0`.
    public var expected: String?
    /// The next thing to type: `Adam(lr=0.001)`.
    public var suggestion: String?
    /// The name of the argument it concerns, as the person writes it: `lr`. The language points at what was typed there.
    public var argument: String?
    /// The exception that Python has for it: what `except` in the language catches it by.
    public var exception = "ValueError"
    /// What Python would say, where a program that catches it may print that; nil for `problem`.
    public var pythonMessage: String?

    /// What a person gave may be a megabyte; a message about it is read by a person.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 1600 else { return text }
        return text.prefix(1000) + " … " + text.suffix(200)
    }

    /// A mistake that says what was found, what was expected, and the next thing to type.
    public init(
        _ problem: String, expected: String? = nil, try suggestion: String? = nil, argument: String? = nil
    ) {
        self.problem = Mistake.shortened(problem)
        self.expected = expected.map(Mistake.shortened)
        self.suggestion = suggestion.map(Mistake.shortened)
        self.argument = argument
    }

    /// The same mistake under the name that Python gives to such an exception, with Python's text where that differs.
    public func raised(as exception: String, _ message: String? = nil) -> Mistake {
        var mistake = self
        mistake.exception = exception
        mistake.pythonMessage = message ?? pythonMessage
        return mistake
    }
}
