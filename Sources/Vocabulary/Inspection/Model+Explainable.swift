import Datasets
import Inspection
package import Language
package import Answers
import Training
import Words
import ArrayVocabulary

extension Model: Explainable {
    package func explanation(_ arguments: Arguments, _ context: Context) throws -> any Presentable {
        let (x, y) = try Model.explainedData(arguments)
        var watched = WatchedWeights.largest(3)
        if arguments["weights"].asDouble != nil { watched = .largest(try arguments.int("weights")) }
        let names = try arguments.values("weights").compactMap(\.asText)
        if !names.isEmpty { watched = .named(names) }
        let batch = arguments["batch"].elements?.compactMap(\.asInt)
        let size = arguments["batch_size"].asInt
        return try Inspection.explain(
            self, x, y, step: arguments.int("step"), batchSize: size, batch: batch,
            watching: watched, work: context.work)
    }

    /// What the model steps on: a dataset, or inputs and targets.
    private static func explainedData(_ arguments: Arguments) throws -> (Samples, Samples) {
        if let data = arguments.optionalThing("data", as: Dataset.self) {
            return (data.x, arguments.isGiven("y") ? try ArrayWords.samples(arguments, "y") : data.y)
        }
        let isNumber = arguments["data"].asDouble != nil
        guard arguments.isGiven("data"), !isNumber, arguments.isGiven("y") else {
            throw arguments.mistake(
                "data", "explain needs the data that the model steps on", expected: "a dataset, or inputs and targets",
                try: "explain(model, moons(), step=1)")
        }
        return (try ArrayWords.samples(arguments, "data"), try ArrayWords.samples(arguments, "y"))
    }
}
