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
