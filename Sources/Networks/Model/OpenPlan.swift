internal import Answers

/// What the layers make of inputs of which the data tell some extents: sequences of any length, images of any size.
///
/// It is found by planning for two sizes. Weights that have the same shapes for both serve for all; an extent that differs is open.
public struct OpenPlan: Sendable {
    /// The shapes that the layers are planned for; those of the inputs where they are known whole.
    public let inputShapes: [[Int]]
    /// What each layer makes of them.
    public let plans: [LayerPlan]
    /// The shapes of the inputs, nil for an open extent.
    public let inputs: [[Int?]]
    /// Those of the layers' outputs.
    public let outputs: [[Int?]]
}

extension OpenPlan {
    /// What was planned for shapes that are known whole.
    public init(_ plans: [LayerPlan], inputShapes: [[Int]]) {
        (self.plans, self.inputShapes) = (plans, inputShapes)
        inputs = inputShapes.map { $0.map(Optional.some) }
        outputs = plans.map { $0.output.map(Optional.some) }
    }

    /// Two sizes of the same model, the first of which stands for all.
    ///
    /// - Returns: nil where a weight has another shape in the second: it depends on what is open.
    fileprivate init?(_ first: OpenPlan, _ second: OpenPlan) {
        let states = (first.plans.map { $0.state.map(\.count) }, second.plans.map { $0.state.map(\.count) })
        let weights = (
            first.plans.map { $0.parameters.map(\.shape) }, second.plans.map { $0.parameters.map(\.shape) }
        )
        guard weights.0 == weights.1, states.0 == states.1 else { return nil }
        func common(_ one: [Int?], _ other: [Int?]) -> [Int?] { zip(one, other).map { $0 == $1 ? $0 : nil } }
        (inputShapes, plans) = (first.inputShapes, first.plans)
        inputs = zip(first.inputs, second.inputs).map(common)
        outputs = zip(first.outputs, second.outputs).map(common)
    }
}

extension Architecture {
    /// Extents to try an open one with: few for sequences, more where convolutions and pools shrink what they read.
    private static let trials = [(8, 16), (64, 128), (256, 512)]

    /// Shapes of one example of each input that the weights can be made for; nil where the data have to tell more.
    public var buildableShapes: [[Int]]? {
        let known = inputShapes.compactMap { $0 }
        return known.count == openShapes.count ? known : (try? openPlan())?.inputShapes
    }

    /// What the layers make of the inputs, as far as their shapes are known.
    ///
    /// - Returns: nil where nothing is known of an input, or the weights depend on an extent that is open: the data will tell.
    /// - Throws: as `plan(inputShapes:)`, where the shapes are known whole.
    public func openPlan() throws -> OpenPlan? {
        let shapes = openShapes.compactMap { $0 }
        guard shapes.count == openShapes.count, !nodes.isEmpty else { return nil }
        func planned(_ extent: Int) throws -> OpenPlan {
            let closed = shapes.map { $0.map { $0 ?? extent } }
            return OpenPlan(try plan(inputShapes: closed), inputShapes: closed)
        }
        if shapes.allSatisfy({ $0.closed != nil }) { return try planned(0) }
        for (small, large) in Architecture.trials {
            guard let first = try? planned(small), let second = try? planned(large) else { continue }
            guard let both = OpenPlan(first, second) else { return nil }
            // Padding may make the same of two small ones.
            guard let larger = try? planned(1024) else { return both }
            return OpenPlan(both, larger)
        }
        return nil
    }
}
