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

    static func take(_ values: [Value]) {
        let begins = pending.withLock { pending in
            pending.batches.append(values)
            defer { pending.isAtWork = true }
            return !pending.isAtWork
        }
        guard begins else { return }
        // The values end with the turn, outside of the lock.
        while freeOne() {}
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
