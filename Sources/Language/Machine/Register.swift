/// Registers, constants and slots as the machine uses them. Numbers are written where nothing is counted, and references are
/// looked at where they stand: neither asks the reference counts, which would take longer than the work itself.
typealias Register = UnsafeMutablePointer<Value>

extension UnsafeMutablePointer where Pointee == Value {
    /// Whether the value refers to nothing that is counted. Asked by what tells the cases apart, the byte behind the first word:
    /// those of references are 3 to 12, in the order in which `Value` lists them.
    @inline(__always) var isPlain: Bool {
        let tag = UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self)
        assert((tag &- 3 > 9) == pointee.isPlain)
        return tag &- 3 > 9
    }

    @inline(__always) func put(_ value: Double) {
        if isPlain { initialize(to: .number(value)) } else { pointee = .number(value) }
    }

    @inline(__always) func put(_ value: Int) {
        if isPlain { initialize(to: .int(value)) } else { pointee = .int(value) }
    }

    @inline(__always) func put(_ value: Bool) {
        if isPlain { initialize(to: .bool(value)) } else { pointee = .bool(value) }
    }

    /// The same value as there.
    @inline(__always) func copy(from source: UnsafeMutablePointer<Value>) {
        if source.isPlain, isPlain {
            // Word and tag as they were written, one after the other: read as one they would have to wait for both.
            let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(self))
            to.storeBytes(of: from.load(as: UInt64.self), as: UInt64.self)
            to.storeBytes(of: from.load(fromByteOffset: 8, as: UInt8.self), toByteOffset: 8, as: UInt8.self)
        } else {
            pointee = source.pointee
        }
    }

    /// The value from there, where nothing is left.
    @inline(__always) func take(from source: UnsafeMutablePointer<Value>) {
        if isPlain { initialize(to: source.move()) } else { pointee = source.move() }
        source.initialize(to: .none)
    }

    /// Lets go of what so many registers refer to.
    @inline(__always) func clear(_ count: Int) {
        var register = self
        let end = self + count
        while register < end {
            if !register.isPlain { register.pointee = .none }
            register += 1
        }
    }

    /// Everything that so many registers refer to; nothing is left in them.
    @inline(never) func takeAll(_ count: Int) -> [Value] {
        var values: [Value] = []
        for register in self..<(self + count) where !register.isPlain {
            values.append(register.move())
            register.initialize(to: .none)
        }
        return values
    }

    /// More text behind that of the register, in its own memory where nobody else has it; false where there is none.
    @inline(never) func append(_ more: String) throws -> Bool {
        guard case .text = pointee else { return false }
        let own = move()
        initialize(to: .none)
        guard case .text(var text) = consume own else { return false }
        text += more
        pointee = .text(text)
        try Limits.checkText(text.utf8.count)
        return true
    }

    // MARK: References

    /// The object of a value that is one of a reference, which stands in its first word.
    @inline(__always) func reference<T: AnyObject>(_ type: T.Type) -> Unmanaged<T> {
        UnsafeRawPointer(self).load(as: Unmanaged<T>.self)
    }

    /// The object, when the value is one of that kind.
    @inline(__always) func object<T: Object>(_ tag: Object.Tag, _ type: T.Type) -> Unmanaged<T>? {
        guard case .object = pointee, reference(Object.self)._withUnsafeGuaranteedRef({ $0.tag == tag }) else {
            return nil
        }
        return reference(type)
    }

    /// The instance, when the value is one of that shape.
    @inline(__always) func instance(_ shapeID: Int) -> Unmanaged<Instance>? {
        guard case .object = pointee, reference(Object.self)._withUnsafeGuaranteedRef({ $0.shapeID == shapeID }) else {
            return nil
        }
        return reference(Instance.self)
    }

    // MARK: Arithmetic

    /// `left ∘ right` of numbers; false where they are none, or the whole result is too large.
    @inline(__always) func put(
        _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
        _ numbers: (Double, Double) -> Double, _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Bool {
        if case .number(let x) = left.pointee {
            if case .number(let y) = right.pointee {
                put(numbers(x, y))
                return true
            }
            if case .int(let y) = right.pointee {
                put(numbers(x, Double(y)))
                return true
            }
        } else if case .int(let x) = left.pointee {
            if case .int(let y) = right.pointee {
                let (value, overflow) = whole(x, y)
                if overflow { return false }
                put(value)
                return true
            }
            if case .number(let y) = right.pointee {
                put(numbers(Double(x), y))
                return true
            }
        }
        return false
    }

    /// How this number compares with another one; nil where one of them is none.
    @inline(__always) func compare(
        _ other: UnsafeMutablePointer<Value>, _ numbers: (Double, Double) -> Bool, _ whole: (Int, Int) -> Bool
    ) -> Bool? {
        if case .number(let x) = pointee {
            if case .number(let y) = other.pointee { return numbers(x, y) }
            if case .int(let y) = other.pointee, y.isExact { return numbers(x, Double(y)) }
        } else if case .int(let x) = pointee {
            if case .int(let y) = other.pointee { return whole(x, y) }
            if case .number(let y) = other.pointee, x.isExact { return numbers(Double(x), y) }
        }
        return nil
    }
}

extension Value {
    fileprivate var isPlain: Bool {
        switch self {
        case .none, .bool, .int, .number: true
        default: false
        }
    }
}

extension Int {
    /// Whether it is a floating-point number without being rounded.
    @inline(__always) var isExact: Bool { magnitude <= 1 << 53 }
}
