/// A function, class body or statement while it is compiled: what was emitted, and where its names live.
final class Unit {
    enum Kind { case statement, function, classBody }

    enum Variable {
        case register(Int)
        /// The register holds a cell that functions inside share.
        case cell(Int)
        /// Of a function around this one: the place of its cell among those that the function holds.
        case free(Int)
        case global(Int32)
        /// Of a class that is being made.
        case member

        var isShared: Bool {
            switch self {
            case .cell, .free: true
            case .register, .global, .member: false
            }
        }
    }

    let kind: Kind
    let name: String
    let parent: Unit?
    var instructions: [Instruction] = []
    var places: [SourceRange] = []
    var constants: [Value] = []
    private var constantPlaces: [Value.Key: [Int]] = [:]
    var caches: [AttributeCache] = []
    var names: [String] = []
    var sites: [CallSite] = []
    var argumentSites: [ArgumentSite] = []
    var codes: [Code] = []
    var imports: [ImportedName] = []
    var handlers: [Code.Handler] = []
    var comprehensions: [Code.Handler] = []
    var unset: Set<Int> = []
    var globalNames: Set<String> = []

    var parameters: [FunctionSyntax.Formal] = []
    var sharedParameters: [Int] = []
    var freeNames: [String] = []
    var isGenerator = false
    var formula: (steps: [(name: String, value: Expression)], result: Expression)?
    var documentation: String?

    /// Own variables of a function; names of the class body are members.
    var variables: [String: Variable] = [:]
    var declaredGlobal: Set<String> = []
    /// Of a class body: the places of cells that functions inside share with the function around the class, although the class
    /// has members of these names.
    var passedOn: [String: Int] = [:]
    /// The names of comprehensions that are being compiled, innermost last.
    var inner: [[String: Variable]] = []
    /// Registers that certainly hold a value here; nil where nothing gets.
    var assigned: Set<Int>? = []
    var nextRegister = 0
    var registerCount = 0
    var range = SourceRange(0, 0)
    /// Whether a comprehension in the body of a class is being compiled, which does not see the names of the class.
    var hidesMembers = false
    var unwinders: [Unwinder] = []
    /// Whether it has more attributes than an instruction can tell apart.
    var isTooLong: Bool { caches.count > Int(UInt16.max) }

    /// What has to be done on the way out of a block.
    final class Unwinder {
        enum Kind {
            /// `base` is where a `for` has what it goes through; −1 for `while`.
            case loop(breaks: [Int], continues: [Int], base: Int)
            case finally([Statement])
            case with(exit: Int)
            /// A handler whose name is forgotten at its end.
            case handler(name: String?)
        }
        var kind: Kind
        /// The protected region, split where code of its own stands in between.
        var regions: [(from: Int, to: Int)] = []
        var openedAt: Int?
        /// Whether its block is being compiled, so that what is emitted is protected.
        var isProtecting = false

        init(_ kind: Kind) { self.kind = kind }
    }

    init(_ kind: Kind, _ name: String, parent: Unit?) {
        self.kind = kind
        self.name = name
        self.parent = parent
    }

    var qualifiedName: String {
        let own = name == "lambda" ? "<lambda>" : name
        guard let parent, parent.kind != .statement, !parent.name.isEmpty else { return own }
        return parent.qualifiedName + (parent.kind == .function ? ".<locals>." : ".") + own
    }

    // MARK: Registers and constants

    func register() -> Int {
        nextRegister += 1
        registerCount = Swift.max(registerCount, nextRegister)
        return nextRegister - 1
    }

    func constant(_ value: Value) -> Int32 {
        // 1, 1.0 and True are equal and must stay apart.
        if let key = Value.Key(value) {
            for place in constantPlaces[key] ?? [] where constants[place].isSameConstant(as: value) {
                return Int32(-place - 1)
            }
            constantPlaces[key, default: []].append(constants.count)
        }
        constants.append(value)
        return Int32(-constants.count)
    }

    func nameIndex(_ name: String) -> Int32 {
        if let found = names.firstIndex(of: name) { return Int32(found) }
        names.append(name)
        return Int32(names.count - 1)
    }

    func cache(_ name: String, _ range: SourceRange) -> Int32 {
        caches.append(AttributeCache(name: name, range: range))
        return Int32(caches.count - 1)
    }

    // MARK: Instructions

    var here: Int { instructions.count }

    @discardableResult
    func emit(_ operation: Opcode, _ a: Int = 0, _ b: Int32 = 0, _ c: Int32 = 0, d: Int = 0) -> Int {
        instructions.append(Instruction(operation: operation, d: UInt16(clamping: d), a: Int32(a), b: b, c: c))
        places.append(range)
        return instructions.count - 1
    }

    /// Lets the jump at a place come here.
    func land(_ jump: Int) {
        if instructions[jump].operation == .next {
            instructions[jump].c = Int32(here)
        } else {
            instructions[jump].a = Int32(here)
        }
    }

    // MARK: Names

    /// Whether functions inside can share a variable of that name with this one.
    func shares(_ name: String) -> Bool {
        for scope in inner.reversed() {
            if let variable = scope[name] {
                return variable.isShared
            }
        }
        if kind == .classBody, name != "__class__" { return parent?.shares(name) == true }
        if variables[name]?.isShared == true { return true }
        return variables[name] == nil && !declaredGlobal.contains(name) && name != "__class__"
            && parent?.shares(name) == true
    }
}

extension Value {
    fileprivate func isSameConstant(as other: Value) -> Bool {
        switch (self, other) {
        case (.int(let a), .int(let b)): a == b
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.text(let a), .text(let b)): a.isSameText(as: b)
        case (.bool(let a), .bool(let b)): a == b
        case (.none, .none): true
        default: false
        }
    }
}
