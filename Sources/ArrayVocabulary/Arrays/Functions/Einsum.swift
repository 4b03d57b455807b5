import Answers
import Arrays

/// `np.einsum` without dots: letters for axes, summed over what the result has not.
struct Einsum {
    private let inputs: [[Character]]
    private let output: [Character]

    /// - Throws: `Mistake` for subscripts that cannot be read.
    init(_ text: String) throws {
        let halves = text.filter { $0 != " " }.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        let left = halves.count > 1 ? halves[0].dropLast() : halves[0]
        inputs = left.split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
        if halves.count > 1 {
            output = Array(halves[1])
        } else {
            let all = inputs.flatMap { $0 }
            output = Set(all).filter { letter in all.count { $0 == letter } == 1 }.sorted()
        }
        guard (inputs.flatMap { $0 } + output).allSatisfy(\.isLetter) else {
            throw Mistake("einsum subscripts \(text)", expected: "letters, commas and ->, as in \"ij,jk->ik\"")
        }
        for letter in output {
            guard inputs.contains(where: { $0.contains(letter) }) else {
                throw Mistake(
                    "einsum: \(letter) stands in the result and in no operand", expected: "letters of the operands"
                ).raised(
                    as: "ValueError",
                    "einstein sum subscripts string included output subscript '\(letter)' which never appeared in an input"
                )
            }
            guard output.count(where: { $0 == letter }) == 1 else {
                throw Mistake("einsum: \(letter) stands twice in the result", expected: "every letter once").raised(
                    as: "ValueError",
                    "einstein sum subscripts string includes output subscript '\(letter)' multiple times")
            }
        }
    }

    package func apply(_ arrays: [NDArray], _ work: Work) throws -> NDArray {
        guard arrays.count == inputs.count, zip(arrays, inputs).allSatisfy({ $0.ndim == $1.count }) else {
            throw Mistake("einsum: the subscripts and the operands do not fit", expected: "one letter for every axis")
        }
        var lengths: [Character: Int] = [:]
        for (array, letters) in zip(arrays, inputs) {
            for (axis, letter) in letters.enumerated() {
                let length = lengths[letter] ?? array.shape[axis]
                guard length == array.shape[axis] else {
                    throw Mistake(
                        "einsum: axis \(letter) has length \(length) and \(array.shape[axis])", expected: "one length")
                }
                lengths[letter] = length
            }
        }
        let order = output + lengths.keys.filter { !output.contains($0) }.sorted()
        // Two matrices over one common letter are a product, which need not hold all terms at once.
        if arrays.count == 2, inputs[0].count == 2, inputs[1].count == 2, output.count == 2, order.count == 3 {
            let k = order[2]
            if let a = inputs[0].first(where: { $0 != k }), let b = inputs[1].first(where: { $0 != k }), a != b,
                inputs[0].contains(k), inputs[1].contains(k)
            {
                let x = inputs[0][1] == k ? arrays[0] : arrays[0].transposed
                let y = inputs[1][0] == k ? arrays[1] : arrays[1].transposed
                let product = try x.matmul(y, work: work)
                return output == [a, b] ? product : product.transposed
            }
        }
        var product: NDArray?
        for (array, letters) in zip(arrays, inputs) {
            // A letter that comes twice in one operand takes its diagonal.
            var strides = [Int](repeating: 0, count: order.count)
            for (axis, letter) in letters.enumerated() {
                if let place = order.firstIndex(of: letter) { strides[place] += array.strides[axis] }
            }
            let shape = order.map { letters.contains($0) ? lengths[$0] ?? 1 : 1 }
            let seen = array.view(shape: shape, strides: strides, offset: array.offset)
            product = try product.map { try NDArray.apply(.multiply, .array($0), .array(seen), work: work) } ?? seen
        }
        guard let product else { throw Mistake("einsum needs operands") }
        let whole = try product.broadcast(to: order.map { lengths[$0] ?? 1 })
        let terms = try whole.copy(work)
        guard order.count > output.count else { return terms }
        return try terms.reduce(.sum, axes: Array(output.count..<order.count), work: work)
    }
}
