import Datasets
import Language
import Answers
import Training
import ArrayVocabulary

extension LayerHandle {
    /// - Parameter value: an array of the tensor's shape, of another shape with as many numbers in one row or column, or one
    ///   number for all.
    /// - Throws: `Mistake` when the numbers do not fill the tensor or one is not finite in Float32; nothing has changed then.
    func set(_ role: String, to value: Value, _ work: Work) throws {
        let shape = try tensor(role, work).shape
        let count = shape.numbers ?? 0
        let given = try ArrayWords.samples(value, work: work)
        var numbers = given?.values
        if let one = value.asDouble { numbers = [Float](repeating: Float(one), count: count) }
        // A matrix of another shape has its numbers in other places: a transposed kernel must not pass.
        let fits = given.map { $0.shape.filter { $0 != 1 } == shape.filter { $0 != 1 } || $0.shape.count == 1 } ?? true
        guard let numbers, numbers.count == count, fits else {
            throw Mistake(
                "\(given?.summary ?? value.brief) does not fill \(role) of shape \(shape.shapeText)",
                expected: "an array of shape \(shape.shapeText)")
        }
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "number \(place) for \(role) is \(numbers[place]) in Float32", expected: "finite numbers up to 3.4e38")
        }
        try set(role, to: numbers, work)
    }
}

// MARK: Arrays as Keras hands them out

extension LayerHandle {
    /// The tensors behind each array of `get_weights`: one, but for the two biases of a GRU, which are the rows of one array.
    func arrayRoles(_ work: Work) throws -> [[String]] {
        try roles(work).reduce(into: []) { groups, role in
            if role.hasSuffix("recurrent_bias"), groups.last == [role.replacing("recurrent_bias", with: "bias")] {
                groups[groups.count - 1].append(role)
            } else {
                groups.append([role])
            }
        }
    }

    /// The arrays of `get_weights`.
    func arrays(_ work: Work) throws -> [Samples] {
        try arrayRoles(work).map { roles in
            guard roles.count > 1 else { return try tensor(roles[0], work) }
            let rows = try roles.map { try tensor($0, work) }
            return try Samples(shape: [rows.count] + rows[0].shape, values: rows.flatMap(\.values))
        }
    }

    /// Replaces the tensors behind one array.
    ///
    /// - Throws: `Mistake` when the numbers do not fill them or one is not finite in Float32.
    func set(_ roles: [String], to value: Value, _ work: Work) throws {
        guard roles.count > 1 else { return try set(roles[0], to: value, work) }
        let width = try tensor(roles[0], work).values.count
        let given = try ArrayWords.samples(value, work: work)
        guard let given, given.shape == [roles.count, width] else {
            throw Mistake(
                "\(given?.summary ?? value.brief) does not fill \(Phrase.list(roles))",
                expected: "an array of shape (\(roles.count), \(width))")
        }
        for (row, role) in roles.enumerated() {
            let numbers = given.values[row * width..<(row + 1) * width]
            try set(role, to: .array(Samples(shape: [width], values: Array(numbers))), work)
        }
    }
}
