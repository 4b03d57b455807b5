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
        for degree in 1..<Swift.max(1, degrees[1]) + 1 where degree <= degrees[1] {
            last = last.flatMap { product in
                ((product.last.map { onlyOnce ? $0 + 1 : $0 } ?? 0)..<Swift.max(width, 1)).compactMap { place in
                    place < width ? product + [place] : nil
                }
            }
            if degree >= degrees[0] { products += last }
            guard products.count + last.count <= 100_000 else {
                throw Mistake(
                    "\(width) columns have more than 100,000 products of degree \(degree)",
                    expected: "fewer columns, or a smaller degree", try: "degree=2, interaction_only=True")
            }
        }
        self.products = products
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let columns = try x.columns.map { try $0.numbers(for: "PolynomialFeatures") }
        return try Table(
            products.map { product in
                if context.work.isCancelled { throw Stopped() }
                var values = [Double](repeating: 1, count: x.rowCount)
                for place in product {
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
