import Answers
import Datasets
import Foundation
import Networks
import Optimizers
import Selection
import Training
import Tuning
import Parallel

/// Random search over the documents' 243 networks with five folds of `house()`: 20 configurations, 100 trainings of 40 epochs.
enum Houses {
    static let rows = 1200

    /// 3⁵: rate, batch size, layers, units, penalty.
    static func space() throws -> SearchSpace {
        try SearchSpace([
            SearchParameter("rate", .choice([0.0001, 0.001, 0.01].map { .number($0) })),
            SearchParameter("batch_size", .choice([32, 64, 128].map { .integer($0) })),
            SearchParameter("layers", .choice([2, 3, 4].map { .integer($0) })),
            SearchParameter("units", .choice([64, 128, 256].map { .integer($0) })),
            SearchParameter("alpha", .choice([0.00001, 0.001, 0.1].map { .number($0) })),
        ])
    }

    static func number(_ name: String, _ configuration: Configuration) -> Double { configuration[name]?.number ?? 0 }

    /// scikit-learn's `MLPRegressor`: relu, Adam, α/2·Σw² for each row of a batch.
    static func recipe(_ configuration: Configuration, _ rows: FoldShape) throws -> ModelRecipe {
        let batch = Int(number("batch_size", configuration))
        let penalty = try Regulariser(l2: number("alpha", configuration) / 2 / Double(batch))
        var layers: [any Layer] = []
        for _ in 0..<Int(number("layers", configuration)) {
            layers.append(
                DenseLayer(
                    units: Int(number("units", configuration)), activation: .relu, kernelRegulariser: penalty))
        }
        layers.append(DenseLayer(units: 1, kernelRegulariser: penalty))
        let model = Model(Architecture(layers))
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(number("rate", configuration))), loss: .mse))
        return try ModelRecipe(model, epochs: 40, batchSize: batch)
    }

    /// Seconds of the search, and what it found; the configurations, one line of JSON, for whoever does the same work.
    static func run(trials: Int, threads: Int) throws -> (seconds: Double, best: Double, configurations: String) {
        let table = try Table.house(n: rows, seed: 7)
        let study = try Study(sampler: RandomSampler(), seed: 1)
        var best = 0.0
        let time = try milliseconds {
            let folds = try Splitter(.folds, count: 5, seed: 1).folds(table.rowCount)
            let validation = try CrossValidation(.table(table), by: folds, seed: 1, crew: Crew(threads: threads))
            try study.optimize(space(), trials: trials, by: validation) { trial in
                let recipes = try validation.folds.map { try recipe(trial.configuration, $0) }
                return (recipes, validation.crew)
            }
            best = try study.best()?.value ?? .nan
        }
        let lines = try study.trials().map { trial in
            "{"
                + zip(trial.configuration.names, trial.configuration.settings).map { "\"\($0)\": \($1.text)" }
                .joined(separator: ", ") + "}"
        }
        return (time / 1000, best, "[" + lines.joined(separator: ", ") + "]")
    }

    /// The prepared rows as a file of numbers, the target last.
    static func export(to path: String) throws {
        let table = try Table.house(n: rows, seed: 7)
        let preparation = try Preparation(fitting: table)
        let (design, y) = try (preparation.inputs(table), preparation.targets(table))
        let scale = y.meanAndVariance
        let lines = (0..<design.count).map { row in
            let own = design.values[row * design.width..<(row + 1) * design.width].map { "\($0)" }
            return (own + ["\((y[row] - scale.mean) / scale.variance.squareRoot())"]).joined(separator: ",")
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
