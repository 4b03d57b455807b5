public import Answers

/// A metric of rows that are all there, gathered as an epoch of training gathers them.
extension Metric {
    /// The number for rows of predictions and targets, as an epoch of training has it.
    ///
    /// - Parameter columns, targetColumns: numbers in one row of each.
    /// - Throws: `Mistake` for lists that differ in length, and for what the metric cannot read; `Stopped`.
    public func value(
        outputs: [Double], columns: Int = 1, targets: [Double], targetColumns: Int = 1,
        work: Work = Work()
    ) throws -> Double {
        try Metrics.checkLengths(outputs.count / Swift.max(1, columns), targets.count / Swift.max(1, targetColumns))
        var running = try RunningMetric(self, outputs: columns, targets: targetColumns)
        running.add(outputs, columns, targets, targetColumns, rows: outputs.count / columns)
        running.closeBatch()
        return try running.value(isStrict: true, work: work)
    }
}
