import Numbers

/// How far to go along a direction: the choice that most methods of descent share.
enum LineSearch: Sendable, Equatable {
    /// Steps are shortened until the loss falls enough.
    case armijo(Armijo = Armijo())
    /// Strong Wolfe conditions by Moré and Thuente.
    case wolfe(MoreThuente = MoreThuente())
    /// Strong Wolfe conditions by bracketing and zooming.
    case zoom(Zoom = Zoom())
    /// Approximate Wolfe conditions by Hager and Zhang.
    case hagerZhang(HagerZhang = HagerZhang())
    /// Always the same multiple of the direction, halved only where the function has no value there.
    case fixed(Double)

    /// The name in the language: `armijo`, `wolfe`, `zoom`, `hager_zhang`, `fixed`.
    var name: String {
        switch self {
        case .armijo: "armijo"
        case .wolfe: "wolfe"
        case .zoom: "zoom"
        case .hagerZhang: "hager_zhang"
        case .fixed: "fixed"
        }
    }

    /// - Parameters:
    ///   - line: where the search starts and its direction; must go downhill.
    ///   - first: the first multiple of the direction to try.
    /// - Returns: the accepted place, or nil when none was found.
    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        switch self {
        case .armijo(let search): search.search(line, first: first, &objective)
        case .wolfe(let search): search.search(line, first: first, &objective)
        case .zoom(let search): search.search(line, first: first, &objective)
        case .hagerZhang(let search): search.search(line, first: first, &objective)
        case .fixed(let length): line.placeInside(length, &objective)
        }
    }
}

extension SolverRun {
    /// Searches along a direction; where Moré and Thuente's interpolation is defeated (by rounding near a minimum),
    /// zooming has a try. A step so short that rounding leaves the point where it is leads nowhere: whoever took it would
    /// ask for the same step again, for ever.
    mutating func search(_ line: Line, first: Double, with method: LineSearch) -> LineStep? {
        guard line.derivative < 0, first > 0 else { return nil }
        if let found = method.search(line, first: first, &objective), found.point != line.origin { return found }
        guard case .wolfe(let wolfe) = method else { return nil }
        let found = Zoom(c1: wolfe.c1, c2: wolfe.c2).search(line, first: first, &objective)
        return found?.point == line.origin ? nil : found
    }
}
