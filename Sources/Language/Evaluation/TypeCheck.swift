import Numbers
import Answers
import Arrays

/// Whether a value is what a parameter declares; where the registry knows how, it is turned into that.
struct TypeCheck {
    let context: Context
    /// The parameter's default where it is a number, for messages.
    var standard: Double?
    /// A call of the same word as it is right, for messages.
    var example: String?

    /// The value as the body will see it.
    ///
    /// - Throws: a `Mistake` that names the parameter, the value and what is accepted.
    func accept(_ given: Value, _ type: ValueType, _ name: String) throws -> Value {
        var value = given
        // A word that asks for a number sees one of Python's.
        if case .any = type {} else if let scalar = given.scalar { value = scalar.plain }
        if let plain = try match(value, type, name) { return plain }
        if let turned = try coerce(value, type, name) { return turned }
        throw refusal(value, type, name)
    }

    /// The value when it fits as it is; nil when it is of another type.
    ///
    /// - Throws: a `Mistake` when the type is right and the value is not: out of range, not among the choices.
    private func match(_ value: Value, _ type: ValueType, _ name: String) throws -> Value? {
        switch type {
        case .any: return value
        case .bool:
            if case .bool = value { return value }
            return nil
        case .int(let interval): return try whole(value, interval.whole, name)
        case .number(let interval):
            guard let number = value.asDouble else { return nil }
            guard interval.contains(number) else { throw outside(number, value, interval, name) }
            return value
        case .text:
            if case .text = value { return value }
            return try context.fileName(value)
        case .choice(let choices): return try choice(value, choices, name)
        case .point:
            guard let point = value.asPoint else { return nil }
            guard point.isFinite else {
                throw Mistake("\(name) = \(value.brief) is not a place", expected: "finite coordinates")
            }
            return value
        case .iterator:
            if case .object(let object) = value, object.tag == .iterator { return value }
            return nil
        case .list(let element), .tuple(let element): return try elements(value, type, element, name)
        case .dict:
            if case .dict = value { return value }
            return nil
        case .function: return isCalled(value) ? value : nil
        case .thing(let kinds):
            guard case .thing(let thing) = value else { return nil }
            return kinds.contains(Swift.type(of: thing).kind) ? value : nil
        case .word:
            if case .word = value { return value }
            return nil
        case .oneOf(let types):
            var first: (any Error)?
            for type in types {
                do {
                    if let matched = try match(value, type, name) { return matched }
                } catch {
                    first = first ?? error
                }
            }
            if let first { throw first }
            return nil
        case .optional(let wrapped):
            if case .none = value { return value }
            return try match(value, wrapped, name)
        }
    }

    private func isCalled(_ value: Value) -> Bool {
        switch value {
        case .function: return true
        case .word(let word):
            if case .value = word.meaning { return false }
            return true
        case .object(let object):
            return object is BoundMethod || object is NativeMethod || object is NativeFunction || object is ClassObject
                || (object as? Instance)?.type.lookUp("__call__") != nil
        case .thing(let thing): return thing is any Callable
        default: return false
        }
    }

    private func whole(_ value: Value, _ interval: Interval, _ name: String) throws -> Value? {
        guard let number = value.asDouble else { return nil }
        let exact: Int? = if case .int(let whole) = value { whole } else { Int(exactly: number) }
        guard let exact, interval.contains(number) else { throw outside(number, value, interval, name) }
        return .int(exact)
    }

    private func choice(_ value: Value, _ choices: [String], _ name: String) throws -> Value? {
        // The word tanh where the string 'tanh' is expected.
        if case .word(let word) = value, choices.contains(word.name) { return .text(word.name) }
        guard case .text(let text) = value else { return nil }
        if choices.contains(text) { return value }
        if let same = choices.first(where: { $0.isSpelled(like: text) }) { return .text(same) }
        let close = Suggestions.nearest(text, among: choices).first
        throw Mistake(
            "\(name) = \(value.brief) is not one of the choices",
            expected: Phrase.alternatives(choices.map { "\"\($0)\"" }), try: close.map { "\(name)=\"\($0)\"" })
    }

    private func elements(_ value: Value, _ type: ValueType, _ element: ValueType, _ name: String) throws -> Value? {
        guard let items = try listed(value) else { return nil }
        if case .any = element, value.elements == nil { return .list(items) }
        if case .any = element { return value }
        let out = try items.enumerated().map(stoppedBy: context.work) { index, item in
            do {
                return try accept(item, element, name)
            } catch is Mistake {
                // The name with its place is made only where somebody reads it.
                return try accept(item, element, "\(name)[\(index)]")
            }
        }
        if case .tuple = type { return .tuple(out) }
        return .list(out)
    }

    /// The elements of a list or tuple, or of what makes them one after the other.
    private func listed(_ value: Value) throws -> [Value]? {
        if let items = value.elements { return items }
        if let array = value.array, array.ndim > 0 { return try context.machine.elements(of: value).map(\.plain) }
        guard case .object(let object) = value, object is IteratorObject || object is DictView || object is DequeObject
        else {
            return nil
        }
        return try context.machine.elements(of: value)
    }

    // MARK: Coercions

    private func coerce(_ value: Value, _ type: ValueType, _ name: String) throws -> Value? {
        switch type {
        case .thing(let kinds):
            for kind in kinds {
                guard let thing = try context.registry.coercions[kind]?(value, context) else { continue }
                return .thing(thing)
            }
            return try called(value, kinds)
        case .oneOf(let types):
            for type in types {
                if let turned = try coerce(value, type, name) { return turned }
            }
            return nil
        case .optional(let wrapped): return try coerce(value, wrapped, name)
        default: return nil
        }
    }

    /// `minimize(f, Adam)`: a word that needs no arguments and makes what is wanted is called with its defaults.
    private func called(_ value: Value, _ kinds: [String]) throws -> Value? {
        guard case .word(let word) = value, case .call(let body) = word.meaning, kinds.contains(word.returns) else {
            return nil
        }
        let made = try context.run(word, body, try Binder(CallTarget(word), nil).bind([], context))
        guard case .thing(let thing) = made, kinds.contains(Swift.type(of: thing).kind) else { return nil }
        return made
    }

    // MARK: Messages

    private func outside(_ number: Double, _ value: Value, _ interval: Interval, _ name: String) -> Mistake {
        interval.refusal(number, name, written: value.brief, standard: standard)
    }

    private func refusal(_ value: Value, _ type: ValueType, _ name: String) -> Mistake {
        if case .none = value {
            return Mistake("\(name) = None is no value", expected: type.phrase, try: example).raised(as: "TypeError")
        }
        return Mistake(
            "\(name) = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: type.phrase,
            try: suggestion(value, type) ?? example
        ).raised(as: "TypeError")
    }

    /// Whether the thing is what `_` means.
    private func isLast(_ thing: any Presentable) -> Bool {
        guard case .thing(let last) = context.session.last else { return false }
        return Swift.type(of: last) == Swift.type(of: thing) && last.summary == thing.summary
    }

    /// What turns the value into one that is accepted: a word called, a name without its quotes.
    private func suggestion(_ value: Value, _ type: ValueType) -> String? {
        let registry = context.registry
        switch value {
        case .word(let word):
            guard case .call = word.meaning, type.mayTake(word.returns) else { return nil }
            return "\(word.name)(…) with its arguments"
        case .text(let text):
            if let word = registry.word(text)
                ?? registry.words.first(where: { $0.name.isSpelled(like: text) })
            {
                return "\(word.name) without quotes"
            }
            return registry.glossary.term(text).map { "help(\"\($0.name)\"), which explains the term" }
        case .thing(let thing as any Subscriptable) where thing.length > 0:
            guard case .thing(let first)? = try? thing.element([.index(.int(0))]),
                type.mayTake(Swift.type(of: first).kind), !type.mayTake(Swift.type(of: thing).kind)
            else { return nil }
            return "\(isLast(thing) ? "_" : "…")[0], the first of its \(thing.length)"
        default:
            return value.elements != nil && type.isNumeric ? "one at a time: [f(v) for v in values]" : nil
        }
    }
}

extension ValueType {
    /// Whether a value of that kind could be meant; kinds are told apart only where one is asked for.
    fileprivate func mayTake(_ kind: String) -> Bool {
        switch self {
        case .thing(let kinds): kinds.contains(kind)
        case .oneOf(let types): types.contains { $0.mayTake(kind) }
        case .optional(let wrapped), .list(let wrapped), .tuple(let wrapped): wrapped.mayTake(kind)
        default: true
        }
    }

    fileprivate var isNumeric: Bool {
        switch self {
        case .int, .number: true
        default: false
        }
    }
}
