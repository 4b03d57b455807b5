import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// The products of so many of the columns, each as often as it likes.
struct ColumnProducts: FittedEstimator {
    /// The places of the columns that are multiplied, rising.
    let products: [[Int]]

    init(_ estimator: Estimator, _ x: Table) throws {
        let given = estimator["degree"]
        let degrees = given.elements?.compactMap(\.asInt) ?? given.asInt.map { [0, $0] } ?? []
        guard degrees.count == 2, degrees[0] >= 0, degrees[0] <= degrees[1] else {
            throw Mistake(
                "degree = \(given.brief)", expected: "a whole number of at least 0, or the least and the most")
        }
        let width = x.columns.count
        let onlyOnce = try estimator.flag("interaction_only")
        var products: [[Int]] = []
        var last: [[Int]] = [[]]
        if try estimator.flag("include_bias") { products.append([]) }
        // How many products of a degree there are is known before they are made.
        var (degree, count, places) = (0, 1.0, 0.0)
        while degree < degrees[1] {
            degree += 1
            count *= Double(onlyOnce ? width - degree + 1 : width + degree - 1) / Double(degree)
            if count < 0.5 { break }
            places += count * Double(degree)
            guard Double(products.count) + count <= 100_000, places <= 10_000_000 else {
                throw Mistake(
                    "\(width) columns have too many products of degree \(degree)",
                    expected: "at most 100,000 products", try: "degree=2, interaction_only=True")
            }
            last = last.flatMap { product in
                ((product.last.map { onlyOnce ? $0 + 1 : $0 } ?? 0)..<width).map { product + [$0] }
            }
            if degree >= degrees[0] { products += last }
        }
        self.products = products
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let columns = try x.columns.map { try $0.numbers(for: "PolynomialFeatures") }
        try MemoryRoom.check(
            8 * Double(products.count) * Double(x.rowCount), for: "\(products.count.grouped) products of the columns"
        ) { room in "fewer columns, a lower degree, or at most \((room / (8 * products.count)).grouped) rows" }
        return try Table(
            products.map { product in
                if context.work.isCancelled { throw Stopped() }
                var values = [Double](repeating: 1, count: x.rowCount)
                for place in product {
                    if context.work.isCancelled { throw Stopped() }
                    for row in values.indices { values[row] *= columns[place][row] }
                }
                return Column(name(product, x.names), .numbers(values))
            })
    }

    /// `x0^2 x1`
    private func name(_ product: [Int], _ names: [String]) -> String {
        guard !product.isEmpty else { return "1" }
        var parts: [(place: Int, power: Int)] = []
        for place in product {
            if parts.last?.place == place { parts[parts.count - 1].power += 1 } else { parts.append((place, 1)) }
        }
        return parts.map { names[$0.place] + ($0.power > 1 ? "^\($0.power)" : "") }.joined(separator: " ")
    }
}
