import Dispatch
import Synchronization

/// What one thread leaves for another, in its order.
final class Inbox<Element: Sendable>: Sendable {
    private let items = Mutex<[Element]>([])
    private let count = DispatchSemaphore(value: 0)

    func put(_ item: Element) {
        items.withLock { $0.append(item) }
        count.signal()
    }

    /// The next one; nil when none has come in time.
    ///
    /// - Parameter timeout: nil for as long as it takes.
    func take(timeout: DispatchTimeInterval? = nil) -> Element? {
        let deadline = timeout.map { DispatchTime.now() + $0 } ?? .distantFuture
        guard count.wait(timeout: deadline) == .success else { return nil }
        return items.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// Everything that is there now.
    func takeAll() -> [Element] {
        var all: [Element] = []
        while let item = take(timeout: .nanoseconds(0)) { all.append(item) }
        return all
    }
}
