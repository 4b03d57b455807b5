import Answers
import Arrays
import Language

/// Arrays that are fitted to each other, and put together.
extension NumberArrayWords {
    static let shapes: [Word] = [
        NumPyWord.word(
            "broadcast_arrays", "arrays as they are seen in their common shape", "*args", returns: "tuple",
            "np.broadcast_arrays([1, 2], [[1], [2]])"
        ) { call in
            let arrays = try call.rest().map { try call.array($0, "args") }
            let shape = try arrays.reduce([]) { try NDArray.broadcast($0, $1.shape) }
            return .tuple(try arrays.map { .thing(try $0.broadcast(to: shape)) })
        },
        NumPyWord.word(
            "broadcast_shapes", "the shape that arrays of these shapes give together", "*shapes", returns: "tuple",
            "np.broadcast_shapes((2, 1), (1, 3))"
        ) { call in
            let shape = try call.rest().reduce([]) { try NDArray.broadcast($0, call.ints($1, "shapes")) }
            return .tuple(shape.map { .int($0) })
        },
        NumPyWord.word(
            "atleast_3d", "with three axes or more", "a", "np.atleast_3d([1, 2]).shape"
        ) { call in
            let a = try call.array(0, "a")
            switch a.ndim {
            case 0: return .thing(try a.reshaped([1, 1, 1], call.work))
            case 1: return .thing(try a.reshaped([1, a.count, 1], call.work))
            case 2: return .thing(try a.reshaped(a.shape + [1], call.work))
            default: return .thing(a)
            }
        },
        NumPyWord.word(
            "resize", "the elements over and over until a shape is full", "a, new_shape", "np.resize([1, 2, 3], (2, 4))"
        ) { call in
            let (a, shape) = (try call.array(0, "a").reshaped([-1], call.work), try call.shape(1, "new_shape"))
            let count = try NDArray.count(of: shape)
            guard a.count > 0 else { return .thing(try NDArray.zeros(shape, a.dtype, work: call.work)) }
            try MemoryRoom.check(Double(count) * 16, for: "\(count.grouped) elements") { _ in nil }
            let places = try NDArray((0..<count).map(stoppedBy: call.work) { $0 % a.count })
            return .thing(try a.element([.array(places)], work: call.work).reshaped(shape, call.work))
        },
        NumPyWord.word(
            "trim_zeros", "without the zeros at the ends", "filt, trim=fb", "np.trim_zeros([0, 0, 1, 0, 2, 0])"
        ) { call in
            let a = try call.array(0, "filt")
            guard a.ndim == 1 else {
                throw Mistake("an array of \(a.ndim) axes", expected: "one axis", argument: "filt")
            }
            let trim = call.text(1, "trim", "fb").lowercased()
            let numbers = a.doubles()
            let first = numbers.firstIndex { $0 != 0 } ?? numbers.count
            let last = numbers.lastIndex { $0 != 0 } ?? -1
            let start = trim.contains("f") ? first : 0
            let length = Swift.max(0, (trim.contains("b") ? last + 1 : numbers.count) - start)
            // A list stays a list.
            if let items = call.value(0, "filt")?.elements {
                return .list(Array(items[start..<(start + length)]))
            }
            return .thing(a.sliced(axis: 0, start: start, step: 1, length: length))
        },
        NumPyWord.word(
            "rollaxis", "an axis moved in front of another", "a, axis, start=0",
            "np.rollaxis(np.ones((1, 2, 3)), 2).shape"
        ) { call in
            let a = try call.array(0, "a")
            let axis = try NDArray.axis(call.int(1, "axis", 0), a.ndim)
            var start = try call.int(2, "start", 0)
            if start < 0 { start += a.ndim }
            guard (0...a.ndim).contains(start) else {
                throw Mistake("start = \(start)", expected: "0 to \(a.ndim)", argument: "start").raised(as: "AxisError")
            }
            var axes = (0..<a.ndim).filter { $0 != axis }
            axes.insert(axis, at: axis < start ? start - 1 : start)
            return .thing(try a.transposed(axes))
        },
        NumPyWord.word(
            "block", "an array put together from blocks: lists inside are rows, lists outside stand below each other",
            "arrays", "np.block([[np.eye(2), np.zeros((2, 1))], [np.ones((1, 3))]])"
        ) { call in
            func depth(_ value: Value, _ level: Int = 0) throws -> Int {
                guard case .list(let list) = value else { return 0 }
                guard level < NDArray.mostAxes else {
                    throw Mistake("lists in more than \(NDArray.mostAxes) lists", expected: "rows of blocks")
                }
                return 1 + (try list.items.map { try depth($0, level + 1) }.max() ?? 0)
            }
            let given = try call.required(0, "arrays")
            let levels = try depth(given)
            func build(_ value: Value, _ level: Int) throws -> NDArray {
                guard case .list(let list) = value else {
                    let array = try call.array(value, "arrays")
                    let missing = Swift.max(0, levels - array.ndim)
                    return try array.reshaped([Int](repeating: 1, count: missing) + array.shape, call.work)
                }
                return try NDArray.concatenated(
                    list.items.map { try build($0, level + 1) }, axis: -(levels - level), work: call.work)
            }
            return .thing(try build(given, 0))
        },
    ]
}
