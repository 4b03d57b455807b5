public import Arrays
import Answers

/// Values with a memory of where they came from: PyTorch's `Tensor`.
///
/// What is computed from a tensor that requires a gradient is recorded as it is computed; `backward()` goes through the record
/// in reverse order and leaves d(result)/d(tensor) in `grad` of the tensors it began with.
public final class Tensor: @unchecked Sendable {
    /// The values. Views of a tensor share their memory.
    public internal(set) var array: NDArray
    /// What the tensors of its session share.
    public let recorder: Recorder
    /// The gradient that `backward()` left, summed over its calls; nil before, and after `zero_grad`.
    public var grad: Tensor?
    /// The operation that it came from; nil for tensors that nothing was recorded about. A view's is the one that its base
    /// has come from since.
    public internal(set) var node: Node? {
        get {
            if let base, seen != base.recordedChanges { lookAgain(at: base) }
            return origin
        }
        set { origin = newValue }
    }
    private var origin: Node?
    /// How often the values were changed in place, counted for all who share them.
    let version: Version
    /// Whether it was made to be found by `parameters()`.
    public var isParameter = false
    /// What a variable of Keras or TensorFlow is called; nil for plain tensors.
    public var variableName: String?
    /// Whether `backward()` leaves a gradient in it although it is no leaf.
    public internal(set) var retainsGrad = false
    /// Whether a leaf wants a gradient.
    var isWanted = false
    /// The tensor that it is a view of, which is none itself.
    private(set) var base: Tensor?
    /// How often the values were changed by recorded operations, here or through a view.
    private(set) var recordedChanges = 0
    /// How many of the base's such changes its node takes in.
    private var seen = 0
    /// What sees, and may replace, the gradient that arrives at a leaf.
    private(set) var hooks: [Hook] = []

    /// Counts the changes in place of one memory.
    final class Version {
        var count = 0
    }

    init(_ array: NDArray, _ recorder: Recorder, version: Version = Version(), node: Node? = nil) {
        self.array = array
        self.recorder = recorder
        self.version = version
        origin = node
    }

    /// Whether a gradient can arrive here.
    public var requiresGrad: Bool { isWanted || node != nil }
    /// Whether nothing was recorded about where it came from.
    public var isLeaf: Bool { node == nil }
    /// The length of every axis.
    public var shape: [Int] { array.shape }
    /// The number of axes.
    public var ndim: Int { array.ndim }
    /// The number of elements.
    public var count: Int { array.count }
    /// What the elements are.
    public var dtype: DType { array.dtype }

    /// Asks for a gradient, or takes the wish back.
    ///
    /// - Throws: `Mistake` where the elements are no floating-point numbers, or the tensor is no leaf.
    public func requireGrad(_ isWanted: Bool = true) throws {
        guard !isWanted || dtype.isFloat else {
            throw Mistake(
                "a tensor of \(dtype.torchName) cannot require a gradient", expected: "floating-point numbers",
                try: ".float() first, or dtype=torch.float32"
            ).raised(as: "RuntimeError", "only Tensors of floating point dtype can require gradients")
        }
        guard isLeaf || isWanted else {
            throw Mistake(
                "the tensor was computed, and its gradient is needed on the way back", expected: "a leaf",
                try: "x.detach()"
            ).raised(
                as: "RuntimeError",
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a "
                    + "subgraph that doesn't require differentiation use var_no_grad = var.detach().")
        }
        if isLeaf { self.isWanted = isWanted }
    }

    /// The same values, about which nothing is recorded; the memory is shared.
    ///
    /// - Parameter asData: PyTorch's `.data`: what changes there is not noticed here.
    public func detached(asData: Bool = false) -> Tensor {
        Tensor(array, recorder, version: asData ? Version() : version)
    }

    /// Forgets where the values came from.
    public func forget() {
        base = nil
        node = nil
        isWanted = false
    }

    /// Other values, and perhaps another shape, in place of these: `x.data = …`.
    public func replaceValues(_ array: NDArray) {
        self.array = array
        noteChange()
    }

    /// Lets `backward()` leave a gradient here although it is no leaf.
    public func retainGrad() throws {
        guard requiresGrad else {
            throw Mistake(
                "nothing is recorded about this tensor, so no gradient arrives here",
                expected: "a tensor with requires_grad=True"
            ).raised(
                as: "RuntimeError", "can't retain_grad on Tensor that has requires_grad=False")
        }
        guard let node else { return }
        retainsGrad = true
        node.keeper = self
    }

    /// Calls the function with every gradient that arrives here; what it returns takes the place of the gradient.
    ///
    /// - Parameter name: what messages call the function.
    @discardableResult
    public func register(_ name: String, _ body: @escaping (Tensor) throws -> Tensor?) throws -> Hook {
        guard requiresGrad else {
            throw Mistake(
                "nothing is recorded about this tensor, so no gradient arrives here",
                expected: "a tensor with requires_grad=True"
            ).raised(
                as: "RuntimeError", "cannot register a hook on a tensor that doesn't require gradient")
        }
        let hook = Hook(name, body)
        if let node {
            node.hooks = node.hooks.filter { $0.body != nil } + [hook]
        } else {
            hooks = hooks.filter { $0.body != nil } + [hook]
        }
        return hook
    }

    // MARK: Views

    /// From here on it is a view of that tensor.
    func look(at base: Tensor) {
        self.base = base
        seen = base.recordedChanges
    }

    /// A recorded operation has changed the values in place: what it was stands for them now, and whoever shares them looks
    /// again before it is used.
    func adopt(_ made: Node?) {
        let edge = made.map { Node.Edge.node($0) } ?? .none
        guard let base else {
            origin = made
            made?.keeper = retainsGrad ? self : made?.keeper
            recordedChanges += 1
            return
        }
        guard let window = window(on: base) else {
            base.origin = Node.lost(base.array)
            base.recordedChanges += 1
            origin = made
            seen = base.recordedChanges
            return
        }
        base.origin = Node("CopySlices", of: base.array, [base.edge, edge]) { g, node in
            [node.needs(0) ? try g.without(window) : nil, node.needs(1) ? try g.part(window) : nil]
        }
        base.recordedChanges += 1
    }

    private func lookAgain(at base: Tensor) {
        seen = base.recordedChanges
        let whole = base.shape
        if !base.requiresGrad {
            origin = nil
        } else if let window = window(on: base) {
            origin = Node("AsStridedBackward0", of: array, [base.edge]) { g, _ in [try g.spread(whole, window)] }
        } else {
            origin = Node.lost(array)
        }
        if retainsGrad { origin?.keeper = self }
    }

    /// Where the view lies on an array of the base's shape whose elements lie one after the other; nil where there is no such
    /// place, or an element of the base stands in it twice.
    private func window(on base: Tensor) -> ((NDArray) -> NDArray)? {
        let (seen, whole) = (array, base.array)
        guard seen.storage === whole.storage, seen.dtype == whole.dtype, whole.isContiguous,
            zip(seen.shape, seen.strides).allSatisfy({ $0 <= 1 || $1 != 0 })
        else { return nil }
        let (shape, strides, offset) = (seen.shape, seen.strides, seen.offset - whole.offset)
        return { $0.view(shape: shape, strides: strides, offset: $0.offset + offset) }
    }

    /// How often the values were changed.
    public var changes: Int { version.count }

    /// The values are others now: what was recorded with the old ones can no longer be gone back through.
    public func noteChange() { version.count += 1 }

    /// The same where there has to be an axis.
    ///
    /// - Throws: `Mistake` (PyTorch's IndexError) for a tensor without axes, too.
    public func ownAxis(_ dim: Int) throws -> Int {
        guard ndim > 0 else {
            throw Mistake("dim \(dim) of a tensor without axes", expected: "at least one axis", try: ".unsqueeze(0)")
                .raised(as: "IndexError", "Dimension specified as \(dim) but tensor has no dimensions")
        }
        return try axis(dim)
    }

    /// The place of an axis that may be counted from the end.
    ///
    /// - Throws: `Mistake` (PyTorch's IndexError) where there is none.
    public func axis(_ dim: Int, extra: Int = 0) throws -> Int {
        let count = Swift.max(1, ndim + extra)
        guard dim >= -count, dim < count else {
            throw Mistake(
                "dim \(dim) of a tensor of shape \(shape.listText)", expected: "-\(count) to \(count - 1)"
            ).raised(
                as: "IndexError",
                "Dimension out of range (expected to be in range of [-\(count), \(count - 1)], but got \(dim))")
        }
        return dim < 0 ? dim + count : dim
    }
}

extension Array where Element == Int {
    /// As PyTorch's messages have it: `[2, 3]`.
    public var listText: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}

extension DType {
    /// As PyTorch calls it: `torch.float32`.
    public var torchName: String { "torch.\(name)" }
    /// As PyTorch's messages call a tensor's type: `Float`.
    public var torchKind: String {
        switch self {
        case .bool: "Bool"
        case .uint8: "Byte"
        case .int32: "Int"
        case .int64: "Long"
        case .float32: "Float"
        case .float64: "Double"
        }
    }

    /// What two tensors of these dtypes give in PyTorch: a floating-point side stays what it is.
    public func joined(with other: DType) -> DType {
        isFloat == other.isFloat ? promoted(with: other) : isFloat ? self : other
    }
}

extension Tensor {
    /// Whether it came of an operation at or after a moment.
    public func isRecorded(since moment: Int) -> Bool { node.map { $0.order >= moment } ?? false }

    /// Takes other values in where its own lie, whoever else reads them there.
    ///
    /// - Throws: `Mistake` for another shape.
    public func take(_ values: NDArray) throws {
        guard values.shape == shape else {
            throw Mistake(
                "values of shape \(values.shape.shapeText) for a variable of shape \(shape.shapeText)",
                expected: "the same shape"
            ).raised(
                as: "ValueError",
                "Cannot assign value to variable '\(variableName ?? "Variable"):0': Shape mismatch.The variable shape "
                    + "\(shape.shapeText), and the assigned value shape \(values.shape.shapeText) are incompatible.")
        }
        try array.assign(values.converted(to: dtype, recorder.work), recorder.work)
        noteChange()
    }
}
