public import Landscapes
public import Language
import Answers
import Numbers

/// `rosenbrock(1.2, 1)` and `rosenbrock((1.2, 1))` are its height; `rosenbrock(b=50)` is another landscape.
extension Landscape: Callable {
    /// Coordinates, and the settings of a landscape that has them.
    public var callParameters: [Parameter] {
        var result = [
            Parameter(
                "x", dimension == 1 ? .number() : .oneOf([.number(), .point]),
                .otherwise("the landscape itself, with the parameters given"),
                dimension == 1 ? "where" : "first coordinate, or the point (x, y)")
        ]
        if dimension == 2 {
            result.append(
                Parameter("y", .number(), .otherwise("the second coordinate of the point"), "second coordinate"))
        }
        for parameter in parameters {
            result.append(
                Parameter(
                    parameter.name, .number(), .value(.number(parameter.value)), "parameter of the formula",
                    isKeywordOnly: true))
        }
        return result
    }

    /// The value at a point, or the landscape with other settings.
    public func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        var settings: [String: Double] = [:]
        for parameter in parameters where arguments.isGiven(parameter.name) {
            settings[parameter.name] = try arguments.number(parameter.name)
        }
        let landscape = settings.isEmpty ? self : try setting(settings)
        guard arguments.isGiven("x") else {
            guard !settings.isEmpty else {
                throw Mistake(
                    "\(name) needs a place", expected: dimension == 1 ? "\(name)(x)" : "\(name)(x, y)",
                    try: dimension == 1 ? "\(name)(0.5)" : "\(name)(1.2, 1)")
            }
            return .thing(landscape)
        }
        guard dimension == 2 else {
            return .number(landscape.value(at: Point(try arguments.number("x"), 0)))
        }
        let first = arguments["x"]
        if let x = first.asDouble {
            guard arguments.isGiven("y") else {
                throw arguments.mistake(
                    "x", "\(name) needs two coordinates", expected: "\(name)(x, y)", try: "\(name)(\(x.short(4)), 1)")
            }
            return .number(landscape.value(at: Point(x, try arguments.number("y"))))
        }
        guard let items = first.elements, items.count == 2, !arguments.isGiven("y") else {
            throw arguments.mistake("x", "\(first.brief) is not a place", expected: "(x, y)", try: "\(name)(1.2, 1)")
        }
        return .number(landscape.value(at: try arguments.point("x")))
    }
}
