public import Numbers

extension Landscape {
    /// A learner's own formula as a landscape.
    ///
    /// - Parameters:
    ///   - name: what they called it.
    ///   - text: the formula as they wrote it.
    ///   - formula: of one or two variables.
    ///   - domain: where to look at it; [−5, 5] on each side when nothing is said.
    public static func own(
        name: String, text: String, formula: Formula, domain: Domain = Domain(-5...5), start: Point? = nil
    ) -> Landscape {
        let surface = FormulaSurface(formula)
        let dimension = formula.variables.count == 1 ? 1 : 2
        return Landscape(
            name, title: "\(name)(\(formula.variables.joined(separator: ", ")))", dimension: dimension, formula: text,
            domain: domain, start: start ?? definedStart(surface, in: domain, dimension: dimension),
            tags: dimension == 1 ? [.own, .curve] : [.own], source: "your own", surface: surface)
    }

    /// The first of a few spread places where value and slope are finite; the first of all when none is.
    private static func definedStart(_ surface: any Surface, in domain: Domain, dimension: Int) -> Point {
        let shares = [
            Point(0.2, 0.8), Point(0.8, 0.7), Point(0.7, 0.3), Point(0.3, 0.25), Point(0.55, 0.6), Point(0.97, 0.96),
        ]
        let places = shares.map { share in
            let place = domain.point(at: share)
            return dimension == 1 ? Point(place.x, 0) : place
        }
        let defined = places.first { place in
            let slope = surface.slope(at: place, draw: Draw(seed: 0, index: 0))
            return slope.value.isFinite && slope.gradient.isFinite
        }
        return defined ?? places[0]
    }

    /// Chooses a new start when the domain no longer holds the old one.
    public mutating func keepStartInside() {
        guard !(dimension == 1 ? domain.x.contains(start.x) : domain.contains(start)) else { return }
        start = Landscape.definedStart(surface, in: domain, dimension: dimension)
    }
}
