import Figures
import Inspection
import Landscapes
import Answers
import Numbers

/// A surface that is a cut through a space of many dimensions, and whose values may take long.
protocol CutSurface: Surface {
    /// The value; NaN when the work was cancelled on the way.
    func value(at point: Point, work: Work) -> Double
    /// Places per side at which a picture samples it, so that a picture takes seconds.
    var resolution: Int { get }
    /// Where the models lie that the cut goes through.
    var modelMarks: [Mark] { get }
    /// A path of weights as it falls on the cut, with the loss at its real ends; nil where it has no place.
    func trajectory(of path: WeightPath, named name: String, work: Work) throws -> Trajectory?
}

extension SliceSurface: CutSurface {
    /// Multiplications and additions that a picture may take.
    private static let pictureBudget = 1.2e11

    /// The count depends on the model and the rows alone.
    var resolution: Int {
        // Odd, so that the model itself stands on a place of the grid.
        let side = Int(saturating: (SliceSurface.pictureBudget / max(1, loss.cost)).squareRoot())
        return side >= LossSurface.fullResolution ? LossSurface.fullResolution : max(21, min(161, side / 2 * 2 + 1))
    }

    var modelMarks: [Mark] {
        guard directions.count == 1 else {
            return [Mark(.note, at: coordinates(ofModel: loss.origin), name: "the model")]
        }
        return [(0.0, "first model"), (1.0, "second model")].map { place, name in
            Mark(.note, at: Point(place, value(at: Point(place, 0))), name: name)
        }
    }

    func trajectory(of path: WeightPath, named name: String, work: Work) throws -> Trajectory? {
        guard directions.count == 2 else { return nil }
        let shadow = try shadow(of: path, work: work)
        let outside = "\((100 * shadow.shareOutside).short(3)) % of its squared length outside the plane"
        return Trajectory(
            name: "training", landscape: name, points: shadow.points, losses: shadow.losses,
            facts: [outside] + (path.isPerEpoch || path.thinning > 1 ? ["a step is \(path.spacing)"] : []),
            stride: path.stride, steps: (shadow.points.count - 1) * path.stride)
    }
}
