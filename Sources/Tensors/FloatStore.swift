internal import Glibc
internal import Answers
public import Arrays

/// One block of Float32 memory, aligned to a cache line and zero at first: the arena that parameters, gradients or the
/// values of a tape live in. It is allocated once and never moves, so a tape can keep addresses into it.
public final class FloatStore {
    /// How many numbers it holds.
    public let count: Int
    /// The first element. Valid as long as the store lives.
    public let base: UnsafeMutablePointer<Float>
    /// The same memory as an array, where it was made to be shared with arrays.
    public let shared: NDArray?
    private let block: UnsafeMutableRawPointer?
    private var owner: FloatStore?

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
        shared = nil
        base = block.alignedUp(toMultipleOf: alignment).bindMemory(to: Float.self, capacity: Swift.max(count, 1))
    }

    /// A store whose numbers are those of an array, too: what changes in one has changed in the other.
    ///
    /// - Throws: `Mistake` when the machine has not so much memory to spare.
    public init(shared count: Int, for purpose: @autoclosure () -> String) throws {
        try MemoryRoom.check(4 * Double(count), for: purpose()) { _ in "smaller layers" }
        self.count = count
        block = nil
        let whole = try NDArray.zeros([count + 16], .float32)
        let start = whole.data.alignedUp(toMultipleOf: 64)
        base = start.assumingMemoryBound(to: Float.self)
        shared = NDArray(
            storage: whole.storage, dtype: .float32, shape: [count], strides: [1],
            offset: (start - whole.data) / MemoryLayout<Float>.stride, count: count, isContiguous: true)
    }

    /// A part of another store, which it keeps alive.
    public init(part range: Range<Int>, of other: FloatStore) {
        count = range.count
        base = other.base + range.lowerBound
        block = nil
        shared = other.view(range, [range.count])
        owner = other
    }

    /// Numbers of a store that is shared with arrays, as an array of that shape; nil where it is not.
    public func view(_ range: Range<Int>, _ shape: [Int]) -> NDArray? {
        guard let shared else { return nil }
        return NDArray(
            storage: shared.storage, dtype: .float32, shape: shape, strides: NDArray.strides(of: shape),
            offset: shared.offset + range.lowerBound, count: range.count, isContiguous: true)
    }

    deinit { if let block { free(block) } }

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
