import Glibc

/// A whole number of any size: sign and magnitude, in words of 32 bits, the smallest first.
///
/// Schoolbook multiplication and Knuth's division (The Art of Computer Programming, volume 2, 4.3.1, algorithm D); numbers in a
/// laboratory are short. Only numbers beyond 64 bits are kept as one: see `Value.whole`.
public final class BigInt: Sendable, Hashable {
    let words: [UInt32]
    let isNegative: Bool

    /// More words than this are refused, so that no single operation takes long: 320,000 bits, or 96,000 digits.
    static let maximumWords = 10_000

    init(_ words: [UInt32], isNegative: Bool) {
        var words = words
        while words.last == 0 { words.removeLast() }
        self.words = words
        self.isNegative = isNegative && !words.isEmpty
    }

    /// The same number.
    public convenience init(_ value: Int) {
        let magnitude = value.magnitude
        self.init(
            [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)], isNegative: value < 0)
    }

    convenience init(_ magnitude: UInt) {
        self.init(
            [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)], isNegative: false)
    }

    /// The number without its fraction; nil when it is not finite.
    convenience init?(truncating value: Double) {
        guard value.isFinite else { return nil }
        let whole = value.rounded(.towardZero)
        guard whole.magnitude >= 1 else {
            self.init([], isNegative: false)
            return
        }
        let shift = Int(whole.exponent) - 52
        let significand = UInt64(1) << 52 | whole.significandBitPattern
        let short = BigInt([UInt32(truncatingIfNeeded: significand), UInt32(significand >> 32)], isNegative: false)
        let magnitude = shift >= 0 ? short.shiftedLeft(shift) : short.magnitudeShiftedRight(-shift)
        self.init(magnitude.words, isNegative: whole < 0)
    }

    convenience init?(exactly value: Double) {
        guard value.isFinite, value == value.rounded() else { return nil }
        self.init(truncating: value)
    }

    /// Digits of a base, without sign; nil when there are none or others, or more than `maximumWords` hold.
    convenience init?(digits: some StringProtocol, radix: Int) {
        guard !digits.isEmpty, !BigInt.isTooLong(digits, radix: radix) else { return nil }
        var words: [UInt32] = []
        // As many digits at a time as fit into one word.
        var (chunk, scale) = (UInt32(0), UInt32(1))
        for character in digits {
            guard let digit = character.hexDigitValue ?? Int(String(character), radix: 36), digit < radix else {
                return nil
            }
            chunk = chunk * UInt32(radix) + UInt32(digit)
            scale *= UInt32(radix)
            guard UInt64(scale) * UInt64(radix) > UInt64(UInt32.max) else { continue }
            BigInt.multiplyAdd(&words, scale, chunk)
            (chunk, scale) = (0, 1)
        }
        if scale > 1 { BigInt.multiplyAdd(&words, scale, chunk) }
        self.init(words, isNegative: false)
    }

    /// Whether so many digits may be more than `maximumWords` hold.
    static func isTooLong(_ digits: some StringProtocol, radix: Int) -> Bool {
        Double(digits.utf8.count) * log2(Double(radix)) > Double(32 * maximumWords)
    }

    /// Equal numbers.
    public static func == (a: BigInt, b: BigInt) -> Bool { a.isNegative == b.isNegative && a.words == b.words }

    /// By value: the same number has the same hash, however it was computed.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words)
        hasher.combine(isNegative)
    }

    // MARK: Conversions

    var isZero: Bool { words.isEmpty }

    var asInt: Int? {
        guard words.count <= 2 else { return nil }
        let magnitude = UInt64(words.first ?? 0) | UInt64(words.count > 1 ? words[1] : 0) << 32
        if isNegative { return magnitude <= UInt64(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int(exactly: magnitude)
    }

    var bitWidth: Int { words.isEmpty ? 0 : words.count * 32 - (words.last ?? 0).leadingZeroBitCount }

    /// The nearest floating-point number, halves to even; infinite beyond the largest.
    public var asDouble: Double {
        let bits = bitWidth
        guard bits > 64 else {
            let magnitude = UInt64(words.first ?? 0) | UInt64(words.count > 1 ? words[1] : 0) << 32
            return isNegative ? -Double(magnitude) : Double(magnitude)
        }
        guard bits <= 1024 else { return isNegative ? -.infinity : .infinity }
        let shift = bits - 64
        let top = magnitudeShiftedRight(shift)
        var head = UInt64(top.words[0]) | UInt64(top.words[1]) << 32
        // One sticky bit stands for everything below, so that the rounding of 64 bits to 53 is that of the whole.
        if hasBits(below: shift) { head |= 1 }
        let value = Double(sign: .plus, exponent: shift, significand: Double(head))
        return isNegative ? -value : value
    }

    private func hasBits(below shift: Int) -> Bool {
        let whole = shift / 32
        if words.prefix(whole).contains(where: { $0 != 0 }) { return true }
        return shift % 32 > 0 && words[whole] & (1 << UInt32(shift % 32) - 1) != 0
    }

    /// The digits to a base, with a sign.
    func text(radix: Int = 10) -> String {
        guard !words.isEmpty else { return "0" }
        var chunk = UInt32(radix)
        var width = 1
        while UInt64(chunk) * UInt64(radix) <= UInt64(UInt32.max) {
            chunk *= UInt32(radix)
            width += 1
        }
        var parts: [String] = []
        var rest = words
        while !rest.isEmpty {
            let digits = String(BigInt.divide(&rest, by: chunk), radix: radix)
            parts.append(rest.isEmpty ? digits : String(repeating: "0", count: width - digits.count) + digits)
        }
        return (isNegative ? "-" : "") + parts.reversed().joined()
    }

    // MARK: Words

    private static func multiplyAdd(_ words: inout [UInt32], _ factor: UInt32, _ summand: UInt32) {
        var carry = UInt64(summand)
        for index in words.indices {
            let product = UInt64(words[index]) * UInt64(factor) + carry
            words[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { words.append(UInt32(carry)) }
    }

    /// Divides in place and gives the rest.
    private static func divide(_ words: inout [UInt32], by divisor: UInt32) -> UInt32 {
        var rest: UInt64 = 0
        for index in words.indices.reversed() {
            let part = rest << 32 | UInt64(words[index])
            words[index] = UInt32(part / UInt64(divisor))
            rest = part % UInt64(divisor)
        }
        while words.last == 0 { words.removeLast() }
        return UInt32(rest)
    }

    static func compareMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
    }

    private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        var out = long
        var carry: UInt64 = 0
        for index in long.indices {
            if index >= short.count, carry == 0 { break }
            let sum = UInt64(long[index]) + UInt64(index < short.count ? short[index] : 0) + carry
            out[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { out.append(1) }
        return out
    }

    /// a − b for a ≥ b.
    private static func subtract(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var out = a
        var borrow: Int64 = 0
        for index in a.indices {
            if index >= b.count, borrow == 0 { break }
            let difference = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
            out[index] = UInt32(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return out
    }

    // MARK: Arithmetic

    static prefix func - (a: BigInt) -> BigInt { BigInt(a.words, isNegative: !a.isNegative) }

    static func + (a: BigInt, b: BigInt) -> BigInt {
        if a.isNegative == b.isNegative { return BigInt(add(a.words, b.words), isNegative: a.isNegative) }
        return compareMagnitudes(a.words, b.words) >= 0
            ? BigInt(subtract(a.words, b.words), isNegative: a.isNegative)
            : BigInt(subtract(b.words, a.words), isNegative: b.isNegative)
    }

    static func - (a: BigInt, b: BigInt) -> BigInt { a + (-b) }

    static func * (a: BigInt, b: BigInt) -> BigInt {
        guard !a.isZero, !b.isZero else { return BigInt(0) }
        var out = [UInt32](repeating: 0, count: a.words.count + b.words.count)
        out.withUnsafeMutableBufferPointer { out in
            for (i, x) in a.words.enumerated() {
                var carry: UInt64 = 0
                for (j, y) in b.words.enumerated() {
                    let sum = UInt64(x) * UInt64(y) + UInt64(out[i + j]) + carry
                    out[i + j] = UInt32(truncatingIfNeeded: sum)
                    carry = sum >> 32
                }
                out[i + b.words.count] = UInt32(carry)
            }
        }
        return BigInt(out, isNegative: a.isNegative != b.isNegative)
    }

    /// Quotient and rest, rounded down as Python does it; the divisor is not 0.
    func dividedDown(by divisor: BigInt) -> (quotient: BigInt, rest: BigInt) {
        let (magnitude, left) = BigInt.divideMagnitudes(words, divisor.words)
        let quotient = BigInt(magnitude, isNegative: isNegative != divisor.isNegative)
        let rest = BigInt(left, isNegative: isNegative)
        guard !rest.isZero, rest.isNegative != divisor.isNegative else { return (quotient, rest) }
        return (quotient - BigInt(1), rest + divisor)
    }

    static func divideMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> ([UInt32], [UInt32]) {
        if compareMagnitudes(a, b) < 0 { return ([], a) }
        if b.count == 1 {
            var quotient = a
            let rest = divide(&quotient, by: b[0])
            return (quotient, [rest])
        }
        let shift = b[b.count - 1].leadingZeroBitCount
        let v = BigInt(b, isNegative: false).shiftedLeft(shift).words
        var u = BigInt(a, isNegative: false).shiftedLeft(shift).words
        while u.count <= a.count { u.append(0) }
        let n = v.count
        var quotient = [UInt32](repeating: 0, count: u.count - n)
        for j in (0..<(u.count - n)).reversed() {
            let head = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
            var estimate = head / UInt64(v[n - 1])
            var rest = head % UInt64(v[n - 1])
            while estimate >> 32 != 0 || estimate * UInt64(v[n - 2]) > rest << 32 | UInt64(u[j + n - 2]) {
                estimate -= 1
                rest += UInt64(v[n - 1])
                if rest >> 32 != 0 { break }
            }
            var borrow: Int64 = 0
            var carry: UInt64 = 0
            for i in 0..<n {
                let product = estimate * UInt64(v[i]) + carry
                carry = product >> 32
                let difference = Int64(u[i + j]) - Int64(product & 0xffff_ffff) - borrow
                u[i + j] = UInt32(truncatingIfNeeded: difference)
                borrow = difference < 0 ? 1 : 0
            }
            let difference = Int64(u[j + n]) - Int64(carry) - borrow
            u[j + n] = UInt32(truncatingIfNeeded: difference)
            if difference < 0 {
                estimate -= 1
                var carry: UInt64 = 0
                for i in 0..<n {
                    let sum = UInt64(u[i + j]) + UInt64(v[i]) + carry
                    u[i + j] = UInt32(truncatingIfNeeded: sum)
                    carry = sum >> 32
                }
                u[j + n] = u[j + n] &+ UInt32(carry)
            }
            quotient[j] = UInt32(estimate)
        }
        let rest = BigInt(u, isNegative: false).magnitudeShiftedRight(shift)
        return (quotient, rest.words)
    }

    func shiftedLeft(_ count: Int) -> BigInt {
        guard !isZero else { return self }
        let (whole, part) = (count / 32, UInt32(count % 32))
        var out = [UInt32](repeating: 0, count: whole)
        var carry: UInt32 = 0
        for word in words {
            out.append(part == 0 ? word : word << part | carry)
            carry = part == 0 ? 0 : word >> (32 - part)
        }
        out.append(carry)
        return BigInt(out, isNegative: isNegative)
    }

    func magnitudeShiftedRight(_ count: Int) -> BigInt {
        let (whole, part) = (count / 32, UInt32(count % 32))
        guard whole < words.count else { return BigInt(0) }
        var out = Array(words[whole...])
        if part > 0 {
            for index in out.indices {
                out[index] = out[index] >> part | (index + 1 < out.count ? out[index + 1] << (32 - part) : 0)
            }
        }
        return BigInt(out, isNegative: false)
    }

    /// Two's complement words, so many, for `&`, `|` and `~`.
    func twosComplement(_ count: Int) -> [UInt32] {
        var out = words + [UInt32](repeating: 0, count: Swift.max(0, count - words.count))
        guard isNegative else { return out }
        var carry: UInt64 = 1
        for index in out.indices {
            let sum = UInt64(~out[index]) + carry
            out[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        return out
    }

    convenience init(twosComplement words: [UInt32]) {
        guard let last = words.last, last >> 31 == 1 else {
            self.init(words, isNegative: false)
            return
        }
        var out = words
        var carry: UInt64 = 1
        for index in out.indices {
            let sum = UInt64(~out[index]) + carry
            out[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        self.init(out, isNegative: true)
    }
}

extension BigInt: Comparable {
    /// The order of the numbers.
    public static func < (a: BigInt, b: BigInt) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        let order = compareMagnitudes(a.words, b.words)
        return a.isNegative ? order > 0 : order < 0
    }
}
