import Landscapes
import Language
import Answers
import Optimizers
import Solvers

/// The family of solvers: methods with line searches, with curvature, and with values alone. They go wherever an
/// optimizer goes: `minimize(f, BFGS())`, `compare(f, [Adam(), BFGS()])`.
enum SolverWords {
    static let words: [Word] =
        LineSearchSolverWords.words + CurvatureSolverWords.words + SamplingSolverWords.words + [LeastSquaresWord.word]

    /// A word that makes a solver.
    static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ details: String, _ parameters: [Parameter],
        example: String, _ make: @escaping @Sendable (Arguments, Context) throws -> any Solver
    ) -> Word {
        Word(
            name, aliases: aliases, family: "solvers", summary: summary, details: details, parameters: parameters,
            returns: "solver", examples: [example, "minimize(rosenbrock, \(example), start=(-1.2, 1))"],
            seeAlso: ["minimize", "compare"],
            meaning: .call { args, context in
                do {
                    return .thing(try make(args, context))
                } catch let mistake as Mistake {
                    let place = parameters.first { mistake.problem.hasPrefix($0.name) }?.name ?? parameters.first?.name
                    throw args.mistake(
                        place ?? "", mistake.problem, expected: mistake.expected, try: mistake.suggestion)
                }
            })
    }

    static let tolerance = Parameter(
        "tolerance", aliases: ["tol"], .number(.nonNegative), .value(.number(1e-8)), "|∇f| at which it has converged",
        isKeywordOnly: true)

    static let bounds = Parameter(
        "bounds", .tuple(of: .point), .otherwise("the landscape's domain"), "lower and upper corner of the box",
        isKeywordOnly: true)

    /// Which line search, and its constants.
    static func lineSearch(_ standard: String) -> [Parameter] {
        [
            Parameter(
                "line_search", .choice(["armijo", "wolfe", "zoom", "hager_zhang", "fixed"]),
                .value(.text(standard)), "how far to go along a direction", isKeywordOnly: true),
            Parameter(
                "c1", .number(.init(0, 0.5, includesLower: false)), .otherwise("the search's own"),
                "sufficient decrease", isKeywordOnly: true),
            Parameter(
                "c2", .number(.init(0, 1, includesLower: false, includesUpper: false)),
                .otherwise("the search's own"), "curvature, above c1", isKeywordOnly: true),
            Parameter(
                "length", .number(.positive), .value(.number(1)), "multiple of the direction for \"fixed\"",
                isKeywordOnly: true),
        ]
    }
}

extension Arguments {
    /// A number, nil when None was given.
    func optionalNumber(_ name: String) -> Double? { self[name].asDouble }

    /// The line search that was asked for, or the given standard when nothing about it was written.
    func lineSearch(or standard: LineSearch) throws -> LineSearch {
        guard ["line_search", "c1", "c2", "length"].contains(where: isGiven) else { return standard }
        let c1 = optionalNumber("c1")
        let c2 = optionalNumber("c2")
        if let c1, let c2, c1 >= c2 {
            throw mistake(
                "c2", "c2 = \(c2.short()) is not above c1 = \(c1.short())", expected: "c1 < c2 < 1", try: "c2=0.9")
        }
        switch try text("line_search") {
        case "armijo": return .armijo(Armijo(c1: c1 ?? 1e-4))
        case "zoom": return .zoom(Zoom(c1: c1 ?? 1e-4, c2: c2 ?? 0.9))
        case "hager_zhang": return .hagerZhang(HagerZhang(delta: c1 ?? 0.1, sigma: c2 ?? 0.9))
        case "fixed": return .fixed(try number("length"))
        default:
            guard case .wolfe(let wolfe) = standard else {
                return .wolfe(MoreThuente(c1: c1 ?? 1e-4, c2: c2 ?? 0.9))
            }
            return .wolfe(MoreThuente(c1: c1 ?? wolfe.c1, c2: c2 ?? wolfe.c2))
        }
    }

    /// `bounds=((x0, y0), (x1, y1))`; nil when not given.
    func searchBox() throws -> SearchBox? {
        guard isGiven("bounds") else { return nil }
        let corners = try values("bounds").compactMap(\.asPoint)
        guard corners.count == 2 else {
            throw mistake(
                "bounds", "bounds has \(corners.count) corners", expected: "a lower and an upper corner",
                try: "bounds=((-5, -5), (5, 5))")
        }
        return try SearchBox(lower: corners[0], upper: corners[1])
    }
}
