import Answers
import Arrays
import Language

/// Elements in random order, and some of them.
extension RandomDraw {
    static let orders: [RandomDraw] = [
        RandomDraw(
            "permuted", "the elements in random order, all of them or each row by itself", "x, axis=None",
            "permuted([1, 2, 3])", isGlobal: false
        ) { call, random in
            let x = try call.array(0, "x")
            guard let given = try call.int(1, "axis") else {
                let order = try NDArray(random.permutation(x.count, call.work))
                return .thing(
                    try x.reshaped([-1], call.work).taken(order, axis: 0, work: call.work).reshaped(x.shape, call.work))
            }
            let axis = try NDArray.axis(given, x.ndim)
            let rows = try x.withLast(axis).copy(call.work)
            let flat = try rows.reshaped([-1, Swift.max(1, x.shape[axis])], call.work)
            for row in 0..<(x.count == 0 ? 0 : flat.shape[0]) {
                let line = try flat.at(row)
                try line.assign(
                    line.taken(NDArray(random.permutation(line.count, call.work)), axis: 0, work: call.work), call.work)
            }
            return .thing(try flat.reshaped(rows.shape, call.work).withLastMoved(to: axis).contiguous(call.work))
        },
        RandomDraw("permutation", "the elements (or 0 … n−1) in random order", "x", "permutation(5)") { call, random in
            if let count = try? call.int(0, "x") { return .thing(try NDArray(random.permutation(count, call.work))) }
            if let labels = try TextArray(call.required(0, "x")) {
                return .thing(labels.at(try random.permutation(labels.length, call.work)))
            }
            let x = try call.array(0, "x")
            return .thing(
                try x.taken(NDArray(random.permutation(x.shape.first ?? 0, call.work)), axis: 0, work: call.work))
        },
        RandomDraw(
            "shuffle", "puts the elements of an array or list in random order where they are", "x", returns: "None",
            "shuffle([1, 2, 3])"
        ) { call, random in
            let x = try call.required(0, "x")
            if case .list(let list) = x {
                let items = list.items
                list.replace(
                    try random.permutation(items.count, call.work).map(stoppedBy: call.work) { items[$0] })
            } else if let array = x.array {
                let order = try random.permutation(array.shape.first ?? 0, call.work)
                try array.assign(array.taken(NDArray(order), axis: 0, work: call.work), call.work)
            } else {
                throw Mistake("\(x.brief) cannot be shuffled", expected: "an array or a list").raised(as: "TypeError")
            }
            return .none
        },
        RandomDraw(
            "choice", "some of the elements (or of 0 … n−1)", "a, size=None, replace=True, p=None",
            "choice([10, 20, 30], 2)"
        ) { call, random in
            try call.choice(&random)
        },
    ]
}

extension NumPyCall {
    /// `choice`: places in what is chosen from, by weight where there are weights, and what stands there.
    fileprivate func choice(_ random: inout ArrayRandom) throws -> Value {
        let given = try required(0, "a")
        var items: [Value]?
        var array: NDArray?
        let count: Int
        if case .int(let number) = given.plain {
            count = number
        } else if let made = try? self.array(0, "a") {
            array = made
            count = made.shape.first ?? 0
        } else {
            items = try given.elements(in: context)
            count = items?.count ?? 0
        }
        let shape = try optionalShape(1, "size")
        let wanted = try NDArray.count(of: shape ?? [])
        try RandomDraw.check(
            count > 0 || wanted == 0, "a must be a positive integer unless no samples are taken", "1 or more")
        try MemoryRoom.check(Double(wanted) * 16, for: "\(wanted.grouped) elements") { _ in nil }
        let replaces = try flag(2, "replace", true)
        let places: [Int]
        if let weights = try optionalArray(3, "p")?.elements(as: Double.self, stoppedBy: work) {
            guard weights.count == count else { throw Mistake("'a' and 'p' must have same size") }
            places = try self.places(wanted, by: weights, replaces: replaces, &random)
        } else {
            places = try self.places(wanted, of: count, replaces: replaces, &random)
        }
        let chosen = try NDArray(places, shape: shape ?? [])
        if let items {
            guard shape != nil else { return items[places[0]] }
            if shape?.count == 1, let labels = TextArray(given) { return .thing(labels.at(places)) }
            return .list(places.map { items[$0] })
        }
        if let array { return Value(try array.taken(chosen, axis: 0, work: work)) }
        return shape == nil ? .int(places[0]) : .thing(chosen)
    }

    /// Places drawn in proportion to weights that sum to 1.
    private func places(
        _ wanted: Int, by weights: [Double], replaces: Bool, _ random: inout ArrayRandom
    ) throws -> [Int] {
        var check = StopCheck(work)
        func sum(_ numbers: [Double]) throws -> Double {
            try numbers.reduce(0) {
                try check.pass()
                return $0 + $1
            }
        }
        let total = try sum(weights)
        guard (total - 1).magnitude < 1e-7 else {
            throw Mistake("probabilities do not sum to 1, but to \(total)", try: "p / p.sum()").raised(
                as: "ValueError", "probabilities do not sum to 1")
        }
        guard replaces || wanted <= weights.count(where: { $0 > 0 }) else {
            throw Mistake("Fewer non-zero entries in p than size")
        }
        var places: [Int] = []
        var left = weights
        for _ in 0..<wanted {
            var rest = try random.uniform() * sum(left)
            var place = left.lastIndex { $0 > 0 } ?? 0
            for (index, weight) in left.enumerated() where weight > 0 {
                try check.pass()
                rest -= weight
                if rest < 0 {
                    place = index
                    break
                }
            }
            places.append(place)
            if !replaces { left[place] = 0 }
        }
        return places
    }

    /// Places drawn with the same chance each.
    private func places(_ wanted: Int, of count: Int, replaces: Bool, _ random: inout ArrayRandom) throws -> [Int] {
        guard !replaces else {
            var check = StopCheck(work)
            return try (0..<wanted).map { _ in
                try check.pass()
                return random.index(below: count)
            }
        }
        guard wanted <= count else {
            throw Mistake("Cannot take a larger sample than population when 'replace=False': \(wanted) of \(count)")
                .raised(
                    as: "ValueError", "Cannot take a larger sample than population when replace is False")
        }
        return try random.sample(wanted, of: count, work)
    }
}
