internal import Answers
internal import Datasets

/// A model of city A moved to city B by several methods, with several numbers of sales, over seeds that all of them share.
public struct TransferPlan: Sendable {
    /// Sales of city B, rising.
    public let sizes: [Int]
    /// The ways in which the model is moved, each with every size and seed.
    public let methods: [TransferMethod]
    /// Of each repetition: rows, weights, orders.
    public let seeds: [UInt64]
    /// How every method is trained and chosen.
    public let rule: TransferRule

    /// - Throws: `Mistake` where there is nothing to do, something stands twice, or a size leaves too few rows.
    public init(
        sizes: [Int] = [25, 60, 150, 400, 1000], methods: [TransferMethod] = TransferMethod.all, seeds: [UInt64],
        rule: TransferRule
    ) throws {
        func check<Item: Hashable>(_ items: [Item], _ name: String) throws {
            guard !items.isEmpty, Set(items).count == items.count else {
                throw Mistake(
                    items.isEmpty ? "no \(name)" : "one of the \(name) stands twice",
                    expected: "at least one, all different", argument: name)
            }
        }
        try check(sizes, "sizes")
        try check(methods, "methods")
        try check(seeds, "seeds")
        for size in sizes {
            guard size <= Cities.mostRows else {
                throw Mistake(
                    "\(size) sales", expected: "at most \(Cities.mostRows.grouped)", argument: "sizes")
            }
            do { _ = try rule.watched(of: size) } catch var mistake as Mistake {
                mistake.argument = "sizes"
                throw mistake
            }
        }
        (self.sizes, self.methods, self.seeds, self.rule) = (sizes.sorted(), methods, seeds, rule)
    }
}
