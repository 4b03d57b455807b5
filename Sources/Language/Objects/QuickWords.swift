/// Words that loops call with plain numbers and with lists, whose value is found without making anything for the call.
enum QuickWords {
    static let bodies: [String: NativeCall.Quick] = [
        "abs": magnitude, "len": length, "max": largest, "min": smallest, "float": float,
    ]

    private static let magnitude: NativeCall.Quick = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .number(let value): return .number(value.magnitude)
        case .int(let value) where value != .min: return .int(Swift.abs(value))
        default: return nil
        }
    }

    private static let length: NativeCall.Quick = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .list(let list): return .int(list.items.count)
        case .tuple(let items): return .int(items.count)
        case .dict(let dictionary): return .int(dictionary.count)
        default: return nil
        }
    }

    // The first of equal ones, as Python has it.
    private static let largest: NativeCall.Quick = { first, count in
        guard count == 2, let isMore = (first + 1).compare(first, { $0 > $1 }, { $0 > $1 }) else { return nil }
        return first[isMore ? 1 : 0]
    }

    private static let smallest: NativeCall.Quick = { first, count in
        guard count == 2, let isLess = (first + 1).compare(first, { $0 < $1 }, { $0 < $1 }) else { return nil }
        return first[isLess ? 1 : 0]
    }

    private static let float: NativeCall.Quick = { first, count in
        guard count == 1 else { return nil }
        switch first.pointee {
        case .number: return first.pointee
        case .int(let value): return .number(Double(value))
        default: return nil
        }
    }
}
