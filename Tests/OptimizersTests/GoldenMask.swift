@testable import Optimizers

/// A mask as a golden file has it: flags by place, flags by name, one inside the other, or `matrices` for those with two axes.
struct GoldenMask: Decodable {
    let mask: ParameterMask

    static let matrices = ParameterMask(.asked { $0.shape.count > 1 }, summary: "lambda p: p.ndim > 1")

    private struct Entry: Decodable {
        let choice: ParameterMask.Choice

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                choice = .all(flag)
            } else if let list = try? container.decode([Entry].self) {
                choice = .inOrder(list.map(\.choice))
            } else {
                choice = .named(try container.decode([String: Entry].self).map { ($0.key, $0.value.choice) })
            }
        }
    }

    init(from decoder: any Decoder) throws {
        if (try? decoder.singleValueContainer().decode(String.self)) != nil {
            mask = GoldenMask.matrices
        } else {
            mask = ParameterMask(try Entry(from: decoder).choice, summary: "mask")
        }
    }
}
