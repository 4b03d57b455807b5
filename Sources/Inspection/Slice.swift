public import Datasets
public import Landscapes
public import Answers
import Numbers
public import Training
internal import Networks

/// Which plane a slice of a network's loss lies in.
public enum SlicePlane: Sendable {
    /// Two random filter-normalised directions (Li et al. 2018).
    case random
    /// The first two principal components of a training path.
    case path(WeightPath)
    /// The eigenvectors of the two largest Hessian eigenvalues.
    case hessian
}

/// A two-dimensional slice of a model's loss as a landscape: plots, paths and `minimize` work on it.
///
/// - Parameters:
///   - extent: half the side of the frame, in units of the directions: lengths of the model's own filters for random
///     ones, distance in weight space otherwise; nil chooses (1 for random directions; the path with air around it; the
///     distance at which the sharper parabola has risen by the loss itself).
///   - rows: how many rows the loss is taken over; nil for all.
/// - Throws: `Mistake` when the data do not fit the model, its weights, loss or curvature are not finite, or the path is
///   too short or of another model.
public func slice(
    _ model: Model, _ x: Samples, _ y: Samples, along plane: SlicePlane = .random, extent: Double? = nil,
    rows: Int? = nil, seed: UInt64 = 0, work: Work = Work()
) throws -> Landscape {
    if let extent, !(extent > 0 && extent.isFinite) {
        throw Mistake(
            "extent = \(extent.short()) is no size of a frame", expected: "a number above 0", argument: "extent")
    }
    let loss = try WeightSpaceLoss(model, x, y, rows: rows, seed: seed)
    let height = try loss.checkedFinite(work: work)
    let state = loss.hasState ? ". Running statistics as the model has them now" : ""
    let facts = "L over \(loss.rows) rows, \(loss.dimension) weights\(state)"
    switch plane {
    case .random: return try randomSlice(loss, facts, extent: extent, seed: seed, work)
    case .hessian: return try curvatureSlice(loss, height, facts, extent: extent, seed: seed, work)
    case .path(let path): return try pathSlice(loss, path, facts, extent: extent, work)
    }
}

/// Two random directions, each filter as long as the model's own.
private func randomSlice(
    _ loss: WeightSpaceLoss, _ facts: String, extent: Double?, seed: UInt64, _ work: Work
) throws -> Landscape {
    let directions = try (0..<2).map {
        try Directions.filterNormalised(loss.origin, loss.entries, seed: seed, index: UInt64($0), work: work)
    }
    guard try directions.allSatisfy({ try Vectors.norm($0, stoppedBy: work) > 0 }) else {
        throw Mistake(
            "the model has no matrix of weights to move along", expected: "a layer such as Dense", argument: "model"
        )
    }
    let surface = SliceSurface(loss, origin: loss.origin, directions: directions)
    let side = extent ?? 1
    return surface.landscape(
        "slice(random, seed=\(seed))", domain: Domain(-side...side), start: Point(side, side) * 0.8,
        remark: "\(facts). The model stands at (0, 0); 1 is the length of its own filters.",
        source: "H. Li et al., Visualizing the Loss Landscape of Neural Nets, NeurIPS 2018")
}

/// The two directions in which the loss is most curved.
private func curvatureSlice(
    _ loss: WeightSpaceLoss, _ height: Double, _ facts: String, extent: Double?, seed: UInt64, _ work: Work
) throws -> Landscape {
    let found = try loss.largestCurvatures(2, seed: seed, work: work)
    guard found.pairs.count == 2 else {
        throw Mistake("two eigenvectors of the Hessian were not found", expected: "a model of two weights or more")
    }
    try WeightSpaceLoss.checkFinite(found, loss: height)
    let surface = SliceSurface(loss, origin: loss.origin, directions: found.pairs.map(\.vector))
    let λ = found.pairs.map(\.value)
    let parabola = (2 * height.magnitude / λ[0]).squareRoot()
    let natural =
        parabola > 0 && parabola.isFinite ? parabola : try 0.1 * Vectors.norm(loss.origin, stoppedBy: work)
    let side = extent ?? Swift.max(natural, 1e-6)
    return surface.landscape(
        "slice(hessian)", domain: Domain(-side...side), start: Point(side, side) * 0.8,
        remark:
            "\(facts). The model stands at (0, 0); curvature \(λ[0].short(4)) along x, \(λ[1].short(4)) along y.",
        source: "eigenvectors by Lanczos on Hessian-vector products")
}

/// The plane that holds most of a training path.
private func pathSlice(
    _ loss: WeightSpaceLoss, _ path: WeightPath, _ facts: String, extent: Double?, _ work: Work
) throws -> Landscape {
    guard path.points.allSatisfy({ $0.count == loss.dimension }) else {
        throw Mistake(
            "the path was recorded with another model", expected: "a path of this model's weights",
            argument: "along")
    }
    if let bad = path.points.firstIndex(where: { !$0.allSatisfy(\.isFinite) }) {
        throw Mistake(
            "point \(bad) of the path holds weights that are not finite", expected: "a path that did not diverge",
            try: "record a fit with a smaller rate", argument: "along")
    }
    let components = try Directions.principal(path.points, work: work)
    let last = (path.points.last ?? []).map { Double($0) }
    let surface = SliceSurface(loss, origin: last, directions: components.directions)
    let shadow = path.points.map(surface.coordinates(of:))
    var (across, up) = (frame(shadow.map(\.x), extent), frame(shadow.map(\.y), extent))
    // A path that moves along one line still gets a frame with some width.
    let wide = 0.25 * Swift.max(across.upperBound - across.lowerBound, up.upperBound - up.lowerBound)
    across = across.widened(to: wide)
    up = up.widened(to: wide)
    let thinned = path.thinning > 1 ? " The path is thinned to one point for every \(path.spacing)." : ""
    let shares = Phrase.list(components.shares.map { "\((100 * $0).short(3)) %" })
    return surface.landscape(
        "slice(path)", domain: Domain(x: across, y: up), start: shadow.first ?? Point(0, 0),
        remark: "\(facts). The path ends at (0, 0); the axes hold \(shares) of its squared movement.\(thinned)",
        source: "principal components of the training path (Li et al. 2018, §7)")
}

/// The extent that was asked for on both sides of 0, or all values with air around them.
private func frame(_ values: [Double], _ extent: Double?) -> ClosedRange<Double> {
    if let extent { return -extent...extent }
    let (low, high) = (values.min() ?? -1, values.max() ?? 1)
    let air = 0.3 * Swift.max(high - low, 1e-9)
    return (low - air)...(high + air)
}

/// The loss on the straight line from one model to another: a curve with a at 0 and b at 1.
///
/// Running values of a `BatchNormalization` lie on the same line; beyond the models, where the line would take a running
/// variance below 0, it stays at 0, for no data have a negative variance.
///
/// - Throws: `Mistake` when the models differ in their layers, the data do not fit, or weights or losses are not finite.
public func interpolate(
    _ a: Model, _ b: Model, _ x: Samples, _ y: Samples, rows: Int? = nil, seed: UInt64 = 0
) throws -> Landscape {
    let start = try WeightSpaceLoss(a, x, y, rows: rows, seed: seed)
    let end = try WeightSpaceLoss(b, x, y, rows: rows, seed: seed)
    // Whatever the layers are called in the session: files know them by the same names.
    guard start.entries.map(\.fileName) == end.entries.map(\.fileName),
        start.entries.map(\.shape) == end.entries.map(\.shape)
    else {
        throw Mistake(
            "the models have different weights: \(start.dimension) and \(end.dimension) of them",
            expected: "two models of the same layers", argument: "model_b")
    }
    for loss in [start, end] { try loss.checkedFinite(work: Work()) }
    let change = zip(end.origin, start.origin).map { $0 - $1 }
    guard Vectors.norm(change) > 0 else {
        throw Mistake("both models have the same weights", expected: "two different models", argument: "model_b")
    }
    let surface = SliceSurface(
        start, origin: start.origin, directions: [change],
        stateChange: zip(end.originState, start.originState).map { $0 - $1 })
    return surface.landscape(
        "interpolation", domain: Domain(x: -0.25...1.25, y: -1...1), start: Point(0.5, 0),
        remark: "The first model stands at 0, the second at 1; a hill between them separates two basins.",
        source: "I. Goodfellow et al., Qualitatively Characterizing Neural Network Optimization Problems, 2015")
}

extension SliceSurface {
    func landscape(_ name: String, domain: Domain, start: Point, remark: String, source: String) -> Landscape {
        let isCurve = directions.count == 1
        return Landscape(
            name, title: isCurve ? "Loss between two models" : "Slice of a network's loss", dimension: isCurve ? 1 : 2,
            formula: isCurve ? "L(θ₀ + x·(θ₁ − θ₀))" : "L(θ₀ + x·d₁ + y·d₂)", domain: domain, start: start,
            tags: isCurve ? [.curve] : [], source: source, remark: remark, surface: self)
    }
}

extension ClosedRange<Double> {
    func widened(to length: Double) -> ClosedRange<Double> {
        let lack = Swift.max(0, length - (upperBound - lowerBound)) / 2
        return (lowerBound - lack)...(upperBound + lack)
    }
}
