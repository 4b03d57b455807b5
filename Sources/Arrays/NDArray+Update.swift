public import Answers

extension NDArray {
    /// `self[indices] op= value`, one element after the other: a place that is named twice changes twice, as with `np.add.at`, which
    /// also cuts off what the array cannot hold.
    ///
    /// - Throws: `Mistake` as `store`, and where the function gives True and False.
    public func update(
        _ function: BinaryFunction, at indices: [ArrayIndex], _ value: Operand, work: Work = Work()
    ) throws {
        guard !function.isComparison else {
            throw Mistake(
                "\(function.rawValue) gives True and False, which are written over no numbers",
                expected: "a function such as add or maximum")
        }
        guard !isReadOnly else { throw Mistake("assignment destination is read-only", try: ".copy() first") }
        let selection = try select(indices, work)
        guard let advanced = selection.advanced else {
            return try selection.view.assign(
                NDArray.apply(function, .array(selection.view), value, work: work), work)
        }
        let (given, computing): (NDArray, DType)
        switch value {
        case .number(let number):
            computing = try function.computing(dtype.promoted(with: number))
            given = try NDArray(number, computing)
        case .array(let array):
            computing = try function.computing(dtype.promoted(with: array.dtype))
            given = try array.converted(to: computing, work)
        }
        guard let seen = try? given.broadcast(to: advanced.shape) else {
            throw Mistake(
                "the values have the shape \(given.shape.shapeText), the places \(advanced.shape.shapeText)",
                expected: "one value, or one for each place"
            ).raised(as: "ValueError", "array is not broadcastable to correct shape")
        }
        if function == .power, computing.isInteger, seen.count > 0,
            try seen.reduce(.min, work: work).number(at: 0).asInt < 0
        {
            throw NDArray.negativePower
        }
        let (view, values, cell) = (selection.view, try seen.copy(work), try NDArray(uninitialised: [], computing))
        let kernel = BinaryKernels.kernel(function, computing)
        let (size, isSame) = (computing.size, computing == dtype)
        try advanced.forEachPlace(work) { place, number in
            let given = values.data + number * size
            if isSame {
                let element = view.data + place * size
                kernel(element, 0, given, 0, element, 0, 1)
            } else {
                cell.set(view.number(at: place), at: 0)
                kernel(cell.data, 0, given, 0, cell.data, 0, 1)
                view.set(cell.number(at: 0), at: place)
            }
        }
    }
}
