import Answers

/// What the elements of an array are, with NumPy's names and promotion (NEP 50).
public enum DType: UInt8, Sendable, CaseIterable {
    case bool, uint8, int32, int64, float32, float64

    /// As NumPy prints it: `float64`.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8"
        case .int32: "int32"
        case .int64: "int64"
        case .float32: "float32"
        case .float64: "float64"
        }
    }

    /// The dtype of a name of NumPy's, Python's or C's: `float`, `int`, `double`, `float32`, `i4`, `<f8`; nil for any other.
    public init?(named name: String) {
        switch name.hasPrefix("<") || name.hasPrefix("=") ? String(name.dropFirst()) : name {
        case "bool", "bool_", "?", "b1": self = .bool
        case "uint8", "u1", "ubyte", "B": self = .uint8
        case "int32", "i4", "intc", "i": self = .int32
        case "int64", "int", "i8", "int_", "intp", "long", "longlong", "l", "q": self = .int64
        case "float32", "f4", "single", "f": self = .float32
        case "float64", "float", "f8", "double", "float_", "d": self = .float64
        default: return nil
        }
    }

    /// Bytes of one element.
    @inlinable public var size: Int {
        switch self {
        case .bool, .uint8: 1
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    /// Whether it is float32 or float64.
    @inlinable public var isFloat: Bool { self == .float32 || self == .float64 }

    /// Whether it is one of the whole numbers; bool is not.
    @inlinable public var isInteger: Bool { self == .uint8 || self == .int32 || self == .int64 }

    /// What two arrays together give: float32 with int64 is float64, as nothing smaller holds both.
    @inlinable public func promoted(with other: DType) -> DType {
        if self == other { return self }
        let (low, high) = rawValue < other.rawValue ? (self, other) : (other, self)
        if high == .float32, low == .int32 || low == .int64 { return .float64 }
        return high
    }

    /// What this array and a plain Python number together give: the number follows the array's kind where it can.
    @inlinable public func promoted(with number: ArrayNumber) -> DType {
        switch number {
        case .bool: self
        case .int: self == .bool ? .int64 : self
        case .float: isFloat ? self : .float64
        }
    }

    /// Whether a plain number can be an element; fractions are cut off, so that they can.
    @inlinable public func holds(_ number: ArrayNumber) -> Bool {
        guard case .int(let value) = number else { return true }
        return self == .uint8 ? (0...255).contains(value) : self == .int32 ? Int32(exactly: value) != nil : true
    }

    /// What a sum of such elements is: whole numbers are added in 64 bits.
    @inlinable public var summed: DType { isFloat ? self : .int64 }

    /// What a quotient, a mean, a root of such elements is.
    @inlinable public var inexact: DType { isFloat ? self : .float64 }
}

/// A plain number of Python's: it takes on the dtype of the array that it meets.
public enum ArrayNumber: Sendable, Equatable {
    case bool(Bool)
    case int(Int)
    case float(Double)

    /// As a floating-point number.
    @inlinable public var asDouble: Double {
        switch self {
        case .bool(let flag): flag ? 1 : 0
        case .int(let value): Double(value)
        case .float(let value): value
        }
    }

    /// As a whole number, rounded towards 0; the smallest one where there is none, as NumPy has it.
    @inlinable public var asInt: Int {
        switch self {
        case .bool(let flag): flag ? 1 : 0
        case .int(let value): value
        case .float(let value): value.wholePart
        }
    }

    /// Sees that the number can be an element of a dtype: whole numbers must fit, and what becomes a whole number must be finite.
    ///
    /// - Throws: `Mistake` (an OverflowError or a ValueError) otherwise.
    public func check(as dtype: DType) throws {
        let whole: Int?
        switch self {
        case .bool: return
        case .int(let value): whole = value
        case .float(let value):
            guard dtype.isInteger else { return }
            guard value.isFinite else {
                throw Mistake("\(value) is no whole number, and the array holds \(dtype.name)", try: "a.astype(float)")
                    .raised(
                        as: value.isNaN ? "ValueError" : "OverflowError",
                        "cannot convert float \(value.isNaN ? "NaN" : "infinity") to integer")
            }
            whole = Int(exactly: value.rounded(.towardZero))
        }
        guard let whole else {
            throw Mistake("\(self.asDouble) is out of bounds for \(dtype.name)", try: "a.astype(float) first").raised(
                as: "OverflowError", "Python int too large to convert to C long")
        }
        guard !dtype.holds(.int(whole)) else { return }
        throw Mistake("\(whole) is out of bounds for \(dtype.name)", try: "a.astype(int) first").raised(
            as: "OverflowError", "Python integer \(whole) out of bounds for \(dtype.name)")
    }

    /// A whole number that another array or number of a dtype hands over: it wraps around, as its elements do.
    @inlinable public func wrapped(to dtype: DType) -> ArrayNumber {
        guard case .int(let value) = self else { return self }
        return switch dtype {
        case .uint8: .int(Int(UInt8(truncatingIfNeeded: value)))
        case .int32: .int(Int(Int32(truncatingIfNeeded: value)))
        default: self
        }
    }

    /// The dtype of an array made of such numbers.
    @inlinable public var dtype: DType {
        switch self {
        case .bool: .bool
        case .int: .int64
        case .float: .float64
        }
    }
}

extension Double {
    /// Rounded towards 0; the smallest whole number for NaN and for what is out of range.
    @inlinable public var wholePart: Int {
        self >= -9.223372036854775e18 && self < 9.223372036854775e18 ? Int(self) : Int.min
    }
}

/// The Swift type of the elements of a dtype.
public protocol ArrayElement: Sendable, Comparable {
    /// The dtype.
    static var dtype: DType { get }
    /// As a floating-point number.
    var asDouble: Double { get }
    /// As a whole number, rounded towards 0.
    var asInt: Int { get }
    /// From a floating-point number; whole numbers wrap around.
    init(from double: Double)
    /// From a whole number, wrapping around.
    init(from int: Int)
    /// A whole number that is larger where the element is; of NaN the largest.
    var sortingKey: UInt64 { get }
    /// The element of a key.
    init(sortingKey key: UInt64)
}

extension Double: ArrayElement {
    /// `float64`
    @inlinable public static var dtype: DType { .float64 }
    /// Itself.
    @inlinable public var asDouble: Double { self }
    /// Rounded towards 0.
    @inlinable public var asInt: Int { wholePart }
    /// Itself.
    @inlinable public init(from double: Double) { self = double }
    /// The nearest.
    @inlinable public init(from int: Int) { self = Double(int) }
    /// The bits, turned around below 0.
    @inlinable public var sortingKey: UInt64 {
        if self != self { return .max }
        return bitPattern >> 63 == 1 ? ~bitPattern : bitPattern | 1 << 63
    }
    /// The number with these bits.
    @inlinable public init(sortingKey key: UInt64) {
        self = key == .max ? .nan : Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
}

extension Float: ArrayElement {
    /// `float32`
    @inlinable public static var dtype: DType { .float32 }
    /// The same number.
    @inlinable public var asDouble: Double { Double(self) }
    /// Rounded towards 0.
    @inlinable public var asInt: Int { Double(self).wholePart }
    /// The nearest.
    @inlinable public init(from double: Double) { self = Float(double) }
    /// The nearest.
    @inlinable public init(from int: Int) { self = Float(int) }
    /// As of the same number in double precision.
    @inlinable public var sortingKey: UInt64 {
        if self != self { return .max }
        return UInt64(bitPattern >> 31 == 1 ? ~bitPattern : bitPattern | 1 << 31)
    }
    /// The number with these bits.
    @inlinable public init(sortingKey key: UInt64) {
        let bits = UInt32(truncatingIfNeeded: key)
        self = key == .max ? .nan : Float(bitPattern: bits >> 31 == 1 ? bits & ~(1 << 31) : ~bits)
    }
}

extension Int: ArrayElement {
    /// `int64`
    @inlinable public static var dtype: DType { .int64 }
    /// The nearest.
    @inlinable public var asDouble: Double { Double(self) }
    /// Itself.
    @inlinable public var asInt: Int { self }
    /// Rounded towards 0.
    @inlinable public init(from double: Double) { self = double.wholePart }
    /// Itself.
    @inlinable public init(from int: Int) { self = int }
    /// Counted from the smallest.
    @inlinable public var sortingKey: UInt64 { UInt64(bitPattern: Int64(self)) ^ 1 << 63 }
    /// The number of a key.
    @inlinable public init(sortingKey key: UInt64) { self = Int(Int64(bitPattern: key ^ 1 << 63)) }
}

extension Int32: ArrayElement {
    /// `int32`
    @inlinable public static var dtype: DType { .int32 }
    /// The same number.
    @inlinable public var asDouble: Double { Double(self) }
    /// The same number.
    @inlinable public var asInt: Int { Int(self) }
    /// Rounded towards 0; the smallest one for NaN and for what is out of range.
    @inlinable public init(from double: Double) {
        self = double > -2_147_483_649 && double < 2_147_483_648 ? Int32(double) : .min
    }
    /// Wrapped around.
    @inlinable public init(from int: Int) { self = Int32(truncatingIfNeeded: int) }
    /// Counted from the smallest.
    @inlinable public var sortingKey: UInt64 { UInt64(UInt32(bitPattern: self) ^ 1 << 31) }
    /// The number of a key.
    @inlinable public init(sortingKey key: UInt64) {
        self = Int32(bitPattern: UInt32(truncatingIfNeeded: key) ^ 1 << 31)
    }
}

extension UInt8: ArrayElement {
    /// `uint8`
    @inlinable public static var dtype: DType { .uint8 }
    /// The same number.
    @inlinable public var asDouble: Double { Double(self) }
    /// The same number.
    @inlinable public var asInt: Int { Int(self) }
    /// Rounded towards 0 as an int32, and wrapped around.
    @inlinable public init(from double: Double) { self = UInt8(truncatingIfNeeded: Int32(from: double)) }
    /// Wrapped around.
    @inlinable public init(from int: Int) { self = UInt8(truncatingIfNeeded: int) }
    /// Itself.
    @inlinable public var sortingKey: UInt64 { UInt64(self) }
    /// The key itself.
    @inlinable public init(sortingKey key: UInt64) { self = UInt8(truncatingIfNeeded: key) }
}

/// The element of a bool array: one byte, 0 or 1.
public struct Flag: ArrayElement {
    /// 0 or 1.
    public var byte: UInt8
    /// `bool`
    @inlinable public static var dtype: DType { .bool }
    /// Of a Bool.
    @inlinable public init(_ flag: Bool) { byte = flag ? 1 : 0 }
    /// Whether it is true.
    @inlinable public var isTrue: Bool { byte != 0 }
    /// 1 or 0.
    @inlinable public var asDouble: Double { Double(byte) }
    /// 1 or 0.
    @inlinable public var asInt: Int { Int(byte) }
    /// Whether it is not 0.
    @inlinable public init(from double: Double) { byte = double != 0 ? 1 : 0 }
    /// Whether it is not 0.
    @inlinable public init(from int: Int) { byte = int != 0 ? 1 : 0 }
    /// 0 or 1.
    @inlinable public var sortingKey: UInt64 { UInt64(byte) }
    /// Of 0 or 1.
    @inlinable public init(sortingKey key: UInt64) { byte = UInt8(truncatingIfNeeded: key) }
    /// False before True.
    @inlinable public static func < (a: Flag, b: Flag) -> Bool { a.byte < b.byte }
}
