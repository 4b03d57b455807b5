import Arrays

extension NDArray {
    /// The same array with an axis behind all others, so that what lies along it is a row.
    func withLast(_ axis: Int) throws -> NDArray { try transposed((0..<ndim).filter { $0 != axis } + [axis]) }

    /// The opposite: the last axis back at its place.
    func withLastMoved(to axis: Int) throws -> NDArray {
        var order = Array(0..<(ndim - 1))
        order.insert(ndim - 1, at: axis)
        return try transposed(order)
    }
}
