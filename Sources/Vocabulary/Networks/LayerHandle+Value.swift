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
