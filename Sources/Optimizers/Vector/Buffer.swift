/// Zeroed memory, aligned for vectors, freed with its owner.
final class Buffer<S: LaneScalar> {
    let count: Int
    let base: UnsafeMutablePointer<S>

    init(_ count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: Swift.max(1, count) * MemoryLayout<S>.stride, alignment: 64)
        base = raw.bindMemory(to: S.self, capacity: Swift.max(1, count))
        base.initialize(repeating: S(0 as Double), count: Swift.max(1, count))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }
}
