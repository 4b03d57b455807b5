import Answers
import Arrays

/// What stands in `[ ]`, a mask's elements, and the rows of an embedding.
extension Tensor {
    /// The elements at one index per axis; axes without one are taken whole.
    public func indexed(_ indices: [TensorIndex]) throws -> Tensor {
        let plan = try IndexPlan(indices, self)
        var out = self
        for step in plan.steps { out = try step.apply(to: out) }
        guard !plan.advanced.isEmpty else { return plan.steps.isEmpty ? try aliased() : out }
        let rows = try plan.rows(of: out.shape, recorder.work)
        let moved = try out.permuted(rows.order)
        let flat = try moved.reshaped([rows.length] + moved.shape.dropFirst(plan.advanced.count))
        let picked = try flat.rows(at: rows.places, name: "IndexBackward0")
        let whole = try picked.reshaped(rows.shape + moved.shape.dropFirst(plan.advanced.count), name: "IndexBackward0")
        return rows.isInPlace ? try whole.permuted(rows.back) : whole
    }

    /// Which elements an index names that an array of JAX's does not have, as True and False that go over the shape of what
    /// `indexed` gives; nil where it has them all.
    public func outside(_ indices: [TensorIndex]) throws -> Tensor? {
        let plan = try IndexPlan(indices, self)
        if plan.isOutside { return recorder.tensor(try NDArray(.bool(true))) }
        guard !plan.advanced.isEmpty else { return nil }
        var out = array
        for step in plan.steps { out = try step.apply(to: out) }
        let rows = try plan.rows(of: out.shape, recorder.work)
        guard !rows.outside.isEmpty else { return nil }
        let flags = try NDArray.zeros(rows.shape, .bool, work: recorder.work)
        for place in rows.outside { flags.set(.bool(true), at: place) }
        let rest = out.ndim - plan.advanced.count
        let whole = recorder.tensor(try flags.reshaped(rows.shape + [Int](repeating: 1, count: rest)))
        return rows.isInPlace ? try whole.permuted(rows.back) : whole
    }

    /// A view of all elements.
    private func aliased() throws -> Tensor {
        made(
            "AliasBackward0", array.view(shape: shape, strides: array.strides, offset: array.offset), [self],
            keeps: false, isView: true
        ) { g, _ in [g] }
    }

    /// Rows of the first axis one after the other.
    func rows(at places: [Int], name: String) throws -> Tensor {
        let from = shape
        let out = try ArrayKernels.rows(array, places, recorder.work)
        return made(name, out, [self], keeps: false) { g, _ in [try g.addedRows(places, into: from)] }
    }

    /// Zeros of a shape, to whose rows these rows are added.
    private func addedRows(_ places: [Int], into shape: [Int]) throws -> Tensor {
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try ArrayKernels.addRows(array, places, into: out, recorder.work)
        return made("IndexPutBackward0", out, [self], keeps: false) { g, _ in
            [try g.rows(at: places, name: "IndexBackward0")]
        }
    }

    /// The rows of an embedding at these places.
    public func embedded(_ places: Tensor, padding: Int? = nil) throws -> Tensor {
        guard ndim == 2 else {
            throw Mistake("an embedding of shape \(shape.listText)", expected: "one row for each whole number").raised(
                as: "RuntimeError", "'weight' must be 2-D")
        }
        guard places.dtype.isInteger else {
            throw Mistake(
                "an embedding is asked for with \(places.dtype.torchName)", expected: "whole numbers", try: ".long()"
            ).raised(
                as: "RuntimeError",
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
                    + "torch.\(places.dtype.torchKind)Tensor instead (while checking arguments for embedding)")
        }
        let rows = try places.array.elements(as: Int.self, stoppedBy: recorder.work)
        var check = StopCheck(recorder.work)
        for row in rows {
            try check.pass()
            guard row < 0 || row >= shape[0] else { continue }
            throw Mistake("there is no row \(row) in an embedding of \(shape[0])", expected: "0 to \(shape[0] - 1)")
                .raised(as: "IndexError", "index out of range in self")
        }
        let from = shape
        let out = try ArrayKernels.rows(array, rows, recorder.work).reshaped(places.shape + [shape[1]])
        return made("EmbeddingBackward0", out, [self], keeps: false) { g, _ in
            let flat = try g.reshaped([rows.count, from[1]])
            guard let padding else { return [try flat.addedRows(rows, into: from)] }
            let kept = rows.indices.filter { rows[$0] != padding }
            return [
                try flat.rows(at: kept, name: "IndexBackward0").addedRows(kept.map { rows[$0] }, into: from)
            ]
        }
    }

    /// The elements where a mask holds, one after the other.
    public func masked(_ mask: Tensor) throws -> Tensor {
        let (x, m) = (self, mask)
        try Tensor.checkBroadcast(x.shape, m.shape)
        let shape = try NDArray.broadcast(x.shape, m.shape)
        return try x.expanded(shape).indexed([.tensor(m.expanded(shape))])
    }

    /// The places of the elements that are not 0, one row each.
    public func places() throws -> Tensor {
        let found = try array.nonzero(work: recorder.work)
        // A number without axes has no place to say, only whether there is one.
        guard ndim > 0 else {
            return recorder.tensor(try NDArray.zeros([found[0].count, 0], .int64, work: recorder.work))
        }
        return recorder.tensor(try NDArray.stacked(found, axis: 1, work: recorder.work))
    }
}
