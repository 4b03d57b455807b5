import Answers
import Arrays
import Language

/// Draws whose parameters are numbers, or arrays that say the parameters of each element.
extension NumPyCall {
    typealias Parameters = [(name: String, standard: Double)]

    /// A draw for each element, in the shape that the parameters have together or that the size says; one number where neither
    /// says a shape.
    ///
    /// - Parameters:
    ///   - parameters: the names of the first arguments, and what they are where they are not given.
    ///   - check: refuses parameters that the distribution has not.
    ///   - draw: of the parameters of one element.
    /// - Throws: `Mistake` of `check`, and where shapes do not go together; `Stopped` once the work was stopped.
    func spread(
        _ parameters: Parameters, _ random: inout ArrayRandom, check: ([Double]) throws -> Void,
        draw: (inout ArrayRandom, [Double]) -> Double
    ) throws -> Value {
        guard let (shape, columns) = try columns(parameters) else {
            let own = try plain(parameters)
            try check(own)
            return try filled(parameters.count, &random) { draw(&$0, own) }
        }
        var place = 0
        try checked(columns, check)
        return .thing(
            try random.array(shape, work) { random in
                defer { place += 1 }
                return draw(&random, columns.map { $0[place] })
            })
    }

    /// The same of whole numbers.
    ///
    /// - Throws: As `spread`.
    func spreadCounts(
        _ parameters: Parameters, _ random: inout ArrayRandom, check: ([Double]) throws -> Void,
        draw: (inout ArrayRandom, [Double]) -> Int
    ) throws -> Value {
        guard let (shape, columns) = try columns(parameters) else {
            let own = try plain(parameters)
            try check(own)
            return try counted(parameters.count, &random) { draw(&$0, own) }
        }
        var place = 0
        try checked(columns, check)
        return .thing(
            try random.integers(shape, work) { random in
                defer { place += 1 }
                return draw(&random, columns.map { $0[place] })
            })
    }

    private func plain(_ parameters: Parameters) throws -> [Double] {
        try parameters.enumerated().map { try double($0.offset, $0.element.name, $0.element.standard) }
    }

    /// The numbers of each parameter spread to one shape; nil where all of them are plain.
    private func columns(_ parameters: Parameters) throws -> (shape: [Int], columns: [[Double]])? {
        let given = parameters.enumerated().map { value($0.offset, $0.element.name) }
        guard given.contains(where: { $0?.array != nil || $0?.elements != nil }) else { return nil }
        let arrays = try zip(given, parameters).map { value, parameter in
            try value.map { try array($0, parameter.name) } ?? NDArray(.float(parameter.standard))
        }
        let joint = try arrays.reduce([]) { try NDArray.broadcast($0, $1.shape) }
        let shape = try optionalShape(parameters.count, "size") ?? joint
        guard shape.allSatisfy({ $0 >= 0 }) else {
            throw Mistake("size = \(shape)", expected: "lengths from 0 on").raised(
                as: "ValueError", "negative dimensions are not allowed")
        }
        let bytes = shape.reduce(8.0) { $0 * Double($1) } * Double(arrays.count + 1)
        try MemoryRoom.check(bytes, for: "the draws") { _ in "a smaller size" }
        return (shape, try arrays.map { try $0.broadcast(to: shape).doubles() })
    }

    private func checked(_ columns: [[Double]], _ check: ([Double]) throws -> Void) throws {
        var stop = StopCheck(work)
        for place in 0..<(columns.first?.count ?? 0) {
            try stop.pass()
            try check(columns.map { $0[place] })
        }
    }
}
