internal import Dispatch

/// Values so large that giving their memory back takes time: a hundredth of a second for each ten million numbers, and longer
/// on a machine with other work.
enum LargeValue {
    /// Leaves the last hold on values to another thread, so that whoever stopped the work need not wait for their memory.
    ///
    /// They are held for a moment longer than the caller needs to return: the last one to let go pays.
    static func letGo(_ values: Any...) {
        let held = Held(values: values)
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 0.25) { withExtendedLifetime(held) {} }
    }

    /// Nobody reads them any more.
    private struct Held: @unchecked Sendable {
        let values: [Any]
    }
}
