import Answers

/// The loop: one switch over all operations. It stays one function, so that what it works with stays in the processor's
/// registers.
extension Machine {
    func run(
        _ entry: Code, _ window: Register, _ names: Namespace, _ shared: Cells, _ generator: GeneratorObject?
    ) throws -> Value {
        var code = Unmanaged.passUnretained(entry)
        var globals = Unmanaged.passUnretained(names)
        var cells = shared
        var registers = window
        var instructions = entry.instructions
        var constants = entry.constants
        var caches = entry.caches
        var next = instructions + (generator?.next ?? 0)
        let bottom = waiting
        let savedTop = top
        if generator == nil { top = registers + entry.registerCount }
        defer { top = savedTop }
        var pending = Value.none

        @inline(__always) func at(_ operand: Int32) -> Register {
            operand >= 0 ? registers + Int(operand) : constants - Int(operand)
        }

        /// What arithmetic of two numbers gives; of everything else what `compute` says.
        @inline(__always) func put(
            _ i: Instruction, _ operation: BinaryOperator, _ numbers: (Double, Double) -> Double,
            _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool)
        ) throws {
            let (target, left, right) = (registers + Int(i.a), at(i.b), at(i.c))
            if !target.put(left, right, numbers, whole) { try compute(operation, target, left, right, i.d) }
        }

        /// How two numbers compare; everything else as `compare` says.
        @inline(__always) func put(
            _ i: Instruction, _ numbers: (Double, Double) -> Bool, _ whole: (Int, Int) -> Bool
        ) throws {
            let (target, left, right) = (registers + Int(i.a), at(i.b), at(i.c))
            if let holds = left.compare(right, numbers, whole) {
                target.put(holds)
            } else {
                target.pointee = try compare(i.d, left.pointee, right.pointee)
            }
        }

        /// Goes elsewhere where two values do not compare so.
        @inline(__always) func jump(
            _ i: Instruction, unless numbers: (Double, Double) -> Bool, _ whole: (Int, Int) -> Bool
        ) throws {
            let (left, right) = (at(i.b), at(i.c))
            if let holds = left.compare(right, numbers, whole) {
                if !holds { next = instructions + Int(i.a) }
            } else if try !holds(i.d, left, right) {
                next = instructions + Int(i.a)
            }
        }

        /// Goes elsewhere where a value counts as true, or as false.
        @inline(__always) func jump(_ i: Instruction, if wanted: Bool) throws {
            let operand = at(i.b)
            if case .bool(let flag) = operand.pointee {
                if flag == wanted { next = instructions + Int(i.a) }
            } else if try truth(operand.pointee) == wanted {
                next = instructions + Int(i.a)
            }
        }

        /// The function goes on in its first instruction, with its arguments in their registers.
        @inline(__always) func start(
            _ function: Unmanaged<Function>, _ first: Register, _ target: Register,
            _ made: (instance: Unmanaged<Instance>, initialiser: Unmanaged<Function>)?
        ) {
            (activations + waiting).initialize(
                to: Activation(
                    code: code, globals: globals, registers: registers, cells: cells, next: next, target: target,
                    made: made))
            waiting &+= 1
            function._withUnsafeGuaranteedRef {
                code = Unmanaged.passUnretained($0.code)
                globals = Unmanaged.passUnretained($0.globals)
                cells = $0.cells
            }
            registers = first
            let count = code._withUnsafeGuaranteedRef {
                instructions = $0.instructions
                constants = $0.constants
                caches = $0.caches
                return $0.registerCount
            }
            next = instructions
            top = first + count
        }

        /// The function that waited last goes on; its registers are as it left them.
        @inline(__always) func goOn() -> UnsafeMutablePointer<Activation> {
            depth &-= 1
            waiting &-= 1
            let caller = activations + waiting
            code = caller.pointee.code
            globals = caller.pointee.globals
            cells = caller.pointee.cells
            registers = caller.pointee.registers
            next = caller.pointee.next
            let count = code._withUnsafeGuaranteedRef {
                instructions = $0.instructions
                constants = $0.constants
                caches = $0.caches
                return $0.registerCount
            }
            top = registers + count
            return caller
        }

        var raising = generator?.raising
        generator?.raising = nil
        while true {
            do {
                if let error = raising {
                    raising = nil
                    throw error
                }
                while true {
                    let i = next.pointee
                    next += 1
                    let target = registers + Int(i.a)
                    switch i.operation {
                    case .move: target.copy(from: at(i.b))
                    case .loadGlobal:
                        let value = globals._withUnsafeGuaranteedRef { $0.values + Int(i.b) }
                        if value.pointee.isMissing {
                            target.pointee = try word(globals, Int(i.b), code)
                        } else {
                            target.copy(from: value)
                        }
                    case .storeGlobal:
                        let value = globals._withUnsafeGuaranteedRef { $0.values + Int(i.a) }
                        if value.pointee.isMissing, i.d == 0 { remark(globals, Int(i.a)) }
                        value.copy(from: at(i.b))
                    case .loadCell:
                        if !(registers + Int(i.b)).reference(ClosureCell.self).load(target) {
                            throw unbound(code, Int(i.c))
                        }
                    case .storeCell: target.reference(ClosureCell.self).store(at(i.b))
                    case .loadFree:
                        let cell = cells.unsafelyUnwrapped[Int(i.b)]
                        if !cell.load(target) { throw unbound(code, Int(i.c)) }
                    case .storeFree:
                        let cell = cells.unsafelyUnwrapped[Int(i.a)]
                        cell.store(at(i.b))
                    case .checkLocal: if target.pointee.isMissing { throw unbound(code, Int(i.c)) }

                    // Arithmetic
                    case .add:
                        let (left, right) = (at(i.b), at(i.c))
                        if !target.put(left, right, { $0 + $1 }, { $0.addingReportingOverflow($1) }) {
                            if i.d & 0x100 != 0, target == left, case .text(let more) = right.pointee,
                                try target.append(more)
                            {
                                continue
                            }
                            try compute(.add, target, left, right, i.d)
                        }
                    case .addSmall:
                        let operand = at(i.b)
                        if case .int(let x) = operand.pointee,
                            case let (sum, overflow) = x.addingReportingOverflow(Int(i.c)), !overflow
                        {
                            target.put(sum)
                        } else if case .number(let x) = operand.pointee {
                            target.put(x + Double(i.c))
                        } else {
                            target.pointee = try changed(operand.pointee, by: Int(i.c), i.d)
                        }
                    case .subtract: try put(i, .subtract, { $0 - $1 }, { $0.subtractingReportingOverflow($1) })
                    case .multiply: try put(i, .multiply, { $0 * $1 }, { $0.multipliedReportingOverflow(by: $1) })
                    case .divide:
                        let (left, right) = (at(i.b), at(i.c))
                        if case .number(let y) = right.pointee, y != 0 {
                            if case .number(let x) = left.pointee {
                                target.put(x / y)
                                continue
                            }
                            if case .int(let x) = left.pointee, x.isExact {
                                target.put(Double(x) / y)
                                continue
                            }
                        } else if case .int(let y) = right.pointee, y != 0, y.isExact {
                            if case .number(let x) = left.pointee {
                                target.put(x / Double(y))
                                continue
                            }
                            if case .int(let x) = left.pointee, x.isExact {
                                target.put(Double(x) / Double(y))
                                continue
                            }
                        }
                        try compute(.divide, target, left, right, i.d)
                    case .floorDivide:
                        let (left, right) = (at(i.b), at(i.c))
                        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
                            let (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
                            target.put(rest < 0 ? quotient - 1 : quotient)
                        } else {
                            try compute(.floorDivide, target, left, right, i.d)
                        }
                    case .remainder:
                        let (left, right) = (at(i.b), at(i.c))
                        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
                            let rest = x % y
                            target.put(rest < 0 ? rest + y : rest)
                        } else {
                            try compute(.remainder, target, left, right, i.d)
                        }
                    case .power:
                        let (left, right) = (at(i.b), at(i.c))
                        if case .number(let x) = left.pointee {
                            if case .int(let y) = right.pointee, y.isExact, case let result = power(x, Double(y)),
                                result.isFinite
                            {
                                target.put(result)
                                continue
                            }
                            if case .number(let y) = right.pointee, x > 0, case let result = power(x, y),
                                result.isFinite
                            {
                                target.put(result)
                                continue
                            }
                        }
                        try compute(.power, target, left, right, i.d)
                    case .negate:
                        if case .number(let x) = at(i.b).pointee {
                            target.put(-x)
                        } else {
                            target.pointee = try unary(.minus, at(i.b).pointee)
                        }
                    case .not:
                        let operand = at(i.b)
                        if case .bool(let flag) = operand.pointee {
                            target.put(!flag)
                        } else {
                            target.put(!(try truth(operand.pointee)))
                        }

                    // Comparisons
                    case .less: try put(i, { $0 < $1 }, { $0 < $1 })
                    case .lessOrEqual: try put(i, { $0 <= $1 }, { $0 <= $1 })
                    case .greater: try put(i, { $0 > $1 }, { $0 > $1 })
                    case .greaterOrEqual: try put(i, { $0 >= $1 }, { $0 >= $1 })
                    case .equal: try put(i, { $0 == $1 }, { $0 == $1 })
                    case .notEqual: try put(i, { $0 != $1 }, { $0 != $1 })

                    // Jumps
                    case .jump: next = instructions + Int(i.a)
                    case .loop:
                        try poll()
                        next = instructions + Int(i.a)
                    case .jumpIfTrue: try jump(i, if: true)
                    case .jumpIfFalse: try jump(i, if: false)
                    case .jumpLess: try jump(i, unless: { $0 < $1 }, { $0 < $1 })
                    case .jumpLessOrEqual: try jump(i, unless: { $0 <= $1 }, { $0 <= $1 })
                    case .jumpGreater: try jump(i, unless: { $0 > $1 }, { $0 > $1 })
                    case .jumpGreaterOrEqual: try jump(i, unless: { $0 >= $1 }, { $0 >= $1 })
                    case .jumpEqual: try jump(i, unless: { $0 == $1 }, { $0 == $1 })
                    case .jumpNotEqual: try jump(i, unless: { $0 != $1 }, { $0 != $1 })

                    // Loops
                    case .next:
                        let base = registers + Int(i.b)
                        switch base.pointee {
                        case .int(let value):
                            guard case .int(let left) = base[1], left > 0, case .int(let step) = base[2] else {
                                next = instructions + Int(i.c)
                                break
                            }
                            base.initialize(to: .int(value &+ step))
                            (base + 1).initialize(to: .int(left - 1))
                            target.put(value)
                        case .list:
                            guard case .int(let place) = base[1],
                                base.reference(Value.List.self)._withUnsafeGuaranteedRef({ $0.load(place, target) })
                            else {
                                base.pointee = .none
                                next = instructions + Int(i.c)
                                break
                            }
                            (base + 1).initialize(to: .int(place + 1))
                        case .tuple(let items):
                            guard case .int(let place) = base[1], place < items.count else {
                                base.pointee = .none
                                next = instructions + Int(i.c)
                                break
                            }
                            (base + 1).initialize(to: .int(place + 1))
                            target.pointee = items[place]
                        case .object:
                            let iterator = base.reference(IteratorObject.self)
                            if let value = try iterator._withUnsafeGuaranteedRef({ try $0.next(self) }) {
                                target.pointee = value
                            } else {
                                base.pointee = iterator._withUnsafeGuaranteedRef { $0.result }
                                next = instructions + Int(i.c)
                            }
                        default: next = instructions + Int(i.c)
                        }
                    case .append:
                        let value = at(i.b).pointee
                        try target.reference(Value.List.self)._withUnsafeGuaranteedRef { try $0.append(value) }

                    // Elements and attributes
                    case .index:
                        let (container, place) = (at(i.b), at(i.c))
                        if case .list = container.pointee, case .int(let place) = place.pointee,
                            container.reference(Value.List.self)._withUnsafeGuaranteedRef({ $0.load(place, target) })
                        {
                            continue
                        }
                        try loadElement(target, container, place)
                    case .storeIndex:
                        let (place, value) = (at(i.b), at(i.c))
                        if case .list = target.pointee, case .int(let place) = place.pointee,
                            target.reference(Value.List.self)._withUnsafeGuaranteedRef({ $0.store(place, value) })
                        {
                            continue
                        }
                        try storeElement(target, place, value)
                    case .attribute:
                        let (object, cache) = (at(i.b), caches + Int(i.c))
                        if cache.pointee.version == classVersion, let instance = object.instance(cache.pointee.shapeID)
                        {
                            target.copy(from: instance._withUnsafeGuaranteedRef { $0.slots } + cache.pointee.place)
                        } else {
                            target.pointee = try attribute(of: object.pointee, cache)
                        }
                    case .storeAttribute:
                        let (object, cache, value) = (at(i.b), caches + Int(i.d), at(i.c))
                        if cache.pointee.version == classVersion {
                            if let instance = object.instance(cache.pointee.shapeID) {
                                let slot = instance._withUnsafeGuaranteedRef { $0.slots } + cache.pointee.place
                                slot.copy(from: value)
                                continue
                            }
                            if let instance = object.instance(cache.pointee.grownFrom), let grown = cache.pointee.grown
                            {
                                instance._withUnsafeGuaranteedRef { $0.grow(to: grown, value.pointee) }
                                continue
                            }
                        }
                        try storeAttribute(of: object.pointee, cache, value.pointee)
                    case .method:
                        let (object, cache) = (at(i.b), caches + Int(i.c))
                        if cache.pointee.version == classVersion, object.instance(cache.pointee.shapeID) != nil,
                            let function = cache.pointee.function
                        {
                            (target + 1).copy(from: object)
                            target.pointee = .function(function)
                        } else {
                            try method(of: object.pointee, cache, target)
                        }

                    // Calls
                    case .call, .callMethod:
                        var first = target + 1
                        var count = Int(i.b)
                        var isBound = false
                        if i.operation == .callMethod {
                            if first.pointee.isMissing {
                                first += 1
                            } else {
                                isBound = true
                                count += 1
                            }
                        }
                        let isInside = generator == nil || waiting > bottom
                        if case .function = target.pointee, isInside {
                            let function = target.reference(Function.self)
                            if function._withUnsafeGuaranteedRef({ isAllowed($0) }) {
                                try poll()
                                if i.d == 0, function._withUnsafeGuaranteedRef({ isReady($0, first, count) }) {
                                    depth &+= 1
                                    start(function, first, target, nil)
                                    continue
                                }
                                if function._withUnsafeGuaranteedRef({ !$0.code.isGenerator }) {
                                    try enter(function, first, count, code, i, isBound)
                                    start(function, first, target, nil)
                                    continue
                                }
                            }
                        }
                        if isInside, !isBound, let type = target.object(.type, ClassObject.self),
                            let (function, instance) = instantiate(type, first, i.d == 0 ? count : nil)
                        {
                            try poll()
                            // The instance takes the place of the class, in front of the arguments.
                            first -= 1
                            first.pointee = .object(instance)
                            try enter(.passUnretained(function), first, count + 1, code, i, true)
                            start(
                                .passUnretained(function), first, target,
                                (.passRetained(instance), .passRetained(function)))
                            continue
                        }
                        if isBound, let method = target.object(.quick, QuickMethod.self) {
                            if i.d == 0, let value = try method._withUnsafeGuaranteedRef({ try $0.body(first, count) })
                            {
                                target.pointee = value
                                continue
                            }
                            // Given otherwise than it is made for.
                            target.pointee = method._withUnsafeGuaranteedRef { $0.whole(first.pointee) }
                            first += 1
                            count -= 1
                            isBound = false
                        }
                        target.pointee = try call(target, first, count, code, i.c, isBound)
                    case .precheck:
                        if case .function = target.pointee { continue }
                        try precheck(target, code, i.c, isMethod: i.d == 1)
                    case .argument:
                        let place = code._withUnsafeGuaranteedRef { Int($0.argumentSites[Int(i.c)].slot) }
                        let value = globals._withUnsafeGuaranteedRef { $0.values + place }
                        if value.pointee.isMissing {
                            let site = code._withUnsafeGuaranteedRef { $0.argumentSites[Int(i.c)] }
                            let callee = registers + Int(i.b)
                            target.pointee =
                                try argument(site, callee, isMethod: i.d == 1) ?? word(globals, place, code)
                        } else {
                            target.copy(from: value)
                        }
                    case .return:
                        let source = at(i.b)
                        let count = code._withUnsafeGuaranteedRef { $0.registerCount }
                        guard waiting > bottom else {
                            let value = source.pointee
                            if let generator { generator.finish(with: value) } else { registers.clear(count) }
                            return value
                        }
                        let own = registers
                        if activations[waiting - 1].made != nil { try checkInitialiser(source.pointee) }
                        let caller = goOn()
                        if let (instance, initialiser) = caller.pointee.made {
                            defer { initialiser.release() }
                            own.clear(count)
                            caller.pointee.target.pointee = .object(instance.takeRetainedValue())
                        } else {
                            if i.b >= 0 {
                                caller.pointee.target.take(from: source)
                            } else {
                                caller.pointee.target.copy(from: source)
                            }
                            own.clear(count)
                        }
                    case .yield:
                        let value = at(i.b).pointee
                        target.pointee = .none
                        generator?.next = next - instructions
                        return value

                    // Errors
                    case .caught: target.pointee = pending
                    case .matches:
                        if try !matches(registers[Int(i.b)], at(i.c).pointee) { next = instructions + Int(i.a) }
                    case .leaveWithException:
                        if try leave(registers[Int(i.b)], registers[Int(i.c)]) { next = instructions + Int(i.a) }
                    default: try perform(i, registers, constants, caches, code, globals, cells)
                    }
                }
            } catch {
                let problem = code._withUnsafeGuaranteedRef { placed(error, $0, next - instructions - 1) }
                // Nothing catches a stop, nor what a library made of one.
                let exception = work.isCancelled ? nil : Exceptions.instance(of: problem)
                exception?.origin = problem as? Diagnostic
                var failure = problem
                unwinding: while true {
                    let place = next - instructions - 1
                    if let exception {
                        let handler = code._withUnsafeGuaranteedRef {
                            $0.handlers.first { $0.from <= place && place < $0.to }?.target
                        }
                        if let handler {
                            pending = .object(exception)
                            next = instructions + handler
                            break unwinding
                        }
                    } else {
                        keepPartial(code, registers, place, &failure)
                    }
                    let count = code._withUnsafeGuaranteedRef { $0.registerCount }
                    guard waiting > bottom else {
                        if generator == nil { letGo(registers, count) }
                        throw failure
                    }
                    failure = code._withUnsafeGuaranteedRef { passing(failure, $0.name, of: $0.source) }
                    let own = registers
                    let caller = goOn()
                    letGo(own, count)
                    // What went wrong in a written module has its place where that was called.
                    failure = code._withUnsafeGuaranteedRef { placed(failure, $0, next - instructions - 1) }
                    exception?.origin = failure as? Diagnostic
                    if let (instance, initialiser) = caller.pointee.made {
                        instance.release()
                        initialiser.release()
                    }
                }
            }
        }
    }
}
