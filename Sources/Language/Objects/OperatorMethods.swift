import Answers
import Arrays

/// The methods behind Python's operators, as values of builtin types have them: `key=counts.__getitem__`, `hasattr(x, "__len__")`.
enum OperatorMethods {
    /// The method of that name with the value in it; nil where values of its type have none.
    static func method(_ name: String, of value: Value, _ machine: Machine) -> Value? {
        let body: (([Value], Machine) throws -> Value)?
        switch name {
        case "__len__" where isSized(value):
            body = { _, machine in
                guard let word = machine.context.registry.word("len") else { return .none }
                return try machine.call(.word(word), [value])
            }
        case "__iter__" where isSized(value) || isIterator(value):
            body = { _, machine in .object(try machine.iterator(of: value)) }
        case "__contains__" where isSized(value):
            body = { arguments, machine in .bool(try machine.contains(value, arguments.first ?? .none)) }
        case "__getitem__" where hasPlaces(value):
            body = { arguments, machine in try machine.element(of: value, at: arguments.first ?? .none) }
        case "__setitem__" where hasPlaces(value) && isChangeable(value):
            body = { arguments, machine in
                guard arguments.count == 2 else {
                    throw Mistake("__setitem__ is given \(Phrase.count(arguments.count, "argument"))", expected: "two")
                        .raised(as: "TypeError", "expected 2 arguments, got \(arguments.count)")
                }
                try machine.storeElement(of: value, at: arguments[0], arguments[1])
                return .none
            }
        case "__call__" where (try? machine.context.requireCallable(value)) != nil:
            return .object(
                NativeFunction(name) { arguments, keywords, machine in try machine.call(value, arguments, keywords) })
        default: body = nil
        }
        guard let body else { return nil }
        return .object(NativeFunction(name) { arguments, _, machine in try body(arguments, machine) })
    }

    private static func isArray(_ value: Value) -> Bool { value.array.map { $0.ndim > 0 } ?? false }

    private static func isSized(_ value: Value) -> Bool {
        switch value {
        case .text, .list, .tuple, .dict, .set: true
        case .object(let object):
            object is RangeObject || object is DictView || object is DequeObject || object is RecordObject
                || object is BytesObject
        default: isArray(value)
        }
    }

    private static func isIterator(_ value: Value) -> Bool {
        if case .object(is IteratorObject) = value { true } else { false }
    }

    private static func hasPlaces(_ value: Value) -> Bool {
        switch value {
        case .set: false
        case .object(is DictView): false
        default: isSized(value)
        }
    }

    private static func isChangeable(_ value: Value) -> Bool {
        switch value {
        case .list, .dict: true
        case .object(is DequeObject): true
        default: isArray(value)
        }
    }
}
