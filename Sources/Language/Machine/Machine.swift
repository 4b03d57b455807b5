import Answers

/// Runs compiled code. Functions of the learner that call each other share one loop and one array of registers; the arguments
/// of a call stand where the function wants them, so that nothing is copied.
///
/// Registers above those of the running function hold `.none`, or what is of no more use.
final class Machine {
    unowned(unsafe) let context: Context
    let work: Work
    let stack: Register
    /// Registers from here on hold no value yet.
    @exclusivity(unchecked) private var limit: Register
    /// The first register that the running function does not use.
    @exclusivity(unchecked) var top: Register
    /// How many functions are running inside each other.
    @exclusivity(unchecked) var depth = 0
    /// Grows when a class is changed, after which remembered methods are looked up anew.
    @exclusivity(unchecked) var classVersion = 0
    /// The formats of f-strings, which are read once.
    private var formats: [String: FormatSpec] = [:]
    let activations: UnsafeMutablePointer<Activation>
    /// The lists, dicts and dataclasses that are being spelled: one inside itself is shown by dots.
    var open: Set<ObjectIdentifier> = []
    /// How many functions wait for others.
    @exclusivity(unchecked) var waiting = 0

    /// As CPython has it.
    static let maximumDepth = 1000
    private static let registerLimit = 1 << 17

    /// A function that waits for another one, which stands in the register `target`, where its value goes.
    struct Activation {
        var code: Unmanaged<Code>
        var globals: Unmanaged<Namespace>
        var registers: Register
        var cells: Cells
        var next: UnsafeMutablePointer<Instruction>
        var target: Register
        /// What a call of a class gives, and its `__init__`, which nobody else need hold.
        var made: (instance: Unmanaged<Instance>, initialiser: Unmanaged<Function>)?
    }

    typealias Cells = UnsafeMutablePointer<Unmanaged<ClosureCell>>?

    init(_ context: Context) {
        self.context = context
        work = context.work
        stack = .allocate(capacity: Machine.registerLimit)
        limit = stack
        top = stack
        activations = .allocate(capacity: Machine.maximumDepth + 1)
    }

    deinit {
        letGo(stack, limit - stack)
        stack.deinitialize(count: limit - stack)
        stack.deallocate()
        activations.deallocate()
    }

    /// Lets go of what the registers of a function refer to that did not come to its end.
    func letGo(_ registers: Register, _ count: Int) {
        guard work.isStoppedByPerson else { return registers.clear(count) }
        var values = registers.takeAll(count)
        LargeValue.leaveBehind(&values)
    }

    // MARK: Calls from outside

    /// Runs a statement of a session.
    func run(_ code: Code, globals: Namespace) throws -> Value {
        let window = top
        try reserve(window + code.registerCount)
        for place in code.unset { window[place] = .missing }
        return try running { try run(code, window, globals, nil, nil) }
    }

    /// The dict of names that the body of a class made, and the cell by which its methods know the class.
    func runClassBody(_ code: Code, cells: [ClosureCell], globals: Namespace) throws -> (
        names: Value.Dictionary, cell: Value
    ) {
        let window = top
        try reserve(window + code.registerCount)
        let names = Value.Dictionary()
        window[0] = .dict(names)
        var shared = cells.map { Unmanaged.passUnretained($0) }
        let cell = try withExtendedLifetime(cells) {
            try shared.withUnsafeMutableBufferPointer { try run(code, window, globals, $0.baseAddress, nil) }
        }
        return (names, cell)
    }

    func call(_ function: Function, _ arguments: [Value], _ keywords: [GivenArgument] = []) throws -> Value {
        let window = top
        try reserve(window + Swift.max(arguments.count, function.code.registerCount))
        for (index, argument) in arguments.enumerated() { window[index] = argument }
        if function.code.isGenerator { return try generator(function, window, arguments.count, keywords) }
        guard !context.stack.isExhausted else { throw tooDeep() }
        if context.work.isCancelled { throw Interrupted() }
        try enter(function, window, arguments.count, keywords)
        defer { depth -= 1 }
        do {
            return try context.limited(to: function.permission) {
                try running { try run(function.code, window, function.globals, function.cells, nil) }
            }
        } catch { throw passing(error, function.name, of: function.source) }
    }

    func generator(
        _ function: Function, _ window: Register, _ count: Int, _ keywords: [GivenArgument]
    ) throws -> Value {
        try enter(function, window, count, keywords)
        depth -= 1
        let made = GeneratorObject(function, window)
        window.clear(function.code.registerCount)
        return .object(made)
    }

    /// Registers up to there hold a value.
    func reserve(_ end: Register) throws {
        guard end > limit else { return }
        guard end - stack <= Machine.registerLimit else { throw tooDeep() }
        let more = Swift.min(Machine.registerLimit - (limit - stack), Swift.max(end - limit, 256))
        limit.initialize(repeating: .none, count: more)
        limit += more
    }

    func tooDeep() -> Mistake {
        Mistake(
            "functions call each other too deep (at most \(Machine.maximumDepth) calls)",
            expected: "a function that comes to an end", try: "f(n) = 1 if n < 1 else n*f(n - 1)"
        ).raised(as: "RecursionError", "maximum recursion depth exceeded")
    }

    /// Makes the registers of a function ready, whose arguments by place stand at their beginning.
    @inline(__always)
    func enter(
        _ function: Function, _ window: Register, _ count: Int, _ keywords: [GivenArgument] = []
    ) throws {
        let code = function.code
        try reserve(window + code.registerCount)
        guard depth < Machine.maximumDepth else { throw tooDeep() }
        if count != code.positionalCount || !code.isSimple || !keywords.isEmpty {
            try bind(function, window, count, keywords)
        }
        if code.needsPreparation { prepare(function, window) }
        depth += 1
    }

    private func prepare(_ function: Function, _ window: Register) {
        let code = function.code
        for place in code.unset { window[place] = .missing }
        for place in code.sharedParameters { window[place] = .object(ClosureCell(window[place])) }
    }

    /// Asked at every turn of a loop and at every call.
    @inline(__always)
    func poll() throws {
        if work.isCancelled { throw Interrupted() }
    }

    // MARK: The loop

    func format(_ text: String) throws -> FormatSpec {
        if let known = formats[text] { return known }
        let made = try FormatSpec(text)
        if formats.count < 1000 { formats[text] = made }
        return made
    }

    // MARK: Calls in the loop

    /// Whether what runs now may do no more than the function.
    @inline(__always) func isAllowed(_ function: Function) -> Bool {
        context.permission.rawValue & ~function.permission.rawValue == 0
    }

    /// Whether the arguments stand as the function wants them, and nothing else has to be made ready.
    @inline(__always) func isReady(_ function: Function, _ first: Register, _ count: Int) -> Bool {
        function.simpleCount == count && depth < Machine.maximumDepth
            && first + function.code.registerCount <= limit
    }

    /// What else there is to do before a function can start.
    @inline(never)
    func enter(
        _ function: Unmanaged<Function>, _ first: Register, _ count: Int, _ code: Unmanaged<Code>, _ i: Instruction,
        _ isBound: Bool
    ) throws {
        let function = function.takeUnretainedValue()
        guard i.d != 0 else { return try enter(function, first, count) }
        var count = count
        let keywords = try arrange(code, i.c, first, &count, isBound)
        try enter(function, first, count, keywords)
    }
}
