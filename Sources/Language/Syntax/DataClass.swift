/// A class under `@dataclass`: its body names attributes, `rate: float = 0.1`, and the methods that follow from them,
/// `__init__`, `__repr__`, `__eq__` and with `order=True` the comparisons, are added to it as though they had been written.
struct DataClass {
    /// One annotated name of the body.
    struct Field {
        let name: String
        let range: SourceRange
        /// What the attribute is when it is not given.
        let standard: Expression?
        /// `field(default_factory=list)`: what makes it then, anew for each object.
        let factory: Expression?
        /// Where it is left out: `init`, `repr`, `compare` with the value False.
        var isLeftOut: Set<String> = []
        /// What its annotation makes of it.
        var kind = Kind.attribute
        /// Whether it is given by its name alone; nil where the class says.
        var isKeywordOnly: Bool?
        /// Its annotation as it is written.
        var annotation = ""

        /// What an annotated name is.
        enum Kind {
            case attribute
            /// `InitVar[…]`: an argument that `__post_init__` gets, and no attribute.
            case argument
            /// `_: KW_ONLY`: what stands below is given by name alone.
            case mark
        }

        /// The options of `field` that are True or False.
        static let flags: Set<String> = ["init", "repr", "compare"]
    }

    /// The options of `@dataclass` that are heeded, with what they are when they are not given.
    static let options = [
        "init": true, "repr": true, "eq": true, "order": false, "frozen": false, "kw_only": false, "match_args": true,
    ]

    let name: String
    /// Where the class is named, which is the place of all that is added.
    let range: SourceRange
    /// In order: all annotated names.
    let all: [Field]
    /// Those that are attributes.
    var fields: [Field] { all.filter { $0.kind == .attribute } }
    /// Those that were given.
    let options: [String: Bool]
    /// Whether it has a base class, whose fields are known only when the class is made; its methods are made then as well.
    let isDerived: Bool

    /// - Parameter fields: the annotated names of the body, in order.
    init(
        name: String, range: SourceRange, fields: [Field], options: [String: Bool] = [:], isDerived: Bool = false
    ) {
        self.name = name
        self.range = range
        self.options = options
        self.isDerived = isDerived
        var isBelowMark = options["kw_only"] ?? false
        all = fields.compactMap { field in
            guard field.kind != .mark else {
                isBelowMark = true
                return nil
            }
            var field = field
            field.isKeywordOnly = field.isKeywordOnly ?? isBelowMark
            return field
        }
    }

    /// What `__init__` takes, in order.
    var parameters: [Field] { all.filter { !$0.isLeftOut.contains("init") } }

    private func has(_ option: String) -> Bool { options[option] ?? DataClass.options[option] ?? false }
    private func fields(of option: String) -> [Field] { fields.filter { !$0.isLeftOut.contains(option) } }

    /// Whether a decorator is `dataclass`, bare or with brackets.
    static func isMarked(by decorator: Expression) -> Bool {
        switch decorator.kind {
        case .name(let name), .attribute(_, let name, _): name == "dataclass"
        case .call(let callee, _): isMarked(by: callee)
        default: false
        }
    }

    /// Whether what a class is derived from is `NamedTuple`, so that its annotated names are the elements of its tuples.
    static func isRecord(_ base: Expression) -> Bool {
        switch base.kind {
        case .name("NamedTuple"), .attribute(_, "NamedTuple", _): true
        default: false
        }
    }

    /// `_fields = ("x", "y")`
    var record: Statement {
        statement(.assign([.name("_fields", range)], node(.tuple(fields.map { node(.text($0.name)) }))))
    }

    /// What the body does not define itself.
    func methods(besides body: [Statement]) -> [Statement] {
        var defined: Set<String> = []
        for statement in body {
            if case .function(let name, _, _, _) = statement.kind { defined.insert(name) }
            if case .assign(let targets, _) = statement.kind { defined.formUnion(targets.flatMap(\.names)) }
        }
        var made = names
        if isDerived { return made + [derived(besides: defined)] }
        if has("match_args"), !defined.contains("__match_args__") {
            let places = parameters.filter { $0.isKeywordOnly == false }.map { node(.text($0.name)) }
            made.append(statement(.assign([.name("__match_args__", range)], node(.tuple(places)))))
        }
        if has("init") { made.append(initialiser(finishing: defined.contains("__post_init__"))) }
        if has("repr"), !defined.contains("__repr__") { made.append(derived(["repr"])) }
        if has("eq") { made.append(equality) }
        if has("order") { made += DataClass.orders.map(comparison) }
        return made.filter { if case .function(let name, _, _, _) = $0.kind { !defined.contains(name) } else { true } }
    }

    // MARK: Methods

    /// `def __init__(self, x, y=y): self.x = x; self.y = y`
    private func initialiser(finishing: Bool) -> Statement {
        var body = fields.map { field in
            var value = own(field.name)
            if field.isLeftOut.contains("init") {
                // The value of the class's body stands there under the name of the attribute.
                guard
                    let made = field.factory.map({ node(.call($0, [])) })
                        ?? field.standard.map({ _ in attribute(field.name) })
                else { return statement(.pass) }
                value = made
            } else if let factory = field.factory {
                let isMissing = node(
                    .comparison(value, [ComparisonLink(operator: .is, operand: own(DataClass.notGiven))]))
                value = node(.conditional(then: node(.call(factory, [])), condition: isMissing, otherwise: value))
            }
            return statement(
                .assign([.attribute(own("self"), name: field.name, nameRange: field.range)], value))
        }
        if finishing {
            let given = all.filter { $0.kind == .argument }.map {
                ArgumentSyntax(form: .positional, value: own($0.name))
            }
            body.append(statement(.expression(node(.call(attribute("__post_init__"), given)))))
        }
        let formals = parameters.map { field in
            FunctionSyntax.Formal(
                name: field.name, range: field.range,
                standard: field.factory == nil ? field.standard.map { _ in own(field.name) } : own(DataClass.notGiven),
                kind: field.isKeywordOnly == true ? .keywordOnly : .plain)
        }
        return method("__init__", formals, body.isEmpty ? [statement(.pass)] : body)
    }

    /// `__dataclass_derived__ = ("init", "repr", "eq")`: what is made of all fields when the class is made.
    private func derived(besides defined: Set<String>) -> Statement {
        var wanted = ["init", "repr", "eq"].filter { has($0) && !defined.contains("__\($0)__") }
        if has("order") { wanted.append("order") }
        if has("match_args"), !defined.contains("__match_args__") { wanted.append("match_args") }
        return derived(wanted)
    }

    private func derived(_ wanted: [String]) -> Statement {
        statement(.assign([.name(DataClass.derivedName, range)], node(.tuple(wanted.map { node(.text($0)) }))))
    }

    /// `def __eq__(self, other): return (self.x,) == (other.x,) if type(self) is type(other) else NotImplemented`
    private var equality: Statement { compared("__eq__", .equal) }

    private static let orders: [(String, ComparisonOperator)] = [
        ("__lt__", .less), ("__le__", .lessOrEqual), ("__gt__", .greater), ("__ge__", .greaterOrEqual),
    ]

    private func comparison(_ name: String, _ sign: ComparisonOperator) -> Statement { compared(name, sign) }

    /// What stands for an argument that a factory makes, so that None can be given.
    private static let notGiven = "NotImplemented"

    /// Under this name a class has its fields, in order, and under the next whether they may not be changed.
    static let fieldsName = "__dataclass_fields__"
    static let frozenName = "__dataclass_frozen__"
    /// Under this one the names of those that an object is found by where it is a key.
    static let keyName = "__dataclass_key__"
    /// Under this one the names of those that only `__init__` and `__post_init__` see, each with whether it may be left out.
    static let argumentsName = "__dataclass_arguments__"
    /// Under this one what is still to be made when the class is made: of its fields and, where it has a base, of those of the base.
    static let derivedName = "__dataclass_derived__"

    /// `__dataclass_fields__ = {"x": (init, repr, compare, kw_only, annotation, (default,), (factory,))}`, where the last two are
    /// empty without one.
    private var names: [Statement] {
        let entries = fields.map { field in
            let flags = ["init", "repr", "compare"].map { node(.bool(!field.isLeftOut.contains($0))) }
            let standard = field.standard.map { _ in [own(field.name)] } ?? []
            let parts = [
                node(.bool(field.isKeywordOnly == true)), node(.text(field.annotation)), node(.tuple(standard)),
                node(.tuple(field.factory.map { [$0] } ?? [])),
            ]
            return DictEntry(key: node(.text(field.name)), value: node(.tuple(flags + parts)))
        }
        let arguments = self.all.filter { $0.kind == .argument }.map {
            DictEntry(key: node(.text($0.name)), value: node(.bool($0.standard != nil)))
        }
        let all = statement(.assign([.name(DataClass.fieldsName, range)], node(.dict(entries))))
        let given = statement(.assign([.name(DataClass.argumentsName, range)], node(.dict(arguments))))
        let frozen = statement(.assign([.name(DataClass.frozenName, range)], node(.bool(true))))
        guard has("frozen") else { return [all, given] }
        let compared = fields(of: "compare").map { node(.text($0.name)) }
        let key = statement(.assign([.name(DataClass.keyName, range)], node(.tuple(compared))))
        return has("eq") ? [all, given, frozen, key] : [all, given, frozen]
    }

    private func compared(_ name: String, _ sign: ComparisonOperator) -> Statement {
        let types = [own("self"), own("other")].map {
            node(.call(own("type"), [ArgumentSyntax(form: .positional, value: $0)]))
        }
        let all = ["self", "other"].map { object in
            node(.tuple(fields(of: "compare").map { node(.attribute(own(object), name: $0.name, nameRange: range)) }))
        }
        let isSame = node(
            .conditional(
                then: node(.comparison(all[0], [ComparisonLink(operator: sign, operand: all[1])])),
                condition: node(.comparison(types[0], [ComparisonLink(operator: .is, operand: types[1])])),
                otherwise: own("NotImplemented")))
        return method(
            name, [FunctionSyntax.Formal(name: "other", range: range)], [statement(.return(isSame))])
    }

    // MARK: Syntax

    func method(
        _ name: String, _ parameters: [FunctionSyntax.Formal], _ body: [Statement]
    ) -> Statement {
        let receiver = FunctionSyntax.Formal(name: "self", range: range)
        return statement(
            .function(
                name: name, nameRange: range,
                FunctionSyntax(parameters: [receiver] + parameters, body: .block(body)), decorators: []))
    }

    private func node(_ kind: Expression.Kind) -> Expression { Expression(kind, range) }
    private func own(_ name: String) -> Expression { node(.name(name)) }
    func attribute(_ name: String) -> Expression {
        node(.attribute(own("self"), name: name, nameRange: range))
    }
    func statement(_ kind: Statement.Kind) -> Statement { Statement(kind: kind, range: range) }
}
