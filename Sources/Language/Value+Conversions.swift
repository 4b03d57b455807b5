public import Answers
import Arrays
public import Numbers

/// Ways between the language's values and Swift's.
extension Value {
    /// A list of numbers.
    public init(_ doubles: [Double]) { self = .list(doubles.map { .number($0) }) }

    /// A value of the laboratory; None for nil.
    public init(_ thing: (any Presentable)?) { self = thing.map { .thing($0) } ?? .none }

    /// A list of values of the laboratory.
    public init(_ things: [any Presentable]) { self = .list(things.map { .thing($0) }) }

    /// A tuple whose elements have names, as `namedtuple` makes it.
    public static func record(_ type: String, _ fields: [String], _ items: [Value]) -> Value {
        .object(RecordObject(type, fields, items))
    }

    /// `(x, y)`, or `x` alone for a curve.
    public init(_ point: Point, dimension: Int = 2) {
        self = dimension == 1 ? .number(point.x) : .tuple([.number(point.x), .number(point.y)])
    }

    /// The whole number, when the value is one; 3.0 is.
    public var asInt: Int? {
        if case .int(let whole) = plain { whole } else { asDouble.flatMap { Int(exactly: $0) } }
    }

    /// Of a whole number of more than 64 bits a share from 0.5 to 1 and an exponent of 2, whose product is nearly the number:
    /// for logarithms of what is larger than every floating-point number.
    public var large: (share: Double, exponent: Int)? {
        guard case .big(let big) = self else { return nil }
        let top = big.words.suffix(3).reversed().reduce(0) { $0 * 0x1p32 + Double($1) }
        let exponent = Int(top.exponent) + 1
        let share = Double(sign: .plus, exponent: -exponent, significand: top)
        return (big.isNegative ? -share : share, exponent + 32 * Swift.max(0, big.words.count - 3))
    }

    /// The string, when the value is one.
    public var asText: String? { if case .text(let text) = self { text } else { nil } }

    /// The value of the laboratory, when it is one of this type.
    public func asThing<T>(_ type: T.Type = T.self) -> T? {
        if case .thing(let thing) = self { thing as? T } else { nil }
    }

    /// A place: a number (y is then 0), or a tuple or list of one or two numbers.
    public var asPoint: Point? {
        if let x = asDouble { return Point(x, 0) }
        if let array, array.ndim == 1, (1...2).contains(array.count) {
            let numbers = array.doubles()
            return Point(numbers[0], numbers.count > 1 ? numbers[1] : 0)
        }
        guard let items = elements, (1...2).contains(items.count), let x = items[0].asDouble else { return nil }
        guard items.count == 2 else { return Point(x, 0) }
        return items[1].asDouble.map { Point(x, $0) }
    }

    /// Numbers, when every element is one.
    public var doubles: [Double]? {
        if let array, array.ndim == 1 { return array.doubles() }
        guard let items = elements else { return nil }
        var numbers: [Double] = []
        numbers.reserveCapacity(items.count)
        for item in items {
            guard let number = item.asDouble else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
