public import Answers
import CMalloc
import Glibc

/// Memory that arrays share; it lives as long as one of them does.
public final class ArrayStorage: ManagedBuffer<Int, UInt64> {
    /// Room for so many bytes, with nothing in particular in it.
    ///
    /// - Throws: `Mistake` where the machine has not so much memory to spare.
    static func make(byteCount: Int) throws -> ArrayStorage {
        if byteCount > 1 << 20 {
            try MemoryRoom.check(Double(byteCount), for: "the elements of the array") { _ in
                "a smaller array"
            }
        }
        _ = keepsMemory
        let made = ArrayStorage.create(minimumCapacity: Swift.max(1, (byteCount + 7) / 8)) { _ in byteCount }
        let storage = unsafeDowncast(made, to: ArrayStorage.self)
        // Pages of two megabytes instead of four kilobytes: a large array is made of a few of them.
        if byteCount >= 1 << 22 {
            let first = (UInt(bitPattern: storage.bytes) + 4095) & ~4095
            let size = UInt(bitPattern: storage.bytes) + UInt(byteCount) - first
            madvise(UnsafeMutableRawPointer(bitPattern: first), Int(size), MADV_HUGEPAGE)
        }
        return storage
    }

    /// What expressions with large arrays need for their intermediate results is freed and taken again all the time; it stays with the
    /// process, up to 256 MB, instead of being fetched from the system page by page each time.
    private static let keepsMemory: Bool = {
        mallopt(M_MMAP_THRESHOLD, 1 << 25) == 1 && mallopt(M_TRIM_THRESHOLD, 1 << 28) == 1
    }()

    /// Where the numbers lie.
    @inlinable public var bytes: UnsafeMutableRawPointer { withUnsafeMutablePointerToElements { .init($0) } }
}

/// NumPy's `ndarray`: a shape laid over memory. Views (slices, transposes, reshapes) share the memory of what they were taken
/// from, so that a change of one is a change of both; `copy()` shares nothing.
public final class NDArray: @unchecked Sendable {
    /// The memory, with everyone who sees it.
    public let storage: ArrayStorage
    /// What the elements are.
    public let dtype: DType
    /// The length of every axis.
    public let shape: [Int]
    /// How many elements lie between two neighbours along an axis; negative and 0 are possible.
    public let strides: [Int]
    /// Where the first element lies, in elements.
    public let offset: Int
    /// How many elements there are.
    public let count: Int
    /// Whether the elements lie one after the other, the last axis running fastest.
    public let isContiguous: Bool
    /// Whether its elements may not be changed: a broadcast view.
    public let isReadOnly: Bool
    /// The array whose memory it looks at; nil where the memory is its own.
    public internal(set) var base: NDArray?

    /// A view of memory that is there.
    @inlinable public init(
        storage: ArrayStorage, dtype: DType, shape: [Int], strides: [Int], offset: Int, count: Int, isContiguous: Bool,
        isReadOnly: Bool = false
    ) {
        self.storage = storage
        self.dtype = dtype
        self.shape = shape
        self.strides = strides
        self.offset = offset
        self.count = count
        self.isContiguous = isContiguous
        self.isReadOnly = isReadOnly
    }

    /// Room for an array, with nothing in particular in it.
    ///
    /// - Throws: `Mistake` where the lengths are no lengths, or need more memory than there is.
    public convenience init(uninitialised shape: [Int], _ dtype: DType = .float64) throws {
        let count = try NDArray.count(of: shape)
        self.init(
            storage: try ArrayStorage.make(byteCount: count * dtype.size), dtype: dtype, shape: shape,
            strides: NDArray.strides(of: shape), offset: 0, count: count, isContiguous: true)
    }

    /// Room for an array of the shape of another one.
    @inlinable public convenience init(uninitialisedLike other: NDArray, _ dtype: DType) throws {
        guard other.isContiguous else {
            try self.init(uninitialised: other.shape, dtype)
            return
        }
        self.init(
            storage: try NDArray.storage(other.count * dtype.size), dtype: dtype, shape: other.shape,
            strides: other.strides, offset: 0, count: other.count, isContiguous: true)
    }

    @usableFromInline static func storage(_ byteCount: Int) throws -> ArrayStorage {
        try ArrayStorage.make(byteCount: byteCount)
    }

    /// An array of these numbers, in row-major order.
    ///
    /// - Throws: `Mistake` when they do not fill the shape.
    public convenience init<T: ArrayElement>(_ values: [T], shape: [Int]? = nil) throws {
        let shape = shape ?? [values.count]
        try self.init(uninitialised: shape, T.dtype)
        guard count == values.count else { throw NDArray.unfilled(values.count, shape) }
        values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            pointer(T.self).update(from: base, count: values.count)
        }
    }

    /// The number of elements of a shape.
    ///
    /// - Throws: `Mistake` where a length is below 0 or the product is beyond all memory.
    public static func count(of shape: [Int]) throws -> Int {
        guard shape.count <= mostAxes else {
            throw Mistake("an array of \(shape.count) axes", expected: "at most \(mostAxes)").raised(
                as: "ValueError",
                "maximum supported dimension for an ndarray is currently \(mostAxes), found \(shape.count)")
        }
        // Axes of length 0 do not count here, so that the strides of an empty array are numbers as well.
        var (count, isEmpty) = (1, false)
        for length in shape {
            guard length >= 0 else {
                throw Mistake(
                    "an axis of length \(length) in \(shape.shapeText)", expected: "lengths of 0 or more"
                ).raised(as: "ValueError", "negative dimensions are not allowed")
            }
            if length == 0 { isEmpty = true }
            let (product, overflow) = count.multipliedReportingOverflow(by: Swift.max(1, length))
            guard !overflow, product < 1 << 46 else {
                throw Mistake("an array of shape \(shape.shapeText) is too large", expected: "a smaller one").raised(
                    as: "ValueError",
                    "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
            }
            count = product
        }
        return isEmpty ? 0 : count
    }

    /// The most axes an array may have, as in NumPy.
    public static let mostAxes = 64

    /// Row-major strides.
    public static func strides(of shape: [Int]) -> [Int] {
        var strides = shape
        var step = 1
        for axis in shape.indices.reversed() {
            strides[axis] = step
            step *= Swift.max(1, shape[axis])
        }
        return strides
    }

    static func isContiguous(_ shape: [Int], _ strides: [Int]) -> Bool {
        var step = 1
        for axis in shape.indices.reversed() {
            if shape[axis] == 0 { return true }
            if shape[axis] != 1 {
                if strides[axis] != step { return false }
                step *= shape[axis]
            }
        }
        return true
    }

    static func unfilled(_ count: Int, _ shape: [Int]) -> Mistake {
        Mistake(
            "cannot reshape array of size \(count) into shape \(shape.tightText)",
            expected: "a shape whose lengths multiply to \(count); one of them may be -1")
    }

    // MARK: Looking in

    /// The number of axes.
    @inlinable public var ndim: Int { shape.count }

    /// Where the first element lies.
    @inlinable public var data: UnsafeMutableRawPointer { storage.bytes + offset * dtype.size }

    /// Where the first element lies; `T` must be the type of the dtype, and the array must outlive the pointer.
    @inlinable public func pointer<T: ArrayElement>(_ type: T.Type) -> UnsafeMutablePointer<T> {
        data.assumingMemoryBound(to: T.self)
    }

    /// The number at a place counted in elements of the memory from the first one on.
    @inlinable public func number(at place: Int) -> ArrayNumber {
        switch dtype {
        case .bool: .bool(pointer(Flag.self)[place].isTrue)
        case .uint8: .int(Int(pointer(UInt8.self)[place]))
        case .int32: .int(Int(pointer(Int32.self)[place]))
        case .int64: .int(pointer(Int.self)[place])
        case .float32: .float(Double(pointer(Float.self)[place]))
        case .float64: .float(pointer(Double.self)[place])
        }
    }

    /// Changes the number at a place counted in elements of the memory.
    @inlinable public func set(_ number: ArrayNumber, at place: Int) {
        switch dtype {
        case .bool: pointer(Flag.self)[place] = Flag(number.asDouble != 0)
        case .uint8: pointer(UInt8.self)[place] = number.converted(to: UInt8.self)
        case .int32: pointer(Int32.self)[place] = number.converted(to: Int32.self)
        case .int64: pointer(Int.self)[place] = number.asInt
        case .float32: pointer(Float.self)[place] = Float(number.asDouble)
        case .float64: pointer(Double.self)[place] = number.asDouble
        }
    }

    /// The only element of an array that has one.
    public var only: ArrayNumber? { count == 1 ? number(at: 0) : nil }

    /// The elements in row-major order.
    public func numbers() -> [ArrayNumber] {
        var out: [ArrayNumber] = []
        out.reserveCapacity(count)
        forEachPlace { out.append(number(at: $0)) }
        return out
    }

    /// The elements in row-major order, in double precision.
    public func doubles() -> [Double] {
        if dtype == .float64, isContiguous {
            return Array(UnsafeBufferPointer(start: pointer(Double.self), count: count))
        }
        var out: [Double] = []
        out.reserveCapacity(count)
        forEachPlace { out.append(number(at: $0).asDouble) }
        return out
    }

    /// The elements in row-major order, in single precision.
    public func floats() -> [Float] {
        if dtype == .float32, isContiguous {
            return Array(UnsafeBufferPointer(start: pointer(Float.self), count: count))
        }
        return doubles().map { Float($0) }
    }

    /// The elements in row-major order, as numbers of a type.
    ///
    /// - Throws: `Stopped` once the work was stopped, `Mistake` where there is not so much memory.
    public func elements<T: ArrayElement>(as type: T.Type, stoppedBy work: Work) throws -> [T] {
        let whole = try converted(to: T.dtype, work).contiguous(work)
        try MemoryRoom.check(Double(count * T.dtype.size), for: "\(count.grouped) elements") { _ in "a smaller array" }
        return try [T](unsafeUninitializedCapacity: count) { out, filled in
            guard let target = out.baseAddress else { return }
            try Loop.copy(whole.data, to: target, byteCount: count * T.dtype.size, work)
            filled = count
        }
    }

    /// Visits the place of every element in row-major order.
    public func forEachPlace(_ body: (Int) throws -> Void) rethrows {
        if isContiguous {
            for place in 0..<count { try body(place) }
            return
        }
        guard count > 0 else { return }
        var index = [Int](repeating: 0, count: ndim)
        var place = 0
        while true {
            try body(place)
            var axis = ndim - 1
            while axis >= 0 {
                index[axis] += 1
                place += strides[axis]
                if index[axis] < shape[axis] { break }
                place -= strides[axis] * shape[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }

    /// Sets every element to one number, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    public func fill(_ number: ArrayNumber, stoppedBy work: Work) throws {
        guard isContiguous, count > 1 << 16 else {
            if count <= 1 << 16 { return fill(number) }
            return try assign(NDArray(number, dtype), work)
        }
        try Loop.chunks(count, work) { start, length in
            view(shape: [length], strides: [1], offset: offset + start).fill(number)
        }
    }

    /// Sets every element to one number.
    public func fill(_ number: ArrayNumber) {
        func run<T: ArrayElement>(_ type: T.Type) {
            let value = number.converted(to: T.self)
            let out = pointer(T.self)
            if isContiguous { out.update(repeating: value, count: count) } else { forEachPlace { out[$0] = value } }
        }
        switch dtype {
        case .bool: run(Flag.self)
        case .uint8: run(UInt8.self)
        case .int32: run(Int32.self)
        case .int64: run(Int.self)
        case .float32: run(Float.self)
        case .float64: run(Double.self)
        }
    }
}

extension ArrayNumber {
    /// As an element of an array.
    @inlinable public func converted<T: ArrayElement>(to type: T.Type) -> T {
        switch self {
        case .float(let value): T(from: value)
        case .int(let value): T(from: value)
        case .bool(let flag): T(from: flag ? 1 : 0)
        }
    }
}

extension Array where Element == Int {
    /// As NumPy's messages have it: `(2,3)`.
    var tightText: String { "(" + map(String.init).joined(separator: ",") + (count == 1 ? ",)" : ")") }
}
