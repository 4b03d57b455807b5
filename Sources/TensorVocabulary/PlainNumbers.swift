import Answers
import Arrays
import Autograd
import Language

/// Plain numbers beside a tensor of PyTorch's, which takes whole ones as the bits that its dtype has room for.
extension Tensor {
    /// What a plain number is there for.
    enum PlainUse {
        /// A side of +, ·, a comparison: its bits count, and what they make goes round.
        case side
        /// A side of /: its size counts.
        case quotient
        /// An exponent, a bound, or what is put in a place: it must be one of the dtype's numbers.
        case exact
    }

    /// The plain number that a value is, as it counts beside this tensor; nil for what is none.
    ///
    /// From 2⁶³ up to 2⁶⁴ − 1 PyTorch reads the bits of an unsigned number, so that a tensor of int64 gets the number less 2⁶⁴;
    /// int32 and uint8 take the lowest bits of any number.
    ///
    /// - Throws: `Mistake` (PyTorch's OverflowError) for what no 64 bits hold, and (its RuntimeError) where the dtype has no such number.
    func plain(_ value: Value, as use: PlainUse = .side) throws -> ArrayNumber? {
        guard let number = value.arrayNumber else { return nil }
        guard recorder.style == .torch else { return number }
        if case .int(let whole) = value, use == .side {
            switch dtype {
            case .int32: return .int(Int(Int32(truncatingIfNeeded: whole)))
            case .uint8: return .int(Int(UInt8(truncatingIfNeeded: whole)))
            case .bool, .int64, .float32, .float64: return number
            }
        }
        guard case .big = value else { return number }
        guard number.asDouble > 0, number.asDouble <= 0x1p64, let bits = UInt(value.repr) else {
            throw Mistake(
                "\(value.brief) is no whole number of 64 bits", expected: "numbers from −2⁶³ to 2⁶³ − 1",
                try: "float(\(value.brief))"
            ).raised(
                as: "OverflowError",
                number.asDouble > 0 ? "int too big to convert" : "can't convert negative int to unsigned")
        }
        if dtype.isFloat { return number }
        switch use {
        case .quotient: return number
        case .exact:
            throw Mistake(
                "\(value.brief) is no number of \(dtype.torchName)", expected: "numbers from −2⁶³ to 2⁶³ − 1",
                try: "a tensor of torch.float64"
            ).raised(as: "RuntimeError", "value cannot be converted to type int64_t without overflow")
        case .side:
            guard dtype != .bool else {
                throw Mistake(
                    "\(value.brief) beside a tensor of torch.bool", expected: "numbers from −2⁶³ to 2⁶³ − 1"
                ).raised(
                    as: "RuntimeError",
                    "Promotion for uint16, uint32, uint64 types is not supported, attempted to promote Bool and UInt64")
            }
            return try plain(.int(Int(truncatingIfNeeded: bits)))
        }
    }

    /// The other side of an operation: a tensor, or a plain number as it counts beside this one; nil for anything else.
    func side(_ value: Value, as use: PlainUse = .side, _ context: Context) throws -> TensorOperand? {
        if let number = try plain(value, as: use) { return .number(number) }
        return try context.operand(value)
    }

    /// The smaller, or the larger, of every element and a bound; whole bounds keep all their digits.
    func bounded(_ bound: Value, isLeast: Bool) throws -> Tensor {
        guard let number = try plain(bound, as: .exact) ?? bound.asThing(Tensor.self)?.array.only else { return self }
        if dtype == .int64, case .int(let whole) = number, whole.magnitude > 1 << 53 {
            return try Tensor.extremum(
                isLeast ? .maximum : .minimum, self, recorder.tensor(try NDArray(.int(whole))))
        }
        return try isLeast ? clamped(number.asDouble, nil) : clamped(nil, number.asDouble)
    }
}
