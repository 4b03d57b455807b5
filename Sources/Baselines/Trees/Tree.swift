/// One regression tree over numbers as they are.
struct Tree: Sendable {
    struct Node: Sendable {
        var column = -1
        var threshold = 0.0
        var missingGoesLeft = false
        var left = -1
        var right = -1
        /// What a leaf adds to the prediction.
        var value = 0.0
    }

    var nodes: [Node] = []

    /// What the tree says of the row that begins here.
    func value(_ values: UnsafeBufferPointer<Double>, _ start: Int) -> Double {
        var at = 0
        while nodes[at].column >= 0 {
            let node = nodes[at]
            let number = values[start + node.column]
            let goesLeft = number.isNaN ? node.missingGoesLeft : number <= node.threshold
            at = goesLeft ? node.left : node.right
        }
        return nodes[at].value
    }
}
