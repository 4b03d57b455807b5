/// The instructions that take so long that it does not matter how they are reached. They go neither to another place nor into a
/// function.
extension Machine {
    @inline(never)
    func perform(
        _ i: Instruction, _ registers: Register, _ constants: Register, _ caches: UnsafeMutablePointer<AttributeCache>,
        _ code: Unmanaged<Code>, _ globals: Unmanaged<Namespace>, _ cells: Cells
    ) throws {
        func at(_ operand: Int32) -> Register {
            operand >= 0 ? registers + Int(operand) : constants - Int(operand)
        }
        let target = registers + Int(i.a)
        switch i.operation {
        case .deleteGlobal: try deleteGlobal(globals, Int(i.a), isSpent: i.d == 1)
        case .makeCell: target.pointee = .object(ClosureCell(.missing))
        case .deleteCell: try delete(target.reference(ClosureCell.self), code, i.c)
        case .deleteFree: try delete(cells.unsafelyUnwrapped[Int(i.a)], code, i.c)
        case .shareFree:
            target.pointee = .object(cells.unsafelyUnwrapped[Int(i.b)].takeUnretainedValue())
        case .deleteLocal: target.pointee = .missing
        case .loadName: target.pointee = try member(registers[0], globals, i, code)
        case .storeName:
            if case .dict(let members) = registers[0] {
                try members.set(
                    .text(code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] }), at(i.b).pointee)
            }
        case .deleteName:
            if case .dict(let members) = registers[0],
                try members.remove(.text(code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] })) == nil
            {
                throw unbound(code, Int(i.c))
            }
        case .binary:
            target.pointee = try binary(BinaryOperator.ordered[Int(i.d)], at(i.b).pointee, at(i.c).pointee)
        case .augment:
            target.pointee = try augmented(
                BinaryOperator.ordered[Int(i.d)], at(i.b).pointee, at(i.c).pointee)
        case .unary: target.pointee = try unary(i.d == 0 ? .plus : .invert, at(i.b).pointee)
        case .compare: target.pointee = try compare(i.d, at(i.b).pointee, at(i.c).pointee)
        case .begin: try begin(at(i.b).pointee, target, asObject: i.d == 1)
        case .abandon: try abandon(target)
        case .unpack: try unpack(at(i.b).pointee, target, Int(i.c), star: Int(i.d) - 1)
        // Collections
        case .list: target.pointee = .list(gathered(registers + Int(i.b), Int(i.c)))
        case .tuple:
            if i.c < 0, case .list(let list) = registers[Int(i.b)] {
                target.pointee = try Limits.tuple(list.items)
            } else {
                target.pointee = try Limits.tuple(gathered(registers + Int(i.b), Int(i.c)))
            }
        case .set: target.pointee = .set(try ValueSet(gathered(registers + Int(i.b), Int(i.c))))
        case .dict: target.pointee = .dict(Value.Dictionary())
        case .slice:
            let base = registers + Int(i.b)
            target.pointee = .object(SliceObject(base[0], base[1], base[2]))
        case .extend: try extend(target.pointee, at(i.b).pointee)
        case .insert:
            if case .set(let set) = target.pointee {
                try set.table.set(at(i.b).pointee, .none)
                if set.count & 4095 == 0 { try Limits.checkCount(set.count) }
            }
        case .put:
            if case .dict(let dictionary) = target.pointee {
                try dictionary.set(at(i.b).pointee, at(i.c).pointee)
                if dictionary.count & 4095 == 0 { try Limits.checkCount(dictionary.count) }
            }
        case .merge: try merge(target.pointee, at(i.b).pointee)
        case .deleteIndex: try deleteElement(of: at(i.b).pointee, at: at(i.c).pointee)
        case .deleteAttribute: try deleteAttribute(of: at(i.b).pointee, caches[Int(i.c)])
        case .argumentAttribute:
            let site = code._withUnsafeGuaranteedRef { $0.argumentSites[Int(i.c)] }
            target.pointee = try argument(
                site, of: target.pointee, registers + Int(i.b), isMethod: i.d == 1)
        case .function:
            target.pointee = makeFunction(
                code._withUnsafeGuaranteedRef { $0.codes[Int(i.c)] }, target + 1, Int(i.b), Int(i.d),
                globals)
        case .type:
            let cells = (0..<Int(i.d)).map { (target + 2 + $0).reference(ClosureCell.self).takeUnretainedValue() }
            target.pointee = try makeClass(
                code._withUnsafeGuaranteedRef { $0.codes[Int(i.c)] }, base: registers[Int(i.b)], cells,
                globals.takeUnretainedValue())
        case .superclass: target.pointee = try superclass(registers[Int(i.b)], at(i.c).pointee)
        case .importName:
            let item = code._withUnsafeGuaranteedRef { $0.imports[Int(i.c)] }
            target.pointee = try imported(item, isGlobal: i.d == 1)
        case .raise: throw try raised(at(i.b).pointee, cause: i.d == 1 ? at(i.c).pointee : nil)
        case .reraise: throw try raised(registers[Int(i.b)], cause: nil)
        case .failAssertion: throw try assertion(i.d == 1 ? at(i.b).pointee : nil)
        case .enter: try enterManager(at(i.b).pointee, target)
        case .leave: _ = try call(target.pointee, [.none, .none, .none])
        case .format:
            let value = i.d == 2 ? .text(try text(of: at(i.b).pointee)) : at(i.b).pointee
            target.pointee = .text(try formatted(value, at(i.c).pointee, asRepr: i.d == 1))
        case .join: target.pointee = .text(try joined(registers + Int(i.b), Int(i.c)))
        case .matchSequence: try matchSequence(at(i.b).pointee, target, Int(i.c), Int(i.d))
        case .matchMapping:
            try matchMapping(at(i.b).pointee, target, registers + Int(i.c), Int(i.d) >> 1, hasRest: i.d & 1 == 1)
        case .matchObject: try matchObject(at(i.b).pointee, target, at(i.c).pointee, Int(i.d))
        // The loop does the others itself.
        default: break
        }
    }

    /// A loop is left early: a generator that nobody else has ends, as in CPython.
    private func abandon(_ base: Register) throws {
        guard case .object(let object) = base.pointee, var generator = object as? GeneratorObject else { return }
        _ = consume object
        base.pointee = .none
        if isKnownUniquelyReferenced(&generator) { try close(generator) }
    }

    private func delete(_ cell: Unmanaged<ClosureCell>, _ code: Unmanaged<Code>, _ name: Int32) throws {
        let cell = cell.takeUnretainedValue()
        if cell.value.isMissing { throw unbound(code, Int(name)) }
        cell.value = .missing
    }
}
