/// The order in which Keras lists the layers of a model.
extension Architecture {
    /// Whether it was composed by calling layers on inputs; its inputs are layers then.
    public var isComposed: Bool { inputNames != nil }

    /// The name of an input: the given one, or `input_layer`, `input_layer_1` …
    public func inputName(_ number: Int) -> String {
        if let given = inputNames, given.indices.contains(number), let name = given[number] { return name }
        let unnamed = (inputNames ?? []).prefix(number).count { $0 == nil }
        return unnamed == 0 ? "input_layer" : "input_layer_\(unnamed)"
    }

    /// The layers, each once, and the inputs of a composed model among them: those furthest from the output first, of those equally
    /// far the one that is met first on the way back from it.
    public var layersInOrder: [Source] {
        let layers = nodes.indices.filter { nodes[$0].owner == nil && !(nodes[$0].layer is any HiddenLayer) }.map {
            Source.layer($0)
        }
        guard isComposed else { return layers }
        var far: [Int: Int] = [:]
        var inputs: [Int: Int] = [:]
        for (index, node) in nodes.enumerated().reversed() {
            let depth = far[index, default: 0] + (node.layer is any HiddenLayer ? 0 : 1)
            for source in node.sources {
                switch source {
                case .layer(let number): far[number] = Swift.max(far[number, default: 0], depth)
                case .input(let number): inputs[number] = Swift.max(inputs[number, default: 0], depth)
                }
            }
        }
        let met = metOnTheWayBack
        func place(_ source: Source) -> (Int, Int) {
            switch source {
            case .layer(let number): (-far[number, default: 0], met.firstIndex(of: source) ?? .max)
            case .input(let number): (-inputs[number, default: 0], met.firstIndex(of: source) ?? .max)
            }
        }
        let all = layers + inputShapes.indices.map { .input($0) }
        return all.map { ($0, place($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Whether every layer reads the one before it and nothing else, and none is called twice: there are no branches.
    public var isChain: Bool {
        guard openShapes.count == 1 else { return false }
        var before = Source.input(0)
        for (index, node) in nodes.enumerated() where !(node.layer is any HiddenLayer) {
            guard node.owner == nil, node.sources.map(listed) == [before] else { return false }
            before = .layer(index)
        }
        return true
    }

    /// Keras's name of a tensor: the layer, the number of its call, and the number of its output: `lstm[0][1]`.
    func tensorName(_ source: Source) -> String {
        switch listed(source) {
        case .input(let number): return "\(inputName(number))[0][0]"
        case .layer(let number):
            let owner = nodes[number].owner ?? number
            let call = nodes[..<number].indices.count { $0 == owner || nodes[$0].owner == owner }
            return "\(names[owner])[\(call)][\(part(source))]"
        }
    }

    /// Which of the tensors of a layer that gives a list a source is.
    private func part(_ source: Source) -> Int {
        guard case .layer(let number) = source, let layer = nodes[number].layer as? any PartLayer else { return 0 }
        return layer.part
    }

    /// The layer that gives a source: of one part of several, the layer that gives them all, and of a further call the first.
    public func giver(of source: Source) -> Source {
        guard case .layer(let number) = listed(source) else { return source }
        return .layer(nodes[number].owner ?? number)
    }

    private func listed(_ source: Source) -> Source {
        if case .layer(let number) = source { .layer(listed(number)) } else { source }
    }

    /// The layer that Keras lists where a node stands: itself, or what it takes a part of.
    func listed(_ number: Int) -> Int {
        guard nodes[number].layer is any HiddenLayer, case .layer(let giver)? = nodes[number].sources.first else {
            return number
        }
        return listed(giver)
    }

    /// Depth first from the output, first sources first.
    private var metOnTheWayBack: [Source] {
        var met: [Source] = []
        var seen: Set<Int> = []
        var open = [last]
        while let source = open.popLast() {
            switch source {
            case .input(let number):
                guard seen.insert(-1 - number).inserted else { continue }
                met.append(source)
            case .layer(let number):
                guard seen.insert(number).inserted else { continue }
                met.append(source)
                open += nodes[number].sources.reversed()
            }
        }
        return met
    }
}
