/// A tensor as a matrix: its last extent are the columns, all others together the rows.
struct MatrixShape {
    let start: Int
    let rows: Int
    let columns: Int

    /// nil for a vector, or a matrix with a single row or column, which is one.
    init?(_ tensor: ParameterLayout.Tensor) {
        guard tensor.shape.count > 1, let last = tensor.shape.last, last > 1, tensor.range.count / last > 1 else {
            return nil
        }
        start = tensor.range.lowerBound
        columns = last
        rows = tensor.range.count / last
    }
}
