import Landscapes
import Language
import Answers
import Numbers

/// Exact derivatives of a landscape at a point.
enum DerivativeWords {
    static let words: [Word] = [
        derivative(
            "gradient", "The exact gradient: (∂f/∂x, ∂f/∂y), or f′ of a curve", returns: "tuple",
            example: "gradient(rosenbrock, (1.2, 1))", seeAlso: ["hessian", "curvature"]
        ) { landscape, point in
            Value(landscape.gradient(at: point), dimension: landscape.dimension)
        },
        derivative(
            "hessian", "The exact matrix of second derivatives, or f″ of a curve", returns: "list",
            example: "hessian(rosenbrock, (1, 1))", seeAlso: ["gradient", "eigenvalues"]
        ) { landscape, point in
            let hessian = landscape.curvature(at: point).hessian
            guard landscape.dimension == 2 else { return .number(hessian.xx) }
            return .list([Value([hessian.xx, hessian.xy]), Value([hessian.xy, hessian.yy])])
        },
        derivative(
            "eigenvalues", "The Hessian's eigenvalues, the smaller first; f″ of a curve", returns: "tuple",
            example: "eigenvalues(rosenbrock, (1, 1))", seeAlso: ["hessian", "curvature"]
        ) { landscape, point in
            let shape = LocalShape(of: landscape, at: point)
            return Value(shape.eigenvalues, dimension: landscape.dimension)
        },
        derivative(
            "curvature", "Height, slope, Hessian, its eigenvalues and the largest stable rate at a point",
            returns: LocalShape.kind, example: "curvature(rosenbrock, (1, 1))", seeAlso: ["eigenvalues", "describe"]
        ) { landscape, point in
            .thing(LocalShape(of: landscape, at: point))
        },
    ]

    /// A word of a landscape and a point: `gradient(f, (x, y))` or `gradient(f, x, y)`.
    private static func derivative(
        _ name: String, _ summary: String, returns: String, example: String, seeAlso: [String],
        _ body: @escaping @Sendable (Landscape, Point) -> Value
    ) -> Word {
        Word(
            name, family: "landscapes", summary: summary, parameters: [LandscapeWords.parameter()] + pointParameters,
            returns: returns, examples: [example], seeAlso: seeAlso,
            meaning: .call { args, _ in
                let landscape = try args.thing("f", as: Landscape.self)
                return body(landscape, try definedPoint(args, landscape))
            })
    }

    static let pointParameters = [
        Parameter("point", aliases: ["x"], .point, "the place: (x, y), or x for a curve"),
        Parameter("y", .optional(.number()), "second coordinate, when the first stands alone"),
    ]

    /// The place that is asked about, where the function has a value.
    ///
    /// A formula's derivative may have one where the formula has none: 1/x for log(x) at -1.
    static func definedPoint(_ args: Arguments, _ landscape: Landscape) throws -> Point {
        let place = try point(args, landscape)
        let value = landscape.value(at: place)
        guard !value.isFinite else { return place }
        let culprit = (landscape.surface as? FormulaSurface)?.firstUndefined(at: place).map { ": \($0)" } ?? ""
        let spot = place.short(6, dimension: landscape.dimension)
        throw args.mistake(
            "point", "\(landscape.name) is \(value.short()) at \(spot)\(culprit)",
            expected: "a place where the function has a value")
    }

    /// The place that `point` and `y` give together, in the landscape's dimension.
    static func point(_ args: Arguments, _ landscape: Landscape) throws -> Point {
        var point = try args.point("point")
        let isAlone = args["point"].asDouble != nil || args["point"].elements?.count == 1
        if let y = args["y"].asDouble {
            guard isAlone, landscape.dimension == 2 else {
                throw args.mistake("y", "there is one coordinate too many", expected: landscape.placeText)
            }
            point.y = y
        } else if isAlone, landscape.dimension == 2 {
            throw args.mistake(
                "point", "\(landscape.name) needs two coordinates", expected: landscape.placeText,
                try: "(\(point.x.short(4)), 1)")
        } else if !isAlone, landscape.dimension == 1 {
            throw args.mistake("point", "\(landscape.name) is a curve", expected: landscape.placeText)
        }
        return point
    }
}

extension Landscape {
    fileprivate var placeText: String { dimension == 1 ? "one number x" : "a point (x, y)" }
}
