/// One block of Float32 memory, aligned to a cache line and zeroed: the arena that parameters, gradients or the values of a
/// tape live in. It is allocated once and never moves, so a tape can keep addresses into it.
public final class FloatStore {
    public let count: Int
    /// The first element. Valid as long as the store lives.
    public let base: UnsafeMutablePointer<Float>

    public init(count: Int) {
        self.count = count
        let bytes = Swift.max(count, 1) * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer.allocate(byteCount: (bytes + 63) / 64 * 64, alignment: 64)
        base = raw.bindMemory(to: Float.self, capacity: Swift.max(count, 1))
        base.initialize(repeating: 0, count: Swift.max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// All elements, for loops and copies.
    public var buffer: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// A copy of all elements.
    public var array: [Float] { Array(buffer) }

    /// Overwrites the first elements.
    public func copy(from values: [Float]) {
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.update(from: start, count: Swift.min(count, source.count)) }
        }
    }
}
