internal import Answers
internal import Baselines
internal import Datasets
internal import Networks
internal import Numbers
internal import RealModule
internal import Training

/// What the rows of a training say: scale of the inputs, leakage, and whether the validation rows are like the others.
struct DataFacts: Sendable {
    /// One column of the inputs, over the training rows.
    struct Column: Sendable {
        let number: Int
        let mean: Double
        let deviation: Double
        /// With the target; nan for a constant column or several targets.
        let correlation: Double

        /// How far from centred and scaled it is: 1 and less is well.
        var offence: Double { DataFacts.offence(mean, deviation) }
    }

    let columns: [Column]
    /// How many rows are trained on, and how many are held out.
    let rows: (training: Int, validation: Int)
    /// The largest distance between the distributions of the targets of training and validation rows (Kolmogorov, Smirnov), and
    /// how probable as large a one is among rows that are alike.
    let shift: (distance: Double, probability: Double)?
    /// The loss of the best constant on the training rows: the variance of the targets, or the entropy of the classes; nil for other
    /// losses, and where all targets are the same.
    let constant: Double?
    /// Mean and deviation of a single target that is a number, over the training rows; nil for classes and several targets.
    let target: (mean: Double, deviation: Double)?
    /// The mean squared error of a ridge regression on the rows held out, or on the training rows without such ones or when
    /// those are unlike; nil where the loss is another.
    let linear: Double?

    init(_ recipe: TrainingRecipe, work: Work) throws {
        let count = recipe.trainingRows
        let y = recipe.y
        let isSingle = recipe.x.count == 1 && y.width == 1
        let targets = (0..<count).map { Double(y.values[$0 * y.width]) }
        let held: (x: Samples, y: Samples, rows: Range<Int>)? =
            recipe.options.validation.flatMap { given in given.x.first.map { ($0, given.y, 0..<given.y.count) } }
            ?? (count < y.count ? recipe.x.first.map { ($0, y, count..<y.count) } : nil)
        rows = (count, held?.rows.count ?? 0)
        let heldTargets = held.map { held in held.rows.map { Double(held.y.values[$0 * held.y.width]) } } ?? []
        shift = isSingle && heldTargets.count >= 5 && count >= 5 ? DataFacts.distance(targets, heldTargets) : nil
        columns = try recipe.x.count == 1 ? DataFacts.columns(recipe.x[0], count, isSingle ? targets : [], work) : []
        let least =
            y.width == 1
            ? DataFacts.constant(recipe.plan.loss.name, targets) : DataFacts.constant(recipe.plan.loss.name, y, count)
        constant = least.flatMap { $0 > 0 ? $0 : nil }
        let isNumber = ["mean_squared_error", "mean_absolute_error"].contains(recipe.plan.loss.name)
        if isSingle, isNumber, targets.count > 1, targets.allSatisfy(\.isFinite) {
            let (mean, variance) = targets.meanAndVariance
            target = (mean, variance.squareRoot())
        } else {
            target = nil
        }
        guard isSingle, recipe.plan.loss.name == "mean_squared_error", let x = recipe.x.first, x.shape.count == 2,
            targets.allSatisfy(\.isFinite), x.firstNonFinite == nil
        else { linear = nil; return }
        let isUnlike = shift.map { $0.distance > 0.4 && $0.probability < 1e-4 } ?? true
        linear = try DataFacts.linear(
            x, columns, targets, isUnlike ? nil : held.map { ($0.x, $0.rows, heldTargets) }, work)
    }

    private static func offence(_ mean: Double, _ deviation: Double) -> Double {
        Swift.max(mean.magnitude / (10 * Swift.max(deviation, 1)), deviation / 20)
    }

    /// Whether the target is as far from centred and scaled as no column should be.
    var isTargetFar: Bool { target.map { DataFacts.offence($0.mean, $0.deviation) > 1 } ?? false }

    /// What a network loses that answers near 0 as new ones do, or the best constant's loss where that is more.
    var newLoss: Double? {
        constant.map { constant in
            target.map { Swift.max(constant, $0.mean * $0.mean + $0.deviation * $0.deviation) } ?? constant
        }
    }

    /// The column that is worst scaled, where one is.
    var worst: Column? { columns.max { $0.offence < $1.offence }.flatMap { $0.offence > 1 ? $0 : nil } }

    /// What a column leaves of the target's spread at most where it is the target itself, scaled or rounded. Measured laws leave more:
    /// their instruments have errors of per cents.
    static let copy = 0.02

    /// The column that gives the target away, or is tied to it as closely, where there is one.
    var leak: Column? {
        columns.filter { $0.correlation.magnitude > 0.98 }.max { $0.correlation.magnitude < $1.correlation.magnitude }
    }

    private static func constant(_ loss: String, _ targets: [Double]) -> Double? {
        guard !targets.isEmpty, targets.allSatisfy(\.isFinite) else { return nil }
        switch loss {
        case "mean_squared_error": return targets.meanAndVariance.variance
        case "binary_crossentropy", "sparse_categorical_crossentropy":
            var counts: [Double: Int] = [:]
            for target in targets { counts[target, default: 0] += 1 }
            guard counts.keys.allSatisfy({ $0.rounded() == $0 }) else { return nil }
            return counts.values.reduce(0) { sum, count in
                let share = Double(count) / Double(targets.count)
                return sum - share * Double.log(share)
            }
        default: return nil
        }
    }

    /// The same where a row has several numbers: they are predicted each by its own mean.
    private static func constant(_ loss: String, _ y: Samples, _ count: Int) -> Double? {
        guard count > 0, y.width > 1 else { return nil }
        let columns = (0..<y.width).map { column in (0..<count).map { Double(y.values[$0 * y.width + column]) } }
        guard columns.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
        switch loss {
        case "mean_squared_error":
            return columns.reduce(0) { $0 + $1.meanAndVariance.variance } / Double(y.width)
        case "categorical_crossentropy":
            let shares = columns.map(\.meanAndVariance.mean)
            return shares.reduce(0) { $1 > 0 ? $0 - $1 * .log($1) : $0 }
        default: return nil
        }
    }

    private static func columns(_ x: Samples, _ count: Int, _ targets: [Double], _ work: Work) throws -> [Column] {
        guard x.shape.count == 2 else { return [] }
        let (mean, spread) = (targets.meanAndVariance.mean, targets.meanAndVariance.variance.squareRoot())
        return try (0..<x.width).map { column in
            if work.isCancelled { throw Stopped() }
            let values = (0..<count).map { Double(x.values[$0 * x.width + column]) }
            let (own, variance) = values.meanAndVariance
            let deviation = variance.squareRoot()
            var correlation = Double.nan
            if !targets.isEmpty, deviation > 0, spread > 0 {
                let product = zip(values, targets).reduce(0) { $0 + ($1.0 - own) * ($1.1 - mean) }
                correlation = product / (Double(count) * deviation * spread)
            }
            return Column(number: column, mean: own, deviation: deviation, correlation: correlation)
        }
    }

    /// Kolmogorov's distance of two samples, and the probability of a larger one (Smirnov 1948, in Stephens's 1970 form).
    static func distance(_ a: [Double], _ b: [Double]) -> (distance: Double, probability: Double) {
        let (a, b) = (a.sorted(), b.sorted())
        var (i, j, largest) = (0, 0, 0.0)
        while i < a.count, j < b.count {
            let value = Swift.min(a[i], b[j])
            while i < a.count, a[i] <= value { i += 1 }
            while j < b.count, b[j] <= value { j += 1 }
            largest = Swift.max(largest, (Double(i) / Double(a.count) - Double(j) / Double(b.count)).magnitude)
        }
        let root = (Double(a.count * b.count) / Double(a.count + b.count)).squareRoot()
        let z = (root + 0.12 + 0.11 / root) * largest
        var sum = 0.0
        for k in 1...100 {
            let term = Double.exp(-2 * Double(k * k) * z * z)
            sum += k % 2 == 1 ? term : -term
        }
        return (largest, z < 0.2 ? 1 : Swift.min(1, Swift.max(0, 2 * sum)))
    }

    /// The error of a ridge regression on scaled columns.
    private static func linear(
        _ x: Samples, _ columns: [Column], _ targets: [Double], _ held: (x: Samples, rows: Range<Int>, y: [Double])?,
        _ work: Work
    ) throws -> Double? {
        let used = columns.filter { $0.deviation > 0 }
        guard !used.isEmpty, targets.count >= 10 else { return nil }
        func design(_ x: Samples, _ rows: Range<Int>) throws -> Design {
            var values: [Double] = []
            values.reserveCapacity(rows.count * used.count)
            for row in rows {
                for column in used {
                    values.append((Double(x.values[row * x.width + column.number]) - column.mean) / column.deviation)
                }
            }
            return try Design(names: used.map { "\($0.number)" }, count: rows.count, values: values)
        }
        let training = try design(x, 0..<targets.count)
        let fitted = try Ridge().fit(training, targets, work: work)
        let (rows, truth) = try held.map { (try design($0.x, $0.rows), $0.y) } ?? (training, targets)
        let errors = zip(try fitted.predict(rows, work: work), truth).map { ($0 - $1) * ($0 - $1) }
        return errors.reduce(0, +) / Double(errors.count)
    }
}
