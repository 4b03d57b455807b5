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

    /// Whether it is the other shape, of which nil stands for any extent.
    public func fits(_ open: [Int?]) -> Bool {
        count == open.count && zip(self, open).allSatisfy { $1 == nil || $0 == $1 }
    }
}

/// Shapes of which some extents are open.
extension Array where Element == Int? {
    /// The shape, where no extent is open.
    public var closed: [Int]? {
        let extents = compactMap { $0 }
        return extents.count == count ? extents : nil
    }

    /// `(None, 4)`
    public var shapeText: String {
        "(" + map { $0.map(String.init) ?? "None" }.joined(separator: ", ") + (count == 1 ? ",)" : ")")
    }
}
