internal import Answers
public import Tensors

/// What stands at the end of a model of several outputs: all of them side by side in one row.
///
/// Nobody sees it; whoever asks the model gets the parts.
public struct OutputsLayer: HiddenLayer {
    /// Names, where the last layers' own do not say them.
    let names: [String?]

    /// - Parameter names: of the outputs, nil for the name of the layer that gives one.
    public init(names: [String?]) { self.names = names }

    /// `outputs`
    public var kind: String { "outputs" }
    /// `Outputs()`
    public var summary: String { "Outputs()" }

    /// Any shapes → (n,): all numbers of all outputs of one example in one row; no parameters.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        LayerPlan(output: [inputs.reduce(0) { $0 + $1.reduce(1, *) }])
    }

    /// The rows side by side.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let rows = zip(place.inputs, place.shapes).map { input, shape in
            shape.count == 1 ? input : tape.reshaped(input, columns: shape.reduce(1, *), rowsPerExample: 1)
        }
        return rows.count == 1 ? rows[0] : tape.concatenate(rows)
    }
}

/// One of the tensors that a layer of several gives side by side.
public protocol PartLayer: HiddenLayer {
    /// Its place among them, from 0.
    var part: Int { get }
}

/// One of several outputs of a model.
public struct OutputPart: Sendable, Equatable {
    /// Keras's name: that of the layer that gives it.
    public let name: String
    /// The shape of one example.
    public let shape: [Int]
    /// Where its numbers are in the row of all outputs.
    public let columns: Range<Int>

    /// Rows of one example, as a loss counts them.
    public var rows: Int { shape.exampleRows }
    /// Numbers of such a row.
    public var width: Int { shape.exampleColumns }
}

extension Architecture {
    /// The calls that give the outputs of a model of several; nil for one output.
    public var outputSources: [Source]? {
        guard case .layer(let number) = last, nodes.indices.contains(number), nodes[number].layer is OutputsLayer else {
            return nil
        }
        return nodes[number].sources
    }
}

extension Network {
    /// The outputs of a model of several, in order; nil for one output.
    public var outputParts: [OutputPart]? {
        guard let sources = architecture.outputSources, case .layer(let number) = architecture.last,
            let layer = architecture.nodes[number].layer as? OutputsLayer
        else { return nil }
        var next = 0
        var taken: Set<String> = []
        return zip(sources, layer.names).map { source, given in
            let shape: [Int]
            var name: String
            switch source {
            case .input(let number): (shape, name) = (inputShapes[number], architecture.inputName(number))
            case .layer(let number):
                shape = plans[number].output
                let giver = architecture.listed(number)
                name = names[architecture.nodes[giver].owner ?? giver]
            }
            name = given ?? name
            let base = name
            var count = 1
            while !taken.insert(name).inserted {
                name = "\(base)_\(count)"
                count += 1
            }
            let width = shape.reduce(1, *)
            defer { next += width }
            return OutputPart(name: name, shape: shape, columns: next..<next + width)
        }
    }

    /// Whether the outputs were given names of their own.
    public var areOutputsNamed: Bool {
        guard case .layer(let number) = architecture.last else { return false }
        return (architecture.nodes[number].layer as? OutputsLayer)?.names.contains { $0 != nil } ?? false
    }

    /// What is applied last in each of several outputs, where a loss can include it.
    public var outputActivations: [Activation?] {
        (architecture.outputSources ?? []).map { source in
            guard case .layer(let number) = source else { return nil }
            return (architecture.nodes[number].layer as? any HeadLayer)?.activation
        }
    }
}
