internal import Synchronization

/// Frees what lists, dicts and objects hold, one after the other: a list inside a list inside a list, a million times, would otherwise
/// end the stack when the last name of it goes.
///
/// Whoever is about to be freed leaves its values here. The first one who comes frees them in a loop; what is freed in that loop only
/// leaves its own values, and returns.
enum Dismantling {
    /// What somebody held who is about to be freed.
    private enum Leftover: @unchecked Sendable {
        case values([Value])
        case step(ClosureIterator.Step)
        case body(NativeFunction.Body)
    }

    private struct Pending {
        var leftovers: [Leftover] = []
        var isAtWork = false
    }

    private static let pending = Mutex(Pending())

    @inline(__always)
    static func isNeeded(_ value: Value) -> Bool {
        switch value {
        case .list, .dict, .object, .function: true
        default: false
        }
    }

    /// - Parameter values: taken over; the caller keeps none of them.
    static func take(_ values: inout [Value]) {
        guard leave(&values, [], Leftover.values) else { return }
        while freeOne() {}
    }

    /// What an iterator has captured.
    static func take(_ step: inout ClosureIterator.Step) {
        guard leave(&step, { _ in nil }, Leftover.step) else { return }
        while freeOne() {}
    }

    /// What a function has captured.
    static func take(_ body: inout NativeFunction.Body) {
        guard leave(&body, { _, _, _ in .none }, Leftover.body) else { return }
        while freeOne() {}
    }

    /// Whether the caller is the first, who frees what is left here.
    @inline(never)
    private static func leave<Held>(_ held: inout Held, _ empty: Held, _ leftover: (Held) -> Leftover) -> Bool {
        let left = leftover(held)
        held = empty
        return pending.withLock { pending in
            pending.leftovers.append(left)
            defer { pending.isAtWork = true }
            return !pending.isAtWork
        }
    }

    /// Frees what one has left; false when there is none.
    @inline(never)
    private static func freeOne() -> Bool {
        let leftover = pending.withLock { pending -> Leftover? in
            let last = pending.leftovers.popLast()
            if last == nil { pending.isAtWork = false }
            return last
        }
        return leftover != nil
    }
}
