/// Which value has which of them.
extension QuickMethod {
    /// The method with its receiver.
    func whole(_ receiver: Value) -> Value {
        guard let member = BuiltinMember.named(name, of: receiver) else { return .none }
        return .object(NativeMethod(.builtin(member), receiver))
    }

    /// That of the name in the cache, where the value has one.
    static func found(_ cache: UnsafeMutablePointer<AttributeCache>, of value: Value) -> QuickMethod? {
        let methods: [String: QuickMethod]
        let tag: UInt8
        switch value {
        case .list: (methods, tag) = (ofLists, 1)
        case .dict: (methods, tag) = (ofDicts, 2)
        case .set: (methods, tag) = (ofSets, 3)
        case .text: (methods, tag) = (ofText, 4)
        default: return nil
        }
        if cache.pointee.quickTag == tag { return cache.pointee.quick }
        cache.pointee.quickTag = tag
        cache.pointee.quick = methods[cache.pointee.name]
        return cache.pointee.quick
    }

    private static func table(_ methods: [QuickMethod]) -> [String: QuickMethod] {
        Dictionary(uniqueKeysWithValues: methods.map { ($0.name, $0) })
    }

    private static let ofLists = table([
        QuickMethod("append") { first, count in
            guard count == 2, case .list(let list) = first.pointee else { return nil }
            try list.append(first[1])
            return Value.none
        },
        QuickMethod("pop") { first, count in
            guard count == 1, case .list(let list) = first.pointee else { return nil }
            return list.items.popLast()
        },
    ])

    private static let ofDicts = table([
        QuickMethod("get") { first, count in
            guard count == 2 || count == 3, case .dict(let dictionary) = first.pointee else { return nil }
            return try dictionary.value(of: first[1]) ?? (count == 3 ? first[2] : Value.none)
        },
        QuickMethod("items") { first, count in
            guard count == 1, case .dict(let dictionary) = first.pointee else { return nil }
            return .object(DictView(dictionary, .items))
        },
        QuickMethod("keys") { first, count in
            guard count == 1, case .dict(let dictionary) = first.pointee else { return nil }
            return .object(DictView(dictionary, .keys))
        },
        QuickMethod("values") { first, count in
            guard count == 1, case .dict(let dictionary) = first.pointee else { return nil }
            return .object(DictView(dictionary, .values))
        },
    ])

    private static let ofSets = table([
        QuickMethod("add") { first, count in
            guard count == 2, case .set(let set) = first.pointee else { return nil }
            try set.table.set(first[1], .none)
            if set.count & 4095 == 0 { try Limits.checkCount(set.count) }
            return Value.none
        }
    ])

    private static let ofText = table([
        QuickMethod("join") { first, count in
            // A longer list is joined by what can be stopped.
            guard count == 2, case .text(let separator) = first.pointee, case .list(let list) = first[1],
                list.items.count <= 100_000
            else { return nil }
            var joined = ""
            for (place, item) in list.items.enumerated() {
                guard case .text(let part) = item else { return nil }
                if place > 0 { joined += separator }
                joined += part
                try Limits.checkText(joined.utf8.count)
            }
            return .text(joined)
        }
    ])
}
