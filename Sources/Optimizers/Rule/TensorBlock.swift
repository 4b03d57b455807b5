/// The names, shapes and places of the tensors in one flat parameter vector.
public struct Layout: Sendable, Equatable {
    /// One named tensor: `dense_1/kernel`, shape [8, 64], at `range` of the flat vector, row-major.
    public struct Tensor: Sendable, Equatable {
        public var name: String
        /// Extents, outermost first; empty for a single number.
        public var shape: [Int]
        public var range: Range<Int>

        public init(name: String, shape: [Int], range: Range<Int>) {
            self.name = name
            self.shape = shape
            self.range = range
        }
    }

    public let tensors: [Tensor]
    /// Length of the flat vector.
    public let count: Int

    /// Tensors one after another in the order given.
    public init(_ shapes: [(name: String, shape: [Int])]) {
        var next = 0
        tensors = shapes.map { name, shape in
            let size = shape.reduce(1, *)
            defer { next += size }
            return Tensor(name: name, shape: shape, range: next..<(next + size))
        }
        count = next
    }

    /// The tensors of a vector that was laid out elsewhere; they must not overlap.
    public init(tensors: [Tensor]) {
        self.tensors = tensors
        count = tensors.map(\.range.upperBound).max() ?? 0
    }
}

/// Everything one step of a rule reads and writes: parameters, gradient and memory of all tensors.
struct TensorBlock<S: LaneScalar> {
    let layout: Layout
    let count: Int
    let parameters: UnsafeMutablePointer<S>
    let gradient: UnsafePointer<S>
    /// The used slots one after another, `count` numbers each.
    let memory: UnsafeMutablePointer<S>
    let slots: SlotSet
    /// ηλ: what decoupled weight decay takes off each parameter before the rule's own update.
    var decay = 0.0

    /// The memory of one slot. Asking for a slot that the rule did not declare gives the first one's.
    func slot(_ slot: SlotSet) -> UnsafeMutablePointer<S> {
        let before = slots.rawValue & (slot.rawValue &- 1)
        return memory + count * before.nonzeroBitCount
    }
}
