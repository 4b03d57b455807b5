internal import Numbers
internal import Synchronization

/// The order in which a pass goes through comparisons, kept until the next pass.
final class PassOrders: Sendable {
    private let latest = Mutex<(pass: Int, order: [Int])>((-1, []))

    /// The order of that pass by (seed, pass).
    func order(pass: Int, count: Int, seed: UInt64) -> [Int] {
        latest.withLock { kept in
            if kept.pass != pass || kept.order.count != count {
                var stream = RandomStream(seed: seed, purpose: "order of comparisons", index: UInt64(pass))
                kept = (pass, stream.permutation(count))
            }
            return kept.order
        }
    }
}
