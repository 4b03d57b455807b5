public import Figures
public import Inspection
public import Answers
public import Numbers

/// A recorded path of weights: drawn as its shadow on a slice of the model's loss.
extension RecordWeights: OnLandscape {
    /// - Throws: always: alone it has no plane to be drawn on.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        throw Mistake(
            "a path of weights alone has no picture", expected: "a slice of the model's loss before it",
            try: "plot(slice(model, data, along=path), path)")
    }

    /// The shadow of the path on a slice of the model's loss.
    public func trajectories(on objective: any Objective, work: Work) throws -> [Trajectory] {
        guard let charted = objective as? any Charted else { return [] }
        return [try charted.shadow(of: path, work: work)]
    }
}
