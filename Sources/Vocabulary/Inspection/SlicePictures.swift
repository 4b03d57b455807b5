public import Figures
import Inspection
public import Landscapes
public import Numbers
import Optimizers

/// A landscape with paths over it: runs, and on a slice of a network's loss the shadow of a training path.
extension Landscape: JointlyDrawable {
    public func figure(with others: [any Presentable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let walks = try walks(others, work: work), !walks.isEmpty else { return nil }
        var figure =
            dimension == 1
            ? Figure.curve(scene(work: work), walks: walks, options: options)
            : Figure.contour(scene(work: work), walks: walks, options: options, work: work)
        Pictures.complete(&figure, self)
        return figure
    }

    /// The paths of runs over this landscape and of recorded weights; nil when something else is among the values.
    ///
    /// - Throws: `Mistake` for a recorded path over a landscape that is no slice, or of another model.
    func walks(_ values: [any Presentable], work: Work) throws -> [Walk]? {
        var walks: [Walk] = []
        for value in values {
            if let run = value as? Run, run.objective.name == name {
                walks.append(run.walk)
            } else if let recorder = value as? RecordWeights {
                walks.append(try shadow(of: recorder.path, work: work))
            } else {
                return nil
            }
        }
        return walks
    }

    /// A path of weights as it falls on this slice, with the loss at its real ends.
    private func shadow(of path: WeightPath, work: Work) throws -> Walk {
        guard let slice = surface as? SliceSurface, slice.directions.count == 2 else {
            throw Mistake(
                "a path of weights has no place on \(name)", expected: "a slice of the model's loss",
                try: "slice(model, data, along=path)")
        }
        let shadow = try slice.shadow(of: path, work: work)
        let outside = "\((100 * shadow.shareOutside).short(3)) % of its squared length outside the plane"
        return Walk(
            name: "training", landscape: name, points: shadow.points, losses: shadow.losses,
            facts: [outside] + (path.isPerEpoch || path.thinning > 1 ? ["a step is \(path.spacing)"] : []),
            stride: path.stride, steps: (shadow.points.count - 1) * path.stride)
    }

    /// Places per side at which a picture samples it: a slice of a large network's loss at fewer, so that a picture takes
    /// seconds. The count depends on the model and the rows alone.
    var resolution: Int {
        guard let slice = surface as? SliceSurface else { return 200 }
        // Odd, so that the model itself stands on a place of the grid.
        let side = Int((Landscape.pictureBudget / max(1, slice.loss.cost)).squareRoot())
        return side >= 200 ? 200 : max(21, min(161, side / 2 * 2 + 1))
    }

    /// Multiplications and additions that a picture may take.
    private static let pictureBudget = 1.2e11

    /// Whether it is a cut through the loss of a network.
    var isSlice: Bool { surface is SliceSurface }

    /// Where the models of a slice stand.
    var modelMarks: [Mark] {
        guard let slice = surface as? SliceSurface else { return [] }
        if slice.directions.count == 1 {
            return [(0.0, "first model"), (1.0, "second model")].map { place, name in
                let p = Point(place, 0)
                return Mark(.note, at: Point(place, value(at: p)), name: name)
            }
        }
        return [Mark(.note, at: slice.coordinates(ofModel: slice.loss.origin), name: "the model")]
    }
}
