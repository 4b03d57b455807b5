import Answers
import Cards
import Optimizers

extension LineSearch {
    /// What every method with a line search takes: which one, and its constants.
    ///
    /// - Parameter standard: the search's name when none is asked for; nil where that depends on other choices, which
    ///   `words` then tells.
    static func hyperparameters(_ standard: String?, words: String = "") -> [Hyperparameter] {
        [
            Hyperparameter(
                "line_search", .choice(["armijo", "wolfe", "zoom", "hager_zhang", "fixed"]),
                standard.map { .text($0) } ?? .absent(words), "how far to go along a direction", isKeywordOnly: true),
            Hyperparameter(
                "c1", .number(Interval(0, 0.5, includesLower: false)), .absent("the search's own"),
                "sufficient decrease", isKeywordOnly: true),
            Hyperparameter(
                "c2", .between(0, 1), .absent("the search's own"), "curvature, above c1", isKeywordOnly: true),
            Hyperparameter(
                "length", .positive, 1, "multiple of the direction for \"fixed\"", isKeywordOnly: true),
        ]
    }

    /// The search that was asked for; the method's own when nothing about it was given.
    ///
    /// - Throws: `Mistake` unless c1 < c2.
    init(_ settings: Settings, or standard: LineSearch) throws {
        guard ["line_search", "c1", "c2", "length"].contains(where: settings.isGiven) else {
            self = standard
            return
        }
        let c1 = settings.number(ifGiven: "c1")
        let c2 = settings.number(ifGiven: "c2")
        if let c1, let c2, c1 >= c2 {
            throw Mistake(
                "c2 = \(c2.short()) is not above c1 = \(c1.short())", expected: "c1 < c2 < 1", try: "c2=0.9",
                argument: "c2")
        }
        switch settings.text(ifGiven: "line_search") ?? standard.name {
        case "armijo": self = .armijo(Armijo(c1: c1 ?? 1e-4))
        case "zoom": self = .zoom(Zoom(c1: c1 ?? 1e-4, c2: c2 ?? 0.9))
        case "hager_zhang": self = .hagerZhang(HagerZhang(delta: c1 ?? 0.1, sigma: c2 ?? 0.9))
        case "fixed": self = .fixed(settings["length"])
        default:
            var own = MoreThuente()
            if case .wolfe(let wolfe) = standard { own = wolfe }
            self = .wolfe(MoreThuente(c1: c1 ?? own.c1, c2: c2 ?? own.c2))
        }
    }
}
