/// Frees what lists, dicts and objects hold, one after the other: a list inside a list inside a list, a million times, would otherwise
/// end the stack when the last name of it goes.
enum Dismantling {
    @inline(__always)
    static func isNeeded(_ value: Value) -> Bool {
        switch value {
        case .list, .dict, .object: true
        default: false
        }
    }

    static func take(_ values: [Value]) {
        var pending = values
        while var value = pending.popLast() {
            switch value {
            case .list(let list):
                var object: Value.List? = list
                value = .none
                if unique(&object), let list = object { pending += list.releaseItems() }
            case .dict(let dictionary):
                var object: Value.Dictionary? = dictionary
                value = .none
                if unique(&object), let dictionary = object { pending += dictionary.releaseItems() }
            case .object(let other):
                var object: Object? = other
                value = .none
                if unique(&object), let other = object { pending += other.releaseItems() }
            default: break
            }
        }
    }

    /// In a place of its own, so that nothing else holds the object while it is asked.
    @inline(never)
    private static func unique<T: AnyObject>(_ object: inout T?) -> Bool { isKnownUniquelyReferenced(&object) }
}
