public import Answers

/// Which parameters something is done to: True and False for each tensor, or for each number of a lone vector, as optax's `mask`.
public struct ParameterMask: Presentable {
    /// How a mask was said: for all, in order, by name, or by a function of each tensor.
    public indirect enum Choice: Sendable {
        /// For all that stands under it.
        case all(Bool)
        /// One after the other, in the order of the parameters.
        case inOrder([Choice])
        /// By name, `dense/kernel` or its parts one inside the other.
        case named([(name: String, choice: Choice)])
        /// What a function says of each tensor.
        case asked(@Sendable (ParameterLayout.Tensor) throws -> Bool)
    }

    /// The language's name for it.
    public static var kind: String { "mask" }

    /// As it was typed: `[True, False]`.
    public let summary: String
    private let choice: Choice
    /// For each number of the parameters, once these are known.
    private(set) var chosen: [Bool]?

    /// A mask that is held against the parameters when an optimizer first sees their layout.
    ///
    /// - Parameter summary: as it was typed: `[True, False]`.
    public init(_ choice: Choice, summary: String) {
        self.choice = choice
        self.summary = summary
    }

    /// The same for the parameters of this layout.
    ///
    /// - Throws: `Mistake` where the mask says nothing of a parameter, or something of what is none; what a function throws.
    func fitted(to layout: ParameterLayout) throws -> ParameterMask {
        var chosen = [Bool](repeating: false, count: layout.count)
        try choice.settle(MaskPart.parts(of: layout, for: choice), &chosen)
        var fitted = self
        fitted.chosen = chosen
        return fitted
    }

    /// Whether the whole tensor is meant; a vector's is by its first number.
    func contains(_ tensor: ParameterLayout.Tensor) -> Bool {
        tensor.range.first.flatMap { chosen?[$0] } ?? true
    }
}

/// One parameter as a mask sees it: a tensor, or a single number of a lone vector.
private struct MaskPart {
    var path: Substring
    var tensor: ParameterLayout.Tensor

    /// The tensors; the numbers of a lone vector where the mask has one entry for each.
    static func parts(of layout: ParameterLayout, for choice: ParameterMask.Choice) -> [MaskPart] {
        let tensors = layout.tensors.map { MaskPart(path: $0.name[...], tensor: $0) }
        guard tensors.count == 1, let lone = tensors.first, lone.tensor.shape.count < 2 else { return tensors }
        let start = lone.tensor.range.lowerBound
        let numbers = lone.tensor.range.map { place in
            let number = place - start
            let name = lone.tensor.range.count <= 2 ? ["x", "y"][number] : "\(number)"
            return MaskPart(
                path: name[...], tensor: ParameterLayout.Tensor(name: name, shape: [], range: place..<place + 1))
        }
        switch choice {
        case .inOrder(let choices): return choices.count == numbers.count ? numbers : tensors
        case .named(let entries): return entries.contains { $0.name == lone.path } ? tensors : numbers
        case .all, .asked: return tensors
        }
    }
}

extension ParameterMask.Choice {
    /// How many parameters are spoken of, where that can be counted: names and functions ask the parameters.
    private var count: Int {
        if case .inOrder(let choices) = self { choices.reduce(0) { $0 + $1.count } } else { 1 }
    }

    fileprivate func settle(_ parts: [MaskPart], _ chosen: inout [Bool]) throws {
        switch self {
        case .all(let flag):
            for part in parts { for i in part.tensor.range { chosen[i] = flag } }
        case .asked(let question):
            for part in parts {
                let flag = try question(part.tensor)
                for i in part.tensor.range { chosen[i] = flag }
            }
        case .inOrder(let choices):
            guard count == parts.count else {
                throw Mistake(
                    "the mask has \(count) entr\(count == 1 ? "y" : "ies") for \(Self.list(parts))",
                    expected: "one for each parameter", try: "lambda p: p.ndim > 1")
            }
            var rest = parts[...]
            for choice in choices {
                try choice.settle(Array(rest.prefix(choice.count)), &chosen)
                rest = rest.dropFirst(choice.count)
            }
        case .named(let entries): try settle(entries, parts, &chosen)
        }
    }

    private func settle(
        _ entries: [(name: String, choice: Self)], _ parts: [MaskPart], _ chosen: inout [Bool]
    ) throws {
        var silent = parts
        for (name, choice) in entries {
            let meant = parts.filter { $0.path == name || $0.path.hasPrefix(name + "/") }
            guard !meant.isEmpty else {
                throw Mistake(
                    "the mask speaks of \(name), which is no parameter", expected: Self.list(parts),
                    try: "lambda p: p.ndim > 1")
            }
            silent.removeAll { part in meant.contains { $0.tensor.range == part.tensor.range } }
            let inside = meant.map { part in
                MaskPart(path: part.path.dropFirst(name.count + 1), tensor: part.tensor)
            }
            try choice.settle(inside, &chosen)
        }
        if !silent.isEmpty {
            throw Mistake(
                "the mask says nothing of \(Self.list(silent))", expected: "True or False for each parameter",
                try: "lambda p: p.ndim > 1")
        }
    }

    private static func list(_ parts: [MaskPart]) -> String {
        let names = parts.prefix(6).map(\.tensor.name)
        return Phrase.list(parts.count > 6 ? names + ["\(parts.count - 6) more"] : names)
    }
}
