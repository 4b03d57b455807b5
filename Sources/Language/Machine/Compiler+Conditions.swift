import Answers

/// `and`, `or`, chains of comparisons, and jumps past what a condition guards.
extension Compiler {
    func either(_ jump: Opcode, _ left: Expression, _ right: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        try value(left, to: target)
        unit.range = left.range
        let end = unit.emit(jump, 0, Int32(target))
        let before = unit.assigned
        try value(right, to: target)
        unit.assigned = Compiler.merge(before, unit.assigned)
        unit.land(end)
        unit.nextRegister = mark
        return Int32(target)
    }

    /// `a < b < c`: each is evaluated once, and no further than needed.
    func chain(_ first: Expression, _ links: [ComparisonLink], _ whole: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        var left = try stable(first, before: links[0].operand)
        var ends: [Int] = []
        for (index, link) in links.enumerated() {
            let right: Int32
            if index + 1 < links.count {
                right = try stable(link.operand, before: links[index + 1].operand)
            } else {
                right = try operand(link.operand)
            }
            let (operation, d) = Compiler.comparison(link.operator)
            unit.range = whole.range
            // The upper bit says that it is a chain, which arrays have no meaning for.
            unit.emit(operation, target, left, right, d: d | 0x100)
            if index + 1 < links.count { ends.append(unit.emit(.jumpIfFalse, 0, Int32(target))) }
            left = right
        }
        ends.forEach(unit.land)
        unit.nextRegister = mark
        return Int32(target)
    }

    /// Jumps that are taken where the condition does not hold; simple comparisons jump themselves.
    func jumps(unless condition: Expression) throws -> [Int] {
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        switch condition.kind {
        case .comparison(let first, let links) where links.count == 1:
            let (operation, d) = Compiler.comparison(links[0].operator)
            guard let jump = Compiler.jumping[operation] else { break }
            let left = try stable(first, before: links[0].operand)
            let right = try operand(links[0].operand)
            unit.range = condition.range
            return [unit.emit(jump, 0, left, right, d: d)]
        case .and(let left, let right):
            let first = try jumps(unless: left)
            let before = unit.assigned
            let second = try jumps(unless: right)
            // Where both held, all of the names are bound; where not, only the first ones. Only the first may be relied on.
            unit.assigned = Compiler.merge(before, unit.assigned)
            return first + second
        case .not(let inner):
            let found = try operand(inner)
            unit.range = inner.range
            return [unit.emit(.jumpIfTrue, 0, found)]
        default: break
        }
        let found = try operand(condition)
        unit.range = condition.range
        return [unit.emit(.jumpIfFalse, 0, found)]
    }

    private static let jumping: [Opcode: Opcode] = [
        .less: .jumpLess, .lessOrEqual: .jumpLessOrEqual, .greater: .jumpGreater, .greaterOrEqual: .jumpGreaterOrEqual,
        .equal: .jumpEqual, .notEqual: .jumpNotEqual,
    ]
}
