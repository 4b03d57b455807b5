/// Which matrices a narrow format leaves as they are.
extension Tape {
    /// Matrices that are read as places in a table, with those they are made from, and the inputs that are none of them.
    func exactMatrices() -> (exact: Set<Int>, roundedInputs: [Int]) {
        var exact: Set<Int> = []
        for operation in operations.reversed() {
            exact.formUnion(operation.places.map(\.index))
            if exact.contains(operation.output.index) { exact.formUnion(dependencies[operation.output.index]) }
        }
        let made = Set(operations.map(\.output.index))
        let inputs = slots.indices.filter { slots[$0].values == nil && !made.contains($0) && !exact.contains($0) }
        return (exact, inputs)
    }
}
