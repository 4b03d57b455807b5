import Answers

/// What an expression is, as far as that can be told without running anything.
struct KindGuesser {
    let session: Session

    enum Guess {
        case value(Value)
        case kind(String)
        case unknown
    }

    /// Of an expression that stands for a module.
    func modulePath(_ expression: Expression) -> [String]? {
        switch expression.kind {
        case .name(let name): return session.modules[name]
        case .attribute(let base, let name, _):
            guard let path = modulePath(base), Modules.isModule(path + [name], session.registry) else { return nil }
            return path + [name]
        default: return nil
        }
    }

    func guess(_ expression: Expression) -> Guess {
        switch expression.kind {
        case .text(let text): return .value(.text(text))
        case .format: return .value(.text(""))
        case .list: return .value(.list([]))
        case .tuple: return .value(.tuple([]))
        case .dict: return .value(.dict(.init()))
        case .name(let name):
            if let value = session[name] { return .value(value) }
            if name == "_" { return .value(session.last) }
            guard let word = session.registry.word(name) else { return .unknown }
            return .value(word.value(with: .computing))
        case .call(let callee, _): return result(of: callee)
        case .attribute(let base, let name, _):
            guard let member = member(name, of: guess(base)), !member.returns.isEmpty else { return .unknown }
            return .kind(member.returns)
        case .index(let base, let index):
            guard case .value(let value) = guess(base), case .int(let place) = index.kind,
                let items = value.elements, items.indices.contains(place)
            else { return .unknown }
            return .value(items[place])
        default: return .unknown
        }
    }

    private func result(of callee: Expression) -> Guess {
        if case .attribute(let base, let name, _) = callee.kind {
            if let path = modulePath(base), let word = Modules.word(name, in: path, session.registry) {
                return .kind(word.returns)
            }
            if let member = member(name, of: guess(base)), !member.returns.isEmpty { return .kind(member.returns) }
            return .unknown
        }
        if case .value(.word(let word)) = guess(callee) { return .kind(word.returns) }
        return .unknown
    }

    private func member(_ name: String, of guess: Guess) -> Member? {
        switch guess {
        case .value(let value): session.registry.member(name, of: value)
        case .kind(let kind): session.registry.member(name, of: kind)
        case .unknown: nil
        }
    }

    /// The name and parameters of what is called.
    func parameters(of callee: Expression) -> (String, [Parameter])? {
        if case .attribute(let base, let name, _) = callee.kind {
            if let path = modulePath(base) {
                return Modules.word(name, in: path, session.registry).map { ($0.name, $0.parameters) }
            }
            let guess = guess(base)
            if let member = member(name, of: guess), let parameters = member.parameters { return (name, parameters) }
            if case .value(let value) = guess, let builtin = BuiltinMember.named(name, of: value) {
                return (name, builtin.parameters)
            }
            if case .value(.word(let word)) = guess, let method = session.registry.method(name, of: word) {
                return (method.name, Array(method.parameters.dropFirst()))
            }
            let isArray: Bool =
                switch guess {
                case .value(let value): value.isArrayLike
                case .kind(let kind): kind == "array"
                case .unknown: false
                }
            if isArray, case .word(let word)? = session.registry.arrayMethods[name] {
                return (name, Array(word.parameters.dropFirst()))
            }
            return nil
        }
        guard case .value(let value) = guess(callee) else { return nil }
        switch value {
        case .word(let word): return (word.name, word.parameters)
        case .function(let function): return (function.name, CallTarget(function).parameters)
        case .thing(let thing as any Callable): return (thing.summary, thing.callParameters)
        default: return nil
        }
    }

    func members(of guess: Guess) -> [Completions.Candidate] {
        let kind: String
        var builtin: [BuiltinMember] = []
        switch guess {
        case .value(let value):
            kind = value.kind
            builtin = BuiltinMember.all(value)
        case .kind(let name): kind = name
        case .unknown: return []
        }
        let ofArrays = (kind == "array" ? session.registry.arrayMethods : [:]).sorted { $0.key < $1.key }.compactMap {
            name, method -> Completions.Candidate? in
            if case .word(let word) = method { .init(name + "(", .member, word.summary) } else { nil }
        }
        var ofWords: [Completions.Candidate] = []
        if case .value(.word(let word)) = guess, let methods = word.methods {
            ofWords = Modules.names(in: methods.split(separator: ".").map(String.init), session.registry).compactMap {
                name in
                session.registry.method(name, of: word).map { .init(name + "(", .member, $0.summary) }
            }
        }
        return ofArrays + ofWords
            + session.registry.members(of: kind).map {
                .init($0.name + ($0.parameters == nil ? "" : "("), .member, $0.meaning)
            } + builtin.map { .init($0.name + "(", .member, $0.meaning) }
    }
}
