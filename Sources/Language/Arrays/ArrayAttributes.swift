import Answers
import Arrays

/// What stands after the point of an array, or of a number with a dtype.
enum ArrayAttributes {
    static let names = ["T", "shape", "ndim", "size", "dtype", "itemsize", "nbytes", "flat", "real", "base", "strides"]

    /// Whether a number with a dtype is of a type of that name: np.float64 is a float, as in NumPy.
    static func isOf(_ scalar: ScalarObject, _ name: String) -> Bool {
        switch name {
        case "float": scalar.dtype == .float64
        case "numpy.floating": scalar.dtype.isFloat
        case "numpy.integer", "numpy.signedinteger": scalar.dtype.isInteger
        case "numpy.number": scalar.dtype != .bool
        case "numpy.generic": true
        default: name == scalar.pythonType || name == scalar.pythonType + "_"
        }
    }
}

extension Machine {
    /// An attribute, or a method with the array in front of its arguments; nil where there is none of the name.
    func arrayAttribute(_ name: String, _ value: Value) throws -> Value? {
        let dtype = value.array?.dtype ?? value.scalar?.dtype ?? .float64
        let shape = value.array?.shape ?? []
        let count = value.array?.count ?? 1
        switch name {
        case "shape": return .tuple(shape.map { .int($0) })
        case "ndim": return .int(shape.count)
        case "size": return .int(count)
        case "dtype": return .object(DTypeObject(dtype))
        case "itemsize": return .int(dtype.size)
        case "nbytes": return .int(dtype.size * count)
        case "T": return value.array.map { .thing($0.transposed) } ?? value
        case "real": return value
        case "base": return value.array?.base.map { .thing($0) } ?? Value.none
        case "strides": return .tuple((value.array?.strides ?? []).map { .int($0 * dtype.size) })
        case "flat": return try value.array.map { .object(try iterator(of: .thing($0.reshaped([-1], work)))) }
        default: break
        }
        guard let method = context.registry.arrayMethods[name] else { return nil }
        return .object(
            NativeFunction(name) { arguments, keywords, machine in
                try machine.call(method, [value] + arguments, keywords)
            })
    }

    /// `a.shape = (2, 3)` is refused in words; everything else has no attributes to set.
    func storeArrayAttribute(_ name: String) -> Mistake {
        Mistake("an array's .\(name) cannot be set", try: name == "shape" ? "a = a.reshape(…)" : nil).raised(
            as: "AttributeError")
    }

    func attribute(_ name: String, of dtype: DTypeObject) -> Value? {
        switch name {
        case "name": .text(dtype.dtype.name)
        case "itemsize": .int(dtype.dtype.size)
        case "kind": .text(dtype.dtype == .bool ? "b" : dtype.dtype == .uint8 ? "u" : dtype.dtype.isFloat ? "f" : "i")
        default: nil
        }
    }
}
