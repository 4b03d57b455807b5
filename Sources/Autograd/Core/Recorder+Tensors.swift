public import Arrays

extension Recorder {
    /// A tensor of values that nothing was recorded about.
    public func tensor(_ array: NDArray) -> Tensor { Tensor(array, self) }

    /// A tensor without axes.
    public func scalar(_ number: Double, _ dtype: DType) throws -> Tensor {
        Tensor(try NDArray(.float(number), dtype), self)
    }

    /// A tensor of one number over and over.
    public func full(_ shape: [Int], _ number: Double, _ dtype: DType) throws -> Tensor {
        Tensor(try NDArray.full(shape, .float(number), dtype, work: work), self)
    }

    /// A moment among the recorded operations: all before it have smaller numbers, all after it larger ones.
    public static var moment: Int { Node.next() }
}
