/// One step of the machine. `a` is mostly the register that is written, `b` and `c` are operands: registers from 0, constants
/// below.
struct Instruction {
    var operation: Opcode
    /// A small number beside: which operator, which way.
    var d: UInt16 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// What the machine can do. Arithmetic and comparisons of plain numbers are done where the instruction is read; everything
/// else by `Machine+….swift`.
enum Opcode: UInt8 {
    case move, loadGlobal, storeGlobal, deleteGlobal, makeCell, loadCell, storeCell, deleteCell, checkLocal, deleteLocal
    case loadFree, storeFree, deleteFree, shareFree
    case loadName, storeName, deleteName
    case add, addSmall, subtract, multiply, divide, floorDivide, remainder, power, binary, augment
    case negate, not, unary
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, compare
    case jump, loop, jumpIfTrue, jumpIfFalse
    case jumpLess, jumpLessOrEqual, jumpGreater, jumpGreaterOrEqual, jumpEqual, jumpNotEqual
    case begin, next, abandon, unpack
    case list, tuple, set, dict, slice, append, extend, insert, put, merge
    case index, storeIndex, deleteIndex
    case attribute, storeAttribute, deleteAttribute, method
    case call, callMethod, precheck, argument, argumentAttribute
    case function, type, superclass, importName
    case `return`, yield
    case raise, reraise, caught, matches, failAssertion
    case enter, leave, leaveWithException
    case format, join
    case matchSequence, matchMapping, matchObject
}

/// What a call says about its arguments, apart from their values.
struct CallSite {
    var labels: [Label]
    var place: SourceRange

    struct Label {
        var form: ArgumentSyntax.Form
        var range: SourceRange
    }

    /// By place only: the values stand in their registers as the function wants them.
    var isPlain: Bool
}

/// One of Python's own functions as a call met it last: where its word stands, which is kept, and its body.
struct NativeCall {
    var word = Value.none
    var address = 0
    var least = 0
    var most = 0
    var body: (@Sendable ([Value], [(name: String, value: Value)], Context) throws -> Value)?
    /// The same of arguments that stand in registers, where they are plain; nil leaves them to the body.
    var quick: QuickWords.Body?
}

/// An argument that is a bare name or a dotted one: it may be a word itself, or a choice without quotes.
struct ArgumentSite {
    var name: String
    var nameRange: SourceRange
    var place: Int
    var keyword: String?
    /// Where the name stands among the variables; −1 for a dotted one.
    var slot: Int32
}

/// Where an attribute was found last: instances of one shape have it at one place.
struct AttributeCache {
    var name: String
    var range: SourceRange
    /// The address of the shape, −1 for none; the shape is kept, so that no other gets that address.
    var shapeID = -1
    var shape: Shape?
    var place = 0
    /// The shape that instances have after they got the attribute as a new one, and the address of the one before.
    var grown: Shape?
    var grownFrom = -1
    var origin: Shape?
    /// The function that a method name meant.
    var function: Function?
    /// The method that a name meant of a list, dict, set or string, and which of them it was.
    var quick: QuickMethod?
    var quickTag: UInt8 = 0
    /// What is remembered holds as long as no class was changed since.
    var version = -1
    /// What a name of a module meant, for code of that permission.
    var known: Value?
    var module: Object?
    var permission = Permission.computing
}

/// A function, a class body or a statement, made ready to run.
final class Code: @unchecked Sendable {
    let name: String
    let source: Source
    let range: SourceRange
    let instructions: UnsafeMutablePointer<Instruction>
    let count: Int
    /// Where each instruction stands in the text.
    let places: [SourceRange]
    let constants: UnsafeMutablePointer<Value>
    private let constantCount: Int
    let caches: UnsafeMutablePointer<AttributeCache>
    private let cacheCount: Int
    let names: [String]
    let sites: [CallSite]
    let natives: UnsafeMutablePointer<NativeCall>
    let argumentSites: [ArgumentSite]
    let codes: [Code]
    let imports: [ImportedName]
    let registerCount: Int
    let handlers: [Handler]
    /// Where a comprehension is at work, and the register of what it has made: kept when it is stopped.
    let comprehensions: [Handler]
    /// Registers that have no value when the function begins.
    let unset: [Int]

    let parameters: [FunctionSyntax.Formal]
    /// Parameters that take arguments by place.
    let positionalCount: Int
    let keywordOnlyCount: Int
    let hasRest: Bool
    let hasKeywords: Bool
    /// Parameters that functions inside share.
    let sharedParameters: [Int]
    /// Variables of the functions around it, in order; the function holds their cells.
    let freeNames: [String]
    let isGenerator: Bool
    /// `outer.<locals>.inner`, `Class.method`: as Python's messages call it.
    let qualifiedName: String
    let globalNames: [String]
    let formula: (steps: [(name: String, value: Expression)], result: Expression)?
    let documentation: String?

    /// From here to there an error goes to `target`.
    struct Handler {
        var from: Int
        var to: Int
        var target: Int
    }

    /// Called by place with all arguments there are.
    let isSimple: Bool
    /// How many arguments a call by place gives for which nothing has to be arranged; −1 where something always has.
    let simpleCount: Int
    /// Whether registers must be made ready beside those of the arguments, or cells for these.
    let needsPreparation: Bool

    init(_ unit: Unit, source: Source, range: SourceRange) {
        name = unit.name
        self.source = source
        self.range = range
        count = unit.instructions.count
        instructions = .allocate(capacity: Swift.max(1, count))
        instructions.initialize(from: unit.instructions, count: count)
        places = unit.places
        // Constant k is operand −k; there is no constant 0.
        constantCount = unit.constants.count + 1
        constants = .allocate(capacity: constantCount)
        constants.initialize(to: .none)
        (constants + 1).initialize(from: unit.constants, count: unit.constants.count)
        cacheCount = unit.caches.count
        caches = .allocate(capacity: Swift.max(1, cacheCount))
        caches.initialize(from: unit.caches, count: cacheCount)
        names = unit.names
        sites = unit.sites
        natives = .allocate(capacity: Swift.max(1, sites.count))
        natives.initialize(repeating: NativeCall(), count: sites.count)
        argumentSites = unit.argumentSites
        codes = unit.codes
        imports = unit.imports
        registerCount = unit.registerCount
        handlers = unit.handlers
        comprehensions = unit.comprehensions
        unset = unit.unset.sorted()
        parameters = unit.parameters
        positionalCount = unit.parameters.count { $0.kind == .plain }
        keywordOnlyCount = unit.parameters.count { $0.kind == .keywordOnly }
        hasRest = unit.parameters.contains { $0.kind == .rest }
        hasKeywords = unit.parameters.contains { $0.kind == .keywords }
        sharedParameters = unit.sharedParameters
        freeNames = unit.freeNames
        isGenerator = unit.isGenerator
        qualifiedName = unit.qualifiedName
        globalNames = unit.globalNames.sorted()
        formula = unit.formula
        documentation = unit.documentation
        needsPreparation = !unset.isEmpty || !sharedParameters.isEmpty
        isSimple = keywordOnlyCount == 0 && !hasRest && !hasKeywords && !isGenerator
        simpleCount = isSimple && !needsPreparation ? positionalCount : -1
    }

    deinit {
        instructions.deallocate()
        constants.deinitialize(count: constantCount)
        constants.deallocate()
        caches.deinitialize(count: cacheCount)
        caches.deallocate()
        natives.deinitialize(count: sites.count)
        natives.deallocate()
    }
}
