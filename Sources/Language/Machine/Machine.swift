import Answers

/// Runs compiled code. Functions of the learner that call each other share one loop and one array of registers; the arguments
/// of a call stand where the function wants them, so that nothing is copied.
///
/// Registers above those of the running function hold `.none`, or what is of no more use.
final class Machine {
    unowned(unsafe) let context: Context
    private let work: Work
    let stack: UnsafeMutablePointer<Value>
    /// How many registers hold a value.
    private var initialised = 0
    /// The first register that the running function does not use.
    var top = 0
    /// How many functions are running inside each other.
    var depth = 0
    /// Grows when a class is changed, after which remembered methods are looked up anew.
    var classVersion = 0
    private var activations: ContiguousArray<Activation> = []

    /// As CPython has it.
    static let maximumDepth = 1000
    private static let registerLimit = 1 << 17

    /// A function that waits for another one.
    private struct Activation {
        var code: Unmanaged<Code>
        var registers: UnsafeMutablePointer<Value>
        var next: Int
        var target: Int
        /// What a call of a class gives, whatever `__init__` returns.
        var instance: Instance?
        var globals: Unmanaged<Namespace>
    }

    init(_ context: Context) {
        self.context = context
        work = context.work
        stack = .allocate(capacity: Machine.registerLimit)
    }

    deinit {
        stack.deinitialize(count: initialised)
        stack.deallocate()
    }

    // MARK: Calls from outside

    /// Runs a statement of a session.
    func run(_ code: Code, globals: Namespace) throws -> Value {
        let window = stack + top
        try reserve(top + code.registerCount)
        for place in code.unset { window[place] = .missing }
        return try run(code, window, globals, nil)
    }

    /// The dict of names that the body of a class made, and the cell by which its methods know the class.
    func runClassBody(_ code: Code, cells: [Value], globals: Namespace) throws -> (names: Value.Dictionary, cell: Value)
    {
        let window = stack + top
        try reserve(top + code.registerCount)
        let names = Value.Dictionary()
        window[0] = .dict(names)
        for (index, cell) in cells.enumerated() { window[code.firstFree + index] = cell }
        let cell = try run(code, window, globals, nil)
        return (names, cell)
    }

    func call(_ function: Function, _ arguments: [Value], _ keywords: [GivenArgument] = []) throws -> Value {
        let window = stack + top
        try reserve(top + Swift.max(arguments.count, function.code.registerCount))
        for (index, argument) in arguments.enumerated() { window[index] = argument }
        if function.code.isGenerator { return try generator(function, window, arguments.count, keywords) }
        guard !context.stack.isExhausted else { throw tooDeep() }
        if context.work.isCancelled { throw Interrupted() }
        try enter(function, window, arguments.count, keywords)
        defer { depth -= 1 }
        do {
            return try context.limited(to: function.permission) {
                try run(function.code, window, function.globals, nil)
            }
        } catch { throw passing(error, function.name) }
    }

    private func generator(
        _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: [GivenArgument]
    ) throws -> Value {
        try enter(function, window, count, keywords)
        depth -= 1
        let made = GeneratorObject(function, window)
        clear(window, function.code.registerCount)
        return .object(made)
    }

    /// The next value of a generator; nil at its end.
    func resume(_ generator: GeneratorObject) throws -> Value? {
        guard !generator.isFinished else { return nil }
        guard !generator.isRunning else {
            throw Mistake("a generator that is at work is asked for its next value").raised(
                as: "ValueError", "generator already executing")
        }
        guard !context.stack.isExhausted, depth < Machine.maximumDepth else { throw tooDeep() }
        generator.isRunning = true
        depth += 1
        defer {
            depth -= 1
            generator.isRunning = false
        }
        do {
            let function = generator.function
            let value = try context.limited(to: function.permission) {
                try run(function.code, generator.registers, function.globals, generator)
            }
            return generator.isFinished ? nil : value
        } catch {
            generator.finish()
            throw error
        }
    }

    /// Registers up to there hold a value.
    func ensure(_ count: Int) throws { if count > initialised { try reserve(count) } }

    private func reserve(_ count: Int) throws {
        guard count > initialised else { return }
        guard count <= Machine.registerLimit else { throw tooDeep() }
        let more = Swift.min(Machine.registerLimit, Swift.max(count, initialised + 256))
        (stack + initialised).initialize(repeating: .none, count: more - initialised)
        initialised = more
    }

    func tooDeep() -> Mistake {
        Mistake(
            "functions call each other too deep (at most \(Machine.maximumDepth) calls)",
            expected: "a function that comes to an end", try: "f(n) = 1 if n < 1 else n*f(n - 1)"
        ).raised(as: "RecursionError", "maximum recursion depth exceeded")
    }

    /// Makes the registers of a function ready, whose arguments by place stand at their beginning.
    @inline(__always)
    private func enter(
        _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: [GivenArgument] = []
    ) throws {
        let code = function.code
        let end = window - stack + code.registerCount
        if end > initialised { try reserve(end) }
        guard depth < Machine.maximumDepth else { throw tooDeep() }
        if count != code.positionalCount || !code.isSimple || !keywords.isEmpty {
            try bind(function, window, count, keywords)
        }
        if code.needsPreparation { prepare(function, window) }
        depth += 1
    }

    private func prepare(_ function: Function, _ window: UnsafeMutablePointer<Value>) {
        let code = function.code
        for place in code.unset { window[place] = .missing }
        for place in code.sharedParameters { window[place] = .object(Cell(window[place])) }
        for (index, cell) in function.cells.enumerated() { window[code.firstFree + index] = .object(cell) }
    }

    private func clear(_ registers: UnsafeMutablePointer<Value>, _ count: Int) {
        for place in 0..<count { registers[place] = .none }
    }

    /// Asked at every turn of a loop and at every call.
    @inline(__always)
    private func poll() throws {
        if work.isCancelled { throw Interrupted() }
    }

    // MARK: The loop

    private func run(
        _ entry: Code, _ window: UnsafeMutablePointer<Value>, _ names: Namespace, _ generator: GeneratorObject?
    ) throws -> Value {
        var code = Unmanaged.passUnretained(entry)
        var globals = Unmanaged.passUnretained(names)
        var registers = window
        var instructions = entry.instructions
        var constants = entry.constants
        var caches = entry.caches
        var next = generator?.next ?? 0
        let bottom = activations.count
        let savedTop = top
        if generator == nil { top = registers - stack + entry.registerCount }
        defer { top = savedTop }
        var pending = Value.none

        @inline(__always) func at(_ operand: Int32) -> UnsafeMutablePointer<Value> {
            operand >= 0 ? registers + Int(operand) : constants - Int(operand)
        }

        while true {
            do {
                while true {
                    let i = instructions[next]
                    next += 1
                    let target = registers + Int(i.a)
                    switch i.operation {
                    case .move: target.pointee = at(i.b).pointee
                    case .loadGlobal:
                        let value = globals._withUnsafeGuaranteedRef { $0.values[Int(i.b)] }
                        target.pointee = value.isMissing ? try word(globals, Int(i.b), code) : value
                    case .storeGlobal:
                        try storeGlobal(globals, Int(i.a), at(i.b).pointee, isQuiet: i.d == 1)
                    case .deleteGlobal: try deleteGlobal(globals, Int(i.a))
                    case .makeCell: target.pointee = .object(Cell(.missing))
                    case .loadCell:
                        if case .object(let object) = registers[Int(i.b)] {
                            let value = unsafeDowncast(object, to: Cell.self).value
                            if value.isMissing { throw unbound(code, Int(i.c)) }
                            target.pointee = value
                        }
                    case .storeCell:
                        if case .object(let object) = target.pointee {
                            unsafeDowncast(object, to: Cell.self).value = at(i.b).pointee
                        }
                    case .deleteCell:
                        if case .object(let object) = target.pointee {
                            let cell = unsafeDowncast(object, to: Cell.self)
                            if cell.value.isMissing { throw unbound(code, Int(i.c)) }
                            cell.value = .missing
                        }
                    case .checkLocal: if target.pointee.isMissing { throw unbound(code, Int(i.c)) }
                    case .deleteLocal: target.pointee = .missing
                    case .loadName:
                        if case .dict(let members) = registers[0],
                            let value = code._withUnsafeGuaranteedRef({ members[$0.names[Int(i.c)]] })
                        {
                            target.pointee = value
                        } else {
                            let value = globals._withUnsafeGuaranteedRef { $0.values[Int(i.b)] }
                            target.pointee = value.isMissing ? try word(globals, Int(i.b), code) : value
                        }
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

                    // Arithmetic
                    case .add:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            target.pointee = .number(x + y)
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee,
                            case let (sum, overflow) = x.addingReportingOverflow(y), !overflow
                        {
                            target.pointee = .int(sum)
                        } else {
                            target.pointee = try arithmetic(.add, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .subtract:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            target.pointee = .number(x - y)
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee,
                            case let (difference, overflow) = x.subtractingReportingOverflow(y), !overflow
                        {
                            target.pointee = .int(difference)
                        } else {
                            target.pointee = try arithmetic(.subtract, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .multiply:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            target.pointee = .number(x * y)
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee,
                            case let (product, overflow) = x.multipliedReportingOverflow(by: y), !overflow
                        {
                            target.pointee = .int(product)
                        } else {
                            target.pointee = try arithmetic(.multiply, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .divide:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee, y != 0 {
                            target.pointee = .number(x / y)
                        } else {
                            target.pointee = try arithmetic(.divide, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .floorDivide:
                        if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee, y > 0 {
                            let (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
                            target.pointee = .int(rest < 0 ? quotient - 1 : quotient)
                        } else {
                            target.pointee = try arithmetic(.floorDivide, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .remainder:
                        if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee, y > 0 {
                            let rest = x % y
                            target.pointee = .int(rest < 0 ? rest + y : rest)
                        } else {
                            target.pointee = try arithmetic(.remainder, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .power:
                        if case .number(let x) = at(i.b).pointee, case .int(2) = at(i.c).pointee {
                            target.pointee = .number(x * x)
                        } else {
                            target.pointee = try arithmetic(.power, at(i.b).pointee, at(i.c).pointee, i.d)
                        }
                    case .binary:
                        target.pointee = try binary(BinaryOperator.ordered[Int(i.d)], at(i.b).pointee, at(i.c).pointee)
                    case .augment:
                        target.pointee = try augmented(
                            BinaryOperator.ordered[Int(i.d)], at(i.b).pointee, at(i.c).pointee)
                    case .negate:
                        if case .number(let x) = at(i.b).pointee {
                            target.pointee = .number(-x)
                        } else {
                            target.pointee = try unary(.minus, at(i.b).pointee)
                        }
                    case .not: target.pointee = .bool(!(try truth(at(i.b).pointee)))
                    case .unary: target.pointee = try unary(i.d == 0 ? .plus : .invert, at(i.b).pointee)

                    // Comparisons
                    case .less:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            target.pointee = .bool(x < y)
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            target.pointee = .bool(x < y)
                        } else {
                            target.pointee = try compare(i.d, at(i.b).pointee, at(i.c).pointee)
                        }
                    case .equal:
                        if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            target.pointee = .bool(x == y)
                        } else {
                            target.pointee = try compare(i.d, at(i.b).pointee, at(i.c).pointee)
                        }
                    case .lessOrEqual, .greater, .greaterOrEqual, .notEqual, .compare:
                        target.pointee = try compare(i.d, at(i.b).pointee, at(i.c).pointee)

                    // Jumps
                    case .jump: next = Int(i.a)
                    case .loop:
                        try poll()
                        next = Int(i.a)
                    case .jumpIfTrue:
                        if case .bool(let flag) = at(i.b).pointee {
                            if flag { next = Int(i.a) }
                        } else if try truth(at(i.b).pointee) {
                            next = Int(i.a)
                        }
                    case .jumpIfFalse:
                        if case .bool(let flag) = at(i.b).pointee {
                            if !flag { next = Int(i.a) }
                        } else if try !truth(at(i.b).pointee) {
                            next = Int(i.a)
                        }
                    case .jumpLess:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            if !(x < y) { next = Int(i.a) }
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x >= y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }
                    case .jumpLessOrEqual:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            if !(x <= y) { next = Int(i.a) }
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x > y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }
                    case .jumpGreater:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            if !(x > y) { next = Int(i.a) }
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x <= y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }
                    case .jumpGreaterOrEqual:
                        if case .number(let x) = at(i.b).pointee, case .number(let y) = at(i.c).pointee {
                            if !(x >= y) { next = Int(i.a) }
                        } else if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x < y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }
                    case .jumpEqual:
                        if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x != y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }
                    case .jumpNotEqual:
                        if case .int(let x) = at(i.b).pointee, case .int(let y) = at(i.c).pointee {
                            if x == y { next = Int(i.a) }
                        } else if try !truth(compare(i.d, at(i.b).pointee, at(i.c).pointee)) {
                            next = Int(i.a)
                        }

                    // Loops
                    case .begin: try begin(at(i.b).pointee, target, asObject: i.d == 1)
                    case .next:
                        let base = registers + Int(i.b)
                        switch base.pointee {
                        case .int(let value):
                            guard case .int(let left) = base[1], left > 0, case .int(let step) = base[2]
                            else {
                                next = Int(i.c)
                                break
                            }
                            base.pointee = .int(value &+ step)
                            base[1] = .int(left - 1)
                            target.pointee = .int(value)
                        case .list(let list):
                            guard case .int(let place) = base[1], place < list.items.count else {
                                base.pointee = .none
                                next = Int(i.c)
                                break
                            }
                            base[1] = .int(place + 1)
                            target.pointee = list.items[place]
                        case .tuple(let items):
                            guard case .int(let place) = base[1], place < items.count else {
                                base.pointee = .none
                                next = Int(i.c)
                                break
                            }
                            base[1] = .int(place + 1)
                            target.pointee = items[place]
                        case .object(let object):
                            if let value = try unsafeDowncast(object, to: IteratorObject.self).next(self) {
                                target.pointee = value
                            } else {
                                base.pointee = .none
                                next = Int(i.c)
                            }
                        default: next = Int(i.c)
                        }
                    case .unpack: try unpack(at(i.b).pointee, target, Int(i.c), star: Int(i.d) - 1)

                    // Collections
                    case .list: target.pointee = .list(try gathered(registers + Int(i.b), Int(i.c)))
                    case .tuple:
                        if i.c < 0, case .list(let list) = registers[Int(i.b)] {
                            target.pointee = try tuple(list.items)
                        } else {
                            target.pointee = try tuple(gathered(registers + Int(i.b), Int(i.c)))
                        }
                    case .set: target.pointee = .set(try ValueSet(gathered(registers + Int(i.b), Int(i.c))))
                    case .dict: target.pointee = .dict(Value.Dictionary())
                    case .slice:
                        let base = registers + Int(i.b)
                        target.pointee = .object(SliceObject(base[0], base[1], base[2]))
                    case .append:
                        if case .list(let list) = target.pointee {
                            list.items.append(at(i.b).pointee)
                            if list.items.count & 4095 == 0 { try Limits.checkCount(list.items.count) }
                        }
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

                    // Elements and attributes
                    case .index:
                        if case .list(let list) = at(i.b).pointee, case .int(let place) = at(i.c).pointee,
                            place >= 0, place < list.items.count
                        {
                            target.pointee = list.items[place]
                        } else {
                            target.pointee = try element(of: at(i.b).pointee, at: at(i.c).pointee)
                        }
                    case .storeIndex:
                        if case .list(let list) = target.pointee, case .int(let place) = at(i.b).pointee,
                            place >= 0, place < list.items.count
                        {
                            list.items[place] = at(i.c).pointee
                        } else {
                            try storeElement(of: target.pointee, at: at(i.b).pointee, at(i.c).pointee)
                        }
                    case .deleteIndex: try deleteElement(of: at(i.b).pointee, at: at(i.c).pointee)
                    case .attribute:
                        let cache = caches + Int(i.c)
                        if case .object(let object) = at(i.b).pointee, object.tag == .instance {
                            let instance = unsafeDowncast(object, to: Instance.self)
                            if instance.shapeID == cache.pointee.shapeID, cache.pointee.version == classVersion {
                                target.pointee = instance.slots[cache.pointee.place]
                                continue
                            }
                        }
                        target.pointee = try attribute(of: at(i.b).pointee, cache)
                    case .storeAttribute:
                        let cache = caches + Int(i.d)
                        if case .object(let object) = at(i.b).pointee, object.tag == .instance {
                            let instance = unsafeDowncast(object, to: Instance.self)
                            if cache.pointee.version == classVersion {
                                if instance.shapeID == cache.pointee.shapeID {
                                    instance.slots[cache.pointee.place] = at(i.c).pointee
                                    continue
                                }
                                if instance.shapeID == cache.pointee.grownFrom, let grown = cache.pointee.grown {
                                    instance.grow(to: grown, at(i.c).pointee)
                                    continue
                                }
                            }
                        }
                        try storeAttribute(of: at(i.b).pointee, cache, at(i.c).pointee)
                    case .deleteAttribute: try deleteAttribute(of: at(i.b).pointee, caches[Int(i.c)])
                    case .method:
                        let cache = caches + Int(i.c)
                        if case .object(let object) = at(i.b).pointee, object.tag == .instance {
                            let instance = unsafeDowncast(object, to: Instance.self)
                            if instance.shapeID == cache.pointee.shapeID, cache.pointee.version == classVersion,
                                let function = cache.pointee.function
                            {
                                target[1] = at(i.b).pointee
                                target.pointee = .function(function)
                                continue
                            }
                        }
                        try method(of: at(i.b).pointee, cache, target)

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
                        if case .function(let function) = target.pointee,
                            generator == nil || activations.count > bottom,
                            !function.code.isGenerator, function.permission.isSuperset(of: context.permission)
                        {
                            try poll()
                            if i.d == 0 {
                                try enter(function, first, count)
                            } else {
                                let keywords = try arrange(code, i.c, first, &count, isBound)
                                try enter(function, first, count, keywords)
                            }
                            activations.append(
                                Activation(
                                    code: code, registers: registers, next: next, target: Int(i.a), instance: nil,
                                    globals: globals))
                            code = Unmanaged.passUnretained(function.code)
                            globals = Unmanaged.passUnretained(function.globals)
                            registers = first
                            instructions = function.code.instructions
                            constants = function.code.constants
                            caches = function.code.caches
                            next = 0
                            top = registers - stack + function.code.registerCount
                            continue
                        }
                        if case .object(let object) = target.pointee, object.tag == .type, !isBound,
                            generator == nil || activations.count > bottom,
                            let (function, instance) = try instantiate(unsafeDowncast(object, to: ClassObject.self))
                        {
                            // The instance takes the place of the class, in front of the arguments.
                            first -= 1
                            first.pointee = .object(instance)
                            count += 1
                            try poll()
                            if i.d == 0 {
                                try enter(function, first, count)
                            } else {
                                let keywords = try arrange(code, i.c, first, &count, true)
                                try enter(function, first, count, keywords)
                            }
                            activations.append(
                                Activation(
                                    code: code, registers: registers, next: next, target: Int(i.a), instance: instance,
                                    globals: globals))
                            code = Unmanaged.passUnretained(function.code)
                            globals = Unmanaged.passUnretained(function.globals)
                            registers = first
                            instructions = function.code.instructions
                            constants = function.code.constants
                            caches = function.code.caches
                            next = 0
                            top = registers - stack + function.code.registerCount
                            continue
                        }
                        target.pointee = try call(target.pointee, first, count, code, i.c, isBound)
                    case .precheck: try precheck(target, code, i.c)
                    case .argument:
                        let site = code._withUnsafeGuaranteedRef { $0.argumentSites[Int(i.c)] }
                        let value = globals._withUnsafeGuaranteedRef { $0.values[Int(site.slot)] }
                        if value.isMissing {
                            let callee = registers + Int(i.b)
                            target.pointee =
                                try argument(site, callee, isMethod: i.d == 1) ?? word(globals, Int(site.slot), code)
                        } else {
                            target.pointee = value
                        }
                    case .argumentAttribute:
                        let site = code._withUnsafeGuaranteedRef { $0.argumentSites[Int(i.c)] }
                        target.pointee = try argument(
                            site, of: target.pointee, registers + Int(i.b), isMethod: i.d == 1)
                    case .function:
                        target.pointee = makeFunction(
                            code._withUnsafeGuaranteedRef { $0.codes[Int(i.c)] }, target + 1, Int(i.b), Int(i.d),
                            globals)
                    case .type:
                        let cells = (0..<Int(i.d)).map { (target + 2)[$0] }
                        target.pointee = try makeClass(
                            code._withUnsafeGuaranteedRef { $0.codes[Int(i.c)] }, base: registers[Int(i.b)], cells,
                            globals.takeUnretainedValue())
                    case .superclass: target.pointee = try superclass(registers[Int(i.b)], at(i.c).pointee)
                    case .importName:
                        let item = code._withUnsafeGuaranteedRef { $0.imports[Int(i.c)] }
                        target.pointee = try imported(item, isGlobal: i.d == 1)
                    case .return:
                        let value = at(i.b).pointee
                        if generator != nil, activations.count == bottom {
                            generator?.finish()
                            return value
                        }
                        clear(registers, code._withUnsafeGuaranteedRef(\.registerCount))
                        guard activations.count > bottom else { return value }
                        depth -= 1
                        let caller = activations.removeLast()
                        code = caller.code
                        globals = caller.globals
                        registers = caller.registers
                        (instructions, constants, caches) = code._withUnsafeGuaranteedRef {
                            ($0.instructions, $0.constants, $0.caches)
                        }
                        next = caller.next
                        top = registers - stack + code._withUnsafeGuaranteedRef(\.registerCount)
                        if let instance = caller.instance {
                            registers[caller.target] = .object(instance)
                        } else {
                            registers[caller.target] = value
                        }
                    case .yield:
                        target.pointee = .none
                        generator?.next = next
                        return at(i.b).pointee

                    // Errors
                    case .raise: throw try raised(at(i.b).pointee, cause: i.d == 1 ? at(i.c).pointee : nil)
                    case .reraise: throw try raised(registers[Int(i.b)], cause: nil)
                    case .caught: target.pointee = pending
                    case .matches:
                        if try !matches(registers[Int(i.b)], at(i.c).pointee) { next = Int(i.a) }
                    case .failAssertion:
                        throw try assertion(i.d == 1 ? at(i.b).pointee : nil)
                    case .enter: try enterManager(at(i.b).pointee, target)
                    case .leave: _ = try call(target.pointee, [.none, .none, .none])
                    case .leaveWithException:
                        let error = registers[Int(i.c)]
                        if try truth(call(registers[Int(i.b)], [typeOf(error), error, .none])) { next = Int(i.a) }

                    // Text
                    case .format:
                        target.pointee = .text(try formatted(at(i.b).pointee, at(i.c).pointee, asRepr: i.d == 1))
                    case .join: target.pointee = .text(try joined(registers + Int(i.b), Int(i.c)))
                    }
                }
            } catch {
                let problem = code._withUnsafeGuaranteedRef { placed(error, $0, next - 1) }
                // Nothing catches a stop, nor what a library made of one.
                let exception = work.isCancelled ? nil : Exceptions.instance(of: problem)
                exception?.origin = problem as? Diagnostic
                var failure = problem
                unwinding: while true {
                    if let exception {
                        let place = next - 1
                        let handler = code._withUnsafeGuaranteedRef {
                            $0.handlers.first { $0.from <= place && place < $0.to }?.target
                        }
                        if let handler {
                            pending = .object(exception)
                            next = handler
                            break unwinding
                        }
                    } else {
                        keepPartial(code, registers, next - 1, &failure)
                    }
                    guard activations.count > bottom else {
                        if generator == nil { clear(registers, code._withUnsafeGuaranteedRef(\.registerCount)) }
                        throw failure
                    }
                    failure = code._withUnsafeGuaranteedRef { passing(failure, $0.name) }
                    exception?.origin = failure as? Diagnostic
                    clear(registers, code._withUnsafeGuaranteedRef(\.registerCount))
                    depth -= 1
                    let caller = activations.removeLast()
                    code = caller.code
                    globals = caller.globals
                    registers = caller.registers
                    (instructions, constants, caches) = code._withUnsafeGuaranteedRef {
                        ($0.instructions, $0.constants, $0.caches)
                    }
                    next = caller.next
                    top = registers - stack + code._withUnsafeGuaranteedRef(\.registerCount)
                }
            }
        }
    }
}
