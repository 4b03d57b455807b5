/// The analysis of variance of a full grid: how much of the objective's variance each hyperparameter explains by itself; exact where
/// every combination of the tried values was tried.
public enum GridAnova {
    /// Each hyperparameter's share, by decreasing share; what is missing to 1 only combinations explain. Nil unless the complete
    /// trials are a full grid of at least two values somewhere.
    public static func shares(_ history: TrialHistory) -> [(name: String, importance: Double)]? {
        let trials = history.finished.filter { $0.state == .complete && ($0.values.first?.isFinite ?? false) }
        guard let names = trials.first?.configuration.names, trials.allSatisfy({ $0.configuration.names == names })
        else {
            return nil
        }
        // A combination that was tried twice counts with its mean.
        var cells: [[Setting]: (sum: Double, count: Double)] = [:]
        for trial in trials {
            let old = cells[trial.configuration.settings] ?? (0, 0)
            cells[trial.configuration.settings] = (old.sum + trial.values[0], old.count + 1)
        }
        let levels = names.indices.map { axis in Set(cells.keys.map { $0[axis] }) }
        var size = 1
        for set in levels {
            let (product, overflow) = size.multipliedReportingOverflow(by: set.count)
            if overflow { return nil }
            size = product
        }
        guard size == cells.count, size > 1 else { return nil }
        let values = cells.map { (settings: $0.key, value: $0.value.sum / $0.value.count) }
        let mean = values.reduce(0) { $0 + $1.value } / Double(size)
        let variance = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / Double(size)
        guard variance > 0 else { return names.map { ($0, 0) } }
        let own = names.indices.map { axis -> (name: String, importance: Double) in
            var sums: [Setting: Double] = [:]
            for cell in values { sums[cell.settings[axis], default: 0] += cell.value }
            let members = Double(size / levels[axis].count)
            let spread = sums.values.reduce(0) { $0 + ($1 / members - mean) * ($1 / members - mean) }
            return (names[axis], spread / Double(levels[axis].count) / variance)
        }
        return own.sorted { $0.importance > $1.importance }
    }
}
