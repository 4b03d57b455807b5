internal import Synchronization

/// Frees what lists, dicts and objects hold, one after the other: a list inside a list inside a list, a million times, would otherwise
/// end the stack when the last name of it goes.
///
/// Whoever is about to be freed leaves its values here. The first one who comes frees them in a loop; what is freed in that loop only
/// leaves its own values, and returns.
enum Dismantling {
    private struct Pending {
        var batches: [[Value]] = []
        var isAtWork = false
    }

    private static let pending = Mutex(Pending())

    @inline(__always)
    static func isNeeded(_ value: Value) -> Bool {
        switch value {
        case .list, .dict, .object: true
        default: false
        }
    }

    /// - Parameter values: taken over; the caller keeps none of them.
    static func take(_ values: inout [Value]) {
        guard leave(&values) else { return }
        while freeOne() {}
    }

    /// Whether the caller is the first, who frees what is left here.
    @inline(never)
    private static func leave(_ values: inout [Value]) -> Bool {
        pending.withLock { pending in
            pending.batches.append(values)
            values = []
            defer { pending.isAtWork = true }
            return !pending.isAtWork
        }
    }

    /// Frees one batch; false when there is none left.
    @inline(never)
    private static func freeOne() -> Bool {
        let batch = pending.withLock { pending -> [Value]? in
            let last = pending.batches.popLast()
            if last == nil { pending.isAtWork = false }
            return last
        }
        return batch != nil
    }
}
