/// A complex number: `3j`, `complex(1, 2)`. Real numbers are no such objects, also where they come out of complex ones in another
/// language; `1+0j` is equal to 1, as in Python.
final class ComplexObject: Object, @unchecked Sendable {
    let real: Double
    let imaginary: Double

    init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
        super.init(.complex)
    }

    override var kindName: String { "complex number" }
    override var pythonType: String { "complex" }

    /// `3j` where the real part is 0 and not −0, `(1+2j)` otherwise.
    override var spelled: String {
        let sign = imaginary.sign == .minus && !imaginary.isNaN ? "-" : "+"
        let rest = imaginary.magnitude.withoutPoint + "j"
        if real == 0, real.sign == .plus { return (sign == "-" ? sign : "") + rest }
        return "(\(real.withoutPoint)\(sign)\(rest))"
    }

    /// Whether both parts are those of the other, bit by bit: as `is` compares numbers here.
    override func isIdentical(to other: Object) -> Bool {
        guard let other = other as? ComplexObject else { return false }
        return real.bitPattern == other.real.bitPattern && imaginary.bitPattern == other.imaginary.bitPattern
    }
}

extension Value {
    /// A complex number.
    static func complex(_ real: Double, _ imaginary: Double) -> Value { .object(ComplexObject(real, imaginary)) }

    /// The complex number, when the value is one.
    @inline(__always) var complex: ComplexObject? {
        guard case .object(let object) = self, object.tag == .complex else { return nil }
        return unsafeDowncast(object, to: ComplexObject.self)
    }
}

extension Double {
    /// As Python writes it where the point says nothing: `1`, `0.5`, `1e+16`.
    var withoutPoint: String {
        let text = pythonRepr
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
