import Answers
import Arrays
import Datasets
import Glibc
import Language
import Numbers

/// `data.ewm(span=3)`: means in which the weight of a row fades by 1 − α with every row that comes after it.
///
/// With `adjust` the mean at row t is Σ (1 − α)ⁱ x₍ₜ₋ᵢ₎ / Σ (1 − α)ⁱ; without, mₜ = (1 − α) mₜ₋₁ + α xₜ from m₀ = x₀ (pandas 3.1).
struct FadingMeans: Presentable {
    static let kind = "ExponentialMovingWindow"

    private let frame: Frame
    private let isOne: Bool
    private let α: Double
    private let isAdjusted: Bool
    private let skipsGaps: Bool
    private let least: Int

    var summary: String { "weights that fade by \((1 - α).short()) a row" }

    /// - Throws: `Mistake` (pandas's ValueError) unless one of com, span, halflife and alpha says how fast weights fade.
    init(_ frame: Frame, isOne: Bool, _ call: NumPyCall) throws {
        let given = try ["com", "span", "halflife", "alpha"].enumerated().compactMap { place, name in
            try call.double(place, name).map { (name, $0) }
        }
        guard given.count == 1, let (name, value) = given.first else {
            throw Mistake(
                given.isEmpty ? "ewm without a rate" : "ewm with \(given.map(\.0).joined(separator: " and "))",
                expected: "one of com, span, halflife and alpha", try: "ewm(span=3)"
            ).raised(
                as: "ValueError",
                given.isEmpty
                    ? "Must pass one of comass, span, halflife, or alpha"
                    : "comass, span, halflife, and alpha are mutually exclusive")
        }
        func bounded(_ isRight: Bool, _ range: String, _ alpha: Double) throws -> Double {
            guard isRight else {
                throw Mistake("\(name) = \(value.short())", expected: range, argument: name).raised(
                    as: "ValueError", "\(name == "com" ? "comass" : name) must satisfy: \(range)")
            }
            return alpha
        }
        α =
            switch name {
            case "com": try bounded(value >= 0, "comass >= 0", 1 / (1 + value))
            case "span": try bounded(value >= 1, "span >= 1", 2 / (value + 1))
            case "halflife": try bounded(value > 0, "halflife > 0", 1 - exp(-log(2) / value))
            default: try bounded(value > 0 && value <= 1, "0 < alpha <= 1", value)
            }
        least = Swift.max(1, try call.int(4, "min_periods", 0))
        isAdjusted = try call.flag(5, "adjust", true)
        skipsGaps = try call.flag(6, "ignore_na")
        (self.frame, self.isOne) = (frame, isOne)
        for column in frame.table.columns where column.numbers == nil { throw column.needsNumbers }
    }

    private func result(_ body: ([Double]) -> [Double]) throws -> Value {
        let columns = frame.table.columns.map { Column($0.name, .numbers(body($0.numbers ?? []))) }
        if isOne, let first = columns.first { return .thing(Series(first, labels: frame.labels)) }
        return .thing(frame.with(try Table(columns, name: frame.table.name)))
    }

    /// The mean of what has come so far, older numbers with less and less weight.
    private struct FadingMean {
        let new: Double
        let α: Double
        let isAdjusted: Bool
        let skipsGaps: Bool
        var mean = Double.nan
        /// The weight of everything before.
        var old = 1.0
        /// How many numbers there were.
        var seen = 0

        /// What a row did to it.
        enum Step {
            /// Nothing fades: there was no number before, or the gap does not count.
            case stays
            /// A gap, in which what came before fades.
            case fades
            /// A number more.
            case takes(before: Double, weight: Double)
        }

        mutating func take(_ x: Double) -> Step {
            let isThere = !x.isNaN
            if isThere { seen += 1 }
            if mean.isNaN {
                if isThere { mean = x }
                return .stays
            }
            guard isThere || !skipsGaps else { return .stays }
            old *= 1 - α
            guard isThere else { return .fades }
            let (before, weight) = (mean, old)
            if mean != x { mean = (old * before + new * x) / (old + new) }
            old = isAdjusted ? old + new : 1
            return .takes(before: before, weight: weight)
        }
    }

    private var fading: FadingMean {
        FadingMean(new: isAdjusted ? 1 : α, α: α, isAdjusted: isAdjusted, skipsGaps: skipsGaps)
    }

    private func means(_ numbers: [Double]) -> [Double] {
        var fading = fading
        return numbers.map { x in
            _ = fading.take(x)
            return fading.seen >= least ? fading.mean : .nan
        }
    }

    /// The variances under the same weights, without bias unless one asks for it.
    private func variances(_ numbers: [Double], isBiased: Bool) -> [Double] {
        var fading = fading
        let new = fading.new
        var (variance, sum, squares) = (0.0, 1.0, 1.0)
        func fade() {
            sum *= 1 - α
            squares *= (1 - α) * (1 - α)
        }
        return numbers.map { x in
            switch fading.take(x) {
            case .stays: break
            case .fades: fade()
            case .takes(let before, let old):
                fade()
                let (shift, rest) = (before - fading.mean, x - fading.mean)
                let whole = old + new
                variance = (old * (variance + shift * shift) + new * rest * rest) / whole
                sum += new
                squares += new * new
                if !isAdjusted {
                    sum /= whole
                    squares /= whole * whole
                }
            }
            guard fading.seen >= least else { return .nan }
            guard !isBiased else { return variance }
            let rest = sum * sum - squares
            return rest > 0 ? sum * sum / rest * variance : .nan
        }
    }

    static let members: [Member] = [
        TableMember.method("mean", of: FadingMeans.self, "the means up to each row") { fading, _ in
            try fading.result { fading.means($0) }
        },
        TableMember.method("var", of: FadingMeans.self, "the variances up to each row", "bias=False") { fading, call in
            let isBiased = try call.flag(0, "bias")
            return try fading.result { fading.variances($0, isBiased: isBiased) }
        },
        TableMember.method("std", of: FadingMeans.self, "the standard deviations up to each row", "bias=False") {
            fading, call in
            let isBiased = try call.flag(0, "bias")
            return try fading.result { fading.variances($0, isBiased: isBiased).map { $0.squareRoot() } }
        },
    ]

    /// What a call may say.
    static let signature =
        "com=None, span=None, halflife=None, alpha=None, min_periods=0, adjust=True, ignore_na=False"
}

/// `rolling`, `expanding` and `ewm` of tables, columns and groups.
enum WindowMembers {
    private static let rolling = "window, min_periods=None, center=False"
    private static let ofRows = "windows of so many rows that end with each"
    private static let ofAll = "windows from the first row to each"
    private static let fading = "means in which the weight of a row fades with every row after it"

    static let members: [Member] = [
        TableMember.method("rolling", of: Frame.self, ofRows, rolling, returns: RowWindows.kind) { frame, call in
            .thing(try RowWindows([frame], isOne: false, rolling: call))
        },
        TableMember.method("expanding", of: Frame.self, ofAll, "min_periods=1", returns: RowWindows.kind) {
            frame, call in .thing(try RowWindows([frame], isOne: false, expanding: call))
        },
        TableMember.method("ewm", of: Frame.self, fading, FadingMeans.signature, returns: FadingMeans.kind) {
            frame, call in .thing(try FadingMeans(frame, isOne: false, call))
        },
        TableMember.method("rolling", of: Series.self, ofRows, rolling, returns: RowWindows.kind) { series, call in
            .thing(try RowWindows([table(series)], isOne: true, rolling: call))
        },
        TableMember.method("expanding", of: Series.self, ofAll, "min_periods=1", returns: RowWindows.kind) {
            series, call in .thing(try RowWindows([table(series)], isOne: true, expanding: call))
        },
        TableMember.method("ewm", of: Series.self, fading, FadingMeans.signature, returns: FadingMeans.kind) {
            series, call in .thing(try FadingMeans(table(series), isOne: true, call))
        },
        TableMember.method(
            "rolling", of: Grouping.self, "\(ofRows), within each group", rolling, returns: RowWindows.kind
        ) { group, call in
            .thing(try RowWindows(parts(group), isOne: group.isOne, groups: group.labels, rolling: call))
        },
        TableMember.method(
            "expanding", of: Grouping.self, "\(ofAll), within each group", "min_periods=1", returns: RowWindows.kind
        ) { group, call in
            .thing(try RowWindows(parts(group), isOne: group.isOne, groups: group.labels, expanding: call))
        },
    ]

    private static func table(_ series: Series) throws -> Frame {
        Frame(try Table([series.column]), labels: series.labels)
    }

    private static func parts(_ group: Grouping) throws -> [Frame] {
        let whole = group.frame.with(try Table(group.columns, name: group.frame.table.name))
        return group.groups.map { whole.rows(at: $0) }
    }
}
