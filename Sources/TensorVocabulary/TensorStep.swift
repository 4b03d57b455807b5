import Answers
import Arrays
import Autograd
import Language
import Optimizers
import Words

/// The step that an optimizer of `torch.optim` takes from the gradients that stand in its tensors, taken apart: by the very lines
/// that take it, on copies.
struct TensorStep: Presentable {
    let optimizer: Optimizer
    package let step: Int
    let rate: Double
    package let names: [String]
    let before: [Double]
    let gradient: [Double]
    let after: [Double]
    let quantities: [Quantity]

    static var kind: String { "explanation of a tensor step" }

    /// - Parameter count: how many numbers are shown, those with the largest gradients.
    init(_ object: Instance, showing count: Int, _ context: Context) throws {
        guard let memory = object.payload as? OptimizerMemory, let group = try Groups.of(object).first else {
            throw Mistake("this optimizer has a step of its own", expected: "an optimizer of torch.optim")
        }
        optimizer = try memory.rule(0, group, object.className, context)
        rate = try Groups.rate(group)
        let bundles = try memory.bundles(0, group, optimizer)
        guard !bundles.isEmpty else {
            throw Mistake(
                "no tensor of the optimizer has a gradient", expected: "gradients in its tensors",
                try: "loss.backward() first")
        }
        var places: [(bundle: Int, tensor: Int, place: Int, size: Double)] = []
        for (b, bundle) in bundles.enumerated() {
            for (t, gradient) in bundle.kept.enumerated() {
                for (i, number) in gradient.numbers().enumerated() { places.append((b, t, i, abs(number.asDouble))) }
            }
        }
        places.sort { ($1.size, $0.bundle, $0.tensor, $0.place) < ($0.size, $1.bundle, $1.tensor, $1.place) }
        let shown = places.prefix(count).sorted { ($0.bundle, $0.tensor, $0.place) < ($1.bundle, $1.tensor, $1.place) }
        var (names, before, gradient, after): ([String], [Double], [Double], [Double]) = ([], [], [], [])
        var joined: [Quantity] = []
        var updates = 0
        let all = Groups.tensors(group)
        for (b, bundle) in bundles.enumerated() {
            let mine = shown.filter { $0.bundle == b }
            guard !mine.isEmpty else { continue }
            updates = Swift.max(updates, bundle.mover.updates)
            let indices = mine.map { bundle.mover.layout.tensors[$0.tensor].range.lowerBound + $0.place }
            let found = try bundle.mover.explained(
                bundle.places, bundle.gradients, rate: rate, loss: .nan, watching: indices)
            for item in mine {
                let tensor = bundle.tensors[item.tensor]
                let number = all.firstIndex { $0 === tensor } ?? 0
                names.append("p\(number)[\(TensorStep.index(item.place, tensor.shape))]")
                before.append(tensor.array.number(at: item.place).asDouble)
                gradient.append(bundle.kept[item.tensor].number(at: item.place).asDouble)
            }
            after += found.after
            joined = TensorStep.joined(joined, found.quantities)
        }
        (self.names, self.before, self.gradient, self.after) = (names, before, gradient, after)
        quantities = joined
        step = updates + 1
    }

    private static func index(_ place: Int, _ shape: [Int]) -> String {
        var rest = place
        var parts: [Int] = []
        for length in shape.reversed() {
            parts.insert(rest % length, at: 0)
            rest /= length
        }
        return parts.map(String.init).joined(separator: ",")
    }

    private static func joined(_ a: [Quantity], _ b: [Quantity]) -> [Quantity] {
        guard !a.isEmpty else { return b }
        return a.map { quantity in
            var quantity = quantity
            if quantity.isPerCoordinate, let more = b.first(where: { $0.name == quantity.name }) {
                quantity.values += more.values
            }
            return quantity
        }
    }

    /// Which step of which rule.
    var summary: String { "step \(step) of \(optimizer.summary), from the gradients that are stored" }

    /// Every quantity of the step with its formula, in the order of the rule.
    func table(width: Int) -> String {
        func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
            [name] + names.indices.map { $0 < values.count ? values[$0].short(8) : "" } + [formula]
        }
        var rows: [[String]] = [[""] + names + ["from"], row("θ", before, "where the step begins")]
        for quantity in quantities where quantity.isPerCoordinate {
            rows.append(row(quantity.name, quantity.values, quantity.formula))
        }
        rows.append(row("Δθ", zip(after, before).map { $0 - $1 }, "the whole step"))
        rows.append(row("θ new", after, "θ + Δθ"))
        var lines = TextTable.wrap("\(summary), rate \(rate.short(6))", width)
        if !optimizer.constants.isEmpty {
            lines += TextTable.wrap("with " + optimizer.constants.joined(separator: ", "), width - 2).map { "  " + $0 }
        }
        for scalar in quantities where !scalar.isPerCoordinate && !scalar.values.isEmpty {
            lines.append("  \(scalar.name) = \(scalar.values[0].short(8))   \(scalar.formula)")
        }
        lines += TextTable.lines(rows, width: width, overflow: .below)
        return lines.joined(separator: "\n")
    }

    /// How far the shown numbers go.
    var sentence: String {
        let length = zip(after, before).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        return "Step \(step) of \(optimizer.summary) moves the \(names.count) numbers shown by \(length.short(4))."
    }

    /// Every number of the table by name.
    var json: JSON {
        .members([
            "kind": .string(Self.kind), "optimizer": .string(optimizer.summary), "step": .integer(step),
            "rate": .number(rate), "numbers": .array(names.map { .string($0) }),
            "before": .array(before.map(JSON.number)), "after": .array(after.map(JSON.number)),
            "gradient": .array(gradient.map(JSON.number)), "quantities": .array(quantities.map(\.json)),
        ])
    }
}

/// An optimizer of `torch.optim`, as `explain` takes it.
struct ExplainedOptimizer: Explainable {
    let object: Instance

    static var kind: String { "run" }
    var summary: String { object.className }

    func explanation(_ arguments: Arguments, _ context: Context) throws -> any Presentable {
        try TensorStep(object, showing: arguments["weights"].asInt ?? 3, context)
    }

    static let coercions: [String: Registry.Coercion] = [
        "model": { value, _ in value.asInstance(of: OptimizerClass.base).map { ExplainedOptimizer(object: $0) } }
    ]
}
