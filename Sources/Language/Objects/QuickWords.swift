/// Words that loops call with plain numbers and with lists, whose value is found without making anything for the call.
enum QuickWords {
    typealias Body = @Sendable (_ first: Register, _ count: Int) -> Value?

    static let bodies: [String: Body] = [
        "abs": magnitude, "len": length, "max": largest, "min": smallest, "float": float,
    ]

    private static let magnitude: Body = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .number(let value): return .number(value.magnitude)
        case .int(let value) where value != .min: return .int(Swift.abs(value))
        default: return nil
        }
    }

    private static let length: Body = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .list(let list): return .int(list.items.count)
        case .tuple(let items): return .int(items.count)
        case .dict(let dictionary): return .int(dictionary.count)
        default: return nil
        }
    }

    // The first of equal ones, as Python has it.
    private static let largest: Body = { first, count in
        guard count == 2, let isMore = (first + 1).compare(first, { $0 > $1 }, { $0 > $1 }) else { return nil }
        return first[isMore ? 1 : 0]
    }

    private static let smallest: Body = { first, count in
        guard count == 2, let isLess = (first + 1).compare(first, { $0 < $1 }, { $0 < $1 }) else { return nil }
        return first[isLess ? 1 : 0]
    }

    private static let float: Body = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .number: return first.pointee
        case .int(let value): return .number(Double(value))
        default: return nil
        }
    }
}
