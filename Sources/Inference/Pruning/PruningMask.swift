internal import Answers
internal import Networks
internal import Tensors
internal import Training

/// Which weights of a model are held at 0.
struct PruningMask: Sendable {
    /// What was done to one kernel.
    struct Part: Sendable {
        let name: String
        let shape: [Int]
        let zeros: Int
        let count: Int
    }

    /// Places in the flat vector, in order.
    let places: [Int]
    let parts: [Part]

    /// The smallest weights by magnitude, of equal ones the earlier: round(amount·n) of them, ties to even, as PyTorch's
    /// `l1_unstructured` and `global_unstructured` count.
    ///
    /// - Throws: `Stopped`.
    init(_ network: Network, amount: Double, scope: PruningScope, work: Work = Work()) throws {
        let entries = network.kernelEntries
        let groups: [[Int]] =
            scope == .global ? [entries.flatMap { Array($0.range) }] : entries.map { Array($0.range) }
        var places: [Int] = []
        for group in groups {
            let count = Int((amount * Double(group.count)).rounded(.toNearestOrEven))
            let sizes = group.map { (abs(network.parameters.base[$0]), $0) }
            let rising = try sizes.sorted(stoppedBy: work) { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
            places += rising.prefix(count).map(\.1)
        }
        self.places = places.sorted()
        let held = Set(places)
        parts = entries.map { entry in
            Part(
                name: entry.name, shape: entry.shape, zeros: entry.range.reduce(0) { $0 + (held.contains($1) ? 1 : 0) },
                count: entry.range.count)
        }
    }

    /// Puts the weights to 0.
    func apply(_ network: Network) {
        for place in places { network.parameters.base[place] = 0 }
    }
}

/// Puts pruned weights back to 0 after every update, whatever momentum and decay have made of them.
struct KeepZeros: Callback {
    let mask: PruningMask

    var summary: String { "the holding of pruned weights at 0" }

    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(mask: mask) }

    private struct Run: CallbackRun {
        let mask: PruningMask

        mutating func updated(_ loop: FitLoop) throws { mask.apply(loop.network) }
    }
}
