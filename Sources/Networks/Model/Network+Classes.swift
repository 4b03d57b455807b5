import Answers

extension Network {
    /// Whether the numbers of an input can be read: an embedding that stands at it has a row for each of them.
    ///
    /// - Throws: `Mistake` that names the first row and place where it has none.
    public func checkClasses(_ values: [Float], input number: Int) throws {
        for (name, layer, input) in tables where input == number {
            let rows = Float(layer.inputDimension)
            guard let place = values.firstIndex(where: { !($0 >= 0 && $0 < rows && $0 == $0.rounded()) }) else {
                continue
            }
            let width = Swift.max(1, inputShapes[number].reduce(1, *))
            let largest = values.max() ?? 0
            throw Mistake(
                "the input in row \(place / width), place \(place % width) is \(Double(values[place]).short()), and layer "
                    + "'\(name)' has no vector for it",
                expected: "whole numbers from 0 to \(layer.inputDimension - 1)",
                try: largest >= rows && largest < 1e6
                    ? "Embedding(\(Int(saturating: largest) + 1), \(layer.outputDimension))" : nil, argument: "x")
        }
    }
}
