import Answers
import Arrays
import Language

/// One of `np.random`'s ways to draw: a function of the session's stream, and a method of a generator with its own.
struct RandomDraw: Sendable {
    let name: String
    let aliases: [String]
    let summary: String
    let signature: String
    let returns: String
    let example: String
    /// Whether it is a function too, and not only a generator's method.
    let isGlobal: Bool
    let body: @Sendable (NumPyCall, inout ArrayRandom) throws -> Value

    init(
        _ name: String, aliases: [String] = [], _ summary: String, _ signature: String, returns: String = "array",
        _ example: String, isGlobal: Bool = true,
        _ body: @escaping @Sendable (NumPyCall, inout ArrayRandom) throws -> Value
    ) {
        (self.name, self.aliases, self.summary, self.signature) = (name, aliases, summary, signature)
        (self.returns, self.example, self.isGlobal, self.body) = (returns, example, isGlobal, body)
    }

    static let all = continuous + whole + points + orders

    /// - Throws: `Mistake` (NumPy's ValueError of the same words) where a parameter is none that the distribution has.
    static func check(_ holds: Bool, _ problem: String, _ expected: String) throws {
        guard !holds else { return }
        throw Mistake(problem, expected: expected).raised(as: "ValueError", problem)
    }
}

/// What all of them read and give.
extension NumPyCall {
    /// A number that must not be below 0.
    func notNegative(_ place: Int, _ name: String, _ standard: Double) throws -> Double {
        let number = try double(place, name, standard)
        try RandomDraw.check(number >= 0, "\(name) < 0", "0 or more")
        return number
    }

    /// A number that must be above 0.
    func positive(_ place: Int, _ name: String, _ standard: Double) throws -> Double {
        let number = try double(place, name, standard)
        try RandomDraw.check(number > 0, "\(name) <= 0", "a number above 0")
        return number
    }

    /// A number, or an array where a size is given.
    func filled(
        _ place: Int, _ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Double
    ) throws -> Value {
        guard let shape = try optionalShape(place, "size") else { return .number(draw(&random)) }
        return .thing(try random.array(shape, work, draw))
    }

    /// The same of whole numbers.
    func counted(
        _ place: Int, _ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Int
    ) throws -> Value {
        guard let shape = try optionalShape(place, "size") else { return .int(draw(&random)) }
        return .thing(try random.integers(shape, work, draw))
    }

    /// The same where a parameter may be an array: its shape is then that of the result.
    func scaled(
        _ loc: Double, _ scale: Double, _ random: inout ArrayRandom,
        _ draw: (inout ArrayRandom) -> Double,
        names: (String, String)
    ) throws -> Value {
        let a = value(0, names.0).map { $0.array != nil || $0.elements != nil } ?? false
        let b = value(1, names.1).map { $0.array != nil || $0.elements != nil } ?? false
        guard a || b else {
            let (x, y) = (try double(0, names.0, loc), try double(1, names.1, scale))
            return try filled(2, &random) { x + y * draw(&$0) }
        }
        let x = try value(0, names.0).map { try array($0, names.0) } ?? NDArray(.float(loc))
        let y = try value(1, names.1).map { try array($0, names.1) } ?? NDArray(.float(scale))
        let shape = try optionalShape(2, "size") ?? NDArray.broadcast(x.shape, y.shape)
        let raw = try random.array(shape, work, draw)
        return Value(try apply(.add, .array(x), .array(apply(.multiply, .array(y), .array(raw)))))
    }

    /// The same in the shape that lengths one after the other say.
    func shaped(_ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Double)
        throws -> Value
    {
        let lengths = value(0, "lengths")?.elements ?? rest()
        let shape = try lengths.flatMap { try ints($0, "lengths") }
        return shape.isEmpty ? .number(draw(&random)) : .thing(try random.array(shape, work, draw))
    }
}

extension ArrayRandom {
    /// Strictly between 0 and 1.
    mutating func inside() -> Double {
        var u = uniform()
        while u <= 0 { u = uniform() }
        return u
    }
}
