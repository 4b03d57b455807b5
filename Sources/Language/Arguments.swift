public import Answers
public import Numbers

/// The arguments of one call, bound to the declared parameters, checked for type and range, defaults filled in.
///
/// The accessors cannot fail for a parameter whose declared type guarantees the answer; they throw a `Mistake` with
/// the place of the argument otherwise.
public struct Arguments: Sendable {
    var values: [String: Value]
    var places: [String: SourceRange]
    private let spellings: [String: String]
    /// The name that was called, and where, for arguments that were not written.
    var callee: String
    var callPlace: SourceRange?
    /// What stops the loops over these arguments.
    public let work: Work

    init(
        values: [String: Value], places: [String: SourceRange], spellings: [String: String] = [:], callee: String = "",
        callPlace: SourceRange? = nil, work: Work
    ) {
        self.values = values
        self.places = places
        self.spellings = spellings
        self.callee = callee
        self.callPlace = callPlace
        self.work = work
    }

    /// The argument, or the declared default, or `.none`.
    public subscript(_ name: String) -> Value { values[name] ?? .none }

    /// Whether the person wrote this argument.
    public func isGiven(_ name: String) -> Bool { places[name] != nil }

    /// The keyword that the person wrote for it, which may be another name of the parameter; nil where it stands without one.
    public func spelling(_ name: String) -> String? { spellings[name] }

    /// The argument as a number.
    ///
    /// - Throws: `Mistake` at the argument when it is none.
    public func number(_ name: String) throws -> Double {
        guard let number = self[name].asDouble else { throw unexpected(name, "a number") }
        return number
    }

    /// The argument as a whole number; 3.0 is one.
    ///
    /// - Throws: `Mistake` at the argument when it is none.
    public func int(_ name: String) throws -> Int {
        switch self[name] {
        case .int(let value): return value
        case .number(let value):
            guard let whole = Int(exactly: value) else { throw unexpected(name, "a whole number") }
            return whole
        default: throw unexpected(name, "a whole number")
        }
    }

    /// The argument as True or False.
    ///
    /// - Throws: `Mistake` at the argument when it is neither.
    public func bool(_ name: String) throws -> Bool {
        guard case .bool(let flag) = self[name] else { throw unexpected(name, "True or False") }
        return flag
    }

    /// The argument as a string.
    ///
    /// - Throws: `Mistake` at the argument when it is none.
    public func text(_ name: String) throws -> String {
        guard case .text(let text) = self[name] else { throw unexpected(name, "a string") }
        return text
    }

    /// A place: `(x, y)`, or one number `x` for a curve (then y is 0).
    public func point(_ name: String) throws -> Point {
        guard let point = self[name].asPoint else { throw unexpected(name, "a point such as (-1.5, 2)") }
        return point
    }

    /// The elements of a list, tuple or repeated argument; a single value counts as a list of one, None as empty.
    public func values(_ name: String) throws -> [Value] {
        if case .none = self[name] { return [] }
        return self[name].elements ?? [self[name]]
    }

    /// The argument as a value of the laboratory of this type.
    ///
    /// - Throws: `Mistake` at the argument, naming the kind that was expected.
    public func thing<T>(_ name: String, as type: T.Type) throws -> T {
        guard let thing = optionalThing(name, as: type) else {
            let kind = (type as? any Presentable.Type)?.kind ?? "\(type)"
            throw unexpected(name, Phrase.indefinite(kind))
        }
        return thing
    }

    /// The same, nil for anything else, None among it.
    public func optionalThing<T>(_ name: String, as type: T.Type) -> T? { self[name].asThing(type) }

    /// The whole numbers among the elements of a list, tuple or repeated argument.
    public func ints(_ name: String) throws -> [Int] { try values(name).compactMap(\.asInt) }

    /// The values of this type among the elements of a list, tuple or repeated argument.
    public func things<T>(_ name: String, as type: T.Type) throws -> [T] {
        try values(name).compactMap { $0.asThing(type) }
    }

    /// Runs the body of what was called; a mistake that names an argument is placed where that was written.
    func placing<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let mistake as Mistake {
            guard let argument = mistake.argument else { throw mistake }
            throw Diagnostic(mistake, range: places[argument] ?? callPlace)
        }
    }

    /// Runs work that can fail because of one argument only: its mistakes concern that argument.
    public func about<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch var mistake as Mistake where mistake.argument == nil {
            mistake.argument = name
            throw mistake
        }
    }

    /// A mistake about one argument, which carries the argument's place in the line.
    public func mistake(
        _ name: String, _ problem: String, expected: String? = nil, try suggestion: String? = nil
    ) -> any Error {
        Diagnostic(
            Mistake(problem, expected: expected, try: suggestion, argument: name), range: places[name] ?? callPlace)
    }

    private func unexpected(_ name: String, _ expected: String) -> any Error {
        let found: String
        if case .none = self[name], !isGiven(name) {
            found = "\(callee) needs \(name)"
        } else {
            found = "\(name) = \(self[name].brief) is \(Phrase.indefinite(self[name].kind))"
        }
        return mistake(name, found, expected: expected)
    }
}
