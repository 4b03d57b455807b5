import Answers
import Cards

/// 1 minus the share in which output and target overlap, of all numbers of a batch together or of groups of them.
///
/// I/(I + α·Σ(1 − y)t + β·Σy(1 − t) + ε) with I = Σ y·t: Tversky's index, and Dice's for α = β = ½.
struct Overlap: LossFormula {
    /// Weight of what the target has and the output has not.
    let α: Double
    /// Weight of what the output has and the target has not.
    let β: Double
    let ε: Double
    /// The axes that are added up, the rows being axis 0; nil for all.
    let axes: [Int]?
    /// The shape of one example; nil before it is known.
    var example: [Int]?

    var couplesRows: Bool { sumsRows }
    /// Whether numbers of several examples are added up.
    private var sumsRows: Bool { axes.map { $0.contains(0) } ?? true }

    func shaped(_ example: [Int]) throws -> any LossFormula {
        var same = self
        same.example = example
        guard let axes else { return same }
        let count = example.count + 1
        guard axes.allSatisfy({ (-count..<count).contains($0) }) else {
            throw Mistake(
                "axis = \(axes.count == 1 ? "\(axes[0])" : "(\(axes.map(String.init).joined(separator: ", ")))") of "
                    + "outputs with \(count) axes",
                expected: "axes from 0, the rows, to \(count - 1), or None for all", argument: "axis")
        }
        return Overlap(α: α, β: β, ε: ε, axes: axes.map { $0 < 0 ? $0 + count : $0 }, example: example)
    }

    /// Where nothing is known of the examples they are rows.
    private func shape(_ numbers: Int, _ columns: Int) -> [Int] {
        let example = example ?? [columns]
        return [numbers / Swift.max(1, example.reduce(1, *))] + example
    }

    private func summed(_ shape: [Int]) -> Set<Int> {
        Set((axes ?? Array(shape.indices)).map { $0 < 0 ? $0 + shape.count : $0 })
    }

    func valueShape(_ output: [Int]) -> [Int] {
        let summed = summed(output)
        return output.indices.filter { !summed.contains($0) }.map { output[$0] }
    }

    func valuePlace(_ number: Int, rows: Int, columns: Int) -> Int {
        place(number, shape(rows * columns, columns))
    }

    /// Where the group of a number stands among the groups.
    private func place(_ number: Int, _ shape: [Int]) -> Int {
        let summed = summed(shape)
        var (rest, place, step) = (number, 0, 1)
        for axis in shape.indices.reversed() {
            if !summed.contains(axis) {
                place += rest % shape[axis] * step
                step *= shape[axis]
            }
            rest /= Swift.max(1, shape[axis])
        }
        return place
    }

    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double {
        Double(valueShape(shape(rows * columns, columns)).reduce(1, *))
    }

    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let rows = LossRows(
            output: y, target: t, count: 1, columns: columns, targetColumns: columns, gradient: gradient, scale: scale)
        return found(rows).reduce(0, +)
    }

    func sum(_ rows: LossRows<Float>) -> Double { found(rows).reduce(0) { $0 + Double($1) } }
    func sum(_ rows: LossRows<Double>) -> Double { found(rows).reduce(0, +) }
    func values(_ rows: LossRows<Float>) -> [Double] { found(rows).map { Double(rows.scale * $0) } }

    private func found<S: LossNumber>(_ rows: LossRows<S>) -> [S] {
        let (y, t, count) = (rows.output, rows.target, rows.count * rows.columns)
        let shape = shape(count, rows.columns)
        let places = axes == nil ? [Int](repeating: 0, count: count) : (0..<count).map { place($0, shape) }
        let groups = valueShape(shape).reduce(1, *)
        var (both, ofTarget, ofOutput) = (
            [S](repeating: 0, count: groups), [S](repeating: 0, count: groups), [S](repeating: 0, count: groups)
        )
        for i in 0..<count {
            both[places[i]] += y[i] * t[i]
            ofTarget[places[i]] += t[i]
            ofOutput[places[i]] += y[i]
        }
        let (α, β) = (S(α), S(β))
        let whole = (0..<groups).map { g in
            both[g] + α * (ofTarget[g] - both[g]) + β * (ofOutput[g] - both[g]) + S(ε)
        }
        if let gradient = rows.gradient {
            for i in 0..<count {
                let (shared, whole) = (both[places[i]], whole[places[i]])
                let slope = t[i] * (1 - α - β) + β
                gradient[i] = -rows.scale * (t[i] * whole - shared * slope) / (whole * whole)
            }
        }
        return (0..<groups).map { 1 - both[$0] / whole[$0] }
    }
}

extension Overlap {
    private static let axis = Hyperparameter(
        "axis", .oneOrMore(Interval(-8, 8).whole), .absent("None"),
        "the axes that are added up, the rows being axis 0; None for all of a batch", isKeywordOnly: true)

    private static func axes(_ settings: Settings) -> [Int]? {
        settings.numbers(ifGiven: "axis")?.compactMap { Int(exactly: $0) }
    }

    private static let together =
        "without axis= the overlap is that of all examples of a batch together, and the loss has one value whatever reduction= "
        + "says"

    static let dice = LossCard(
        "Dice", called: ["dice"], .margins, "1 − 2Σyt/(Σy + Σt), targets 0 and 1",
        formula: "1 − 2Σyt/(Σy + Σt + 10⁻⁷)",
        source: "Dice (1945), Measures of the Amount of Ecologic Association Between Species; Keras 3.15.1",
        differences: [together], [axis]
    ) { s in Overlap(α: 0.5, β: 0.5, ε: kerasMargin / 2, axes: axes(s)) }

    static let tversky = LossCard(
        "Tversky", called: ["tversky"], .margins,
        "1 − I/(I + α·Σ(1 − y)t + β·Σy(1 − t)) with I = Σyt: Dice for α = β = ½",
        formula: "1 − I/(I + α·Σ(1 − y)t + β·Σy(1 − t) + 10⁻⁷)",
        source: "Salehi et al. (2017), Tversky Loss Function for Image Segmentation; Keras 3.15.1",
        differences: [together],
        [
            Hyperparameter("alpha", .finite, 0.5, "weight of what the target has and the output has not"),
            Hyperparameter("beta", .finite, 0.5, "weight of what the output has and the target has not"),
            axis,
        ]
    ) { s in Overlap(α: s["alpha"], β: s["beta"], ε: kerasMargin, axes: axes(s)) }
}
