internal import Answers
internal import Networks
internal import Tensors

/// Some layers of a model by themselves: an encoder, a decoder.
extension Model {
    /// The layers at these places as a model in the memory of this one: what one learns the other knows.
    ///
    /// - Parameters:
    ///   - range: places of the calls among those of the architecture; at least one.
    ///   - name: what the part is called.
    /// - Throws: `Mistake` when the shape of the input is not known, and for layers that read from more than the one before
    ///   them, or share weights with layers that are not among them.
    public func part(_ range: Range<Int>, name: String) throws -> Model {
        let network = try build()
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= architecture.nodes.count else {
            throw Mistake("'\(self.name)' has no layers there to make '\(name)' of", expected: "at least one layer")
        }
        let first = range.lowerBound
        let inputs = first == 0 ? network.inputShapes : [network.plans[first - 1].output]
        var part = Architecture(inputShapes: inputs.map { $0 })
        for index in range {
            let node = architecture.nodes[index]
            let sources = try node.sources.map { source -> Architecture.Source in
                switch source {
                case .input where first == 0: return source
                case .layer(let number) where number >= first: return .layer(number - first)
                case .layer(let number) where number == first - 1: return .input(0)
                default:
                    throw Mistake(
                        "layer '\(network.names[index])' also reads what comes before '\(network.names[max(0, first - 1)])'",
                        expected: "layers that read '\(network.names[max(0, first - 1)])' alone")
                }
            }
            if let owner = node.owner, !range.contains(owner) {
                throw Mistake(
                    "layer '\(network.names[index])' shares its weights with '\(network.names[owner])'",
                    expected: "layers with weights of their own on either side")
            }
            part.add(node.layer, identity: node.identity, reading: sources)
            part.freeze(index - first, node.isFrozen)
        }
        let names = Set(range.map { network.names[$0] })
        func memory(_ entries: [Network.Entry], _ store: FloatStore) -> FloatStore {
            let mine = entries.filter { names.contains($0.layer) }
            let (low, high) = (mine.first?.range.lowerBound ?? 0, mine.last?.range.upperBound ?? 0)
            return FloatStore(part: low..<high, of: store)
        }
        let model = Model(part, seed: seed, name: name)
        model.network = try Network(
            part, inputShapes: inputs, seed: seed,
            memory: (memory(network.entries, network.parameters), memory(network.stateEntries, network.state)))
        return model
    }
}
