import Answers

/// The names that an expression sees: parameters and comprehension variables, then what its function captured, or,
/// outside functions, the session's variables.
struct Scope {
    var locals: [(name: String, value: Value)] = []
    var function: Function?

    func value(of name: String, _ session: Session) -> Value? {
        for local in locals.reversed() where local.name == name { return local.value }
        guard let function else {
            if let value = session.variables[name] { return value }
            return name == "_" ? session.last : nil
        }
        if let value = function.captured[name] { return value }
        return function.name == name ? .function(function) : nil
    }
}

extension Evaluator {
    func lookUp(_ name: String, _ range: SourceRange, _ scope: Scope) throws -> Value {
        if let value = scope.value(of: name, context.session) { return value }
        if let word = context.registry.word(name) { return value(of: word) }
        if let path = context.session.modules[name] {
            throw failure(
                "\(name) is the module \(path.joined(separator: ".")), not a value", at: range,
                expected: "a name from it: \(name).Name")
        }
        throw unknown(name, range, scope)
    }

    /// The names that could have been meant.
    func unknown(_ name: String, _ range: SourceRange, _ scope: Scope) -> Diagnostic {
        let own = scope.locals.map(\.name) + (scope.function.map { Array($0.captured.keys) } ?? [])
        let variables = scope.function == nil ? Array(context.session.variables.keys) : []
        let mistake = UnknownName(context.registry).mistake(name, variables: own + variables.sorted())
        return Diagnostic(mistake, source: source, range: range)
    }

    /// What a word means to this code.
    func value(of word: Word) -> Value { word.value(with: context.permission) }
}

extension Word {
    /// The ready value of `pi` or `rosenbrock`; otherwise the word itself, to be called or described.
    ///
    /// - Parameter permission: that of the code which takes the word.
    func value(with permission: Permission) -> Value {
        if case .value(let make) = meaning { return make() }
        var word = self
        word.permission = permission
        return .word(word)
    }
}
