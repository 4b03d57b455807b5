internal import Dispatch

/// Values so large that giving their memory back takes time.
enum LargeValue {
    /// Leaves the last hold on a value to another thread, which gives its memory back while the caller goes on.
    static func letGo(_ value: some Sendable) {
        DispatchQueue.global(qos: .utility).async { withExtendedLifetime(value) {} }
    }
}
