import Answers
import Arrays

/// Copies values; what is shared inside stays shared in the copy.
struct Copier {
    private var made: [ObjectIdentifier: Value] = [:]
    private let work: Work

    /// - Parameter work: once it is stopped, what is not copied yet is shared.
    init(_ work: Work) { self.work = work }

    /// Deeper than this what is inside is shared with the copy.
    private static let maximumDepth = 500

    /// - Throws: `Mistake` where there is no memory for a copy.
    func shallow(_ value: Value) throws -> Value {
        switch value {
        case .list(let list): return .list(list.items)
        case .dict(let dictionary): return .dict(dictionary.copy())
        case .set(let set): return .set(ValueSet(copying: set))
        case .object(let deque as DequeObject): return .object(DequeObject(deque.list.items, most: deque.most))
        case .object(let member as Instance) where member.type.isEnumeration: return value
        case .object(let instance as Instance):
            let copy = instance.empty
            copy.payload = instance.payload
            for attribute in instance.attributes { copy.set(attribute.name, attribute.value) }
            return .object(copy)
        case .thing(let thing as any Duplicable): return .thing(try thing.duplicate)
        case .thing: return try value.array.map { .thing(try $0.copy(work)) } ?? value
        default: return value
        }
    }

    /// - Throws: `Mistake` where there is no memory for a copy.
    mutating func deep(_ value: Value, depth: Int) throws -> Value {
        guard depth < Copier.maximumDepth, !work.isCancelled else { return value }
        switch value {
        case .list(let list):
            if let known = made[ObjectIdentifier(list)] { return known }
            let copy = Value.List([])
            made[ObjectIdentifier(list)] = .list(copy)
            // Numbers and strings share their memory until one side changes.
            copy.items =
                try list.items.contains(where: \.isContainer)
                ? list.items.map { try deep($0, depth: depth + 1) } : list.items
            return .list(copy)
        case .tuple(let items):
            return try items.contains(where: \.isContainer)
                ? .tuple(items.map { try deep($0, depth: depth + 1) }) : value
        case .dict(let dictionary):
            if let known = made[ObjectIdentifier(dictionary)] { return known }
            let copy = dictionary.copy()
            made[ObjectIdentifier(dictionary)] = .dict(copy)
            try copy.mapValues { try deep($0, depth: depth + 1) }
            return .dict(copy)
        case .object(let member as Instance) where member.type.isEnumeration: return value
        case .object(let instance as Instance):
            if let known = made[ObjectIdentifier(instance)] { return known }
            let copy = instance.empty
            copy.payload = instance.payload
            made[ObjectIdentifier(instance)] = .object(copy)
            for attribute in instance.attributes {
                copy.set(attribute.name, try deep(attribute.value, depth: depth + 1))
            }
            return .object(copy)
        case .object(let deque as DequeObject):
            return .object(DequeObject(try deque.list.items.map { try deep($0, depth: depth + 1) }, most: deque.most))
        case .thing(let thing as any Duplicable):
            if let known = made[ObjectIdentifier(thing)] { return known }
            let copy = Value.thing(try thing.duplicate)
            made[ObjectIdentifier(thing)] = copy
            return copy
        default: return try shallow(value)
        }
    }
}

extension Value {
    fileprivate var isContainer: Bool {
        switch self {
        case .list, .tuple, .dict, .set, .object: true
        case .thing(let thing): thing is any Duplicable || array != nil
        default: false
        }
    }
}

extension Instance {
    /// An object of the same class without attributes.
    fileprivate final var empty: Instance {
        guard let error = self as? ExceptionInstance else { return Instance(type) }
        return ExceptionInstance(type, error.arguments, mistake: error.mistake)
    }
}
