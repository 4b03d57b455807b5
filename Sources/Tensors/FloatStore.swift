internal import Glibc
internal import Answers

/// One block of Float32 memory, aligned to a cache line and zero at first: the arena that parameters, gradients or the
/// values of a tape live in. It is allocated once and never moves, so a tape can keep addresses into it.
public final class FloatStore {
    /// How many numbers it holds.
    public let count: Int
    /// The first element. Valid as long as the store lives.
    public let base: UnsafeMutablePointer<Float>
    private let block: UnsafeMutableRawPointer

    /// - Parameter purpose: what the numbers are, for the message: `the parameters of the model`.
    /// - Throws: `Mistake` when the machine has not so much memory to spare.
    public init(count: Int, for purpose: @autoclosure () -> String) throws {
        try MemoryRoom.check(4 * Double(count), for: purpose()) { _ in "smaller layers" }
        self.count = count
        // The system hands out large blocks as pages of zeros that cost time only when they are touched.
        let alignment = 64
        guard let block = calloc(1, (Swift.max(count, 1) * 4 + 2 * alignment - 1) / alignment * alignment) else {
            throw Mistake("there is no memory for \(purpose())", try: "smaller layers")
        }
        self.block = block
        base = block.alignedUp(toMultipleOf: alignment).bindMemory(to: Float.self, capacity: Swift.max(count, 1))
    }

    deinit { free(block) }

    /// All elements, for loops and copies.
    public var buffer: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// Bytes of the elements.
    public var bytes: Int { count * MemoryLayout<Float>.stride }

    /// A copy of all elements.
    public var array: [Float] { Array(buffer) }

    /// Overwrites the first elements with those of another store.
    public func copy(from other: FloatStore) { base.update(from: other.base, count: Swift.min(count, other.count)) }

    /// Overwrites the first elements.
    public func copy(from values: [Float]) {
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.update(from: start, count: Swift.min(count, source.count)) }
        }
    }
}
