public import Answers
internal import Numbers

extension TransferTable: Presentable {
    /// `fine-tuning study`
    public static var kind: String { "fine-tuning study" }

    /// `from city A to city B: 7 methods, 5 sizes, 5 seeds`
    public var summary: String {
        "from city A to city B: \(Phrase.count(plan.methods.count, "method")), "
            + "\(Phrase.count(plan.sizes.count, "size")), \(Phrase.count(plan.seeds.count, "seed"))"
            + (isPartial ? ", \(done) of \(planned) moves done" : "")
    }

    /// A row for each method: what is learnt of the network, what the optimizer remembers, the error in city B for each number of sales,
    /// and what is left of city A.
    public func table(width: Int) -> String {
        let rows = rows
        guard let first = rows.first else { return summary + "\nnothing has been measured yet; t.resume() begins" }
        let sizes = first.sizes
        func cells(isWide: Bool) -> [[String]] {
            var cells = [["method", "learnt", "share", "state"] + sizes.map { "n=\($0)" } + ["A after"]]
            for row in rows {
                cells.append(
                    [row.method.name, row.learnt.grouped, (100 * row.share).short(3) + " %", row.bytes]
                        + row.errors.map { $0.plusMinus(isWide) } + [row.lastSourceError.plusMinus(isWide)])
            }
            let (there, here) = unmoved
            cells.append(
                ["as it is", "0", "0 %", "0"] + sizes.map { _ in there.plusMinus(isWide) } + [here.plusMinus(isWide)])
            cells.append(
                ["floor", "", "", ""] + sizes.map { _ in floors.target.short(3) } + [floors.source.short(3)])
            return cells
        }
        var lines = TextTable.lines(cells(isWide: true), width: .max, leftColumns: [0], indent: 0)
        if lines.contains(where: { $0.count > width }) {
            lines = TextTable.lines(cells(isWide: false), width: .max, leftColumns: [0], indent: 0)
        }
        lines += TextTable.wrap(
            "RMSE of ln price in city B by n sales of it, mean over "
                + (isPartial ? "the seeds that are measured" : Phrase.count(plan.seeds.count, "seed"))
                + (lines.contains { $0.contains("±") } ? " ± half of the 95 % interval" : "")
                + "; A after: the same in city A after the move with n=\(sizes.last ?? 0). state: what the optimizer remembers for the "
                + "weights that are learnt.", width)
        lines += TextTable.wrap(plan.rule.sentence, width)
        if isPartial {
            lines += TextTable.wrap(
                "partial: \(done) of \(planned) moves; t.resume() does the rest and keeps these", width)
        }
        if plan.seeds.count > 1 { lines += TextTable.wrap(findings, width) }
        return lines.joined(separator: "\n")
    }

    /// What was best by number of sales, where full tuning is beaten, how near LoRA comes, and what was forgotten.
    public var sentence: String { findings.isEmpty ? summary + "." : findings }

    private var findings: String {
        (bests + beaten + near + forgotten).joined(separator: " ")
    }

    private var bests: [String] {
        let found = plan.sizes.indices.compactMap { size -> (name: String, size: Int)? in
            rows.filter { $0.errors[size].mean.isFinite }.min { $0.errors[size].mean < $1.errors[size].mean }
                .map { ($0.method.name, plan.sizes[size]) }
        }
        guard !found.isEmpty else { return [] }
        return ["Smallest mean error: " + Phrase.list(found.map { "\($0.name) with \($0.size) sales" }) + "."]
    }

    /// Where the whole interval of the paired ratio lies below 1.
    private var beaten: [String] {
        guard plan.methods.contains(.full) else { return [] }
        let found = rows.filter { $0.method != .full }.compactMap { row -> String? in
            let sizes = row.sizes.indices.filter { row.ratios[$0].isBelow(1) }
            guard !sizes.isEmpty else { return nil }
            return "\(row.method.name) with \(Phrase.list(sizes.map { "\(row.sizes[$0])" })) sales"
        }
        return found.isEmpty
            ? ["No method beats full tuning by more than its interval."]
            : ["Full tuning is beaten, the interval of the paired ratio below 1, by \(Phrase.list(found))."]
    }

    private var near: [String] {
        rows.filter { if case .lowRank = $0.method { $0.share <= 0.1 } else { false } }.map { row in
            let counts = row.sizes.map { row.within(0.1, at: $0) }.filter { $0.of > 0 }
            let texts = counts.map { "\($0.seeds) of \($0.of)" }
            return
                "\(row.method.name) with \((100 * row.share).short(2)) % of the weights is within 10 % of full tuning in "
                + (Set(texts).count == 1 ? "\(texts[0]) seeds at every size." : "\(Phrase.list(texts)) seeds.")
        }.filter { _ in plan.methods.contains(.full) }
    }

    private var forgotten: [String] {
        let before = unmoved.source.mean
        guard before.isFinite,
            let worst = rows.filter({ $0.method.startsTrained }).max(by: {
                $0.lastSourceError.mean < $1.lastSourceError.mean
            }), worst.lastSourceError.mean.isFinite
        else { return [] }
        return [
            "City A: \(before.short(3)) before the move, \(worst.lastSourceError.mean.short(3)) after it with \(worst.method.name). "
                + "LoRA and adapters leave the old weights as they were: taken out again, they give city A's model back."
        ]
    }

    /// Every cell, and what is missing.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "seeds": .integer(plan.seeds.count), "done": .integer(done),
            "planned": .integer(planned), "unmoved": .number(unmoved.target.mean),
            "unmoved_source": .number(unmoved.source.mean), "floor": .number(floors.target),
            "rows": .array(rows.map(\.json)),
        ])
    }
}

extension TransferRow: Presentable {
    /// `fine-tuning row`
    public static var kind: String { "fine-tuning row" }

    /// `lora2: 5.5 % of the weights; RMSE of ln price 0.14, 0.12 with 60, 400 sales`
    public var summary: String {
        "\(method.name): \((100 * share).short(3)) % of the weights; RMSE of ln price "
            + errors.map { $0.mean.short(3) }.joined(separator: ", ") + " with "
            + sizes.map(String.init).joined(separator: ", ") + " sales"
    }

    /// A line for each number of sales.
    public func table(width: Int) -> String {
        var cells = [["n", "error", "of full tuning's", "within 10 %", "A after"]]
        for place in sizes.indices {
            let (near, of) = within(0.1, at: sizes[place])
            cells.append([
                "\(sizes[place])", errors[place].brackets, of > 0 ? ratios[place].brackets : "",
                of > 0 ? "\(near)/\(of)" : "", sourceErrors[place].brackets,
            ])
        }
        return
            (TextTable.wrap(
                "\(method.name): \(learnt.grouped) weights are learnt, \((100 * share).short(3)) %, and the optimizer remembers "
                    + "\(optimizerBytes.grouped) bytes for them", width)
            + TextTable.lines(cells, width: .max, leftColumns: [], indent: 2)).joined(separator: "\n")
    }

    /// Every number of the row.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "method": .string(method.name), "learnt": .integer(learnt),
            "share": .number(share), "optimizer_bytes": .integer(optimizerBytes),
            "cells": .array(
                sizes.indices.map { place in
                    .members([
                        "n": .integer(sizes[place]), "error": .number(errors[place].mean),
                        "low": .number(errors[place].low), "high": .number(errors[place].high),
                        "ratio": .number(ratios[place].mean), "source_error": .number(sourceErrors[place].mean),
                    ])
                }),
        ])
    }

    /// That of the largest number of sales.
    var lastSourceError: BootstrapInterval { sourceErrors.last ?? BootstrapInterval(of: []) }

    /// `154 kB`
    fileprivate var bytes: String {
        optimizerBytes >= 10_000
            ? "\(Int((Double(optimizerBytes) / 1000).rounded())) kB" : "\(optimizerBytes.grouped) B"
    }
}

extension BootstrapInterval {
    /// `0.123 ±0.004`, the half of the interval where there is one and room.
    fileprivate func plusMinus(_ isWide: Bool) -> String {
        guard mean.isFinite else { return "" }
        return mean.short(3) + (isWide && high.isFinite ? " ±\(((high - low) / 2).short(1))" : "")
    }

    /// `0.123 [0.119, 0.127]`, without ends where they are not known.
    fileprivate var brackets: String {
        guard mean.isFinite else { return "" }
        return mean.short(3) + (low.isNaN ? "" : " [\(low.short(3)), \(high.short(3))]")
    }
}
