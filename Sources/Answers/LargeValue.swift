internal import Dispatch

/// Values so large that giving their memory back takes time: a hundredth of a second for each ten million numbers, longer for
/// gigabytes of lists, and longer on a machine with other work. Whoever has stopped the work need not wait for it.
@usableFromInline package enum LargeValue {
    /// Leaves values to another thread, which gives their memory back.
    ///
    /// - Parameters:
    ///   - values: taken over; the caller keeps none of them.
    ///   - seconds: for how long they are held before.
    @usableFromInline package static func leaveBehind<Element>(_ values: inout [Element], after seconds: Double = 0) {
        guard !values.isEmpty else { return }
        let held = Held(values)
        values = []
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + seconds) { held.values = [] }
    }

    /// Leaves the last hold on values that the caller still has names for: they are held for a moment longer than it needs to
    /// return, and the last one to let go pays.
    package static func letGo(_ values: Any...) {
        var values = values
        leaveBehind(&values, after: 0.25)
    }

    /// Read by nobody, and let go of by one thread.
    private final class Held<Element>: @unchecked Sendable {
        var values: [Element]
        init(_ values: [Element]) { self.values = values }
    }
}
