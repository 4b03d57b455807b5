public import Answers
internal import Numbers

extension EvidenceBound {
    /// `evidence bound`
    public static var kind: String { "evidence bound" }

    /// The bound and its parts in a line.
    public var summary: String {
        "ELBO \(bound.mean.short(4)) nats = −\(reconstruction.short(4)) − \(divergence.short(3)), "
            + "\(activeCount) of \(divergences.count) code numbers used"
    }

    /// The parts, the code number by number, and what is to be said of it.
    public func table(width: Int) -> String {
        var lines = [
            "evidence lower bound of \(count) examples, \(draws) draw\(draws == 1 ? "" : "s") of each code, \(likelihood)",
            "  ELBO               \(bound.mean.short(4)) nats  [\(bound.low.short(4)), \(bound.high.short(4))]",
            "  reconstruction     \(reconstruction.short(4))  −E ln p(x|z)",
            "  divergence         \(divergence.short(4))  KL(q(z|x) ‖ N(0, I))",
            "  importance bound   \(importance.short(4))  closer to ln p(x); below the ELBO only by chance",
        ]
        let rows =
            [["code", "KL", "variance of the mean", ""]]
            + divergences.indices.prefix(16).map { j in
                ["z\(j)", divergences[j].short(3), activity[j].short(3), active[j] ? "used" : "not used"]
            }
        lines += TextTable.lines(rows, width: max(20, width), leftColumns: [0, 3], indent: 2)
        if divergences.count > 16 { lines.append("  16 of \(divergences.count) shown") }
        return (lines + remarks).joined(separator: "\n")
    }

    /// What must be said of the code.
    var remarks: [String] {
        var remarks: [String] = []
        if isCollapsed {
            remarks.append(
                "posterior collapse: q(z|x) is N(0, I) for every x, and the decoder does not read the code. A smaller beta, or "
                    + "fewer numbers that the decoder can do without, gives it work.")
        } else if activeCount < divergences.count {
            let idle = divergences.count - activeCount
            remarks.append(
                "\(idle) of \(divergences.count) numbers of the code \(idle == 1 ? "is" : "are") not used: their mean hardly "
                    + "differs between examples.")
        }
        if isPartial { remarks.append("interrupted after \(count) examples") }
        return remarks
    }

    /// The bound in words.
    public var sentence: String {
        ([summary + "."] + remarks).joined(separator: " ")
    }

    /// `elbo`, `low`, `high`, `reconstruction`, `kl`, `kl_by_number`, `activity`, `active`, `importance`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "elbo": .number(bound.mean), "low": .number(bound.low),
            "high": .number(bound.high),
            "reconstruction": .number(reconstruction), "kl": .number(divergence),
            "kl_by_number": .array(divergences.map { .number($0) }), "activity": .array(activity.map { .number($0) }),
            "active": .integer(activeCount), "importance": .number(importance), "count": .integer(count),
        ])
    }
}
