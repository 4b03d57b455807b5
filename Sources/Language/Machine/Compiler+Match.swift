import Answers

/// `match`: each case is tried from left to right. What a pattern takes is kept in registers of its own until the whole pattern
/// holds, so that a name is bound by no half of one.
extension Compiler {
    func match(_ subject: Expression, _ cases: [Statement.Case]) throws {
        let place = unit.register()
        try value(subject, to: place)
        let before = unit.assigned
        var after: Set<Int>?
        var ends: [Int] = []
        for one in cases {
            let mark = unit.nextRegister
            unit.assigned = before
            var failures: [Int] = []
            try bind(one.pattern, Int32(place), &failures)
            if let condition = one.condition { failures += try jumps(unless: condition) }
            try compile(one.body)
            after = Compiler.merge(after, unit.assigned)
            ends.append(unit.emit(.jump))
            failures.forEach(unit.land)
            unit.nextRegister = mark
        }
        ends.forEach(unit.land)
        let isWhole = cases.last.map { $0.condition == nil && $0.pattern.isIrrefutable } ?? false
        unit.assigned = isWhole ? after : Compiler.merge(after, before)
    }

    /// Tries a pattern and binds its names.
    ///
    /// - Parameter failures: jumps that are taken where it does not hold.
    private func bind(_ pattern: Pattern, _ subject: Int32, _ failures: inout [Int]) throws {
        var places: [String: Int] = [:]
        for name in pattern.names { places[name] = unit.register() }
        try test(pattern, subject, places, &failures)
        for binding in pattern.bindings {
            if let place = places.removeValue(forKey: binding.text) { store(binding.text, binding.range, Int32(place)) }
        }
    }

    private func test(_ pattern: Pattern, _ subject: Int32, _ places: [String: Int], _ failures: inout [Int]) throws {
        let mark = unit.nextRegister
        defer { unit.nextRegister = mark }
        switch pattern {
        case .wildcard, .star(nil, _): break
        case .capture(let name, let range), .star(let name?, let range): keep(name, range, subject, places)
        case .named(let inner, let name, _):
            try test(inner, subject, places, &failures)
            keep(name.text, name.range, subject, places)
        case .value(let expression):
            let found = try operand(expression)
            unit.range = expression.range
            failures.append(unit.emit(.jumpEqual, 0, subject, found, d: ComparisonOperator.equal.code))
        case .singleton(let expression):
            let found = try operand(expression)
            let target = unit.register()
            unit.range = expression.range
            unit.emit(.compare, target, subject, found, d: ComparisonOperator.is.code)
            failures.append(unit.emit(.jumpIfFalse, 0, Int32(target)))
        case .either(let items, _):
            var ends: [Int] = []
            for (index, item) in items.enumerated() {
                var own: [Int] = []
                try test(item, subject, places, &own)
                if index + 1 < items.count {
                    ends.append(unit.emit(.jump))
                    own.forEach(unit.land)
                } else {
                    failures += own
                }
            }
            ends.forEach(unit.land)
        case .sequence(let items, let range): try sequence(items, range, subject, places, &failures)
        case .mapping(let entries, let rest, let range): try mapping(entries, rest, range, subject, places, &failures)
        case .object(let type, let inside, let keywords, let range):
            let base = registers(inside.count + keywords.count)
            try value(type, to: base)
            unit.range = range
            let names = unit.constant(.tuple(keywords.map { .text($0.name.text) }))
            unit.emit(.matchObject, base, subject, names, d: inside.count)
            failures.append(unit.emit(.jumpIfFalse, 0, Int32(base)))
            try test(inside + keywords.map(\.pattern), from: base + 1, places, &failures)
        }
    }

    private func keep(_ name: String, _ range: SourceRange, _ subject: Int32, _ places: [String: Int]) {
        guard let place = places[name] else { return }
        unit.range = range
        unit.emit(.move, place, subject)
    }

    /// The first of as many registers as there are parts, and one for whether there are.
    private func registers(_ count: Int) -> Int {
        let base = unit.register()
        for _ in 0..<count { _ = unit.register() }
        return base
    }

    /// Patterns of values that stand in registers one after the other.
    private func test(
        _ patterns: [Pattern], from first: Int, _ places: [String: Int], _ failures: inout [Int]
    ) throws {
        for (index, pattern) in patterns.enumerated() { try test(pattern, Int32(first + index), places, &failures) }
    }

    private func sequence(
        _ items: [Pattern], _ range: SourceRange, _ subject: Int32, _ places: [String: Int], _ failures: inout [Int]
    ) throws {
        // Where the star stands, from 1, and whether anybody asks for what it takes.
        var star = 0
        for (index, item) in items.enumerated() {
            if case .star(let name, _) = item { star = (index + 1) << 1 | (name == nil ? 0 : 1) }
        }
        let base = registers(items.count)
        unit.range = range
        unit.emit(.matchSequence, base, subject, Int32(items.count), d: star)
        failures.append(unit.emit(.jumpIfFalse, 0, Int32(base)))
        try test(items, from: base + 1, places, &failures)
    }

    private func mapping(
        _ entries: [Pattern.Entry], _ rest: Pattern.Name?, _ range: SourceRange, _ subject: Int32,
        _ places: [String: Int], _ failures: inout [Int]
    ) throws {
        let base = registers(entries.count + (rest == nil ? 0 : 1))
        let first = unit.nextRegister
        for entry in entries { try value(entry.key, to: unit.register()) }
        unit.range = range
        unit.emit(.matchMapping, base, subject, Int32(first), d: entries.count << 1 | (rest == nil ? 0 : 1))
        failures.append(unit.emit(.jumpIfFalse, 0, Int32(base)))
        try test(entries.map(\.pattern), from: base + 1, places, &failures)
        if let rest { keep(rest.text, rest.range, Int32(base + 1 + entries.count), places) }
    }
}
