public import Answers

/// The names, shapes and places of the tensors in one flat parameter vector.
public struct ParameterLayout: Sendable, Equatable {
    /// One named tensor: `dense_1/kernel`, shape [8, 64], at `range` of the flat vector, row-major.
    public struct Tensor: Sendable, Equatable {
        /// `dense_1/kernel`; what is shown, never looked up.
        public var name: String
        /// Extents, outermost first; empty for a single number.
        public var shape: [Int]
        /// Its numbers in the flat vector, row by row: as many as the product of `shape`.
        public var range: Range<Int>

        /// The range must have as many numbers as the shape.
        public init(name: String, shape: [Int], range: Range<Int>) {
            self.name = name
            self.shape = shape
            self.range = range
        }
    }

    /// In the order of the vector.
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

extension ParameterLayout.Tensor: Presentable {
    /// The language's name for it.
    public static var kind: String { "parameter" }

    /// `dense/kernel (2, 3)`
    public var summary: String {
        let extents = shape.map { "\($0)" }.joined(separator: ", ")
        return "\(name) (\(extents)\(shape.count == 1 ? "," : ""))"
    }
}
