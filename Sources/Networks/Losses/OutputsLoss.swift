/// The weighted sum of the losses of several outputs.
struct OutputsLoss: LossFormula {
    let terms: [Loss.Term]

    var couplesRows: Bool { terms.contains { $0.loss?.couplesRows == true } }
    var settlesByTargets: Bool { terms.contains { $0.loss?.formula.settlesByTargets == true } }

    func settled(for targets: [Float]) -> any LossFormula {
        let width = Swift.max(1, targetColumns(0))
        return OutputsLoss(
            terms: terms.map { term in
                guard let loss = term.loss, loss.formula.settlesByTargets else { return term }
                var same = term
                same.loss = loss.settled(
                    for: stride(from: 0, to: targets.count, by: width).flatMap { first in
                        targets[(first + term.targets.lowerBound)..<(first + term.targets.upperBound)]
                    })
                return same
            })
    }

    func targetColumns(_ outputs: Int) -> Int { terms.last?.targets.upperBound ?? 0 }

    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let outputs = (0..<columns).map { Float(y[$0]) }
        let targets = (0..<targetColumns(columns)).map { Float(t[$0]) }
        var slopes = [Float](repeating: 0, count: columns)
        let value = outputs.withUnsafeBufferPointer { outputs in
            targets.withUnsafeBufferPointer { targets in
                slopes.withUnsafeMutableBufferPointer { slopes -> Double in
                    guard let y = outputs.baseAddress, let t = targets.baseAddress else { return 0 }
                    return sum(
                        LossRows(
                            output: y, target: t, count: 1, columns: columns, targetColumns: targets.count,
                            gradient: gradient == nil ? nil : slopes.baseAddress, scale: Float(scale)))
                }
            }
        }
        if let gradient { for j in 0..<columns { gradient[j] = S(slopes[j]) } }
        return S(value)
    }

    func sum(_ rows: LossRows<Float>) -> Double {
        if let gradient = rows.gradient { gradient.update(repeating: 0, count: rows.count * rows.columns) }
        var total = 0.0
        for term in terms {
            guard let loss = term.loss else { continue }
            let width = term.part.columns.count
            var (y, t): ([Float], [Float]) = ([], [])
            for row in 0..<rows.count {
                for j in term.part.columns { y.append(rows.output[row * rows.columns + j]) }
                for j in term.targets { t.append(rows.target[row * rows.targetColumns + j]) }
            }
            var slopes = [Float](repeating: 0, count: rows.gradient == nil ? 0 : y.count)
            let count = rows.count * term.part.rows
            let value = y.withUnsafeBufferPointer { y in
                t.withUnsafeBufferPointer { t in
                    slopes.withUnsafeMutableBufferPointer { slopes -> Double in
                        guard let y = y.baseAddress, let t = t.baseAddress else { return 0 }
                        return loss.evaluate(
                            output: y, target: t, rows: count, columns: term.part.width,
                            gradient: rows.gradient == nil ? nil : slopes.baseAddress)
                    }
                }
            }
            total += term.weight * value * Double(rows.count)
            guard let gradient = rows.gradient else { continue }
            let factor = rows.scale * Float(rows.count) * Float(term.weight)
            for row in 0..<rows.count {
                for j in 0..<width {
                    gradient[row * rows.columns + term.part.columns.lowerBound + j] += factor * slopes[row * width + j]
                }
            }
        }
        return total
    }
}

extension Loss {
    /// The loss of one output among several.
    public struct Term: Sendable {
        /// Which output: its name, and where its numbers stand in a row of all.
        public let part: OutputPart
        /// nil where the output is not trained for.
        public internal(set) var loss: Loss?
        /// The factor in the sum of all.
        public let weight: Double
        /// Where its numbers are in a row of the targets.
        public let targets: Range<Int>

        /// The targets stand behind those of the term before.
        public init(_ part: OutputPart, _ loss: Loss?, weight: Double, after before: Term?) {
            (self.part, self.loss, self.weight) = (part, loss, weight)
            let first = before?.targets.upperBound ?? 0
            targets = first..<first + part.rows * (loss?.targetColumns(outputs: part.width) ?? 0)
        }
    }

    /// The weighted sum of the losses of several outputs.
    public init(_ terms: [Term]) {
        self.init("outputs", OutputsLoss(terms: terms), call: "outputs(\(terms.map { $0.loss?.call ?? "None" }))")
    }

    /// The losses of several outputs; nil for a loss of one.
    public var terms: [Term]? { (formula as? OutputsLoss)?.terms }

    /// - Throws: what a function of somebody's that it computes with has thrown since this was asked last.
    public func rethrow() throws {
        try function?.rethrow()
        for term in terms ?? [] { try term.loss?.function?.rethrow() }
    }
}
