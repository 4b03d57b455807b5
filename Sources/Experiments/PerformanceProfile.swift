public import Answers

/// Which method solves how many problems within a factor τ of the best method's cost (Dolan & Moré 2002):
/// ρ_s(τ) = share of problems p with t_{p,s} ≤ τ·min_s t_{p,s}.
public struct PerformanceProfile: Presentable {
    /// The methods' names, in order.
    public let methods: [String]
    /// How many problems the shares refer to.
    public let problems: Int
    /// For each method the ratios t/min over the problems it solved, in rising order; ρ jumps by 1/problems at each.
    public let ratios: [[Double]]

    /// - Parameter costs: one row per problem with one cost per method; nil for a problem that the method did not solve.
    /// - Throws: `Mistake` for no problems, rows of wrong length, or a cost that is not above 0.
    public init(methods: [String], costs: [[Double?]]) throws {
        guard !costs.isEmpty, !methods.isEmpty else {
            throw Mistake("a profile of nothing", expected: "at least one problem and one method")
        }
        for row in costs {
            guard row.count == methods.count else {
                throw Mistake("\(row.count) costs for \(methods.count) methods", expected: "one cost per method")
            }
            for cost in row {
                if let cost, !(cost > 0 && cost.isFinite) {
                    throw Mistake("a cost of \(cost.short())", expected: "costs above 0")
                }
            }
        }
        self.methods = methods
        problems = costs.count
        ratios = methods.indices.map { method in
            costs.compactMap { row -> Double? in
                guard let cost = row[method], let best = row.compactMap({ $0 }).min() else { return nil }
                return cost / best
            }.sorted()
        }
    }

    /// ρ of a method (by place) at τ ≥ 1.
    public func share(_ method: Int, within τ: Double) -> Double {
        Double(ratios[method].count { $0 <= τ }) / Double(problems)
    }

    /// `profile`.
    public static var kind: String { "profile" }
    /// How many methods on how many problems.
    public var summary: String { "performance profiles of \(methods.count) methods on \(problems) problems" }

    /// ρ(τ) of each method at a few τ.
    public func table(width: Int) -> String {
        let factors: [Double] = [1, 2, 5, 10, 100]
        var rows = [["method"] + factors.map { "τ = \($0.short())" } + ["solved"]]
        for method in methods.indices {
            rows.append(
                [methods[method]] + factors.map { (100 * share(method, within: $0)).short() + "%" }
                    + ["\(ratios[method].count) of \(problems)"])
        }
        return "\(summary)\n" + TextTable.lines(rows, width: width).joined(separator: "\n")
    }

    /// Which method is most often the best and which solves most.
    public var sentence: String {
        guard let best = methods.indices.max(by: { share($0, within: 1) < share($1, within: 1) }) else {
            return summary
        }
        return "\(methods[best]) is the cheapest on \((100 * share(best, within: 1)).short())% of the problems."
    }

    /// The ratios of each method.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "problems": .integer(problems),
            "methods": .array(methods.map { .string($0) }),
            "ratios": .array(ratios.map { .array($0.map { .number($0) }) }),
        ])
    }
}
