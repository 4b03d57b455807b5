internal import Answers
public import Datasets
public import Tuning

/// The stored table of house prices: 432 networks, one for every combination of five hyperparameters, measured by folds. With it a
/// lesson can ask a whole grid what it would take minutes to train. `scripts/house432.py` makes it with the program itself.
public enum HouseTrials {
    /// Where it stands.
    public static let path = "sample:house432.csv"
    /// The hyperparameters, in the table's order.
    public static let names = ["lr", "batch_size", "layers", "units", "dropout"]
    /// The seed of town, split, folds and trainings.
    public static let seed: UInt64 = 7

    /// The rows that the table's networks were measured on: 1,000 of 1,200 sales, the rest held out.
    public static func split() throws -> HeldOut {
        try HeldOut(Table.house(n: 1200, seed: seed), validation: 0, test: 1.0 / 6, seed: seed)
    }

    /// The table as the study that it is: a complete trial for each row.
    ///
    /// - Parameter kept: for some hyperparameters the values that are wanted; all of the others'.
    /// - Throws: `Mistake` for a value that the table does not have.
    public static func study(_ kept: [String: [Double]] = [:]) throws -> Study {
        var options = CSVOptions()
        options.skippedLines = 2
        let table = try Table.csv(path, options)
        let columns = try (names + ["fold1", "fold2", "fold3", "parameters"]).map { try table.column($0).numbers ?? [] }
        let levels = columns.prefix(names.count).map { Set($0).sorted() }
        for (place, name) in names.enumerated() {
            guard let strange = kept[name]?.first(where: { !levels[place].contains($0) }) else { continue }
            throw Mistake(
                "\(name) = \(strange.short()) is not in the table",
                expected: Phrase.alternatives(levels[place].map { $0.short() }), argument: name)
        }
        let wanted = names.indices.map { place in levels[place].filter { kept[names[place]]?.contains($0) ?? true } }
        let domains = zip(names, wanted).map { name, values in ParameterDomain.choice(values.map { setting(name, $0) })
        }
        let study = try Study("house432", sampler: GridSampler(), seed: seed)
        for row in 0..<table.rowCount where names.indices.allSatisfy({ wanted[$0].contains(columns[$0][row]) }) {
            var trial = Trial(number: 0, state: .complete)
            for (place, name) in names.enumerated() {
                trial.set(name, domains[place], setting(name, columns[place][row]))
            }
            let measured = columns.dropFirst(names.count).map { $0[row] }
            let scores = FoldScores(values: Array(measured.prefix(3)), parameters: Int(measured[3]))
            trial.values = [scores.mean]
            trial.attributes = scores.notes
            try study.add(trial)
        }
        return study
    }

    private static func setting(_ name: String, _ value: Double) -> Setting {
        ["lr", "dropout"].contains(name) ? .number(value) : .integer(Int(value))
    }
}
