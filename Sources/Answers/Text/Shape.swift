/// Shapes of arrays: how they are counted and written.
extension Array where Element == Int {
    /// How many numbers an array of this shape holds; nil when an extent is negative or they are too many to count.
    public var numbers: Int? {
        var product = 1
        for extent in self {
            let (next, overflow) = product.multipliedReportingOverflow(by: extent)
            if overflow || extent < 0 { return nil }
            product = next
        }
        return product
    }

    /// `(64, 32)` and `(8,)`, as Python writes shapes.
    public var shapeText: String { "(" + map(String.init).joined(separator: ", ") + (count == 1 ? ",)" : ")") }
}
