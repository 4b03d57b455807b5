import Answers
package import Arrays
package import Autograd
package import Language

/// Ways between the language's values and tensors.
extension Context {
    /// What the tensors of this session share.
    package var recorder: Recorder { session.kept(Recorder.self) { Recorder(work: work, seed: session.seed) } }

    /// A tensor of a value: numbers, lists of them, arrays, tensors.
    ///
    /// - Parameters:
    ///   - dtype: of the elements; nil reads it from the numbers.
    ///   - isExact: whether numbers that the dtype cannot hold are refused.
    package func tensor(_ value: Value, dtype: DType? = nil, isExact: Bool = false) throws -> Tensor {
        if let tensor = value.asThing(Tensor.self) { return try dtype.map { try tensor.cast(to: $0) } ?? tensor }
        let array = try array(value)
        if isExact { try refuseOverflow(value, array, dtype) }
        let isPlain = value.asThing(NDArray.self) == nil
        let standard = array.dtype == .float64 && isPlain ? recorder.standard : array.dtype
        return recorder.tensor(try array.converted(to: dtype ?? standard))
    }

    /// The numbers of a value, as NumPy reads them.
    package func array(_ value: Value) throws -> NDArray {
        if let array = value.asThing(NDArray.self) { return array }
        if let tensor = value.asThing(Tensor.self) { return tensor.array }
        if let number = value.arrayNumber { return try NDArray(number) }
        var shape: [Int] = []
        var numbers: [ArrayNumber] = []
        try gather(value, depth: 0, &shape, &numbers)
        var dtype = DType.bool
        for number in numbers { dtype = dtype.promoted(with: number) }
        if numbers.isEmpty { dtype = .float64 }
        let out = try NDArray(uninitialised: shape, dtype)
        for (place, number) in numbers.enumerated() { out.set(number, at: place) }
        return out
    }

    private func gather(
        _ value: Value, depth: Int, _ shape: inout [Int], _ numbers: inout [ArrayNumber]
    ) throws {
        let inner: NDArray?
        if let number = value.arrayNumber {
            guard depth == shape.count else { throw ragged(depth) }
            numbers.append(number)
            return
        } else if let tensor = value.asThing(Tensor.self) {
            inner = tensor.array
        } else {
            inner = value.asThing(NDArray.self)
        }
        if let inner {
            if shape.count == depth, numbers.isEmpty { shape += inner.shape }
            guard Array(shape.dropFirst(depth)) == inner.shape else { throw ragged(depth) }
            numbers += inner.numbers()
            return
        }
        guard !value.isText, depth < 32, let items = try? value.elements(in: self) else {
            throw Mistake(
                "a tensor cannot be made of \(value.brief)", expected: "numbers, or lists of numbers of one length"
            ).raised(
                as: value.isText ? "TypeError" : "RuntimeError",
                value.isText
                    ? "new(): invalid data type 'str'"
                    : "Could not infer dtype of \(value.isNone ? "NoneType" : value.kind)")
        }
        if shape.count == depth {
            guard numbers.isEmpty else { throw ragged(depth) }
            shape.append(items.count)
        }
        guard shape.count > depth, shape[depth] == items.count else {
            throw ragged(depth, expected: shape.count > depth ? shape[depth] : nil, got: items.count)
        }
        for item in items { try gather(item, depth: depth + 1, &shape, &numbers) }
    }

    private func ragged(_ depth: Int, expected: Int? = nil, got: Int = 0) -> Mistake {
        guard let expected else {
            return Mistake("lists and numbers side by side at level \(depth)", expected: "lists of one length")
                .raised(as: "TypeError", "only integer tensors of a single element can be converted to an index")
        }
        return Mistake(
            "a list of \(got) stands beside one of \(expected), at level \(depth)", expected: "lists of one length"
        ).raised(as: "ValueError", "expected sequence of length \(expected) at dim \(depth) (got \(got))")
    }

    /// A tensor, or a plain number that takes on the dtype of one.
    func operand(_ value: Value) throws -> TensorOperand? {
        if let number = value.arrayNumber { return .number(number) }
        if let tensor = value.asThing(Tensor.self) { return .tensor(tensor) }
        if value.asThing(NDArray.self) != nil { return .tensor(try tensor(value)) }
        return nil
    }

    /// Any value that holds a tensor, or is turned into one.
    func requireTensor(_ value: Value, _ word: String) throws -> Tensor {
        if let tensor = value.asThing(Tensor.self) { return tensor }
        throw Mistake(
            "\(word) gets \(value.brief), which is \(Phrase.indefinite(value.kind))", expected: "a tensor",
            try: value.arrayNumber != nil || value.elements != nil ? "torch.tensor(…)" : nil
        ).raised(
            as: "TypeError",
            "\(word)(): argument 'input' (position 1) must be Tensor, not \(value.typeName)")
    }

    /// A plain number, or the only one of a tensor.
    func requireNumber(_ value: Value) throws -> ArrayNumber {
        if let number = value.arrayNumber { return number }
        if let number = value.asThing(Tensor.self)?.array.only { return number }
        throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number").raised(
            as: "TypeError")
    }
}

extension Value {
    package var isText: Bool { if case .text = self { true } else { false } }

    /// `torch.Size([2, 3])`
    static func size(_ shape: [Int]) -> Value { .tuple(shape.map { .int($0) }, shownAs: "torch.Size") }

    /// Whole numbers: one alone, or those of a list or tuple.
    package var wholes: [Int]? {
        if let one = asInt, elements == nil { return [one] }
        guard let items = elements else { return nil }
        let numbers = items.compactMap(\.asInt)
        return numbers.count == items.count ? numbers : nil
    }

    /// Two whole numbers; one alone stands for both.
    var pair: (Int, Int)? {
        guard let numbers = wholes, let first = numbers.first, numbers.count <= 2 else { return nil }
        return (first, numbers.count == 2 ? numbers[1] : first)
    }

    init(_ tensor: Tensor) { self = .thing(tensor) }
}

extension ArrayNumber {
    /// The number in the language.
    var asValue: Value {
        switch self {
        case .bool(let flag): .bool(flag)
        case .int(let value): .int(value)
        case .float(let value): .number(value)
        }
    }
}

extension Arguments {
    /// A tensor; arrays and lists are none.
    package func tensor(_ name: String, _ context: Context) throws -> Tensor {
        if let tensor = optionalThing(name, as: Tensor.self) { return tensor }
        if self[name].asThing(NDArray.self) != nil { return try context.tensor(self[name]) }
        throw mistake(
            name, "\(name) = \(self[name].brief) is \(Phrase.indefinite(self[name].kind))", expected: "a tensor",
            try: "torch.tensor(…)")
    }

    /// A tensor, where one is given.
    func optionalTensor(_ name: String) -> Tensor? { optionalThing(name, as: Tensor.self) }

    /// Axes: None, one, or several.
    func dims(_ name: String = "dim") throws -> [Int]? {
        if self[name].isNone { return nil }
        guard let dims = self[name].wholes else {
            throw mistake(name, "\(name) = \(self[name].brief)", expected: "an axis, or a tuple of axes")
        }
        return dims
    }

    /// One axis, where one is given.
    func dim(_ name: String = "dim") throws -> Int? { self[name].isNone ? nil : try int(name) }

    /// Lengths given one after the other, or as one list.
    func lengths(_ name: String) throws -> [Int] {
        let items = try values(name)
        if items.count == 1, let inner = items[0].elements { return try whole(inner, name) }
        return try whole(items, name)
    }

    private func whole(_ items: [Value], _ name: String) throws -> [Int] {
        try items.map { item in
            guard let number = item.asInt else {
                throw Mistake("\(item.brief) in \(name)", expected: "whole numbers", argument: name).raised(
                    as: "TypeError")
            }
            return number
        }
    }

    /// The dtype asked for; nil where none is.
    package func dtype(_ name: String = "dtype") throws -> DType? {
        switch self[name] {
        case .none: return nil
        case .thing(let thing as TorchDType): return thing.dtype
        case .thing(let thing as NarrowDType): throw thing.refusal
        case .word(let word):
            switch word.name {
            case "float": return .float32
            case "int": return .int64
            case "bool": return .bool
            default: break
            }
        default: break
        }
        throw mistake(
            name, "\(name) = \(self[name].brief) is no dtype", expected: "torch.float32, torch.float64, torch.int64 …",
            try: "\(name)=torch.float32")
    }
}

/// `torch.float32` as a value.
package final class TorchDType: Presentable {
    package let dtype: DType
    private let isTensorFlow: Bool

    private init(_ dtype: DType, isTensorFlow: Bool = false) {
        self.dtype = dtype
        self.isTensorFlow = isTensorFlow
    }

    private static let allOfTensorFlow = DType.allCases.map { TorchDType($0, isTensorFlow: true) }

    /// `tf.float32`
    package static func tensorFlow(_ dtype: DType) -> TorchDType {
        allOfTensorFlow.first { $0.dtype == dtype } ?? allOfTensorFlow[0]
    }

    private static let all = DType.allCases.map { TorchDType($0) }

    static func of(_ dtype: DType) -> TorchDType { all.first { $0.dtype == dtype } ?? all[0] }

    static var kind: String { "dtype" }
    var summary: String { isTensorFlow ? "<dtype: '\(dtype.name)'>" : dtype.torchName }
}

/// `torch.float16`, `torch.bfloat16`: dtypes that are named here, as autocast is given them, and that no tensor has.
package struct NarrowDType: Presentable {
    package static let kind = "narrow dtype"
    let name: String

    package init(_ name: String) { self.name = name }

    package var summary: String { "torch.\(name)" }

    /// What a word says that would make a tensor of it.
    var refusal: Mistake {
        Mistake(
            "there are no tensors of torch.\(name) here", expected: "torch.float32 or torch.float64; or fit",
            try: "model.fit(x, y, precision=\"mixed_bfloat16\")"
        ).raised(as: "TypeError")
    }
}

/// `torch.device("cpu")`: there is no other here.
final class TorchDevice: Presentable {
    static let cpu = TorchDevice()
    static var kind: String { "device" }
    var summary: String { "cpu" }
}
