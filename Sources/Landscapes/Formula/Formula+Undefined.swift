import Answers
public import Numbers

/// Which operation of a formula has no finite value, said in the learner's own terms.
extension FormulaSurface {
    /// Such as `log(x - 2) of -1`: the first operation, in reading order, that makes something undefined of finite operands.
    public func firstUndefined(at point: Point) -> String? {
        var inspection = CulpritSearch(formula: formula, point: point)
        _ = inspection.value(formula.result.index, depth: 0)
        return inspection.culprit
    }
}

/// Evaluates only what the value needs, in the order in which a person would, and stops at the first operation whose
/// operands are finite and whose result is not.
private struct CulpritSearch {
    let formula: Formula
    let point: Point
    private var known: [Int: Double] = [:]
    private(set) var culprit: String?

    init(formula: Formula, point: Point) {
        self.formula = formula
        self.point = point
    }

    mutating func value(_ index: Int, depth: Int) -> Double {
        if let value = known[index] { return value }
        guard culprit == nil, depth < 2_000 else { return .nan }
        let value = computed(index, depth: depth + 1)
        known[index] = value
        return value
    }

    private mutating func computed(_ index: Int, depth: Int) -> Double {
        let formula = self.formula
        switch formula.contents[index] {
        case .constant(let bits): return checked(Double(bitPattern: bits)) { "a constant that is not finite" }
        case .variable(let number):
            let coordinate = number == 0 ? point.x : point.y
            return checked(coordinate) { "\(formula.variables[number]) = \(coordinate.short(6))" }
        case .unary(let operation, let a):
            let operand = value(a, depth: depth)
            guard culprit == nil else { return .nan }
            return checked(operation.apply(operand)) { "\(formula.text(of: index)) of \(operand.short(6))" }
        case .binary(let operation, let a, let b):
            let left = value(a, depth: depth)
            let right = value(b, depth: depth)
            guard culprit == nil else { return .nan }
            return checked(operation.apply(left, right)) {
                "\(formula.text(of: index)) with \(left.short(6)) \(operation.rawValue) \(right.short(6))"
            }
        case .choose(let condition, let then, let otherwise):
            let test = value(condition, depth: depth)
            guard culprit == nil else { return .nan }
            return value(test != 0 ? then : otherwise, depth: depth)
        case .call(let number, let a, let b):
            let place = Point(value(a, depth: depth), value(b, depth: depth))
            guard culprit == nil else { return .nan }
            let landscape = formula.landscapes[number]
            return checked(landscape.value(at: place)) {
                let inner = landscape.surface.firstUndefined(at: place) ?? "its value"
                return "\(landscape.name) at \(place.short(6, dimension: landscape.dimension)): \(inner)"
            }
        }
    }

    private mutating func checked(_ value: Double, _ explanation: () -> String) -> Double {
        if !value.isFinite, culprit == nil { culprit = explanation() }
        return value
    }
}
