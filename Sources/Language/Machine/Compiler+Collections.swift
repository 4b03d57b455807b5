import Answers

/// Displays: lists, tuples, sets, dicts and formatted strings.
extension Compiler {
    func collection(
        _ make: Opcode, _ add: Opcode, _ items: [Expression], _ whole: Expression, _ wanted: Int?
    ) throws -> Int32 {
        let mark = unit.nextRegister
        let isPlain = items.count <= 64 && !items.contains { if case .starred = $0.kind { true } else { false } }
        if isPlain {
            let first = unit.register()
            for (index, item) in items.enumerated() { try value(item, to: index == 0 ? first : unit.register()) }
            unit.nextRegister = mark
            unit.range = whole.range
            let target = wanted ?? unit.register()
            unit.emit(make, target, Int32(first), Int32(items.count))
            return Int32(target)
        }
        // A long one, or one with `*values`, grows as a list.
        let target = unit.register()
        unit.emit(make == .set ? .set : .list, target, 0, 0)
        for item in items {
            let inner = unit.nextRegister
            if case .starred(let values) = item.kind {
                let found = try operand(values)
                unit.range = values.range
                unit.emit(.extend, target, found)
            } else {
                let found = try operand(item)
                unit.range = item.range
                unit.emit(add, target, found)
            }
            unit.nextRegister = inner
        }
        unit.range = whole.range
        if make == .tuple { unit.emit(.tuple, target, Int32(target), -1) }
        return Int32(target)
    }

    func dictionary(_ entries: [DictEntry], _ whole: Expression) throws -> Int32 {
        let target = unit.register()
        let mark = unit.nextRegister
        unit.emit(.dict, target)
        for entry in entries {
            if let key = entry.key {
                let first = try operand(key)
                let second = try operand(entry.value)
                unit.range = key.range
                unit.emit(.put, target, first, second)
            } else {
                let found = try operand(entry.value)
                unit.range = entry.value.range
                unit.emit(.merge, target, found)
            }
            unit.nextRegister = mark
        }
        return Int32(target)
    }

    func format(_ pieces: [FormatPiece], _ whole: Expression) throws -> Int32 {
        let mark = unit.nextRegister
        let first = unit.register()
        for (index, piece) in pieces.enumerated() {
            let place = index == 0 ? first : unit.register()
            switch piece {
            case .text(let text): unit.emit(.move, place, unit.constant(.text(text)))
            case .value(let expression, let spec, let echo, let asRepr, let asText):
                let inner = unit.nextRegister
                let found = try operand(expression)
                let format: Int32
                if spec.isEmpty {
                    format = unit.constant(.text(""))
                } else if spec.count == 1, case .text(let text) = spec[0] {
                    format = unit.constant(.text(text))
                } else {
                    format = try self.format(spec, expression)
                }
                unit.range = expression.range
                unit.emit(
                    .format, place, found, format,
                    d: asRepr || (echo != nil && spec.isEmpty && !asText) ? 1 : asText ? 2 : 0)
                unit.nextRegister = inner
                if let echo {
                    let pair = unit.register()
                    unit.emit(.move, pair, unit.constant(.text(echo)))
                    unit.emit(.move, unit.register(), Int32(place))
                    unit.emit(.join, place, Int32(pair), 2)
                    unit.nextRegister = inner
                }
            }
        }
        unit.nextRegister = mark + 1
        unit.range = whole.range
        unit.emit(.join, first, Int32(first), Int32(pieces.count))
        return Int32(first)
    }
}
