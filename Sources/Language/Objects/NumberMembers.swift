import Answers

/// Methods of numbers.
enum NumberMembers {
    nonisolated(unsafe) static let ofWhole: [BuiltinMember] = [
        BuiltinMember("bit_length", "how many bits it has") { value, _, _ in .int(value.asBig?.bitWidth ?? 0) },
        BuiltinMember("bit_count", "how many of its bits are set") { value, _, _ in
            .int(value.asBig?.words.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
        BuiltinMember("as_integer_ratio", "the number over 1") { value, _, _ in .tuple([value, .int(1)]) },
    ]
    nonisolated(unsafe) static let ofComplex: [BuiltinMember] = [
        BuiltinMember("conjugate", "the number with the other sign of its imaginary part") { value, _, _ in
            value.complex.map { .complex($0.real, -$0.imaginary) } ?? value
        }
    ]
    nonisolated(unsafe) static let ofFloat: [BuiltinMember] = [
        BuiltinMember("as_integer_ratio", "two whole numbers in lowest terms whose ratio is exactly the number") {
            value, _, _ in
            guard let number = value.asDouble, number.isFinite else {
                let isNaN = value.asDouble?.isNaN ?? true
                let message = "cannot convert \(isNaN ? "NaN" : "Infinity") to integer ratio"
                throw Mistake("\(value.brief) is the ratio of no whole numbers", expected: "a finite number").raised(
                    as: isNaN ? "ValueError" : "OverflowError", message)
            }
            guard number != 0 else { return .tuple([.int(0), .int(1)]) }
            // The digits behind the point, which a power of two takes in front of it.
            let digits = Swift.max(0, number.significandWidth - Int(number.exponent))
            let (first, second) = (Swift.min(digits, 1000), digits - Swift.min(digits, 1000))
            let whole = number * Double(sign: .plus, exponent: first, significand: 1)
            let scaled = whole * Double(sign: .plus, exponent: second, significand: 1)
            guard let above = BigInt(exactly: scaled) else { return .none }
            return .tuple([.whole(above), .whole(BigInt(1).shiftedLeft(digits))])
        },
        BuiltinMember("is_integer", "whether it has no fraction") { value, _, _ in
            .bool(value.asDouble.map { $0.isFinite && $0 == $0.rounded() } ?? false)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
    ]
}
