public import Answers

extension NDArray {
    /// An array of zeros.
    public static func zeros(_ shape: [Int], _ dtype: DType = .float64, work: Work = Work()) throws -> NDArray {
        let made = try NDArray(uninitialised: shape, dtype)
        try Loop.chunks(made.count * dtype.size / 8, work) { start, count in
            (made.data + start * 8).initializeMemory(as: UInt64.self, repeating: 0, count: count)
        }
        let rest = made.count * dtype.size % 8
        (made.data + made.count * dtype.size - rest).initializeMemory(as: UInt8.self, repeating: 0, count: rest)
        return made
    }

    /// An array of one number over and over.
    ///
    /// - Throws: `Mistake` where the number is no element of the dtype.
    public static func full(_ shape: [Int], _ number: ArrayNumber, _ dtype: DType, work: Work = Work()) throws
        -> NDArray
    {
        try number.check(as: dtype)
        let made = try NDArray(uninitialised: shape, dtype)
        try made.fill(number, stoppedBy: work)
        return made
    }
}
