public import Answers
public import Arrays
public import Autograd
public import Language

/// Arithmetic: `w * x + b`, `a @ b`, `x ** 2`.
extension Tensor: Operable, InPlaceOperable, Comparing, NumberLike, KeyByIdentity, Duplicable, OfDeclaredClass {
    /// `torch.Tensor`, `torch.nn.Parameter`, or `jax.Array`.
    public var declaredClass: NativeClass {
        if recorder.style == .jax { return JaxArray.type }
        return isParameter ? TorchWords.parameterClass : TorchWords.tensorClass
    }

    /// The result, recorded where a gradient is wanted.
    public func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let use: PlainUse =
            switch operation {
            case .divide: .quotient
            case .power: isRight ? .side : .exact
            default: .side
            }
        guard let operand = try operand(other, as: use, context) else { return nil }
        guard recorder.style == .jax, case .tensor(let array) = operand else {
            return try applied(operation, operand, isRight: isRight)
        }
        return try JaxMistakes.within(operation.jaxName, isRight ? [array, self] : [self, array]) {
            try applied(operation, operand, isRight: isRight)
        }
    }

    private func applied(_ operation: BinaryOperator, _ operand: TensorOperand, isRight: Bool) throws -> Value? {
        let (a, b): (TensorOperand, TensorOperand) = isRight ? (operand, .tensor(self)) : (.tensor(self), operand)
        let result: Tensor
        switch operation {
        case .add: result = try Tensor.add(self, operand)
        case .multiply: result = try Tensor.multiply(self, operand)
        case .subtract: result = try Tensor.subtract(a, b, recorder)
        case .divide: result = try Tensor.divide(a, b, recorder)
        case .power: result = try Tensor.power(a, b, recorder)
        case .floorDivide: result = try Tensor.whole(.floorDivide, a, b, recorder)
        case .remainder: result = try Tensor.whole(.remainder, a, b, recorder)
        case .matrixProduct:
            guard case .tensor(let x) = a, case .tensor(let y) = b else { return nil }
            result = try x.matmul(y)
        case .and: result = try Tensor.compare(.and, a, b, recorder)
        case .or: result = try Tensor.compare(.or, a, b, recorder)
        case .xor: result = try Tensor.compare(.xor, a, b, recorder)
        case .shiftLeft: result = try Tensor.compare(.shiftLeft, a, b, recorder)
        case .shiftRight: result = try Tensor.compare(.shiftRight, a, b, recorder)
        }
        return .thing(result)
    }

    /// The other side: Keras and TensorFlow take lists for tensors, too, and beside JAX's arrays those of NumPy have its precision.
    private func operand(_ other: Value, as use: PlainUse, _ context: Context) throws -> TensorOperand? {
        switch recorder.style {
        case .torch: break
        case .jax: if let array = other.asThing(NDArray.self) { return .tensor(try recorder.narrowed(array)) }
        case .keras, .tensorFlow:
            if other.elements != nil { return .tensor(try recorder.singlePrecision(context.array(other))) }
        }
        return try side(other, as: use, context)
    }

    /// −x; ~x turns True and False, and the bits of whole numbers.
    public func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .minus: return .thing(try negated())
        case .plus: return .thing(self)
        case .invert: return .thing(try test(.invert))
        }
    }

    /// `x += y` changes the values where they lie.
    public func update(_ operation: BinaryOperator, _ other: Value, _ context: Context) throws -> Value? {
        // Keras's tensors do not change: the name stands for the result then.
        if operation == .matrixProduct || recorder.style != .torch { return nil }
        guard try context.operand(other) != nil else { return nil }
        try become(other.asThing(Tensor.self)) { before in
            guard let result = try before.applying(operation, other, isRight: false, context)?.asThing(Tensor.self)
            else { return before }
            return result
        }
        return .thing(self)
    }

    /// True or False for each element.
    public func comparing(
        _ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work
    ) throws -> Value? {
        let function: BinaryFunction
        switch operation {
        case .less: function = .less
        case .lessOrEqual: function = .lessEqual
        case .greater: function = .greater
        case .greaterOrEqual: function = .greaterEqual
        case .equal: function = .equal
        case .notEqual: function = .notEqual
        default: return nil
        }
        let operand: TensorOperand
        if let number = try plain(other) {
            operand = .number(number)
        } else if let tensor = other.asThing(Tensor.self) {
            operand = .tensor(tensor)
        } else if let array = other.asThing(NDArray.self) {
            operand = .tensor(recorder.tensor(array))
        } else {
            return nil
        }
        return .thing(
            isRight
                ? try Tensor.compare(function, operand, .tensor(self), recorder)
                : try Tensor.compare(function, .tensor(self), operand, recorder))
    }

    /// The only number of a tensor that has one.
    public func plainNumber() throws -> Value {
        try requireNoDerivative()
        guard let number = array.only else {
            throw Mistake(
                "a tensor of shape \(shape.listText) is not one number", expected: "a tensor with one element",
                try: ".tolist(), or an index"
            ).raised(
                as: recorder.style == .jax ? "TypeError" : "ValueError",
                recorder.style == .jax
                    ? "Only scalar arrays can be converted to Python scalars; got arr.ndim=\(ndim)"
                    : "only one element tensors can be converted to Python scalars")
        }
        return number.asValue
    }

    /// PyTorch and JAX write a tensor without axes as its number.
    public var isFormattedAsNumber: Bool {
        (recorder.style == .torch || recorder.style == .jax && !requiresGrad) && ndim == 0 && !isParameter
    }

    /// Whether the only element is not 0.
    public func truth() throws -> Bool {
        guard let number = array.only else {
            throw Mistake(
                "a tensor of shape \(shape.listText) is neither true nor false as a whole", expected: "one element",
                try: ".any(), .all()"
            ).raised(
                as: recorder.style == .jax ? "ValueError" : "RuntimeError",
                recorder.style == .jax
                    ? "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
                    : count == 0
                        ? "Boolean value of Tensor with no values is ambiguous"
                        : "Boolean value of Tensor with more than one value is ambiguous")
        }
        return number.asDouble != 0
    }

    /// A leaf of its own with the same values.
    ///
    /// - Throws: `Mistake` where there is no memory for it, and (PyTorch's RuntimeError) for a tensor that was computed.
    public var duplicate: any Presentable {
        get throws {
            guard isLeaf || recorder.style != .torch else {
                throw Mistake(
                    "a tensor that was computed is copied with where it came from", expected: "a leaf",
                    try: "x.detach().clone()"
                ).raised(
                    as: "RuntimeError",
                    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the "
                        + "moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm "
                        + "usage, see https://github.com/pytorch/pytorch/pull/103001")
            }
            let made = recorder.tensor(try array.copy(recorder.work))
            if isLeaf { try made.requireGrad(requiresGrad) }
            made.isParameter = isParameter
            if let grad { made.grad = recorder.tensor(try grad.array.copy(recorder.work)) }
            return made
        }
    }
}

/// `x[0]`, `x[:, 1]`, `x[mask]`, and what is put there.
extension Tensor: ElementAssignable {
    /// The length of the first axis.
    public var length: Int { shape.first ?? 0 }

    /// The same; a tensor without axes has none.
    public func requireLength() throws -> Int {
        guard let length = shape.first else {
            throw Mistake("a tensor without axes has no length", expected: "at least one axis", try: ".item()").raised(
                as: "TypeError", "len() of a 0-d tensor")
        }
        return length
    }

    /// The elements at the subscripts.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        .thing(try indexed(try Tensor.indices(subscripts, recorder)))
    }

    /// Puts a number or a tensor there.
    ///
    /// - Throws: `Mistake` (JAX's TypeError) for an array of JAX's, and where it does not fit there.
    public func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        guard recorder.style != .jax else {
            throw Mistake(
                "an array of JAX's does not change", expected: "a new array with the elements in it",
                try: "x = x.at[i].set(y)"
            ).raised(
                as: "TypeError",
                "JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = "
                    + "x.at[idx].set(y) or another .at[] method: "
                    + "https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html")
        }
        let operand = try context.operand(value) ?? .tensor(context.tensor(value, dtype: dtype))
        try assign(try Tensor.indices(subscripts, recorder), operand)
    }

    /// What subscripts mean for a tensor.
    package static func indices(_ subscripts: [Subscript], _ recorder: Recorder) throws -> [TensorIndex] {
        try subscripts.map { subscript_ in
            switch subscript_ {
            case .slice(let lower, let upper, let step): return .slice(lower: lower, upper: upper, step: step)
            case .index(.none): return .newAxis
            case .index(let value):
                if case .bool(let flag) = value { return .tensor(recorder.tensor(try NDArray(.bool(flag)))) }
                if case .int(let place) = value { return .place(place) }
                if let tensor = value.asThing(Tensor.self) { return .tensor(tensor) }
                if let array = value.asThing(NDArray.self) { return .tensor(recorder.tensor(array)) }
                if let numbers = value.elements {
                    let places = numbers.compactMap(\.asInt)
                    if places.count == numbers.count { return .tensor(recorder.tensor(try NDArray(places))) }
                    let flags = numbers.compactMap { if case .bool(let flag) = $0 { Flag(flag) } else { nil } }
                    if flags.count == numbers.count { return .tensor(recorder.tensor(try NDArray(flags))) }
                }
                if value.isEllipsis { return .ellipsis }
                throw Mistake(
                    "\(value.brief) cannot be an index of a tensor",
                    expected: "a whole number, a slice, a mask, or a tensor of places"
                ).raised(
                    as: "IndexError",
                    "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
                        + "(got \(value.typeName))")
            }
        }
    }
}

extension Tensor {
    /// Type and shape, as JAX names what is being traced: `float32[3]`.
    private var traced: String { "\(dtype.name)[\(shape.map(String.init).joined(separator: ","))]" }

    /// - Throws: `Mistake` (JAX's ConcretizationTypeError, a TypeError) where a number would be taken out of what JAX is differentiating,
    ///   and its part of the derivative lost.
    func requireNoDerivative() throws {
        guard recorder.style == .jax, requiresGrad else { return }
        throw Mistake(
            "a number is taken out of what is being differentiated", expected: "functions of jax.numpy",
            try: "jax.lax.stop_gradient(x), where its derivative is not wanted"
        ).raised(
            as: "TypeError",
            "Abstract tracer value encountered where concrete value is expected: traced array with shape \(traced)")
    }
}

/// `np.array(x)`, `np.mean(x)`: NumPy's words take a tensor's numbers.
extension Tensor: ArrayConvertible {
    /// JAX's arrays are.
    public var isAheadOfArrays: Bool { recorder.style == .jax }

    /// The numbers, in the same memory.
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError) for a tensor of PyTorch's whose operations are recorded, and the same for JAX's.
    public var asArray: NDArray {
        get throws {
            guard recorder.style == .torch || recorder.style == .jax, requiresGrad else { return array }
            guard recorder.style != .jax else {
                throw Mistake(
                    "a function of NumPy's gets what is being differentiated", expected: "a function of jax.numpy",
                    try: "import jax.numpy as jnp"
                ).raised(
                    as: "TypeError",
                    "The numpy.ndarray conversion method __array__() was called on traced array with shape \(traced)")
            }
            throw Mistake(
                "the tensor's operations are recorded, and an array's are not", expected: "a detached tensor",
                try: ".detach().numpy()"
            ).raised(
                as: "RuntimeError",
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        }
    }
}

extension Recorder {
    /// An array as a tensor in the precision in which Keras computes: float64 becomes float32.
    package func singlePrecision(_ array: NDArray) throws -> Tensor {
        tensor(array.dtype == .float64 ? try array.converted(to: .float32) : array)
    }
}
